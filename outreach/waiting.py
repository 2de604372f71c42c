"""What waits for the coordinator, gathered from everywhere it can come from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from outreach import barcodes, sorting
from outreach.barcodes import Listed
from outreach.errors import Refusal
from outreach.sorting import Unsorted
from outreach.stock import attention
from outreach.stock.attention import Waiting
from outreach.vocabulary import Attention, ItemId, SiteId


@dataclass(eq=False)
class NothingWaits(Refusal):
    """Nothing of that sort waits of this item at this site on that day: it was settled, or never was."""

    item: str
    site: str
    on: date


class Sort(StrEnum):
    """Kinds of things that wait, in the order they are looked at."""

    SHORT = "short"
    RECEIVED = "received"
    GIVEN = "given"
    THING = "thing"
    BARCODE = "barcode"


SORTS = {
    Attention.SHORTFALL: Sort.SHORT,
    Attention.RECEIVED_AGAINST: Sort.RECEIVED,
    Attention.GIVEN_AGAINST: Sort.GIVEN,
}


@dataclass(frozen=True, slots=True)
class Waits:
    """One of them; it is about the one of the three that its sort says.

    What was short of an item at a site on several days is one thing, and what was given in a month of several lots of a
    source: `waitings`, the first first.
    """

    sort: Sort
    waitings: tuple[Waiting, ...] = ()
    thing: Unsorted | None = None
    barcode: Listed | None = None

    @property
    def waiting(self) -> Waiting | None:
        """The first day of it, with the amount of all."""
        if not self.waitings:
            return None
        return replace(self.waitings[0], quantity=sum(one.quantity for one in self.waitings))


def gathered(session: Session) -> Iterator[Waits]:
    short: dict[tuple[SiteId, ItemId], list[Waiting]] = {}
    for waiting in attention.shortfalls(session):
        short.setdefault((waiting.site_id, waiting.item_id), []).append(waiting)
    for days in short.values():
        yield Waits(Sort.SHORT, tuple(days))
    for waiting in attention.received_against(session):
        yield Waits(Sort.RECEIVED, (waiting,))
    given: dict[tuple[object, ...], list[Waiting]] = {}
    for waiting in attention.given_against(session):
        given.setdefault((waiting.site_id, waiting.item_id, waiting.source, waiting.on), []).append(waiting)
    for lots in given.values():
        yield Waits(Sort.GIVEN, tuple(lots))
    for thing in sorting.unsorted(session):
        yield Waits(Sort.THING, thing=thing)
    for barcode in barcodes.listed(session):
        if barcode.waits:
            yield Waits(Sort.BARCODE, barcode=barcode)


def how_many(session: Session) -> int:
    return sum(1 for _ in gathered(session))
