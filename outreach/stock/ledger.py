"""The stock ledger, and the only writer of it.  Rows are added, never changed.

Three rules are kept here for every row, whoever asks for it:
- a row dated on or before a posted count that had not seen it is answered by an equal and opposite
  `counted` row of that count, so the shelf that was counted stays as it was counted; a count that did not look at
  the row's lot answers nothing of it, and the next one that did does;
- what leaves an item below zero at a site is answered by a `shortfall` row: nobody is refused (`shortfalls.py`);
- a mistake is taken back by a row of the same kind and the opposite sign, on the same business day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, func, insert, literal_column, null, select, union_all
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Source
from outreach.db.models.stock import Balance, CountLine, CountMark, Document, Lot, Movement
from outreach.stock import machines, shortfalls
from outreach.stock.past_rows import PastRow
from outreach.stock.picking import ShelfLot, by_name, first_out, free, pick
from outreach.stock.settling import short_otherwise
from outreach.stock.standing import PostedCount, Seen
from outreach.vocabulary import (
    KINDS,
    DocumentId,
    ItemId,
    Kind,
    LotId,
    LotKnown,
    MovementId,
    RecipeVersionId,
    SiteId,
    StaffId,
)

SIGNS: Mapping[Kind, int] = {kind: sign for kind, sign, _ in KINDS}

_LOTS, _SOURCES, _BALANCES = table_of(Lot).c, table_of(Source).c, table_of(Balance).c
_DOCUMENTS, _LINES, _MARKS = table_of(Document).c, table_of(CountLine).c, table_of(CountMark).c
_ITEMS: BindParameter[int] = bindparam("items", expanding=True)
_SITES: BindParameter[int] = bindparam("sites", expanding=True)

# Made once, not for each save: making and compiling a statement takes longer than running it.
_SHELVES = union_all(
    select(
        _BALANCES.site_id,
        _LOTS.item_id,
        _LOTS.id,
        _LOTS.number,
        _BALANCES.quantity,
        _LOTS.expires_on,
        _SOURCES.ends_on,
        _LOTS.on_hold,
        _BALANCES.first_on,
        _LOTS.recipe_version_id,
        _LOTS.source_id,
    )
    .where(_LOTS.id == _BALANCES.lot_id, _LOTS.item_id == _BALANCES.item_id, _SOURCES.id == _LOTS.source_id)
    .where(_BALANCES.item_id.in_(_ITEMS), _BALANCES.site_id.in_(_SITES), _BALANCES.quantity != literal_column("0")),
    select(null(), _LOTS.item_id, _LOTS.id, _LOTS.number, null(), null(), null(), _LOTS.on_hold, null(), null(), null())
    .where(_LOTS.item_id.in_(_ITEMS), _LOTS.number == literal_column("''"), _LOTS.recipe_version_id.is_(None))
    .where(_SOURCES.id == _LOTS.source_id, _SOURCES.is_unstated),
    select(
        *(null() for _ in range(8)),
        select(func.max(table_of(Movement).c.occurred_on)).scalar_subquery(),
        null(),
        null(),
    ),
)
_COUNTS = (
    select(
        _DOCUMENTS.id,
        _DOCUMENTS.site_id,
        _DOCUMENTS.on_day,
        _LINES.item_id,
        _MARKS.device,
        _MARKS.last_movement_id,
        _MARKS.last_encounter_id,
        case((_LINES.found.is_(None), _LINES.lot_id)).label("left_out"),
    )
    .where(_LINES.document_id == _DOCUMENTS.id, _MARKS.document_id == _DOCUMENTS.id)
    .where(_DOCUMENTS.kind == literal_column("'count'"), _DOCUMENTS.site_id.in_(_SITES), _LINES.item_id.in_(_ITEMS))
    .where(_DOCUMENTS.on_day >= bindparam("since"), _DOCUMENTS.voided_on.is_(None))
    .order_by(_DOCUMENTS.on_day, _DOCUMENTS.id)
)

_INSERT = insert(table_of(Movement))


class Ledger:
    """The shelves of some items at some sites, during one write transaction.

    Everything asked of it is noted in memory, where the next pick already sees it; `write` adds the rows.
    """

    def __init__(
        self,
        session: Session,
        ids: Ids,
        staff_id: StaffId,
        sites: Collection[SiteId],
        items: Collection[ItemId],
        since: date,
    ) -> None:
        self._session = session
        self._ids = ids
        self._staff_id = staff_id
        self._rows: list[dict[str, Any]] = []
        self._shelves: dict[tuple[SiteId, ItemId], list[ShelfLot]] = defaultdict(list)
        self._lots: dict[tuple[SiteId, LotId], ShelfLot] = {}
        self._unlotted: dict[ItemId, LotId] = {}
        self._counts: dict[tuple[SiteId, ItemId], list[PostedCount]] = {}
        self._last_on = date.min  # the newest day anything moved, anywhere
        self._unsettled: dict[tuple[SiteId, ItemId], date] = {}
        self._touched: dict[tuple[SiteId, ItemId], date] = {}
        self._loaded = sorted(sites), sorted(items), since
        if items:
            self._load_shelves(*self._loaded[:2])
            self._load_counts(*self._loaded)

    def shelf(self, site_id: SiteId, item_id: ItemId) -> list[ShelfLot]:
        """The lots of an item at a site, first out first, as they stand now in this transaction."""
        return self._shelves[site_id, item_id]

    def take(  # noqa: PLR0913 - a row has as many facts
        self,
        kind: Kind,
        site_id: SiteId,
        item_id: ItemId,
        quantity: int,
        on: date,
        seen: Seen,
        *,
        lot_id: LotId | None = None,
        lot_known: LotKnown = LotKnown.BY_THE_BOOKS,
        given_id: int | None = None,
        document_id: DocumentId | None = None,
    ) -> int:
        """Take `quantity` off the shelf, from `lot_id` or first out first; return how much the books did not hold."""
        if lot_id is not None:
            shares = [(lot_id, quantity)]
        else:
            shares = self.shares(site_id, item_id, quantity, on, seen)
            lot_known = LotKnown.BY_THE_BOOKS
        uncovered = 0
        for share_lot, taken in shares:
            uncovered += self._add(
                kind, site_id, item_id, share_lot, -taken, on, seen,
                lot_known=lot_known, given_id=given_id, document_id=document_id,
            )  # fmt: skip
        return uncovered

    def shares(self, site_id: SiteId, item_id: ItemId, quantity: int, on: date, seen: Seen) -> list[tuple[LotId, int]]:
        """Which lots `quantity` of an item would leave, first out first; what none holds, the lot without a number."""
        picked, short = self.picked(site_id, item_id, quantity, on, seen)
        shares = [(lot.id, taken) for lot, taken in picked]
        return [*shares, (self._unlotted[item_id], short)] if short else shares

    def picked(
        self, site_id: SiteId, item_id: ItemId, quantity: int, on: date, seen: Seen
    ) -> tuple[list[tuple[ShelfLot, int]], int]:
        """The same, and how much no lot covers that may be picked.

        What came after a count that did not look at it cannot have left before that count.
        """
        shelf = self.shelf(site_id, item_id)
        picked, short = pick(shelf, quantity, on)
        for lot in shelf:  # paper keyed late: what stood there that day went to visits keyed before it
            if short and lot.first_on > on and not self._is_left_out(site_id, item_id, lot.id, on, seen):
                more, short = pick([lot], short, lot.first_on)
                picked += more
        return picked, short

    def put(  # noqa: PLR0913 - a row has as many facts
        self,
        kind: Kind,
        site_id: SiteId,
        item_id: ItemId,
        lot_id: LotId,
        quantity: int,
        on: date,
        seen: Seen,
        *,
        document_id: DocumentId | None = None,
        given_id: int | None = None,
        lot_known: LotKnown = LotKnown.CHOSEN,
    ) -> None:
        """Put `quantity` of a lot on the shelf (or, for a count's difference, take it off: below zero)."""
        self._add(
            kind, site_id, item_id, lot_id, quantity, on, seen,
            document_id=document_id, given_id=given_id, lot_known=lot_known,
        )  # fmt: skip

    def answer(self, row: PastRow, document_id: DocumentId, on: date) -> None:
        """Answer a late row by a count once more: the count that had answered it was corrected."""
        self._add(
            Kind.COUNTED, row.site_id, row.item_id, row.lot_id, -row.quantity, on, Seen(on),
            document_id=document_id, lot_known=row.lot_known, late=row.id,
        )  # fmt: skip

    def reverse(self, rows: Iterable[PastRow], seen: Seen) -> None:
        """Take rows back: same kind, business day and lot, opposite quantity, naming the row it reverses.

        What was short because of them is judged anew when they are written.
        """
        for row in rows:
            is_told = seen.encounter_id is not None or seen.movement_id is not None
            as_seen = seen if is_told else replace(seen, movement_id=row.id)
            self._add(
                row.kind, row.site_id, row.item_id, row.lot_id, -row.quantity, row.occurred_on, as_seen,
                document_id=row.document_id, given_id=row.given_id, lot_known=row.lot_known, reverses=row.id,
            )  # fmt: skip

    def judge_again(self, site_id: SiteId, item_id: ItemId, since: date) -> None:
        """Judge anew what was short from a day on: a count there was posted or taken back."""
        self._unsettled[site_id, item_id] = min(since, self._unsettled.get((site_id, item_id), since))
        self.touch(site_id, item_id, since)

    def touch(self, site_id: SiteId, item_id: ItemId, since: date) -> None:
        """Judge anew, if it is a kit, how those given from a day on left the shelf (`kits_anew.py`)."""
        self._touched[site_id, item_id] = min(since, self._touched.get((site_id, item_id), since))

    def kits_left(self, site_id: SiteId, kit_id: ItemId, parts: Sequence[ItemId], on: date, seen: Seen) -> None:
        """Kits left, made up or drawn apart: what was keyed late may have left otherwise."""
        is_plain = seen.recorded_on <= on and all(self._is_plain(site_id, one, on, seen) for one in (kit_id, *parts))
        if not is_plain:
            self.touch(site_id, kit_id, on)

    def touched(self) -> Mapping[tuple[SiteId, ItemId], date]:
        """What something not plain touched, since when; asked for once."""
        touched, self._touched = self._touched, {}
        return touched

    def know(self, items: Collection[ItemId]) -> None:
        """Make more items known, and every count that was posted meanwhile."""
        sites, known, since = self._loaded
        new = sorted(set(items) - set(known))
        if new:
            self._load_shelves(sites, new)
        self._loaded = sites, sorted({*known, *new}), since
        self._counts = {}
        self._load_counts(*self._loaded)

    def posted(
        self, site_id: SiteId, items: Collection[ItemId], since: date
    ) -> Mapping[PostedCount, Collection[ItemId]]:
        """The counts of any of these items from a day on, in order, with those they counted."""
        found: dict[DocumentId, tuple[PostedCount, list[ItemId]]] = {}
        for item_id in items:
            for count in self._counts.get((site_id, item_id), ()):
                if count.on >= since:
                    found.setdefault(count.document_id, (count, []))[1].append(item_id)
        return dict(sorted(found.values(), key=lambda one: (one[0].on, one[0].document_id)))

    def unlotted(self, item_id: ItemId) -> LotId:
        return self._unlotted[item_id]

    def stand_in(self, item_id: ItemId, lot_id: LotId) -> None:
        """Name another lot for what no lot holds."""
        self._unlotted[item_id] = lot_id

    def know_lot(self, site_id: SiteId, item_id: ItemId, lot: ShelfLot) -> None:
        """Make a lot known that this transaction created, or that stands at zero here."""
        if (site_id, lot.id) not in self._lots:
            self._lots[site_id, lot.id] = lot
            self._shelves[site_id, item_id].append(lot)
            self._shelves[site_id, item_id].sort(key=first_out)

    def lot(self, site_id: SiteId, item_id: ItemId, lot_id: LotId, on: date) -> ShelfLot:
        """One lot at a site, also if nothing of it stands there."""
        lot = self._lots.get((site_id, lot_id))
        if lot is None and lot_id == self._unlotted.get(item_id):
            lot = ShelfLot(lot_id, "", 0, None, None, on_hold=False, first_on=on)
            self.know_lot(site_id, item_id, lot)
        if lot is None:
            found = self._session.execute(
                select(Lot.number, Lot.expires_on, Lot.on_hold, Lot.recipe_version_id, Lot.source_id, Source.ends_on)
                .join(Source, Source.id == Lot.source_id)
                .where(Lot.id == lot_id)
            ).one()
            recipe = RecipeVersionId(found.recipe_version_id) if found.recipe_version_id else None
            lot = ShelfLot(
                lot_id, found.number, 0, found.expires_on, found.ends_on, found.on_hold, on, recipe, found.source_id
            )
            self.know_lot(site_id, item_id, lot)
        return lot

    def write(self) -> None:
        """Add the noted rows to the file, and what is short because of them; the triggers keep the sums."""
        self.flush()
        if self._unsettled:
            self._settle()
            self.flush()

    def flush(self) -> None:
        """Add the rows noted so far; what is short because of them is judged by `write`."""
        if self._rows:
            self._session.connection().execute(_INSERT, self._rows)
        self._rows = []

    def _settle(self) -> None:
        """Judge anew, from the first day touched on, what is short of the items that were not simply handed out."""
        self._counts = {}
        self._load_counts(*self._loaded)  # a count just posted is among them
        for (site_id, item_id), day in self._unsettled.items():
            counts = [count for count in self._counts.get((site_id, item_id), ()) if count.on >= day]
            for change in short_otherwise(self._session, site_id, item_id, day, counts):
                self._note_short(site_id, item_id, change)
        touched, self._unsettled = self._unsettled, {}
        for site_id in machines.are_machines(self._session, {site for site, _ in touched}):
            self.flush()  # what was answered just now is part of it
            for item_id in (item for site, item in touched if site == site_id):
                self._turn(site_id, item_id)

    def _note_short(self, site_id: SiteId, item_id: ItemId, change: shortfalls.Change) -> None:
        rows = [*((-row.quantity, row.id) for row in change.take_back), *([(change.add, None)] if change.add else ())]
        for quantity, reverses in rows:
            row_id = self._row(
                Kind.SHORTFALL, site_id, item_id, change.lot_id, quantity, change.on, reverses_id=reverses
            )
            if change.count is not None:
                self._row(
                    Kind.COUNTED, site_id, item_id, change.lot_id, -quantity, change.count.on,
                    document_id=change.count.document_id, late_id=row_id,
                )  # fmt: skip

    def _turn(self, site_id: SiteId, item_id: ItemId) -> None:
        """Turn what a machine's counts answered into what the machine gave; nothing on the shelf changes."""
        counts = {count.document_id: count.on for count in self._counts.get((site_id, item_id), ())}
        for turn in machines.turns(self._session, site_id, item_id, counts):
            on = counts[turn.document_id]
            rows = [(Kind.BY_MACHINE, -quantity, id_) for id_, quantity in turn.take_back]
            rows += [(Kind.BY_MACHINE, turn.given, None), (Kind.COUNTED, turn.counted, None)]  # type: ignore[list-item]
            for kind, quantity, reverses in rows:
                if quantity:
                    self._row(
                        kind, site_id, item_id, turn.lot_id, quantity, on,
                        document_id=turn.document_id, reverses_id=reverses,
                    )  # fmt: skip

    def _row(  # noqa: PLR0913 - a row has as many facts
        self,
        kind: Kind,
        site_id: SiteId,
        item_id: ItemId,
        lot_id: LotId,
        quantity: int,
        on: date,
        *,
        lot_known: LotKnown = LotKnown.BY_THE_BOOKS,
        document_id: DocumentId | None = None,
        given_id: int | None = None,
        reverses_id: MovementId | None = None,
        late_id: int | None = None,
    ) -> int:
        """Note one row; the books in memory follow."""
        row_id = self._ids.next("movements")
        self._rows.append(
            {
                "id": row_id,
                "site_id": site_id,
                "item_id": item_id,
                "lot_id": lot_id,
                "kind": kind.value,
                "sign": SIGNS[kind],
                "quantity": quantity,
                "occurred_on": on,
                "staff_id": self._staff_id,
                "document_id": document_id,
                "given_id": given_id,
                "reverses_id": reverses_id,
                "late_id": late_id,
                "lot_known": lot_known,
            }
        )
        lot = self.lot(site_id, item_id, lot_id, on)
        lot.quantity += quantity
        lot.first_on = min(lot.first_on, on)
        return row_id

    def _add(  # noqa: PLR0913 - a row has as many facts
        self,
        kind: Kind,
        site_id: SiteId,
        item_id: ItemId,
        lot_id: LotId,
        quantity: int,
        on: date,
        seen: Seen,
        *,
        lot_known: LotKnown,
        document_id: DocumentId | None = None,
        given_id: int | None = None,
        reverses: MovementId | None = None,
        late: MovementId | None = None,
    ) -> int:
        """Note one row and what the rules answer to it; return by how much more the item is short."""
        row_id = self._row(
            kind, site_id, item_id, lot_id, quantity, on,
            lot_known=lot_known, document_id=document_id, given_id=given_id, reverses_id=reverses,
            late_id=late,
        )  # fmt: skip
        count = self._count_that_answers(site_id, item_id, lot_id, on, seen)
        if count is not None:
            self._row(
                Kind.COUNTED, site_id, item_id, lot_id, -quantity, count.on,
                lot_known=lot_known, document_id=count.document_id, late_id=row_id,
            )  # fmt: skip
        is_plain = (
            quantity < 0 and kind is not Kind.COUNTED and self._is_plain(site_id, item_id, on, seen)
            and not self._kits_yield(site_id, item_id, on)
        )  # fmt: skip
        self._last_on = max(self._last_on, on)  # for the next row of this transaction
        if not is_plain:
            self.judge_again(site_id, item_id, on)
        # A count of a past day says what stood there then; what it makes of today is nobody's hand-out.
        if quantity > 0 or count is not None or kind in (Kind.SHORTFALL, Kind.COUNTED):
            return 0
        short = min(-quantity, max(0, -sum(lot.quantity for lot in self.shelf(site_id, item_id))))
        if short and is_plain:
            self._cover(site_id, item_id, short, on)
        return short

    def _is_plain(self, site_id: SiteId, item_id: ItemId, on: date, seen: Seen) -> bool:
        return on >= self._last_on and not self._counts_after(site_id, item_id, on, seen)

    def _kits_yield(self, site_id: SiteId, item_id: ItemId, on: date) -> bool:
        """More kits left than stood there: some of those given by the books were drawn apart."""
        shelf = self.shelf(site_id, item_id)
        return any(lot.recipe_version_id is not None for lot in shelf) and free(shelf, on) < 0

    def _cover(self, site_id: SiteId, item_id: ItemId, short: int, on: date) -> None:
        """Note what is short at once, on the lots below zero: on the newest day nothing can follow to change it."""
        below = sorted((lot for lot in self.shelf(site_id, item_id) if lot.quantity < 0), key=by_name)
        for lot in below:
            covered = min(short, -lot.quantity)
            if covered:
                self._row(Kind.SHORTFALL, site_id, item_id, lot.id, covered, on)
                short -= covered

    def _counts_after(self, site_id: SiteId, item_id: ItemId, on: date, seen: Seen) -> list[PostedCount]:
        """The posted counts of an item standing after a row, in order."""
        counts = self._counts.get((site_id, item_id))
        return [count for count in counts if count.answers(on, seen)] if counts else []

    def _count_that_answers(
        self, site_id: SiteId, item_id: ItemId, lot_id: LotId, on: date, seen: Seen
    ) -> PostedCount | None:
        """The earliest of them that looked at the row's lot; counts after that one agree with it already."""
        after = self._counts_after(site_id, item_id, on, seen)
        return next((count for count in after if count.looked_at(lot_id)), None)

    def _is_left_out(self, site_id: SiteId, item_id: ItemId, lot_id: LotId, on: date, seen: Seen) -> bool:
        after = self._counts_after(site_id, item_id, on, seen)
        return bool(after) and not after[0].looked_at(lot_id)

    def _load_shelves(self, sites: list[SiteId], items: list[ItemId]) -> None:
        rows = self._session.connection().execute(_SHELVES, {"items": items, "sites": sites})
        for site_id, item_id, lot_id, number, quantity, expires_on, ends_on, on_hold, first_on, recipe, source in rows:
            if item_id is None:
                self._last_on = first_on or date.min
                continue
            if site_id is None:
                self._unlotted[item_id] = lot_id
                continue
            lot = ShelfLot(lot_id, number, quantity, expires_on, ends_on, on_hold, first_on, recipe, source)
            self._lots[site_id, lot_id] = lot
            self._shelves[site_id, item_id].append(lot)
        for shelf in self._shelves.values():
            shelf.sort(key=first_out)

    def _load_counts(self, sites: list[SiteId], items: list[ItemId], since: date) -> None:
        marks: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
        left_out: dict[tuple[int, ItemId], set[LotId]] = {}
        for row in self._session.connection().execute(_COUNTS, {"items": items, "sites": sites, "since": since}):
            movements, encounters = marks.setdefault(row.id, ({}, {}))
            movements[row.device] = row.last_movement_id
            encounters[row.device] = row.last_encounter_id
            if (row.id, row.item_id) not in left_out:
                lots = left_out.setdefault((row.id, row.item_id), set())
                count = PostedCount(DocumentId(row.id), row.on_day, movements, encounters, lots)
                self._counts.setdefault((row.site_id, row.item_id), []).append(count)
            if row.left_out is not None:
                left_out[row.id, row.item_id].add(row.left_out)
