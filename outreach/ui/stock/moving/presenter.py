"""What happens while stock is moved to another site, or a site is filled.  No Qt: with what all papers share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.catalog_editing import limits
from outreach.stock import levels, pick_lists, transfers
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.moving import making
from outreach.ui.stock.moving.draft import MoveDraft
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.paper.state import PaperState
from outreach.ui.stock.state import Done, Posted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.stock.documents import Head
    from outreach.stock.levels import LotLevel
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.stock.papers import Written
    from outreach.stock.transfers import Refill
    from outreach.translation import Translator
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import ItemId, SiteId

_FILL, _PAPER = "move fill", "move paper"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would fill a site; `has_targets`: somebody said how much it should have."""

    refills: tuple[Refill, ...]
    lots: Mapping[ItemId, tuple[LotLevel, ...]]
    has_targets: bool
    client_id: UUID  # of the move it was proposed for


@dataclass(frozen=True, slots=True)
class MoveState(PaperState):
    """`proposed`: what the last proposal was, None before one was asked for."""

    proposed: Proposal | None = None

    @property
    def filled(self) -> Proposal | None:
        """The proposal, if it is of this move."""
        return self.proposed if self.proposed and self.proposed.client_id == self.draft.client_id else None

    @property
    def move(self) -> MoveDraft:
        assert isinstance(self.draft, MoveDraft)  # noqa: S101 - the only kind this page has
        return self.draft

    @property
    def takes_all(self) -> bool:
        return True

    @property
    def to_name(self) -> str:
        site = self.catalog.site.get(self.move.to_site_id) if self.catalog and self.move.to_site_id else None
        return site.name if site else ""


class MovePresenter(PaperPresenter):
    """`previewed(pdf)`: the pick list, to be looked at and printed."""

    act = Act.MOVE

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[Any], None],
        posted: Callable[[Posted], None], previewed: Callable[[bytes], None],
    ) -> None:  # fmt: skip
        self._words, self._previewed = words, previewed
        super().__init__(tasks, stock, show, posted, MoveState(MoveDraft(stock.new_id()), stock.clock().day))

    def choose_to(self, site_id: SiteId) -> None:
        self._edit(replace(self._state.draft, to_site_id=site_id, side=None), proposed=None)
        self._read()

    def fill(self) -> None:
        """Propose what brings the site up to its targets; what is typed is replaced by it."""
        state: MoveState = self._state
        if state.move.to_site_id is None:
            place = Place(Field.TO)
            self._change(looked_at=state.looked_at | {place}, attention=self._to(place))
        elif state.site_id is not None:
            query = partial(
                proposal, site_id=state.move.to_site_id, store_id=state.site_id, on=state.day,
                client_id=state.draft.client_id,
            )  # fmt: skip
            self._tasks.read(query, self._proposed, self._refused, key=_FILL)

    def _proposed(self, found: Proposal) -> None:
        state: MoveState = self._state
        if state.catalog is None:
            return
        draft = state.move.filled(found.refills, state.catalog.item, found.lots)
        self._edit(draft, proposed=found)
        self._read()

    def preview(self) -> None:
        """The pick list, as it is now: to be printed and walked before anything is moved."""
        state: MoveState = self._state
        lines = [line.as_line() for line in state.draft.lines if line.units]
        if state.site_id is None or state.move.to_site_id is None or not lines or state.catalog is None:
            self.post()  # which says what is missing
            return
        picks = partial(
            pick_lists.to_move, from_site_id=state.site_id, to_site_id=state.move.to_site_id, on=state.day, lines=lines
        )  # fmt: skip
        make = partial(
            making.pick_list, picks=picks, lacking=state.move.lacking, catalog=state.catalog, words=self._words,
            on=self._stock.clock().day, initials=self._stock.by.initials,
        )  # fmt: skip
        self._tasks.read(make, self._previewed, self._refused, key=_PAPER)

    def _about_again(self, draft: MoveDraft, opened: OpenedPaper) -> MoveDraft:
        return replace(draft, to_site_id=opened.paper.to_site_id)

    def _blank(self) -> MoveDraft:
        return MoveDraft(self._stock.new_id(), self._state.draft.site_id)

    @property
    def _other_site(self) -> SiteId | None:
        draft: MoveDraft = self._state.draft
        return draft.to_site_id

    def _act(self, head: Head) -> Callable[[Session], Any]:
        lines = [line.as_line() for line in self._state.draft.lines]
        return partial(transfers.transfer, by=self._stock.by, at=self._stock.clock(), head=head, lines=lines)

    def _said(self, _: Written) -> Posted:
        state: MoveState = self._state
        site = state.site.name if state.site else ""
        return Posted(site, len(state.draft.items), state.draft.lines[0].item.id, Done.MOVED, state.to_name)


def proposal(session: Session, *, site_id: SiteId, store_id: SiteId, on: date, client_id: UUID) -> Proposal:
    refills = transfers.fill(session, site_id, store_id, on)
    lots = {one.item_id: levels.lots(session, one.item_id, on, store_id) for one in refills}
    return Proposal(refills, lots, any(one.site_id == site_id for one in limits.targets(session)), client_id)
