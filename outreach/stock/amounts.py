"""Amounts and expiry dates as they are typed: units, boxes and cases; months and days.  Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.errors import Refusal


@dataclass(eq=False)
class AmountNotUnderstood(Refusal):
    typed: str


@dataclass(eq=False)
class AmountTooLarge(AmountNotUnderstood):
    """More than anybody receives at once: a slip of the hand."""

    most: int


@dataclass(eq=False)
class NoBoxSize(Refusal):
    """The item has no units per box, so boxes cannot be counted."""

    typed: str


@dataclass(eq=False)
class NoCaseSize(NoBoxSize):
    """The item has no units per case."""


@dataclass(eq=False)
class ExpiryNotUnderstood(Refusal):
    typed: str


MOST_UNITS = 1_000_000  # in one line
_LONGEST = 40  # characters of an amount that is said again
_DIGITS, _MOST_DIGITS = re.compile(r"\d+"), 20  # Python itself refuses to read a number of thousands
_AMOUNT = re.compile(r"\s*(?:(\d+)\s*c)?\s*(?:(\d+)\s*b)?\s*(?:([+-]?)\s*(\d+))?\s*", re.IGNORECASE)


def parse_amount(typed: str, units_per_box: int | None, units_per_case: int | None, *, least: int = 1) -> int:
    """Units in an amount as it is typed: `900`, `5b-4` (five boxes less four), `9c 4b 40`; of a count also `0`.

    Raises AmountNotUnderstood, AmountTooLarge, NoBoxSize, NoCaseSize.
    """
    cleaned = typed.replace(",", "")
    if max(map(len, _DIGITS.findall(cleaned)), default=0) > _MOST_DIGITS:
        raise AmountTooLarge(typed[:_LONGEST], MOST_UNITS)
    match = _AMOUNT.fullmatch(cleaned)
    if match is None or not any(match.group(1, 2, 4)):
        raise AmountNotUnderstood(typed)
    cases, boxes, sign, units = match.groups()
    if sign and not (cases or boxes):
        raise AmountNotUnderstood(typed)
    if cases and units_per_case is None:
        raise NoCaseSize(typed)
    if boxes and units_per_box is None:
        raise NoBoxSize(typed)
    total = int(cases or 0) * (units_per_case or 0) + int(boxes or 0) * (units_per_box or 0)
    total += -int(units or 0) if sign == "-" else int(units or 0)
    if total < least:
        raise AmountNotUnderstood(typed)
    if total > MOST_UNITS:
        raise AmountTooLarge(typed, MOST_UNITS)
    return total


def as_typed(units: int, units_per_box: int | None, units_per_case: int | None) -> str:
    """An amount as one would type it from the boxes: `40c`, `19c 4b`, `4b 96`; units where nothing is boxed."""
    said = []
    for size, letter in ((units_per_case, "c"), (units_per_box, "b")):
        if size and units >= size:
            said.append(f"{units // size}{letter}")
            units %= size
    return " ".join([*said, str(units)] if units or not said else said)


_CENTURY, _SHORT_YEAR = 2000, 2
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4}|\d{2})")


def parse_expiry(typed: str) -> date:
    """The last day a lot may be used: `2029-08-15`, or a month (`08/2029`, `8/29`, `2029-08`), which ends on its last.

    Raises ExpiryNotUnderstood.
    """
    text = typed.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    elif match := _MONTH_FIRST.fullmatch(text):
        year, month, day = int(match[2]), int(match[1]), None
        year += _CENTURY if len(match[2]) == _SHORT_YEAR else 0
    else:
        raise ExpiryNotUnderstood(typed)
    try:
        if day is not None:
            return date(year, month, day)
        first = date(year, month, 1)
        return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError as error:
        raise ExpiryNotUnderstood(typed) from error


def typed_expiry(day: date) -> str:
    """As one would type it: a month that ends on this day, else the day."""
    return f"{day:%m/%Y}" if (day + timedelta(days=1)).day == 1 else day.isoformat()
