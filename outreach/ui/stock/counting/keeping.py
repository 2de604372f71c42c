"""What is typed of the lines, and how each is kept as soon as it is said.  No Qt.

The page goes on at once; a line that is not kept yet is marked, and one that means nothing stays as it is typed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from outreach.stock import draft_lines
from outreach.ui.stock.counting.lines import Field, Typed
from outreach.ui.stock.counting.state import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.stock.draft_lines import Counted
    from outreach.ui.stock.counting.holder import Holder
    from outreach.vocabulary import DraftLineId


class Keeping:
    """`not_there(refusal)`: the file did not take a line.  `then` is done once every line is kept."""

    def __init__(self, holder: Holder, not_there: Callable[[Refusal], None]) -> None:
        self._holder, self._not_there = holder, not_there
        self.then: Callable[[], None] | None = None

    def typed(self, line_id: DraftLineId, which: Field, text: str) -> None:
        state, line = self._holder.state, self._holder.state.line(line_id)
        if line is None:
            return
        fields = replace(state.fields(line), **{which.value: text})
        self._holder.change(
            typed={**state.typed, line_id: fields}, looked_at=state.looked_at - {line_id}, scanned=None,
            heard=None, refusal=None, lacking=None,
        )  # fmt: skip

    def left(self, line_id: DraftLineId) -> None:
        """The keyboard has left a line: what was said there is kept."""
        if line_id in self._holder.state.typed:
            self._holder.change(looked_at=self._holder.state.looked_at | {line_id})
            self.keep(line_id)

    def entered(self, line_id: DraftLineId) -> None:
        """Enter: on to the next line; where the amount means nothing, stay and say so."""
        self.left(line_id)
        line = self._holder.state.line(line_id)
        if line is not None and self._holder.state.wrong(line) is not None:
            self._holder.change(attention=self._holder.to(Spot.LINE, line_id))
        else:
            self.step(line_id, 1)

    def step(self, line_id: DraftLineId, by: int) -> None:
        """The next line, or the one before; behind the last, to what comes then."""
        ids = [line.id for line in self._holder.state.lines]
        place = ids.index(line_id) + by if line_id in ids else 0
        if 0 <= place < len(ids):
            self._holder.change(attention=self._holder.to(Spot.LINE, ids[place]))
        elif place >= len(ids):
            self._holder.change(attention=self._holder.to(Spot.POST))

    def empty_shelf(self, line_id: DraftLineId) -> None:
        """Nothing is left there: 0, which is not the same as not counted."""
        self.typed(line_id, Field.AMOUNT, "0")
        self.entered(line_id)

    def say_apart(self, line_id: DraftLineId) -> None:
        """Open the fields of what stands there damaged or expired."""
        self._holder.change(apart=self._holder.state.apart | {line_id})

    def keep_all(self) -> None:
        for line_id in list(self._holder.state.typed):
            self.keep(line_id)

    def keep(self, line_id: DraftLineId) -> None:
        state, line = self._holder.state, self._holder.state.line(line_id)
        item = state.item(line) if line else None
        typed = state.typed.get(line_id)
        if line is None or item is None or typed is None or line_id in state.keeping or typed.wrong(item):
            return
        counted = typed.counted(item)
        if counted is None and line_id in state.again:  # looked at and left: what was counted before stays
            self._forget_typed(line_id, typed)
            return
        if counted == line.counted and line_id not in state.again and not (counted and line.moved):
            self._forget_typed(line_id, typed)
            return
        self._holder.change(keeping=state.keeping | {line_id})
        change = partial(
            draft_lines.enter, by=self._holder.by, at=self._holder.at(), line_id=line_id, counted=counted,
            reason=line.reason, from_sheet=state.keying,
        )  # fmt: skip
        self._holder.tasks.write(change, partial(self._kept, line_id, typed, counted), partial(self._not_kept, line_id))

    def _kept(self, line_id: DraftLineId, typed: Typed, counted: Counted | None, _: object) -> None:
        self._holder.put_line(
            line_id, counted=counted, moved=0, by=self._holder.by.initials, is_from_sheet=self._holder.state.keying
        )  # fmt: skip
        self._holder.change(keeping=self._holder.state.keeping - {line_id}, again=self._holder.state.again - {line_id})
        self._forget_typed(line_id, typed)
        if self._holder.state.typed.get(line_id) is not None and line_id in self._holder.state.looked_at:
            self.keep(line_id)  # typed over while it was on its way
        self.go_on_if_kept()

    def _not_kept(self, line_id: DraftLineId, refusal: Refusal) -> None:
        """It stays where it was typed, and is kept when the page is looked at again."""
        self.then = None
        self._holder.change(keeping=self._holder.state.keeping - {line_id})
        self._not_there(refusal)

    def _forget_typed(self, line_id: DraftLineId, typed: Typed) -> None:
        if self._holder.state.typed.get(line_id) == typed:
            rest = {one: said for one, said in self._holder.state.typed.items() if one != line_id}
            self._holder.change(typed=rest, looked_at=self._holder.state.looked_at - {line_id})

    def go_on_if_kept(self) -> None:
        then = self.then
        if then is not None and not self._holder.state.keeping:
            self.then = None
            then()
