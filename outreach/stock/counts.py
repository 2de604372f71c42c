"""Counting the shelf: a posted count makes the books equal what was found, and stays so whatever is keyed later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids, device_of
from outreach.db.models.catalog import Source
from outreach.db.models.encounters import Encounter
from outreach.db.models.stock import CountLine as CountLineRow
from outreach.db.models.stock import CountMark, Document, Movement
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import kits
from outreach.stock.ledger import Ledger, Seen
from outreach.stock.lots import open_lot
from outreach.stock.picking import ShelfLot
from outreach.vocabulary import At, DocumentId, ItemId, Kind, LotId, SiteId, SourceId


@dataclass(eq=False)
class NothingCounted(Refusal):
    """A count needs at least one item, and no amount below zero."""


@dataclass(eq=False)
class CountIdReused(Refusal):
    """This count's id was already posted with other lines; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stood on the shelf.

    No lot: the lots are taken as the books have them, what is missing by the books; beside lines of the same
    item that name their lot, what stood there without one.
    """

    item_id: ItemId
    quantity: int
    lot_id: LotId | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    item_id: ItemId
    lot_id: LotId
    quantity: int  # found less on the books


@dataclass(frozen=True, slots=True)
class Posted:
    document_id: DocumentId
    differences: tuple[Difference, ...]
    already: bool = False


def post(
    session: Session, by: Actor, at: At, *, client_id: UUID, site_id: SiteId, on: date, found: Sequence[Found]
) -> Posted:
    """Post a count of some items at a site: only differences move, every lot of a counted item is noted.

    Lots of a counted item that are not among `found` (when any lot of it is) were found empty.
    Raises NotAllowed, NothingCounted, CountIdReused.
    """
    by.may(Right.COUNT)
    if not found or any(line.quantity < 0 for line in found):
        raise NothingCounted
    content = hashlib.sha256(repr((site_id, on, tuple(found))).encode()).digest()[:16]
    earlier = session.execute(
        select(Document.id, Document.content).where(Document.client_id == client_id.bytes)
    ).one_or_none()
    if earlier is not None:
        if earlier.content != content:
            raise CountIdReused
        return Posted(DocumentId(earlier.id), (), already=True)
    ids = Ids(session, by.device, ("documents", "lots", "movements"))
    document_id = DocumentId(ids.next("documents"))
    items = sorted({line.item_id for line in found})
    ledger = Ledger(session, ids, by.staff_id, {site_id}, items, on)
    since = _moved_after(session, site_id, items, on)
    spare = _spare_lots(session, ids, ledger, site_id, items, on)
    _write_document(session, by, at, document_id, client_id, content, site_id, on)
    _write_mark(session, document_id)
    differences: list[Difference] = []
    lines: list[dict[str, int]] = []
    for item_id in items:
        mine = [line for line in found if line.item_id == item_id]
        shelf = ledger.shelf(site_id, item_id)
        for lot_id, books, there in _shelf(shelf, mine, since.get(item_id, {}), spare[item_id]):
            lines.append({"document_id": document_id, "lot_id": lot_id, "item_id": item_id, "found": there})
            if there != books:
                differences.append(Difference(item_id, lot_id, there - books))
                # Dated with the count and seen by it: `Seen` of its own day, so no count answers it.
                ledger.put(Kind.COUNTED, site_id, item_id, lot_id, there - books, on, Seen(on), document_id=document_id)
    session.execute(insert(CountLineRow), lines)
    ledger.write()
    audit.note(session, by, at, "count.posted", (document_id,))
    return Posted(document_id, tuple(differences))


def _moved_after(
    session: Session, site_id: SiteId, items: Sequence[ItemId], on: date
) -> dict[ItemId, dict[LotId, int]]:
    """What already moved after the day of the count, by item and lot: the shelf was counted before it."""
    rows = session.execute(
        select(Movement.item_id, Movement.lot_id, func.sum(Movement.quantity))
        .where(Movement.site_id == site_id, Movement.item_id.in_(items), Movement.occurred_on > on)
        .group_by(Movement.item_id, Movement.lot_id)
    )
    after: dict[ItemId, dict[LotId, int]] = {}
    for item, lot, moved in rows:
        after.setdefault(ItemId(item), {})[LotId(lot)] = int(moved)
    return after


def _spare_lots(
    session: Session, ids: Ids, ledger: Ledger, site_id: SiteId, items: Sequence[ItemId], on: date
) -> dict[ItemId, LotId]:
    """Where what is found beyond the books goes: the lot without a number; for kits, the one of that day's recipe."""
    spare = {item: ledger.unlotted(item) for item in items}
    for item, versions in kits.recipes(session, list(items)).items():
        unstated = SourceId(session.scalars(select(Source.id).where(Source.is_unstated)).one())
        lot = open_lot(session, ids, item, "", unstated, None, kits.recipe_on(versions, on).version_id)
        ledger.know_lot(site_id, item, lot)
        spare[item] = lot.id
    return spare


