"""The recovery key: 160 random bits, and eight groups of five that a person can copy from paper without a slip.

Crockford's base 32 has no I, L, O or U, and reads them as they were meant.  The last character of a group checks
that group and its place (ISO 7064, 33 over 32): every wrong letter and every group out of place is named.
"""

from dataclasses import dataclass

from outreach.errors import Refusal
from outreach.safety.vault_sealing import random_bytes

GROUPS = 8
_PLAIN = 4
_GROUP = _PLAIN + 1
_BITS = 5
_SECRET_BYTES = GROUPS * _PLAIN * _BITS // 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN_GROUPS = str.maketrans(dict.fromkeys("-‐‑‒–—.,:;_/", " "))  # noqa: RUF001 - dashes a word processor may put in


@dataclass(eq=False)
class RecoveryKeyMistyped(Refusal):
    """These groups, counted from 1, are not as they were printed."""

    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryKey:
    """Opens the center when no passphrase does.  Exists on paper only."""

    secret: bytes

    @classmethod
    def new(cls) -> "RecoveryKey":
        return cls(random_bytes(_SECRET_BYTES))

    @classmethod
    def typed(cls, text: str) -> "RecoveryKey":
        """Read what somebody copied from the sheet.  Raises RecoveryKeyMistyped."""
        groups = _split(text)
        wrong = [place for place in range(GROUPS) if not _is_as_printed(groups[place : place + 1], place)]
        if wrong:
            raise RecoveryKeyMistyped(tuple(place + 1 for place in wrong))
        number = 0
        for character in "".join(group[:_PLAIN] for group in groups):
            number = number << _BITS | _ALPHABET.index(character)
        return cls(number.to_bytes(_SECRET_BYTES))

    @property
    def groups(self) -> tuple[str, ...]:
        number = int.from_bytes(self.secret)
        shifts = range((GROUPS * _PLAIN - 1) * _BITS, -1, -_BITS)
        plain = "".join(_ALPHABET[number >> shift & 31] for shift in shifts)
        pieces = (plain[start : start + _PLAIN] for start in range(0, len(plain), _PLAIN))
        return tuple(piece + _check(piece, place) for place, piece in enumerate(pieces))

    @property
    def text(self) -> str:
        return "-".join(self.groups)


def _split(text: str) -> list[str]:
    """Find the groups by the spaces and dashes between them; where those are not typed, by counting."""
    pieces = text.translate(_BETWEEN_GROUPS).upper().translate(_MEANT).split()
    if len(pieces) == GROUPS:
        return pieces
    joined = "".join(pieces)
    groups = [joined[start : start + _GROUP] for start in range(0, len(joined), _GROUP)]
    # What is beyond the eighth group was typed with it, and makes it wrong.
    return [*groups[: GROUPS - 1], "".join(groups[GROUPS - 1 :])]


def _is_as_printed(found: list[str], place: int) -> bool:
    if not found or len(found[0]) != _GROUP or not set(found[0]) <= set(_ALPHABET):
        return False
    return found[0][_PLAIN] == _check(found[0][:_PLAIN], place)


def _check(plain: str, place: int) -> str:
    from stdnum.iso7064 import mod_37_36  # noqa: PLC0415 - the lock page does not need it

    # The recipe of ISO 7064 over 32 characters.  33 is no prime, which costs some swapped
    # neighbors (47 of 19,343 measured) and no wrong character.
    return mod_37_36.calc_check_digit(_ALPHABET[place] + plain, alphabet=_ALPHABET)
