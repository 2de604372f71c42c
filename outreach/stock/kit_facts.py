"""What the books hold of one kit at one site from a day on, read so that what left by the books can be judged anew.

What was recorded on its own day keeps its order there, by the hour and the rows of each device.  Of what was keyed
later only the day is known: what came stands before what left.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, literal_column, select, text
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.center import Center
from outreach.db.models.encounters import Encounter, EncounterVersion
from outreach.db.models.lots import LotChange
from outreach.db.models.stock import Balance, Document, Lot, Movement
from outreach.stock.kit_book import FIRST, LAST, Book, Place
from outreach.stock.kit_splits import How, Line, Lots, Moved, otherwise
from outreach.stock.past_rows import HANDED
from outreach.stock.picking import ShelfLot, by_name, first_out
from outreach.stock.settling import found_by
from outreach.stock.standing import PostedCount, Seen
from outreach.vocabulary import CountSide, DocumentId, ItemId, Kind, LotChangeKind, LotId, LotKnown, SiteId

# The hour of the first version: a correction stands where its visit stood.  CROSS JOIN: SQLite begins with the days.
_GIVEN_SINCE = text(
    """
    SELECT g.id, g.quantity, g.recipe_version_id, v.on_day, v.count_side, e.id AS encounter_id, e.recorded_on,
           f.recorded_hour,
           (SELECT min(m.id) FROM given h JOIN movements m ON m.given_id = h.id
            WHERE h.version_id = f.id AND (m.id >> 40) = (e.id >> 40)) AS first_row,
           EXISTS (SELECT 1 FROM given_parts p WHERE p.given_id = g.id) AS is_changed
    FROM encounter_versions v CROSS JOIN given g JOIN encounters e ON e.id = v.encounter_id
    JOIN encounter_versions f ON f.encounter_id = e.id AND f.number = 1
    WHERE g.version_id = v.id AND g.item_id = :kit
      AND v.is_current AND NOT v.is_void AND v.site_id = :site AND v.on_day >= :since
    ORDER BY g.id
    """
).columns(on_day=EncounterVersion.on_day.type, recorded_on=Encounter.recorded_on.type)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A line given whose kits left otherwise than noted: `lots` from the shelf, the rest of `quantity` drawn apart."""

    given_id: int
    quantity: int
    recipe_version_id: int
    on: date
    seen: Seen
    is_changed: bool
    lots: Lots


@dataclass(frozen=True, slots=True)
class HandedOtherwise:
    """The same of a hand-over by the books; the rest of `quantity` is made up for it."""

    document_id: DocumentId
    kind: Kind
    quantity: int
    on: date
    seen: Seen
    lots: Lots


def left_otherwise(
    session: Session, site_id: SiteId, kit_id: ItemId, since: date, counts: Mapping[PostedCount, Collection[ItemId]]
) -> list[Otherwise | HandedOtherwise]:
    """Which kits left by the books otherwise than noted; `counts` of the kit or its parts, with what they say."""
    shelf = _Shelf(session, site_id, kit_id, since)
    if not shelf.has_kits:
        return []
    found = found_by(session, {count.document_id for count, items in counts.items() if kit_id in items}, kit_id)
    ends_at = session.scalars(select(Center.day_ends_at)).one()
    book = Book({count: found.get(count.document_id) for count in counts}, ends_at)
    given = {row.id: row for row in session.execute(_GIVEN_SINCE, {"site": site_id, "kit": kit_id, "since": since})}
    for row in given.values():
        _hand_out(book, row, shelf.of_given.get(row.id, ()))
    papers = _of_papers(session, book, shelf, found)
    judged = otherwise(
        shelf.start, book.stretches(), _may_go_out(session, shelf.lots), shelf.in_order(first_out),
        shelf.in_order(by_name),
    )  # fmt: skip
    return [
        replace(papers[DocumentId(line.id)], lots=lots) if line.how is How.HANDED_OVER
        else _given_otherwise(given[line.id], line, lots)
        for line, lots in judged
    ]  # fmt: skip


def _given_otherwise(given: Any, line: Line, lots: Lots) -> Otherwise:
    return Otherwise(
        line.id, line.quantity, given.recipe_version_id, given.on_day, _seen(given), line.how is How.CHANGED, lots
    )


