"""What the books hold of one item at one site from a day on, read so that its shortfalls can be judged anew."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from outreach.db.models.stock import Balance, CountLine, Lot, Movement
from outreach.stock import shortfalls
from outreach.stock.shortfalls import Noted
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, SiteId


class Posted(Protocol):
    """A posted count, as the ledger knows it."""

    @property
    def document_id(self) -> DocumentId: ...
    @property
    def on(self) -> date: ...
    @property
    def seen_movements(self) -> Mapping[int, int]: ...


# `+item_id`, and sorted by us: found by their days, which are few, not by their item or id, whose rows grow for ever.
_MOVED_SINCE = text(
    """
    SELECT occurred_on, lot_id, sum(quantity) AS quantity FROM movements
    WHERE site_id = :site AND +item_id = :item AND occurred_on >= :since AND kind <> 'shortfall' GROUP BY 1, 2
    """
).columns(occurred_on=Movement.occurred_on.type)
_NOTED_SINCE = text(
    """
    SELECT m.id, m.occurred_on, m.lot_id, m.quantity, m.kind, m.document_id, m.reverses_id FROM movements m
    WHERE m.site_id = :site AND +m.item_id = :item AND m.occurred_on >= :since
      AND ((m.kind = 'shortfall' AND m.item_id = :item) OR m.occurred_on IN (
        SELECT d.on_day FROM documents d JOIN count_lines l ON l.document_id = d.id
        WHERE d.kind = 'count' AND d.site_id = :site AND l.item_id = :item AND d.on_day >= :since
      ))
    """
).columns(occurred_on=Movement.occurred_on.type)


def short_otherwise(
    session: Session, site_id: SiteId, item_id: ItemId, since: date, counts: Sequence[Posted]
) -> list[shortfalls.Change]:
    """Where an item is short otherwise than by the rule, from a day on."""
    asked = {"site": site_id, "item": item_id, "since": since}
    start = {
        LotId(row.lot_id): row.quantity
        for row in session.execute(
            select(Balance.lot_id, Balance.quantity).where(Balance.site_id == site_id, Balance.item_id == item_id)
        )
    }
    count_days, posted = {count.on for count in counts}, {count.document_id for count in counts}
    moved: dict[date, dict[LotId, int]] = defaultdict(dict)
    for row in session.execute(_MOVED_SINCE, asked):
        start[row.lot_id] -= row.quantity
        if row.occurred_on not in count_days:
            moved[row.occurred_on][row.lot_id] = row.quantity
    answered = _answered(session, posted)
    noted = []
    for row in sorted(session.execute(_NOTED_SINCE, asked), key=lambda row: row.id):
        is_shortfall = row.kind == Kind.SHORTFALL
        if is_shortfall:
            start[row.lot_id] -= row.quantity
        if (is_shortfall or row.occurred_on in count_days) and row.document_id not in posted:
            noted.append(
                Noted(
                    row.id,
                    row.occurred_on,
                    row.lot_id,
                    row.quantity,
                    is_shortfall,
                    row.reverses_id,
                    answered.get(row.id),
                )
            )
    found = found_by(session, posted, item_id)
    walked = [shortfalls.Count(c.document_id, c.on, c.seen_movements, found[c.document_id]) for c in counts]
    return list(shortfalls.changes(start, moved, noted, walked, _in_order(session, start)))


def _in_order(session: Session, lots: Collection[LotId]) -> list[LotId]:
    """As `picking.by_name` has it."""
    rows = session.execute(
        select(Lot.id, Lot.number, Lot.source_id, Lot.recipe_version_id).where(Lot.id.in_(sorted(lots)))
    )
    return [LotId(row.id) for row in sorted(rows, key=lambda row: (row.number, row.source_id, row[3] or 0))]


def _answered(session: Session, documents: Collection[DocumentId]) -> dict[int, DocumentId]:
    """Late row → the count that answered it.

    Of all items: with one named, SQLite goes through every movement of it instead of the few of these documents.
    """
    if not documents:
        return {}
    rows = session.execute(
        select(Movement.late_id, Movement.document_id).where(
            Movement.document_id.in_(sorted(documents)), Movement.late_id.is_not(None)
        )
    )
    return {row.late_id: row.document_id for row in rows}


def found_by(
    session: Session, documents: Collection[DocumentId], item_id: ItemId
) -> dict[DocumentId, dict[LotId, int]]:
    """What counts found of an item, by lot."""
    found: dict[DocumentId, dict[LotId, int]] = defaultdict(dict)
    for row in session.execute(
        select(CountLine.document_id, CountLine.lot_id, CountLine.found).where(
            CountLine.document_id.in_(sorted(documents)), CountLine.item_id == item_id
        )
    ):
        found[row.document_id][LotId(row.lot_id)] = row.found
    return found
