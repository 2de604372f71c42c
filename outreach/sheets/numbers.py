"""The number on a sheet: K7Q 482.  By chance, easy to read out, and read by position: no O is taken for a nought."""

from dataclasses import dataclass

from outreach.errors import Refusal
from outreach.stock.slips import SIGNS, new_number

_LETTERS = 3
_LENGTH = 6
_MARK = "#"
_FIGURES = str.maketrans("OIL", "011")


@dataclass(eq=False)
class NotASheetNumber(Refusal):
    """A sheet's number has three signs and three figures."""

    typed: str


def new_sheet_number() -> str:
    return new_number().replace("-", " ")


def sheet_number(typed: str) -> str:
    """A number as it is kept, however it was typed or scanned: k7q482 is K7Q 482.  Raises NotASheetNumber."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    letters, figures = signs[:_LETTERS], signs[_LETTERS:].translate(_FIGURES)
    is_one = len(signs) == _LENGTH and all(sign in SIGNS for sign in letters)
    if not (is_one and figures.isascii() and figures.isdigit()):
        raise NotASheetNumber(typed.strip()[:20])
    return f"{letters} {figures}"


def as_barcode(number: str) -> str:
    """What stands in the bars of a sheet: a sign no code and no barcode of a supply has, and its number."""
    return _MARK + number.replace(" ", "")


def sheet_in(scanned: str) -> str | None:
    """The sheet whose bars were scanned, if they are a sheet's."""
    if not scanned.startswith(_MARK):
        return None
    try:
        return sheet_number(scanned)
    except NotASheetNumber:
        return None
