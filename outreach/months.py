"""Months counted back from a day, as people count them.  Pure."""

from datetime import date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - date(year, month + 1, 1)).days))