def _of_papers(
    session: Session, book: Book, shelf: "_Shelf", posted: Collection[DocumentId]
) -> Mapping[DocumentId, HandedOtherwise]:
    """Put down what moved beside visits; answers the hand-overs by the books, as they are noted."""
    by_the_books: dict[DocumentId, list[tuple[Any, _Paper]]] = defaultdict(list)
    for row, paper in _papers(session, shelf.beside(posted)):
        if row.kind in HANDED and row.lot_known == LotKnown.BY_THE_BOOKS:
            by_the_books[row.document_id].append((row, paper))
        else:
            seen = Seen(paper.recorded_on, movement_id=row.id, side=paper.count_side)
            book.add(row.occurred_on, seen, _place_of(book, row, paper), Moved(row.lot_id, row.quantity))
    noted = {id_: _handed(id_, rows, shelf.made_to_leave) for id_, rows in by_the_books.items()}
    for id_, handed in noted.items():
        row, paper = by_the_books[id_][0]
        line = Line(id_, handed.quantity, handed.lots, How.HANDED_OVER)
        book.add(handed.on, handed.seen, _place_of(book, row, paper, How.HANDED_OVER), line)
    return noted


def _handed(
    document_id: DocumentId, rows: Sequence[tuple[Any, "_Paper"]], made: AbstractSet[tuple[DocumentId, LotId]]
) -> HandedOtherwise:
    """As it is noted; what was made up for it left no shelf."""
    first, paper = rows[0]
    there = [row for row, _ in rows if (document_id, row.lot_id) not in made]
    seen = Seen(paper.recorded_on, movement_id=paper.began, side=paper.count_side)
    quantity = sum(_by_lot([row for row, _ in rows]).values())
    return HandedOtherwise(document_id, Kind(first.kind), quantity, first.occurred_on, seen, _by_lot(there))


def _by_lot(rows: Sequence[Any]) -> dict[LotId, int]:
    """How many left each lot."""
    lots: dict[LotId, int] = defaultdict(int)
    for row in rows:
        lots[row.lot_id] -= row.quantity
    return dict(lots)


class _Shelf:
    """The rows of a kit at a site since a day that still stand, and what stood there before."""

    def __init__(self, session: Session, site_id: SiteId, kit_id: ItemId, since: date) -> None:
        self.lots, self.start = _lots(session, site_id, kit_id)
        # `+ 0`: found by their days, which are few, and not by their item, whose rows grow for ever.
        moved = session.execute(
            select(
                Movement.id, Movement.occurred_on, Movement.lot_id, Movement.quantity, Movement.kind,
                Movement.document_id, Movement.given_id, Movement.reverses_id, Movement.lot_known,
            )
            .where(Movement.site_id == site_id, Movement.item_id + literal_column("0") == kit_id)
            .where(Movement.occurred_on >= since)
        ).all()  # fmt: skip
        for row in moved:
            self.start[row.lot_id] -= row.quantity
        gone = {row.reverses_id for row in moved}
        self._rows = [row for row in moved if row.reverses_id is None and row.id not in gone]
        self.of_given: dict[int, list[Any]] = defaultdict(list)
        for row in self._rows:
            if row.given_id is not None:
                self.of_given[row.given_id].append(row)
        made = {(row.document_id, row.lot_id) for row in self._rows if row.kind == Kind.MADE_KIT}
        # Kits made up on the paper that handed them over never stood here.
        self.made_to_leave = made & {(row.document_id, row.lot_id) for row in self._rows if row.kind in HANDED}

    @property
    def has_kits(self) -> bool:
        """Whether any ever stood there: without, nothing can be otherwise."""
        return bool(self._rows) or any(quantity > 0 for quantity in self.start.values())

    def beside(self, posted: Collection[DocumentId]) -> list[Any]:
        """What moved otherwise than at visits; of a count it is what was found that stands."""
        return [
            row
            for row in self._rows
            if row.given_id is None and row.kind != Kind.SHORTFALL and row.document_id not in posted
            and not (row.kind == Kind.MADE_KIT and (row.document_id, row.lot_id) in self.made_to_leave)
        ]  # fmt: skip

    def in_order(self, key: Callable[[ShelfLot], Any]) -> list[LotId]:
        return [lot.id for lot in sorted(self.lots.values(), key=key)]


