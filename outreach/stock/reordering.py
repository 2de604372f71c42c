"""How much to order of an item, with its arithmetic: cover × monthly use − usable − on order, in whole packs.  Pure.

Use is what left the shelves.  What was given over the desk is corrected for the days on which nothing stood there, or
counts what was asked for in vain, whichever says more, and never both; bulk use, such as hand-overs, is a term of its
own, since an empty shelf at a desk does not hold it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

LEAST_DAYS = 30  # on the shelf: of less, nobody can say what a whole month would have been


@dataclass(frozen=True, slots=True)
class AtSite:
    """What one site gave over the desk, was asked for in vain, and the days on which nothing stood there."""

    given: int
    asked: int = 0
    days_out: int = 0

    def demand(self, days: int) -> Fraction:
        """Units people wanted in a period of so many days."""
        there = days - self.days_out
        corrected = Fraction(self.given * days, there) if there >= min(LEAST_DAYS, days) else Fraction(self.given)
        return max(corrected, Fraction(self.given + self.asked))


@dataclass(frozen=True, slots=True)
class Use:
    """What was used of an item in some whole months."""

    sites: tuple[AtSite, ...]
    bulk: int
    months: int
    days: int

    @property
    def desk(self) -> int:
        """A month, over the desk, rounded up."""
        return ceil(sum((one.demand(self.days) for one in self.sites), Fraction(0)) / self.months)

    @property
    def bulk_a_month(self) -> int:
        return ceil(Fraction(self.bulk, self.months))

    @property
    def monthly(self) -> int:
        return self.desk + self.bulk_a_month

    @property
    def given(self) -> int:
        return sum(one.given for one in self.sites)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.sites)

    @property
    def days_out(self) -> int:
        return sum(one.days_out for one in self.sites)


@dataclass(frozen=True, slots=True)
class Lot:
    """Usable units that may be used up to a day, or (None) for ever."""

    quantity: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`packs` of `pack` units; `will_expire` of what is usable now will not be used in time."""

    use: Use
    cover: int
    usable: int
    on_order: int
    pack: int
    will_expire: int

    @property
    def target(self) -> int:
        return self.cover * self.use.monthly

    @property
    def needed(self) -> int:
        return max(0, self.target - self.usable - self.on_order)

    @property
    def packs(self) -> int:
        return -(-self.needed // self.pack)

    @property
    def units(self) -> int:
        return self.packs * self.pack


def suggest(
    use: Use, *, cover: int, lots: Sequence[Lot], usable: int, on_order: int, pack: int, today: date
) -> Suggestion:
    """What to order so that there is enough for `cover` months."""
    return Suggestion(use, cover, usable, on_order, pack, will_expire(lots, use.monthly, today))


def will_expire(lots: Sequence[Lot], monthly: int, today: date) -> int:
    """Units not used by their date if the first to expire is used first and a month is a twelfth of a year."""
    used_up_to = Fraction(0)  # days from today that the lots before this one last
    lost = 0
    a_day = Fraction(monthly * 12, 365)
    for lot in sorted((one for one in lots if one.expires_on is not None), key=lambda one: one.expires_on or today):
        assert lot.expires_on is not None  # noqa: S101 - only those
        days = max(0, (lot.expires_on - today).days + 1)
        used = min(Fraction(lot.quantity), max(Fraction(0), days - used_up_to) * a_day)
        lost += lot.quantity - ceil(used)
        if a_day:
            used_up_to += used / a_day
    return lost
