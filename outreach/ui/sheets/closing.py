"""Posting a sheet, voiding it, moving it to another day: each in one act, and what is asked before.  No Qt."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from outreach.sheets.posting import PostedSheet
from outreach.sheets.reading import Sheet
from outreach.ui.sheets import look
from outreach.ui.sheets.heading import Heading
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.look import AskSide, Opened
from outreach.ui.sheets.opening import Opening
from outreach.ui.sheets.state import Notice, State
from outreach.vocabulary import CountSide, VoidReason


class Closing:
    """`keep_all` keeps what is typed; `posted()` is told when what was entered for is done."""

    def __init__(
        self,
        holder: Holder,
        keying: Keying,
        heading: Heading,
        opening: Opening,
        keep_all: Callable[[], None],
        posted: Callable[[], None],
    ) -> None:
        self._holder, self._keying, self._heading, self._opening = holder, keying, heading, opening
        self._keep_all, self._told_posted = keep_all, posted

    @property
    def _state(self) -> State:
        return self._holder.state

    def post(self) -> None:
        """Post every row in one act; first go to what cannot stand, and ask once about a count of that day."""
        if self._state.is_moved:
            self.move()
            return
        if self._state.is_keying and self._state.notice is not Notice.POSTING:
            self._keep_all()
            wrong = self._keying.first_wrong()
            if wrong is not None:
                self._keying.go(wrong.row, wrong.column)
            elif not self._state.contacts_why and not any(line.why for line in self._state.lines):
                self._post(is_asked=False)

    def answer_side(self, side: CountSide | None) -> None:
        """Before or after the count of that day, or nobody knows."""
        self._holder.change(is_asking_side=False)
        if side is not None:
            self._heading.say(count_side=side)
        self._post(is_asked=True)

    def void(self, reason: VoidReason) -> None:
        sheet = self._state.sheet
        if sheet is not None:
            self._holder.change(notice=Notice.WORKING)
            change = partial(look.void, by=self._holder.paper.by, at=self._holder.paper.desk.clock(), sheet_id=sheet.id)
            self._holder.tasks.write(partial(change, reason=reason), self._voided, self._holder.refused)

    def move(self) -> None:
        """Let every visit of a posted sheet be where the form now says."""
        sheet = self._state.sheet
        if sheet is not None and self._state.is_moved and self._state.notice is not Notice.WORKING:
            self._holder.change(notice=Notice.WORKING)
            change = partial(look.move, by=self._holder.paper.by, at=self._holder.paper.desk.clock(), sheet_id=sheet.id)
            self._holder.tasks.write(partial(change, head=self._state.head), self._moved, self._holder.refused)

    def _post(self, *, is_asked: bool) -> None:
        sheet = self._state.sheet
        if sheet is not None:
            self._holder.change(notice=Notice.POSTING, refusal=None)
            change = partial(look.post, by=self._holder.paper.by, at=self._holder.paper.desk.clock(), sheet_id=sheet.id)
            self._holder.tasks.write(partial(change, is_asked=is_asked), self._posted, self._holder.refused)

    def _posted(self, answer: PostedSheet | AskSide) -> None:
        if isinstance(answer, AskSide):
            self._holder.change(is_asking_side=True, notice=Notice.NONE)
            return
        last = self._as_now()
        self._opening.blank()
        self._holder.change(notice=Notice.POSTED, last=last, posted_visits=len(answer.visits), short=answer.short)
        self._told_posted()
        self._opening.refresh()

    def _voided(self, visits: int) -> None:
        last = self._state.sheet
        self._opening.blank()
        self._holder.change(notice=Notice.VOIDED, last=last, posted_visits=visits)
        self._opening.refresh()

    def _as_now(self) -> Sheet | None:
        """The sheet with what stands above its rows now."""
        sheet = self._state.sheet
        return replace(sheet, head=self._state.head) if sheet is not None else None

    def _moved(self, opened: Opened) -> None:
        self._opening.show(opened.sheet, opened.sheet.head, opened.visits)
        self._holder.change(notice=Notice.MOVED, number_refusal=None)
