"""What the stock page asks of the file: every shelf in one reading, one item's lots and past in another.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from outreach import catalog
from outreach.stock import levels

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog, Item
    from outreach.stock.levels import Level, LotLevel, MonthGiven, MovementLine
    from outreach.vocabulary import ItemId, Kind, SiteId

MONTHS = 12
HAPPENED = 7
_LINES = 600  # of the ledger, to add up a busy day from


@dataclass(frozen=True, slots=True)
class Shelf:
    """An item and what stands on its shelf.  `is_in_use` once it was ever stocked or given."""

    item: Item
    level: Level
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class Shelves:
    """The center as of `day`, at one site or (None) at all."""

    catalog: Catalog
    day: date
    site_id: SiteId | None
    all: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Lines of the ledger alike but for amount and lot, added up; `lot` where there was only one."""

    on: date
    kind: Kind
    site_id: SiteId
    quantity: int
    lot: str
    is_reversal: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """One item's lots, what was given of it in the last whole months, and what happened to it last."""

    item_id: ItemId
    lots: tuple[LotLevel, ...]
    months: tuple[MonthGiven, ...]
    happened: tuple[Happened, ...]


def center(session: Session, *, language: str, day: date) -> Catalog:
    return catalog.load(session, language, day)


def shelves(session: Session, *, language: str, day: date, site_id: SiteId | None) -> Shelves:
    known = center(session, language=language, day=day)
    site_id = site_id if site_id in known.site else None
    found = levels.levels(session, known, site_id, day)
    in_use = levels.in_use(session, known)
    return Shelves(
        known, day, site_id,
        tuple(Shelf(item := known.item[one.item_id], one, item.id in in_use) for one in found),
    )  # fmt: skip


def detail(session: Session, *, item_id: ItemId, day: date, site_id: SiteId | None) -> Detail:
    lines = levels.movements_of(session, item_id, _LINES)
    whole_days = _whole_days(lines) if len(lines) == _LINES else lines
    return Detail(
        item_id,
        levels.lots(session, item_id, day, site_id),
        levels.given_by_month(session, item_id, levels.months_before(day, MONTHS)),
        added_up(line for line in whole_days if site_id in (None, line.site_id))[:HAPPENED],
    )


def added_up(lines: Iterable[MovementLine]) -> tuple[Happened, ...]:
    """A day's hand-outs at one site are one line, not hundreds; the newest day first, late entries among their day."""
    found: dict[tuple[object, ...], Happened] = {}
    for line in lines:
        key = (line.on, line.kind, line.site_id, line.reference, line.is_reversal, line.is_late)
        if (before := found.get(key)) is None:
            found[key] = Happened(
                line.on, line.kind, line.site_id, line.quantity, line.lot, line.is_reversal, line.is_late
            )
        else:
            lot = before.lot if before.lot == line.lot else ""
            found[key] = replace(before, quantity=before.quantity + line.quantity, lot=lot)
    return tuple(sorted(found.values(), key=lambda line: line.on, reverse=True))


def _whole_days(lines: tuple[MovementLine, ...]) -> tuple[MovementLine, ...]:
    """Where the reading stopped in the middle of a day, that day would be added up wrong."""
    return tuple(line for line in lines if line.on != lines[-1].on) or lines
