"""Stretches of days a page can cover."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both inclusive."""

    first: date
    last: date

    @classmethod
    def month(cls, year: int, number: int) -> "Period":
        first = date(year, number, 1)
        return cls(first, following_month(first) - timedelta(days=1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        return self.first.day == 1 and self.last == following_month(self.first) - timedelta(days=1)


def following_month(day: date) -> date:
    """The first day of the month after `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
