"""What happens while stock is counted.  No Qt: read this to know what the page does.

Every line is kept as soon as it is said, so that neither a lock nor a power cut loses one; the page goes on at once
and marks what is not kept yet.  What the books expect is read for review only, where the count is blind.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outreach.stock import drafts
from outreach.stock.draft_reading import NoSuchDraft
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.stock.counting import look
from outreach.ui.stock.counting.found_lot import FoundLot
from outreach.ui.stock.counting.holder import Holder
from outreach.ui.stock.counting.keeping import Keeping
from outreach.ui.stock.counting.reviewing import Reviewing
from outreach.ui.stock.counting.starting import Starting
from outreach.ui.stock.counting.turning import Turning

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.translation import Translator
    from outreach.ui.stock.counting.look import Books, Opened
    from outreach.ui.stock.counting.state import State
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.stock.state import Posted
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import DraftId, DraftLineId

_BOOKS, _COUNT, _PAPER = "count books", "count again", "count paper"


class CountPresenter:
    """`posted`: a count is in the books; `printed(title, pdf)`: its sheet, to be looked at and printed."""

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[State], None],
        posted: Callable[[Posted], None], printed: Callable[[str, bytes], None],
    ) -> None:  # fmt: skip
        self._words, self._printed = words, printed
        self._holder = holder = Holder(tasks, stock, show)
        self.keeping = keeping = Keeping(holder, self._not_there)
        self.starting = starting = Starting(holder, keeping.keep_all, self.refresh)
        self.found_lot = found_lot = FoundLot(holder, self._lot_added)
        self._turning = turning = Turning(
            holder, keeping, self._read, self._not_there, found_lot.begin, starting.open_sheet
        )
        self.reviewing = reviewing = Reviewing(
            holder, keeping, self._read_again, starting.leave, self._not_there, posted
        )
        # What needs no more saying here:
        self.scanning = turning.scanning
        self.begin, self.say, self.number_typed = starting.begin, starting.say, starting.number_typed
        self.start, self.go_on, self.open_sheet = starting.start, starting.go_on, starting.open_sheet
        self.put_away, self.keep_as_draft = starting.put_away, starting.keep_as_draft
        self.typed, self.left, self.entered, self.step = keeping.typed, keeping.left, keeping.entered, keeping.step
        self.empty_shelf, self.say_apart = keeping.empty_shelf, keeping.say_apart
        self.find_typed, self.find_first = turning.find_typed, turning.find_first
        self.review, self.back_to_counting = reviewing.review, reviewing.back_to_counting
        self.count_again, self.show, self.settle = reviewing.count_again, reviewing.show, reviewing.settle
        self.give_reason, self.post = reviewing.give_reason, reviewing.post

    @property
    def state(self) -> State:
        return self._holder.state

    def refresh(self) -> None:
        """Read the lists again, and the count that is open; what is typed stays."""
        self._holder.change(today=self._holder.at().day)
        query = partial(look.books, language=self._holder.stock.language, day=self._holder.state.today)
        self._holder.tasks.read(query, self._books_read, self._holder.refused, key=_BOOKS)
        self._read_again()

    def forget(self) -> None:
        """The center is locked and no answer will come.  Keeping a line again, or posting, is safe."""
        self.scanning.forget()
        self.keeping.then = None
        self._holder.change(keeping=frozenset(), is_busy=False)

    def not_answered(self) -> None:
        self.forget()

    def _books_read(self, books: Books) -> None:
        if self._holder.state.catalog is None or self._holder.state.catalog.items != books.catalog.items:
            self._turning.quick_add = QuickAdd(books.catalog.items)
        self._holder.change(books=books)

    def _read_again(self) -> None:
        count = self._holder.state.count
        if count is not None:
            query = partial(look.opened, draft_id=count.begun.id, is_reviewed=count.is_reviewed)
            self._holder.tasks.read(query, self._read, self._not_there, key=_COUNT)

    def _read(self, count: Opened) -> None:
        now = self._holder.state.count
        if now is not None and (now.begun.id, now.is_reviewed) == (count.begun.id, count.is_reviewed):
            self._holder.change(count=count)
            self.keeping.keep_all()
            self._holder.take_up(count, self._read_again)

    def _not_there(self, refusal: Refusal) -> None:
        """Posted or put away meanwhile, by whomever."""
        if isinstance(refusal, NoSuchDraft):
            self.starting.leave(refusal=refusal)
        else:
            self._holder.refused(refusal)

    def _lot_added(self, line_id: DraftLineId) -> None:
        self._turning.line_added(0, line_id)

    # How it is counted

    def key_from_paper(self, *, is_on: bool) -> None:
        self._holder.change(keying=is_on)

    def hide_expected(self, *, is_blind: bool) -> None:
        count = self._holder.state.count
        if count is None:
            self.say(is_blind=is_blind)
            return
        change = partial(
            drafts.hide_expected, by=self._holder.by, at=self._holder.at(), draft_id=count.begun.id, is_blind=is_blind
        )
        self._holder.tasks.write(change, lambda _: self._read_again(), self._holder.refused)

    def put_back(self, before: State) -> None:
        """Let the page say what it said before a burst of keys that was a scan."""
        self._holder.change(
            typed=before.typed, find=before.find, matches=before.matches, number=before.number, new_lot=before.new_lot,
            scanned=before.scanned,
        )  # fmt: skip

    # On paper

    def print_sheet(self) -> None:
        """Its sheet; the first print gives the count its number."""
        count = self._holder.state.count
        if count is not None:
            self.keeping.keep_all()
            number = partial(look.numbered, by=self._holder.by, at=self._holder.at(), draft_id=count.begun.id)
            self._holder.tasks.write(number, partial(self._numbered, count.begun.id), self._not_there)

    def _numbered(self, draft_id: DraftId, number: str) -> None:
        known, by = self._holder.state.catalog, self._holder.by
        if known is None:
            return
        self._read_again()
        on = self._holder.at().day
        query = partial(look.paper, draft_id=draft_id, known=known, words=self._words, on=on, initials=by.initials)
        self._holder.tasks.read(query, partial(self._printed, f"count-{number}"), self._holder.refused, key=_PAPER)
