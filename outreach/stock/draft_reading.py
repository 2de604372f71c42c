"""Counts in work, read beside the books as they are now: what is expected, and what moved since a line was counted."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.ids import device_of
from outreach.db.models.catalog import Item, Source
from outreach.db.models.counting import CountDraft, CountDraftLine, CountDraftMark, CountSheetMark
from outreach.db.models.staff import Staff
from outreach.db.models.stock import Balance, Lot, Movement
from outreach.errors import Refusal
from outreach.stock.known_lots import told_apart
from outreach.stock.slips import as_printed
from outreach.vocabulary import (
    CategoryId,
    CountScope,
    DifferenceReason,
    DraftId,
    DraftLineId,
    ItemId,
    Kind,
    LotId,
    SiteId,
)


@dataclass(eq=False)
class NoSuchDraft(Refusal):
    """There is no such count in work; it may have been posted or put away."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count covers: the whole site, one category, one shelf, one item."""

    scope: CountScope = CountScope.SITE
    category_id: CategoryId | None = None
    item_id: ItemId | None = None
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One lot to count.  `expected` is what the books say now; `moved` what moved since it was counted."""

    id: DraftLineId
    item_id: ItemId
    lot_id: LotId
    lot_number: str
    expires_on: date | None
    on_hold: bool
    shelf: str
    found: int | None
    reason: DifferenceReason | None
    expected: int
    moved: int
    source: str = ""  # where the number alone does not tell which lot it is
    damaged: int = 0  # stood there too, and is thrown away, as what is `expired`
    expired: int = 0
    counted_by: str = ""
    is_from_sheet: bool = False
    is_recalled: bool = False
    came_since: bool = False  # all of it came onto the books after the count began, or its sheet was printed

    @property
    def difference(self) -> int | None:
        return None if self.found is None else self.found - self.expected

    def unexplained(self, stands: int | None = None) -> int:
        """What of the difference was not thrown away; where something moved since, what `stands` there now tells."""
        now = self.found if stands is None else stands
        return 0 if now is None else now + self.damaged + self.expired - self.expected

    @property
    def carried(self) -> int | None:
        """What stands there now if it was counted right: found, less what went, plus what came since."""
        return None if self.found is None else max(0, self.found + self.moved)


@dataclass(frozen=True, slots=True)
class Draft:
    id: DraftId
    site_id: SiteId
    scope: Scope
    is_blind: bool
    sheet: str | None
    started_on: date
    lines: tuple[DraftLine, ...]
    started_hour: int | None = None
    started_by: str = ""

    @property
    def counted(self) -> int:
        return sum(line.found is not None for line in self.lines)


def load(session: Session, draft_id: DraftId) -> Draft:
    """A count in work, beside the books as they are now.  Raises NoSuchDraft."""
    draft = session.execute(
        select(CountDraft.__table__, Staff.initials)
        .join(Staff, Staff.id == CountDraft.staff_id)
        .where(CountDraft.id == draft_id, CountDraft.closed_on.is_(None))
    ).one_or_none()
    if draft is None:
        raise NoSuchDraft
    scope = Scope(draft.scope, draft.category_id, draft.item_id, draft.shelf)
    lines = _lines(session, draft_id, SiteId(draft.site_id), draft.started_on)
    return Draft(
        draft_id, SiteId(draft.site_id), scope, draft.is_blind, draft.sheet, draft.started_on, lines,
        draft.started_hour, draft.initials,
    )  # fmt: skip


def in_work(session: Session, site_id: SiteId | None = None) -> tuple[Draft, ...]:
    """Counts begun and not posted, sheets not yet keyed among them, oldest first."""
    wanted = select(CountDraft.id).where(CountDraft.closed_on.is_(None)).order_by(CountDraft.id)
    if site_id is not None:
        wanted = wanted.where(CountDraft.site_id == site_id)
    return tuple(load(session, DraftId(id_)) for id_ in session.scalars(wanted))


def of_sheet(session: Session, sheet: str) -> DraftId:
    """The count a printed sheet belongs to.  Raises NoSuchDraft."""
    found = session.scalar(
        select(CountDraft.id).where(CountDraft.sheet == as_printed(sheet), CountDraft.closed_on.is_(None))
    )
    if found is None:
        raise NoSuchDraft
    return DraftId(found)


def _lines(session: Session, draft_id: DraftId, site_id: SiteId, started_on: date) -> tuple[DraftLine, ...]:
    rows = session.execute(
        select(
            CountDraftLine.__table__, Lot.number, Lot.expires_on, Lot.on_hold, Lot.recalled_on, Item.shelf,
            Balance.quantity, Staff.initials, Source.name.label("source"),
        )
        .join(Lot, Lot.id == CountDraftLine.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .join(Item, Item.id == CountDraftLine.item_id)
        .outerjoin(Balance, (Balance.lot_id == CountDraftLine.lot_id) & (Balance.site_id == site_id))
        .outerjoin(Staff, Staff.id == CountDraftLine.staff_id)
        .where(CountDraftLine.draft_id == draft_id)
        .order_by(Item.shelf == "", Item.shelf, Item.position, CountDraftLine.id)
    ).all()  # fmt: skip
    moved = _moved(session, draft_id, site_id, {row.id: (row.lot_id, row.since_on or started_on) for row in rows})
    came = _came(session, draft_id, site_id, {row.lot_id: row.quantity for row in rows if (row.quantity or 0) > 0})
    several = Counter(row.item_id for row in rows if not row.number)
    sources = {row.lot_id: row.source for row in rows if not row.number and several[row.item_id] > 1}
    sources |= told_apart(session, {row.item_id for row in rows})
    return tuple(
        DraftLine(
            DraftLineId(row.id), row.item_id, row.lot_id, row.number, row.expires_on, row.on_hold, row.shelf, row.found,
            row.reason, row.quantity or 0, moved.get(row.id, 0), sources.get(row.lot_id, ""), row.damaged, row.expired,
            row.initials or "", row.is_from_sheet, row.recalled_on is not None, row.lot_id in came,
        )
        for row in rows
    )  # fmt: skip


def _came(session: Session, draft_id: DraftId, site_id: SiteId, books: Mapping[int, int]) -> AbstractSet[int]:
    """Lots of which nothing stood here when the lines were drawn up."""
    rows = session.execute(select(CountSheetMark.__table__).where(CountSheetMark.draft_id == draft_id))
    seen = {row.device: row.last_movement_id for row in rows}
    if not seen:
        return frozenset()
    since: dict[int, int] = {}
    for row in session.execute(
        select(Movement.id, Movement.lot_id, Movement.quantity).where(
            Movement.site_id == site_id, Movement.lot_id.in_(sorted(books)), Movement.id > min(seen.values())
        )
    ):
        if row.id > seen.get(device_of(row.id), 0):
            since[row.lot_id] = since.get(row.lot_id, 0) + row.quantity
    return {lot for lot, came in since.items() if came >= books[lot]}


_ON_PAPER_ONLY = (Kind.COUNTED.value, Kind.SHORTFALL.value)
"""What puts the books right and moves nothing on a shelf."""


def _moved(
    session: Session, draft_id: DraftId, site_id: SiteId, counted: Mapping[int, tuple[int, date]]
) -> dict[int, int]:
    """Line → what moved of its lot beyond its mark.  What is dated before it was counted, it was counted without."""
    seen: dict[int, dict[int, int]] = {}
    for row in session.execute(
        select(CountDraftMark.__table__)
        .join(CountDraftLine, CountDraftLine.id == CountDraftMark.line_id)
        .where(CountDraftLine.draft_id == draft_id)
    ):
        seen.setdefault(row.line_id, {})[row.device] = row.last_movement_id
    oldest = min((last for marks_ in seen.values() for last in marks_.values()), default=0)
    by_lot: dict[int, list[tuple[int, int, date]]] = {}
    for row in session.execute(
        select(Movement.id, Movement.lot_id, Movement.quantity, Movement.occurred_on).where(
            Movement.site_id == site_id, Movement.lot_id.in_(sorted({counted[line][0] for line in seen})),
            Movement.id > oldest, Movement.kind.not_in(_ON_PAPER_ONLY),
        )
    ):  # fmt: skip
        by_lot.setdefault(row.lot_id, []).append((row.id, row.quantity, row.occurred_on))
    moved: dict[int, int] = {}
    for line, mark in seen.items():
        lot, since = counted[line]
        rows = by_lot.get(lot, ())
        moved[line] = sum(n for id_, n, on in rows if on >= since and id_ > mark.get(device_of(id_), 0))
    return moved
