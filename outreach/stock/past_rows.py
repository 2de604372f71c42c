"""Rows already in the ledger that still stand, as taking them back needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from outreach.db.models.stock import Movement
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, LotKnown, MovementId, SiteId


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row already in the ledger, as taking it back needs it."""

    id: MovementId
    site_id: SiteId
    item_id: ItemId
    lot_id: LotId
    kind: Kind
    quantity: int
    occurred_on: date
    document_id: DocumentId | None
    given_id: int | None
    lot_known: LotKnown


def reversible(session: Session, given_ids_of_version: int) -> list[PastRow]:
    """The rows of an encounter version's hand-outs that have not been taken back."""
    return _past(session, _OF_VERSION, {"version": given_ids_of_version})


def of_given(session: Session, given_ids: Sequence[int]) -> Mapping[int, list[PastRow]]:
    """The rows of lines given that have not been taken back, by line."""
    found: dict[int, list[PastRow]] = {given_id: [] for given_id in given_ids}
    for start in range(0, len(given_ids), _AT_ONCE):
        for row in _past(session, _OF_GIVEN, {"given": given_ids[start : start + _AT_ONCE]}):
            found[row.given_id or 0].append(row)
    return found


def of_document(session: Session, document_id: DocumentId) -> list[PastRow]:
    """The rows of a document that have not been taken back; of a count, also its lines that answer late rows."""
    return _past(session, _OF_DOCUMENT, {"document": document_id})


def answered_by(session: Session, count_id: DocumentId) -> list[PastRow]:
    """The late rows that a count's lines answer."""
    return _past(session, _ANSWERED, {"document": count_id})


def of_kits_handed(rows: Sequence[PastRow], kit_id: ItemId) -> list[PastRow]:
    """Of a hand-over, in order: its kits by the books, and the making up of those that were made for it.

    Whoever makes kits up writes their parts just before them.
    """
    found: list[PastRow] = []
    parts: list[PastRow] = []
    for row in rows:
        if row.kind is Kind.USED_IN_KIT:
            parts.append(row)
        elif row.kind is Kind.MADE_KIT:
            found += [*parts, row] if row.item_id == kit_id else []
            parts = []
        elif row.kind in HANDED and row.item_id == kit_id and row.lot_known is LotKnown.BY_THE_BOOKS:
            found.append(row)
    return found


HANDED = (Kind.HANDED_OVER, Kind.USED_HERE)
_AT_ONCE = 5_000  # ids in one look-up; SQLite takes 32,766 values a statement
_STANDING = (
    "SELECT m.id, m.site_id, m.item_id, m.lot_id, m.kind, m.quantity, m.occurred_on, m.document_id,"
    " m.given_id, m.lot_known"
    " FROM movements m {join} WHERE {where} AND m.reverses_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM movements r WHERE r.reverses_id = m.id) ORDER BY m.id"
)
_OF_VERSION = text(_STANDING.format(join="JOIN given g ON g.id = m.given_id", where="g.version_id = :version")).columns(
    occurred_on=Movement.occurred_on.type
)
_OF_GIVEN = (
    text(_STANDING.format(join="", where="m.given_id IN :given"))
    .bindparams(bindparam("given", expanding=True))
    .columns(occurred_on=Movement.occurred_on.type)
)
_ANSWERED = text(
    "SELECT m.id, m.site_id, m.item_id, m.lot_id, m.kind, m.quantity, m.occurred_on, m.document_id, m.given_id,"
    " m.lot_known FROM movements c JOIN movements m ON m.id = c.late_id"
    " WHERE c.document_id = :document AND c.late_id IS NOT NULL ORDER BY m.id"
).columns(occurred_on=Movement.occurred_on.type)
_OF_DOCUMENT = text(_STANDING.format(join="", where="m.document_id = :document")).columns(
    occurred_on=Movement.occurred_on.type
)


def _past(session: Session, statement: Any, values: dict[str, Any]) -> list[PastRow]:
    return [
        PastRow(
            row.id,
            row.site_id,
            row.item_id,
            row.lot_id,
            Kind(row.kind),
            row.quantity,
            row.occurred_on,
            row.document_id,
            row.given_id,
            LotKnown(row.lot_known),
        )
        for row in session.execute(statement, values)
    ]
