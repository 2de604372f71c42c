"""What the books hold of one item at one site from a day on, read so that its shortfalls can be judged anew."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from outreach.db.models.stock import Balance, CountLine, Lot, Movement
from outreach.stock import shortfalls
from outreach.stock.shortfalls import Found, Noted, Place
from outreach.stock.standing import PostedCount, seen_of
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, SiteId

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
    session: Session, site_id: SiteId, item_id: ItemId, since: date, counts: Sequence[PostedCount]
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
    moved: dict[Place, dict[LotId, int]] = defaultdict(lambda: defaultdict(int))
    for row in session.execute(_MOVED_SINCE, asked):
        start[row.lot_id] -= row.quantity
        if row.occurred_on not in count_days:
            moved[row.occurred_on, 0][row.lot_id] = row.quantity
    rows = sorted(session.execute(_NOTED_SINCE, asked), key=lambda row: row.id)
    for row in rows:
        if row.kind == Kind.SHORTFALL:
            start[row.lot_id] -= row.quantity
    standing = _standing(rows)
    on_count_days = [row for row in standing if row.occurred_on in count_days and row.document_id not in posted]
    seen = seen_of(session, [row.id for row in on_count_days if row.kind != Kind.SHORTFALL])
    for row in on_count_days:
        if row.id in seen:
            before = [count for count in counts if count.on == row.occurred_on]
            place = next((n for n, count in enumerate(before) if count.answers(row.occurred_on, seen[row.id])), None)
            moved[row.occurred_on, len(before) if place is None else place][row.lot_id] += row.quantity
    answered = _answered(session, posted)
    noted = [_noted(row, counts, answered.get(row.id)) for row in standing if row.kind == Kind.SHORTFALL]
    found = found_by(session, posted, item_id)
    walked = [shortfalls.Count(c.document_id, c.on, found[c.document_id]) for c in counts]
    return list(shortfalls.changes(start, moved, noted, walked, _in_order(session, start)))


def _standing(rows: Sequence[Any]) -> list[Any]:
    """Without what was taken back, and what takes it back: both stand at one place."""
    gone = {row.reverses_id for row in rows}
    return [row for row in rows if row.reverses_id is None and row.id not in gone]


def _noted(row: Any, counts: Sequence[PostedCount], answered_by: DocumentId | None) -> Noted:
    """A shortfall of a day with a count stands before it if the count had seen it or answers it."""
    before = next(
        (
            count.document_id
            for count in counts
            if count.looked_at(row.lot_id) and count.on >= row.occurred_on
            and (count.on > row.occurred_on or answered_by == count.document_id or count.had_seen(row.id))
        ),
        None,
    )  # fmt: skip
    return Noted(row.id, row.occurred_on, row.lot_id, row.quantity, before)


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


def found_by(session: Session, documents: Collection[DocumentId], item_id: ItemId) -> dict[DocumentId, Found]:
    """What counts found of an item, by lot."""
    found: dict[DocumentId, dict[LotId, int | None]] = defaultdict(dict)
    for row in session.execute(
        select(CountLine.document_id, CountLine.lot_id, CountLine.found).where(
            CountLine.document_id.in_(sorted(documents)), CountLine.item_id == item_id
        )
    ):
        found[row.document_id][LotId(row.lot_id)] = row.found
    return dict(found)
