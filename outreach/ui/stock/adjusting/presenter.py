"""What happens while stock is adjusted: gone for a reason, found, put back, opened with.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.stock import adjusting, deliveries, going_back, levels
from outreach.stock.amounts import typed_expiry
from outreach.stock.deliveries import DeliveryLine
from outreach.stock.known_lots import lots_named
from outreach.stock.papers import Line
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.paper.draft import Chosen, Field, Missing, PaperDraft, PaperLine, Place, Problem
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.paper.shares import Share, shares_of
from outreach.ui.stock.paper.state import PaperState
from outreach.ui.stock.state import Done, Posted
from outreach.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.stock.documents import Head
    from outreach.stock.known_lots import KnownLot
    from outreach.stock.levels import LotLevel
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.stock.papers import Written
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import ItemId, SiteId

    Back = Mapping[tuple[ItemId, int], tuple[tuple[KnownLot, int], ...]]

_STALE, _BACK = "adjust stale lots", "adjust lots gone back to"


class Why(StrEnum):
    """What happened to it, in the order it is offered: first what is gone, then what came."""

    EXPIRED = "expired"
    DAMAGED = "damaged"
    RECALLED = "recalled"
    LOST = "lost"
    STOLEN = "stolen"
    TAKEN_BY_POLICE = "taken_by_police"
    FOUND = "found"
    PUT_BACK = "put_back"
    OPENING = "opening"

    @property
    def is_gone(self) -> bool:
        return self not in (Why.FOUND, Why.PUT_BACK, Why.OPENING)


@dataclass(frozen=True, slots=True)
class AdjustDraft(PaperDraft):
    why: Why | None = None

    def about_problems(self) -> list[Problem]:
        return [] if self.why else [Problem(Place(Field.WHO), Missing.REASON)]

    def line_problems(self, line: PaperLine) -> list[Problem]:
        typed = line.lot_problems() if self.why is Why.OPENING else []
        return PaperDraft.line_problems(self, line) + typed


@dataclass(frozen=True, slots=True)
class AdjustState(PaperState):
    """`stale`: the lots of this site that are past their date, or on hold; None while they are read.

    `back`: so many of an item put back without a lot → the lots they will go to.
    """

    stale: tuple[tuple[ItemId, LotLevel], ...] | None = None
    back: Back = field(default_factory=dict)

    @property
    def adjust(self) -> AdjustDraft:
        assert isinstance(self.draft, AdjustDraft)  # noqa: S101 - the only kind this page has
        return self.draft

    @property
    def doubts_lots(self) -> bool:
        """What is thrown away may well be past its date."""
        return False

    def shares(self) -> dict[int, tuple[Share, ...]]:
        """What is expired or recalled is taken from such lots, where they hold enough; what is put back, where it goes.

        Else what comes takes nothing.
        """
        why = self.adjust.why
        if why is Why.PUT_BACK:
            return {
                line.key: tuple(
                    Share(line.item, n, lot.lot_id, lot.number, lot.expires_on, lot.source)
                    for lot, n in self.back.get((line.item.id, line.units or 0), ())
                )
                for line in self.draft.lines
                if line.lot is None
            }
        if self.books is None or why is None or not why.is_gone:
            return {}
        lots = {item_id: self._first_out(item_id, why) for item_id in self.books.lots}
        return shares_of(self.draft.lines, lots, self.books.catalog.item, as_it_stands=True)

    def left_here(self, line: PaperLine) -> int | None:
        left = PaperState.left_here(self, line)
        if left is None or self.adjust.why is None or self.adjust.why.is_gone:
            return left
        return left + 2 * sum(one.units or 0 for one in self.draft.lines if one.item.id == line.item.id)

    def _first_out(self, item_id: ItemId, why: Why) -> tuple[LotLevel, ...]:
        lots = self.lots(item_id)
        meant = [lot for lot in lots if (lot.on_hold if why is Why.RECALLED else why is Why.EXPIRED and lot.is_expired)]
        wanted = sum(one.units or 0 for one in self.draft.lines if one.item.id == item_id and one.lot is None)
        if not meant or sum(lot.on_hand for lot in meant) < wanted:
            return lots
        return tuple(replace(lot, on_hold=False, is_expired=False) for lot in meant)

    @property
    def offered(self) -> tuple[tuple[ItemId, LotLevel], ...]:
        """What the reason asks about and no line names yet."""
        named = {line.lot.lot_id for line in self.draft.lines if line.lot}
        why = self.adjust.why
        return tuple(
            (item_id, lot)
            for item_id, lot in self.stale or ()
            if lot.lot_id not in named
            and ((why is Why.EXPIRED and lot.is_expired) or (why is Why.RECALLED and lot.on_hold))
        )


class AdjustPresenter(PaperPresenter):
    act = Act.ADJUST

    def __init__(
        self, tasks: Tasks, stock: Stock, show: Callable[[Any], None], posted: Callable[[Posted], None]
    ) -> None:  # fmt: skip
        super().__init__(tasks, stock, show, posted, AdjustState(AdjustDraft(stock.new_id()), stock.clock().day))

    def choose_why(self, why: Why) -> None:
        self._edit(replace(self._state.draft, why=why))

    def add_offered(self) -> None:
        """Every lot that is past its date (or on hold) here, whole, in one step."""
        state: AdjustState = self._state
        if state.catalog is None:
            return
        draft = state.draft
        for item_id, lot in state.offered:
            chosen = Chosen(lot.lot_id, lot.number, lot.expires_on, lot.source)
            draft = draft.with_line(state.catalog.item[item_id], str(lot.on_hand), chosen)
        self._edit(draft)
        self._read()

    def _books_came(self) -> None:
        state: AdjustState = self._state
        if state.site_id is not None and state.catalog is not None:
            items = tuple(item.id for item in state.catalog.items if state.books and state.books.levels.get(item.id)
                          and (state.books.levels[item.id].expired or state.books.levels[item.id].on_hold))  # fmt: skip
            query = partial(stale_lots, items=items, on=state.day, site_id=state.site_id)
            self._tasks.read(query, lambda found: self._change(stale=found), self._refused, key=_STALE)

        self._read_back()

    def _edit(self, draft: PaperDraft, **changes: Any) -> None:
        super()._edit(draft, **changes)
        self._read_back()

    def _read_back(self) -> None:
        """Where what is put back without a lot will go."""
        state: AdjustState = self._state
        if state.site_id is None or state.adjust.why is not Why.PUT_BACK:
            return
        wanted = {(line.item.id, line.units): None for line in state.draft.lines if line.units and line.lot is None}
        query = partial(going_to, wanted=tuple(wanted), on=state.day, site_id=state.site_id)
        self._tasks.read(query, lambda found: self._change(back=found), self._refused, key=_BACK)

    def _about_again(self, draft: AdjustDraft, opened: OpenedPaper) -> AdjustDraft:
        why = Why(opened.lines[0].kind or "")
        if why is not Why.OPENING:
            return replace(draft, why=why)
        lines = [
            replace(
                line, lot=None, number=said.lot, expiry=typed_expiry(said.expires_on) if said.expires_on else "",
                source_id=said.source_id,
            )
            for line, said in zip(draft.lines, opened.lines, strict=True)
        ]  # fmt: skip
        return replace(draft, why=why, lines=tuple(lines))

    def _blank(self) -> AdjustDraft:
        draft: AdjustDraft = self._state.draft
        return AdjustDraft(self._stock.new_id(), draft.site_id)

    def _act(self, head: Head) -> Callable[[Session], Any]:
        draft: AdjustDraft = self._state.draft
        by, at = self._stock.by, self._stock.clock()
        lines = [line.as_line() for line in draft.lines]
        match draft.why:
            case Why.OPENING:
                opened = [_opening(line) for line in draft.lines]
                return partial(deliveries.open_with, by=by, at=at, head=head, lines=opened)
            case Why.FOUND:
                return partial(adjusting.find, by=by, at=at, head=head, lines=lines)
            case Why.PUT_BACK:
                return partial(adjusting.put_back, by=by, at=at, head=head, lines=lines)
        return partial(adjusting.dispose, by=by, at=at, head=head, reason=Kind(draft.why or ""), lines=lines)

    def _said(self, _: Written) -> Posted:
        state: AdjustState = self._state
        done = Done.GONE if state.adjust.why and state.adjust.why.is_gone else Done.BACK
        site = state.site.name if state.site else ""
        return Posted(site, len(state.draft.items), state.draft.lines[0].item.id, done)


def stale_lots(
    session: Session, *, items: Sequence[ItemId], on: date, site_id: SiteId
) -> tuple[tuple[ItemId, LotLevel], ...]:
    """The lots here that are past their date or on hold, with something on hand."""
    return tuple(
        (item_id, lot)
        for item_id in items
        for lot in levels.lots(session, item_id, on, site_id)
        if lot.on_hand > 0 and (lot.is_expired or lot.on_hold)
    )


def going_to(session: Session, *, wanted: Sequence[tuple[ItemId, int]], on: date, site_id: SiteId) -> Back:
    """The lots that so many of an item, put back without one, will go to."""
    shares = {(item, n): going_back.left_last(session, site_id, Line(item, n), on) for item, n in wanted}
    lots = lots_named(session, {lot_id for each in shares.values() for lot_id, _ in each})
    return {asked: tuple((lots[lot_id], n) for lot_id, n in each) for asked, each in shares.items()}


def _opening(line: PaperLine) -> DeliveryLine:
    return DeliveryLine(line.item.id, line.units or 0, line.number.strip(), line.expires_on, line.source_id)
