"""Review beside the books, once every line is kept: reasons, what moved since, what to recount; then post.  No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from outreach.stock import draft_lines, drafts
from outreach.stock.drafts import Settled, StockMovedSince
from outreach.ui.stock.counting import look
from outreach.ui.stock.counting.lines import first_open
from outreach.ui.stock.counting.state import Lacking, Spot, Step, Which
from outreach.ui.stock.state import Done, Posted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from outreach.errors import Refusal
    from outreach.stock import counts
    from outreach.ui.stock.counting.holder import Holder
    from outreach.ui.stock.counting.keeping import Keeping
    from outreach.ui.stock.counting.look import Opened
    from outreach.vocabulary import DifferenceReason, DraftLineId

_REVIEW = "count review"


class Reviewing:
    """`read_again` reads the count as it stands, `leave` closes it, `posted` says that it is in the books."""

    def __init__(
        self, holder: Holder, keeping: Keeping, read_again: Callable[[], None], leave: Callable[[], None],
        not_there: Callable[[Refusal], None], posted: Callable[[Posted], None],
    ) -> None:  # fmt: skip
        self._holder, self._keeping = holder, keeping
        self._read_again, self._leave, self._not_there, self._posted = read_again, leave, not_there, posted

    def review(self) -> None:
        """Beside the books, once every line is kept; front desk leaves that to a coordinator."""
        if not self._holder.state.may_start or self._holder.state.count is None:
            return
        typed = list(self._holder.state.typed)
        self._holder.change(looked_at=self._holder.state.looked_at | frozenset(typed), refusal=None, lacking=None)
        self._keeping.keep_all()
        wrong = next((line for line in self._holder.state.lines if self._holder.state.wrong(line) is not None), None)
        if wrong is not None:
            self._holder.change(attention=self._holder.to(Spot.LINE, wrong.id))
            return
        self._keeping.then = self._read_review
        self._keeping.go_on_if_kept()

    def _read_review(self) -> None:
        count = self._holder.state.count
        if count is None:
            return
        if not self._holder.state.reviewed:
            first = first_open(self._holder.state.lines)
            spot = self._holder.to(Spot.LINE, first.id if first else None)
            self._holder.change(lacking=Lacking.NOTHING_COUNTED, attention=spot)
            return
        query = partial(look.opened, draft_id=count.begun.id, is_reviewed=True)
        self._holder.tasks.read(query, self._reviewed, self._not_there, key=_REVIEW)

    def _reviewed(self, count: Opened) -> None:
        if self._holder.state.count is not None and self._holder.state.count.begun.id == count.begun.id:
            self._holder.change(
                step=Step.REVIEW, count=count, again=frozenset(), which=Which.TO_CHECK, new_lot=None, is_busy=False,
                attention=self._holder.to(Spot.FIRST),
            )  # fmt: skip
            self._holder.take_up(count, self._read_again)

    def back_to_counting(self, line_id: DraftLineId | None = None) -> None:
        """What the books expect is put out of sight again."""
        count = self._holder.state.count
        if count is not None:
            lines = tuple(replace(line, expected=None) for line in count.lines) if count.is_blind else count.lines
            place = self._holder.to(Spot.LINE, line_id or (lines[0].id if lines else None))
            count = replace(count, lines=lines, is_reviewed=False)
            self._holder.change(step=Step.COUNT, count=count, lacking=None, refusal=None, attention=place)
            self._read_again()

    def count_again(self, line_ids: Sequence[DraftLineId]) -> None:
        """These once more, their amounts out of sight; until then, what was counted stays."""
        if line_ids:
            self._holder.change(again=frozenset(line_ids))
            self.back_to_counting(self._holder.state.lines[0].id)

    def show(self, which: Which) -> None:
        self._holder.change(which=which)

    def settle(self, line_id: DraftLineId, stands: int) -> None:
        """Say what stands there now, where something moved since it was counted."""
        line = self._holder.state.line(line_id)
        if line is not None:
            settled = {**self._holder.state.settled, line_id: Settled(line.moved, stands)}
            self._holder.change(settled=settled, lacking=None, refusal=None)

    def give_reason(self, line_id: DraftLineId, reason: DifferenceReason) -> None:
        self._holder.put_line(line_id, reason=reason)
        give = partial(
            draft_lines.give_reason, by=self._holder.by, at=self._holder.at(), line_id=line_id, reason=reason
        )
        self._holder.tasks.write(give, lambda _: None, self._not_there)

    def post(self) -> None:
        """Post it, or go to the first line that waits for a choice."""
        state = self._holder.state
        if state.is_busy or state.count is None or state.step is not Step.REVIEW:
            return
        if state.waiting:
            self._holder.change(
                lacking=Lacking.YOUR_CHOICE,
                which=Which.TO_CHECK,
                attention=self._holder.to(Spot.LINE, state.waiting[0].id),
            )
            return
        self._holder.change(is_busy=True, refusal=None, lacking=None)
        settled: Mapping[DraftLineId, Settled] = dict(state.settled)
        change = partial(
            drafts.post, by=self._holder.by, at=self._holder.at(), draft_id=state.count.begun.id, moved_since=settled
        )
        self._holder.tasks.write(change, partial(self._is_posted, state.count), self._not_posted)

    def _is_posted(self, count: Opened, posted: counts.Posted) -> None:
        site = self._holder.state.catalog.site[count.begun.site_id].name if self._holder.state.catalog else ""
        counted = [line for line in count.lines if line.counted is not None]
        changed = {one.item_id for one in posted.differences}
        first = next((line.item_id for line in counted if line.item_id in changed), counted[0].item_id)
        self._leave()
        self._posted(Posted(site, len(counted), first, Done.COUNTED, given=len(posted.differences)))

    def _not_posted(self, refusal: Refusal) -> None:
        """Something moved while it was reviewed: it is asked about."""
        self._holder.change(is_busy=False)
        if isinstance(refusal, StockMovedSince):
            self._holder.change(lacking=Lacking.YOUR_CHOICE)
            self._read_again()
        else:
            self._not_there(refusal)
