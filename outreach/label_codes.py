"""What the barcode of a lot label says, and how a scan of one is understood.  Pure.

`L1.2F.24A17.K`: which lot (the computer and the row it was written as), its number, the units one scan stands for if
they are more than one, and a check character.  It names the lot itself, so one number from two sources is never
mistaken; the number shows that a label of another center is not ours.  Short, or its bars would be too fine.
"""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.iso7064 import mod_37_36

_SHAPE = re.compile(r"L([0-9A-Z]{1,4})\.([0-9A-Z]{1,8})\.([0-9A-Z]{0,12})\.([0-9A-Z]{0,5})[0-9A-Z]")
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Label:
    """`row` counts the lots of a computer; `number` is the lot number in the signs every scanner can type."""

    device: int
    row: int
    number: str
    units: int = 1


def written(label: Label) -> str:
    """The label as its barcode says it."""
    units = _base36(label.units) if label.units > 1 else ""
    fields = ("L" + _base36(label.device), _base36(label.row), label.number, units)
    return ".".join(fields) + str(mod_37_36.calc_check_digit("".join(fields)))


def read(text: str) -> Label | None:
    """The label this is a scan of, or None."""
    said = text.strip().upper()
    shape = _SHAPE.fullmatch(said)
    if shape is None or not mod_37_36.is_valid(said.replace(".", "")):
        return None
    device, row, number, units = shape.groups()
    return Label(int(device, 36), int(row, 36), number, int(units or "1", 36))


def signs_of(number: str) -> str:
    """A lot number in the signs every scanner can type: plain letters and digits."""
    plain = unicodedata.normalize("NFKD", number).upper()
    return "".join(sign for sign in plain if sign in _SIGNS)[:_LONGEST_NUMBER]


def _base36(n: int) -> str:
    signs = ""
    while n:
        n, sign = divmod(n, 36)
        signs = _SIGNS[sign] + signs
    return signs or "0"
