"""Amounts as they are written on paper: whole numbers, containers in quarters, pounds.  Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from outreach.entry import MOST, QUARTERS, Returned
from outreach.sheets.rows import containers_of
from outreach.translation import N_
from outreach.vocabulary import ReturnedHow

_QUARTERS = {"¼": 1, "½": 2, "¾": 3}
_SHOWN_QUARTERS = {1: "¼", 2: "½", 3: "¾", 0: ""}
_FRACTIONS = {"1/4": "¼", "1/2": "½", "3/4": "¾", "2/4": "½"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why what was typed cannot stand in its cell, as a message id."""

    why: str


NOT_WHOLE = N_("Type a whole number here.")
TOO_MANY = N_("That is more than anybody was given. Check the amount.")
HOW_FIRST = N_("Say first how it was measured.")
NOT_AN_AMOUNT = N_("Type an amount: a number, or ¼ ½ ¾ of a container.")


def with_amount(returned: Returned, text: str) -> Returned | Wrong:
    """What came back, with its amount as it was written; nothing written leaves it open."""
    how = returned.how
    if not text.strip():
        return replace(returned, syringes=None, number=None, quarters=None, gross=None)
    if how in (ReturnedHow.NOT_ASKED, ReturnedHow.NONE):
        return Wrong(HOW_FIRST)
    if how in (ReturnedHow.TOLD, ReturnedHow.COUNTED):
        number = whole(text, MOST)
        return number if isinstance(number, Wrong) else replace(returned, syringes=number)
    if how is ReturnedHow.CONTAINER:
        quarters = quarters_of(text)
        if isinstance(quarters, Wrong):
            return quarters
        containers, full = containers_of(quarters)
        return replace(returned, number=containers, quarters=full)
    weight = _weight(text)
    return weight if isinstance(weight, Wrong) else replace(returned, gross=weight)


def amount_text(returned: Returned) -> str:
    """The amount of what came back, as it is written on paper."""
    match returned.how:
        case ReturnedHow.TOLD | ReturnedHow.COUNTED:
            return "" if returned.syringes is None else str(returned.syringes)
        case ReturnedHow.CONTAINER if returned.number and returned.quarters:
            return quarters_text(returned.number * returned.quarters)
        case ReturnedHow.WEIGHT if returned.gross is not None:
            return f"{returned.gross.normalize():f}"
    return ""


def quarters_of(text: str) -> int | Wrong:
    """Containers in quarters: 2, 1½, 1.5, 1 1/2, ¾, .25."""
    for typed, sign in _FRACTIONS.items():
        text = text.replace(typed, sign)
    text = text.replace(" ", "")
    part = _QUARTERS.get(text[-1:], 0)
    whole = text[:-1] if part else text
    try:
        quarters = Decimal(whole or 0) * QUARTERS + part
    except InvalidOperation:
        return Wrong(NOT_AN_AMOUNT)
    if quarters <= 0 or quarters != int(quarters) or quarters > MOST:
        return Wrong(NOT_AN_AMOUNT)
    return int(quarters)


def quarters_text(quarters: int) -> str:
    whole, part = divmod(quarters, QUARTERS)
    return f"{whole or ''}{_SHOWN_QUARTERS[part]}"


def whole(text: str, most: int) -> int | Wrong | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        return Wrong(NOT_WHOLE)
    return int(text) if int(text) <= most else Wrong(TOO_MANY)


def _weight(text: str) -> Decimal | Wrong:
    try:
        weight = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Wrong(NOT_AN_AMOUNT)
    return weight if weight.is_finite() and 0 <= weight <= MOST else Wrong(NOT_AN_AMOUNT)
