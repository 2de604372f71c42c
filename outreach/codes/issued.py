"""Codes that are given out: signs drawn by chance, and a last one that makes a slip of typing show (ISO 7064).

No sign looks like another (no O and 0, no I, L and 1, no S and 5, no Z and 2, no B and 8) and no vowel makes a word.
The first is a digit, which codes made from a name never begin with.  MOD 37,36 shows every wrong sign; a few
swapped neighbors it would miss, and codes that have them are not given out.
"""

from itertools import pairwise
from secrets import choice

from stdnum.iso7064 import mod_37_36

from outreach.codes.normalizing import normalize

DIGITS = "34679"
SIGNS = "CDFGHJKMNPQRTVWXY" + DIGITS
LENGTH = 7


def new_code() -> str:
    """A code drawn by chance, with its check character.  Whoever gives it out sees to it that nobody has it yet."""
    while True:
        drawn = choice(DIGITS) + "".join(choice(SIGNS) for _ in range(LENGTH - 2))
        code = drawn + mod_37_36.calc_check_digit(drawn)
        if code[-1] in SIGNS and not any(is_right(swapped) for swapped in _swaps(code)):
            return code


def has_check(typed: str) -> bool:
    """Whether what was typed is written as the codes given out here are, right or not."""
    code = normalize(typed)
    return len(code) == LENGTH and code[0] in DIGITS and all(sign in SIGNS for sign in code)


def is_right(typed: str) -> bool:
    """Whether it is a code as they are given out here, and its check character fits."""
    code = normalize(typed)
    return has_check(code) and bool(mod_37_36.is_valid(code))


def _swaps(code: str) -> list[str]:
    return [
        code[:at] + second + first + code[at + 2 :]
        for at, (first, second) in enumerate(pairwise(code))
        if first != second
    ]
