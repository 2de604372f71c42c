"""What waits for the coordinator, gathered from everywhere it can come from.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach import barcodes, catalog, sorting
from outreach.stock import attention
from outreach.vocabulary import Attention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.barcodes import Listed
    from outreach.catalog import Catalog
    from outreach.sorting import Unsorted
    from outreach.stock.attention import Stood, Waiting

_LATELY = 20


class Sort(StrEnum):
    """Kinds of things that wait, in the order of the page."""

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
    """One line of the page; it is about the one of the three that its sort says."""

    sort: Sort
    waiting: Waiting | None = None
    thing: Unsorted | None = None
    barcode: Listed | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    catalog: Catalog
    waits: tuple[Waits, ...]
    stood: tuple[Stood, ...] = ()

    def of(self, sort: Sort) -> tuple[Waits, ...]:
        return tuple(one for one in self.waits if one.sort is sort)


def gather(session: Session, language: str, day: date) -> Gathered:
    known = catalog.load(session, language, day)
    return Gathered(known, tuple(_waits(session)), attention.stood(session, _LATELY))


def how_many(session: Session) -> int:
    return sum(1 for _ in _waits(session))


def _waits(session: Session) -> Iterator[Waits]:
    for found in (attention.shortfalls, attention.received_against, attention.given_against):
        for waiting in found(session):
            yield Waits(SORTS[waiting.what], waiting=waiting)
    for thing in sorting.unsorted(session):
        yield Waits(Sort.THING, thing=thing)
    for barcode in barcodes.listed(session):
        if barcode.waits:
            yield Waits(Sort.BARCODE, barcode=barcode)
