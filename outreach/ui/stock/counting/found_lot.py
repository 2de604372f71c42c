"""A lot that stands on the shelf and not on the list: said, and put among the lines.  No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.errors import Refusal
from outreach.stock import draft_lines
from outreach.stock.amounts import parse_expiry
from outreach.ui.stock.counting.lines import Typed
from outreach.ui.stock.counting.state import Lacking, NewLot, Spot, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from outreach.stock.draft_lines import Counted
    from outreach.ui.stock.counting.holder import Holder
    from outreach.vocabulary import DraftLineId, ItemId


class FoundLot:
    """`line_added(DraftLineId)`: it has its line."""

    def __init__(self, holder: Holder, line_added: Callable[[DraftLineId], None]) -> None:
        self._holder, self._line_added = holder, line_added

    def begin(self, item_id: ItemId | None = None) -> None:
        if self._holder.state.step is Step.COUNT:
            spot = Spot.NEW_LOT
            self._holder.change(
                new_lot=NewLot(item_id), new_lot_wrong=None, lacking=None, attention=self._holder.to(spot)
            )

    def say(self, **said: Any) -> None:
        if self._holder.state.new_lot is not None:
            self._holder.change(new_lot=replace(self._holder.state.new_lot, **said), new_lot_wrong=None, lacking=None)

    def leave(self) -> bool:
        """Never mind; say whether one was being said."""
        was_open = self._holder.state.new_lot is not None
        if was_open:
            self._holder.change(new_lot=None, new_lot_wrong=None, lacking=None, attention=self._holder.to(Spot.FIND))
        return was_open

    def add(self) -> None:
        """Put it among the lines, counted if an amount was typed."""
        state, said = self._holder.state, self._holder.state.new_lot
        if said is None or state.count is None or state.is_busy:
            return
        item = state.catalog.item.get(said.item_id) if state.catalog and said.item_id is not None else None
        if item is None:
            self._holder.change(lacking=Lacking.LOT_ITEM, attention=self._holder.to(Spot.NEW_LOT))
            return
        try:
            expires_on = parse_expiry(said.expiry) if said.expiry.strip() else None
            units = Typed(said.amount).counted(item)
        except Refusal as refusal:
            self._holder.change(new_lot_wrong=refusal)
            return
        self._holder.change(is_busy=True)
        add = partial(
            _add_lot, by=self._holder.by, at=self._holder.at(), counted=units,
            lot={
                "draft_id": state.count.begun.id, "item_id": item.id, "number": said.number,
                "expires_on": expires_on, "source_id": said.source_id,
            },
        )  # fmt: skip
        self._holder.tasks.write(add, self._added, self._refused)

    def _added(self, line_id: DraftLineId) -> None:
        self._holder.change(is_busy=False, new_lot=None)
        self._line_added(line_id)

    def _refused(self, refusal: Refusal) -> None:
        self._holder.change(is_busy=False, new_lot_wrong=refusal)


def _add_lot(
    session: Session, *, by: Any, at: Any, lot: Mapping[str, Any], counted: Counted | None
) -> DraftLineId:  # fmt: skip
    line_id = draft_lines.add_new_lot(session, by, at, **lot)
    if counted is not None:
        draft_lines.enter(session, by, at, line_id, counted)
    return line_id
