"""What the parts of counting share: the state, whoever counts, and the file behind it.  No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.safety.staff import Right
from outreach.stock import come_since
from outreach.ui.stock.counting.state import Spot, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.ui.stock.counting.look import Opened
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, DraftLineId


class Holder:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[State], None]) -> None:
        self.tasks, self.stock, self._show = tasks, stock, show
        self.state = self.blank()

    @property
    def by(self) -> Actor:
        return self.stock.by

    def at(self) -> At:
        return self.stock.clock()

    def blank(self) -> State:
        """No count is open."""
        return State(self.at().day, self.by.has(Right.COUNT))

    def change(self, **changes: Any) -> None:
        self.put(replace(self.state, **changes))

    def put(self, state: State) -> None:
        self.state = state
        self._show(state)

    def to(self, spot: Spot, line_id: DraftLineId | None = None) -> tuple[int, Spot, DraftLineId | None]:
        """Ask for the keyboard to go there."""
        return self.state.attention[0] + 1, spot, line_id

    def put_line(self, line_id: DraftLineId, **said: Any) -> None:
        count = self.state.count
        if count is not None:
            lines = tuple(replace(one, **said) if one.id == line_id else one for one in count.lines)
            self.change(count=replace(count, lines=lines))

    def take_up(self, count: Opened, read_again: Callable[[], None]) -> None:
        """Give what came since the count began its lines, and read them."""
        if count.has_more:
            take_up = partial(come_since.take_up, by=self.by, at=self.at(), draft_id=count.begun.id)
            self.tasks.write(take_up, lambda _: read_again(), self.refused)

    def refused(self, refusal: Refusal) -> None:
        self.change(is_busy=False, refusal=refusal)
