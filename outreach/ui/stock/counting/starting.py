"""A count begins, goes on, and is left: by its form, from the list, or by the number of its printed sheet.  No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.stock import drafts
from outreach.stock.draft_reading import Scope
from outreach.ui.stock.counting import look
from outreach.ui.stock.counting.lines import first_open
from outreach.ui.stock.counting.state import Form, Lacking, Spot, Step
from outreach.vocabulary import CountScope

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.ui.stock.counting.holder import Holder
    from outreach.ui.stock.counting.look import Opened
    from outreach.vocabulary import DraftId, ItemId, SiteId

_COUNT = "count opened"


class Starting:
    """`keep_all` keeps what is typed, `refresh` reads the lists again."""

    def __init__(self, holder: Holder, keep_all: Callable[[], None], refresh: Callable[[], None]) -> None:
        self._holder, self._keep_all, self._refresh = holder, keep_all, refresh
        self._starting = holder.stock.new_id()

    def begin(self, item_id: ItemId | None, site_id: SiteId | None = None) -> None:
        """Turned to: an open count goes on; from an item's panel, one of that item alone is made ready (at a site)."""
        if item_id is None:
            return
        self._keep_all()
        if self._holder.state.may_start:
            form = self._holder.state.form
            form = replace(form, scope=CountScope.ITEM, item_id=item_id, site_id=site_id or form.site_id)
            self.leave(form=form, attention=self._holder.to(Spot.BEGIN))
        else:
            self.leave()

    def say(self, **said: Any) -> None:
        """Anything of the form of a count to begin."""
        self._holder.change(form=replace(self._holder.state.form, **said), lacking=None, refusal=None)

    def number_typed(self, number: str) -> None:
        self._holder.change(number=number, refusal=None)

    def start(self) -> None:
        """Begin it, or go to what is missing."""
        state = self._holder.state
        lacking = _lacking(state.form)
        if lacking is not None:
            self._holder.change(
                lacking=lacking, attention=self._holder.to(Spot.ITEM if lacking is Lacking.ITEM else Spot.FIRST)
            )
            return
        if state.is_busy or state.site_id is None or not state.may_start:
            return
        self._holder.change(is_busy=True, refusal=None, lacking=None)
        change = partial(
            drafts.start, by=self._holder.by, at=self._holder.at(), client_id=self._starting, site_id=state.site_id,
            scope=_scope(state.form), is_blind=state.form.is_blind, on_paper=False,
        )  # fmt: skip
        self._holder.tasks.write(change, self._started, self._holder.refused)

    def _started(self, draft_id: DraftId) -> None:
        self._starting = self._holder.stock.new_id()
        self._holder.change(
            is_busy=False, form=Form(self._holder.state.form.site_id, is_blind=self._holder.state.form.is_blind)
        )
        self.go_on(draft_id)

    def go_on(self, draft_id: DraftId) -> None:
        """Open a count that was begun, by whomever."""
        query = partial(look.opened, draft_id=draft_id, is_reviewed=False)
        self._holder.tasks.read(query, self._open, self._not_opened, key=_COUNT)

    def open_sheet(self, number: str | None = None) -> None:
        """Open the count of a printed sheet: what is typed from now on stands on it."""
        said = (self._holder.state.number if number is None else number).strip()
        if said:
            query = partial(look.of_sheet, number=said)
            self._holder.tasks.read(query, partial(self._open, keying=True), self._not_opened, key=_COUNT)

    def _not_opened(self, refusal: Refusal) -> None:
        state = self._holder.state
        to = self._holder.to(Spot.NUMBER) if state.number else state.attention
        self._holder.change(refusal=refusal, attention=to)
        self._refresh()

    def _open(self, count: Opened, *, keying: bool = False) -> None:
        state, first = self._holder.state, first_open(count.lines)
        to = self._holder.to(Spot.LINE, first.id if first else None)
        opened: dict[str, Any] = {"step": Step.COUNT, "count": count, "keying": keying, "attention": to}
        self._holder.put(replace(self._holder.blank(), books=state.books, form=state.form, **opened))
        self._holder.take_up(count, self._refresh)

    def put_away(self, draft_id: DraftId) -> None:
        """End a count without posting it."""
        change = partial(drafts.put_away, by=self._holder.by, at=self._holder.at(), draft_id=draft_id)
        self._holder.tasks.write(change, lambda _: self.leave(), self._holder.refused)

    def keep_as_draft(self) -> None:
        """Leave it for later: every line that was said is kept."""
        self._keep_all()
        self.leave()

    def leave(self, **said: Any) -> None:
        kept = {
            "books": self._holder.state.books,
            "form": self._holder.state.form,
            "attention": self._holder.to(Spot.FIRST),
        }
        self._holder.put(replace(self._holder.blank(), **{**kept, **said}))
        self._refresh()


def _lacking(form: Form) -> Lacking | None:
    needed = {
        CountScope.CATEGORY: (form.category_id, Lacking.CATEGORY), CountScope.SHELF: (form.shelf, Lacking.SHELF),
        CountScope.ITEM: (form.item_id, Lacking.ITEM),
    }  # fmt: skip
    said, lacking = needed.get(form.scope, (True, None))
    return lacking if not said else None


def _scope(form: Form) -> Scope:
    """What is not asked for is not said."""
    return Scope(
        form.scope,
        form.category_id if form.scope is CountScope.CATEGORY else None,
        form.item_id if form.scope is CountScope.ITEM else None,
        form.shelf if form.scope is CountScope.SHELF else "",
    )