def _shelf(
    shelf: Sequence[ShelfLot], found: Sequence[Found], since: dict[LotId, int], spare: LotId
) -> list[tuple[LotId, int, int]]:
    """(lot, on the books at the end of that day, found) for every lot of an item that stood here or was found.

    A lot that was used up since then stood here all the same.
    """
    books = {lot.id: lot.quantity - since.get(lot.id, 0) for lot in shelf}
    books |= {lot: -moved for lot, moved in since.items() if lot not in books}
    books.setdefault(spare, 0)
    if any(line.lot_id is not None for line in found):
        there = dict.fromkeys(books, 0)
        for line in found:
            lot_id = spare if line.lot_id is None else line.lot_id
            there[lot_id] = there.get(lot_id, 0) + line.quantity
    else:
        there = _shared(books, sum(line.quantity for line in found), spare)
    return [(lot, books.get(lot, 0), there[lot]) for lot in sorted(there)]


def _shared(books: dict[LotId, int], total: int, spare: LotId) -> dict[LotId, int]:
    """A total spread over the lots: what is missing left the first to go out, what is over has no lot.

    The books may stand below zero at the end of a past day; a shelf never does.
    """
    there = {lot: max(quantity, 0) for lot, quantity in books.items()}
    over = total - sum(there.values())
    if over >= 0:
        there[spare] += over
        return there
    for lot, stood in there.items():  # in first-out order
        gone = min(stood, -over)
        there[lot] = stood - gone
        over += gone
    return there


def _write_document(
    session: Session,
    by: Actor,
    at: At,
    document_id: DocumentId,
    client_id: UUID,
    content: bytes,
    site: SiteId,
    on: date,
) -> None:
    session.execute(
        insert(Document),
        [
            {
                "id": document_id,
                "client_id": client_id.bytes,
                "content": content,
                "kind": "count",
                "site_id": site,
                "on_day": on,
                "reference": "",
                "staff_id": by.staff_id,
                "recorded_on": at.day,
                "recorded_hour": at.hour,
            }
        ],
    )


def _write_mark(session: Session, document_id: DocumentId) -> None:
    """Note up to which record of each device this count has seen."""
    marks: dict[int, dict[str, int]] = {}
    for column, name in ((Movement.id, "last_movement_id"), (Encounter.id, "last_encounter_id")):
        highest = session.scalar(select(func.max(column)))
        while highest is not None:  # one index seek a device
            marks.setdefault(device_of(highest), {"last_movement_id": 0, "last_encounter_id": 0})[name] = highest
            highest = session.scalar(select(func.max(column)).where(column < device_of(highest) << 40))
    session.execute(
        insert(CountMark),
        [{"document_id": document_id, "device": device, **mark} for device, mark in sorted(marks.items())]
        or [
            {
                "document_id": document_id,
                "device": device_of(document_id),
                "last_movement_id": 0,
                "last_encounter_id": 0,
            }
        ],
    )
