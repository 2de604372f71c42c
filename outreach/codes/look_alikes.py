"""Codes that could have been meant: one slip of typing away, or looking the same on paper.  Pure.

Only here, and when a code is looked for, are O and 0, I and 1 taken for each other; a code is kept as it was typed.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from string import ascii_uppercase, digits

from outreach.codes.normalizing import LONGEST, normalize

SIGNS = digits + ascii_uppercase
_LOOK_ALIKE = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
_MOST = 8  # look-alike signs in one code; 256 ways to read it


def slips(code: str) -> frozenset[str]:
    """Every code that is one slip from this one: a sign wrong, missing or too many, two neighbors swapped.

    Codes that only look the same are among them, however many signs are read the other way.
    """
    code = normalize(code)
    ways = {*_wrong(code), *_missing(code), *_too_many(code), *_swapped(code), *readings(code)}
    return frozenset(way for way in ways if way != code and 1 <= len(way) <= LONGEST)


def readings(code: str) -> frozenset[str]:
    """Every code that looks the same written down, this one among them."""
    code = normalize(code)
    if sum(sign in _LOOK_ALIKE for sign in code) > _MOST:
        return frozenset({code})
    return frozenset("".join(way) for way in product(*(_LOOK_ALIKE.get(sign, sign) for sign in code)))


def _wrong(code: str) -> Iterator[str]:
    return (code[:at] + sign + code[at + 1 :] for at in range(len(code)) for sign in SIGNS)


def _missing(code: str) -> Iterator[str]:
    return (code[:at] + code[at + 1 :] for at in range(len(code)))


def _too_many(code: str) -> Iterator[str]:
    return (code[:at] + sign + code[at:] for at in range(len(code) + 1) for sign in SIGNS)


def _swapped(code: str) -> Iterator[str]:
    return (code[:at] + second + first + code[at + 2 :] for at, (first, second) in enumerate(pairwise(code)))
