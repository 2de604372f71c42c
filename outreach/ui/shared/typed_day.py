"""A day as people type it: `8`, `8 nov`, `11/8`, `sun`, `yesterday`, `2026-11-08`.  Pure; no day is guessed ahead."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from outreach.translation import N_, Translator

TODAY, YESTERDAY = N_("Today"), N_("Yesterday")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?$")
_LEAST = 3  # letters of a month or a weekday
_A_CENTURY = 100
_A_YEAR, _HALF_A_YEAR = timedelta(days=366), timedelta(days=183)


def read_day(typed: str, today: date, words: Translator) -> date | None:
    """The day meant; without a year the last such day up to today, and None for what is no day."""
    text = typed.strip().casefold()
    for name, back in ((TODAY, 0), (YESTERDAY, 1)):
        if len(text) >= _LEAST and words(name).casefold().startswith(text):
            return today - timedelta(days=back)
    if iso := _ISO.match(text):
        return _day(*map(int, iso.groups()))
    if slashed := _SLASHED.match(text):  # as it is written in the United States: month, day
        month, day, year = slashed.groups()
        return _with_year(int(month), int(day), int(year) if year else None, today)
    return _spoken(_PARTS.findall(text), today, words)


def is_long_back(typed: str, day: date, today: date, words: Translator) -> bool:
    """Whether a day typed without a year was taken for one more than half a year ago, this year's being to come."""
    is_guessed = read_day(typed, today + _A_YEAR, words) != day
    return is_guessed and today - day > _HALF_A_YEAR


def _spoken(parts: Sequence[str], today: date, words: Translator) -> date | None:
    numbers = [int(part) for part in parts if part.isdigit()]
    names = [part for part in parts if not part.isdigit()]
    if not names and len(numbers) == 1:
        return _last_of_number(numbers[0], today)
    if len(names) != 1:
        return None
    if not numbers:
        return _last_weekday(names[0], today, words)
    month = _which(names[0], words.months())
    if month is None or len(numbers) > 2:  # noqa: PLR2004 - a day, and a year
        return None
    return _with_year(month + 1, numbers[0], numbers[1] if len(numbers) > 1 else None, today)


def _last_of_number(number: int, today: date) -> date | None:
    """The last 8th of a month."""
    month = today.replace(day=1)
    for _ in range(3):
        day = _day(month.year, month.month, number)
        if day is not None and day <= today:
            return day
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _last_weekday(name: str, today: date, words: Translator) -> date | None:
    which = _which(name, words.weekdays())
    return None if which is None else today - timedelta(days=(today.weekday() - which - 1) % 7 + 1)


def _with_year(month: int, day: int, year: int | None, today: date) -> date | None:
    if year is not None:
        return _day(year + 2000 if year < _A_CENTURY else year, month, day)
    this = _day(today.year, month, day)
    return this if this is not None and this <= today else _day(today.year - 1, month, day)


def _which(name: str, names: Sequence[str]) -> int | None:
    """The place of the one name that begins so."""
    if len(name) < _LEAST:
        return None
    found = [place for place, one in enumerate(names) if one.casefold().startswith(name)]
    return found[0] if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