def _lots(session: Session, site_id: SiteId, kit_id: ItemId) -> tuple[dict[LotId, ShelfLot], dict[LotId, int]]:
    """Every lot of the kit, also one that only a count found empty here; and what the books hold of each now."""
    rows = session.execute(
        select(Lot.__table__, Balance.quantity, Source.ends_on)
        .join(Source, Source.id == Lot.source_id)
        .outerjoin(Balance, (Balance.lot_id == Lot.id) & (Balance.item_id == kit_id) & (Balance.site_id == site_id))
        .where(Lot.item_id == kit_id)
    ).all()
    lots = {
        LotId(row.id): ShelfLot(
            LotId(row.id), row.number, row.quantity or 0, row.expires_on, row.ends_on, row.on_hold, date.min,
            row.recipe_version_id, row.source_id,
        )
        for row in rows
    }  # fmt: skip
    return lots, {lot.id: lot.quantity for lot in lots.values()}


def _may_go_out(session: Session, lots: Mapping[LotId, ShelfLot]) -> Callable[[LotId, date], bool]:
    """Not expired, and not on hold; on the day it was held or released nobody knows which came first."""
    held: dict[LotId, list[list[date]]] = defaultdict(list)
    for row in session.execute(
        select(LotChange.lot_id, LotChange.change, LotChange.on_day)
        .where(LotChange.lot_id.in_(sorted(lots)), LotChange.change != LotChangeKind.EXPIRY)
        .order_by(LotChange.on_day, LotChange.id)
    ):
        times = held[LotId(row.lot_id)]
        if row.change is LotChangeKind.RELEASED:
            for time in times[-1:]:
                time[1] = min(time[1], row.on_day)
        elif not times or times[-1][1] < date.max:
            times.append([row.on_day, date.max])

    def may_go_out(lot_id: LotId, on: date) -> bool:
        expires_on = lots[lot_id].expires_on
        is_held = any(since <= on <= until for since, until in held[lot_id])
        return not is_held and (expires_on is None or expires_on >= on)

    return may_go_out


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document as far as its place in a day goes, by the first of those that were written in place of each other."""

    recorded_on: date
    count_side: CountSide | None
    began: int  # its own first row
    first_on: date
    first_hour: int | None
    first_row: int


def _papers(session: Session, rows: Sequence[Any]) -> Iterator[tuple[Any, _Paper]]:
    """Each row with its document."""
    known: dict[int, Any] = {}
    wanted = {row.document_id for row in rows}
    while wanted:
        asked = select(
            Document.id, Document.recorded_on, Document.recorded_hour, Document.count_side, Document.replaces_id
        ).where(Document.id.in_(sorted(wanted)))
        found = session.execute(asked).all()
        known |= {one.id: one for one in found}
        wanted = {one.replaces_id for one in found if one.replaces_id is not None} - known.keys()
    asked_first = (
        select(Movement.document_id, func.min(Movement.id))
        .where(Movement.document_id.in_(sorted(known)), Movement.reverses_id.is_(None))
        .group_by(Movement.document_id)
    )
    began = {document: first_row for document, first_row in session.execute(asked_first) if document is not None}
    for row in rows:
        paper = first = known[row.document_id]
        while first.replaces_id is not None:
            first = known[first.replaces_id]
        yield row, _Paper(
            paper.recorded_on, paper.count_side, began[paper.id], first.recorded_on, first.recorded_hour,
            began.get(first.id, row.id),
        )  # fmt: skip


def _place_of(book: Book, row: Any, paper: _Paper, among: int = 0) -> Place:
    """`among` what left, of which only the day is known."""
    if paper.first_on <= row.occurred_on:
        return book.in_order(paper.first_hour, paper.first_row)
    return (FIRST, 0, row.id) if row.quantity > 0 else (LAST, among, row.id)


def _seen(given: Any) -> Seen:
    side = CountSide(given.count_side) if given.count_side is not None else None
    return Seen(given.recorded_on, given.encounter_id, side=side)


def _hand_out(book: Book, given: Any, rows: Sequence[Any]) -> None:
    """One line given: by the books, or of lots that somebody named."""
    is_late = given.recorded_on > given.on_day
    live = book.in_order(given.recorded_hour, given.first_row)
    if given.recipe_version_id is None or any(row.lot_known != LotKnown.BY_THE_BOOKS for row in rows):
        for row in rows:
            place = (LAST, 0, row.id) if is_late else live
            book.add(given.on_day, _seen(given), place, Moved(row.lot_id, row.quantity))
        return
    how = How.CHANGED if given.is_changed else How.GIVEN
    place = (LAST, how, given.id) if is_late else live
    book.add(given.on_day, _seen(given), place, Line(given.id, given.quantity, _by_lot(rows), how))
