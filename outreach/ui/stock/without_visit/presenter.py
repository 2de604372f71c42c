"""What happens on the page *Without a visit*.  No Qt: read this to know what the page does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from outreach import arrivals, catalog, collecting, pick_ups
from outreach.arrivals import ToldLately
from outreach.collecting import CollectedLately, Collection
from outreach.pick_ups import PickedUpLately, PickUp
from outreach.ui.stock.without_visit.draft import (
    BLANK,
    ArrivalDraft,
    CollectionDraft,
    Draft,
    PickUpDraft,
    Without,
    arrival_again,
    collection_again,
    pick_up_again,
)
from outreach.ui.stock.without_visit.state import Books, Saved, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.errors import Refusal
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.stock.without_visit.state import Lately, Said
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import ContainerId, SiteId, VoidReason

    Ended = Callable[[int, Said], object]

_BOOKS, _LISTED = "without a visit", 20
T = TypeVar("T")


class WithoutPresenter:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[State], None]) -> None:
        self._tasks, self._stock, self._show = tasks, stock, show
        drafts = {kind: blank(stock.new_id()) for kind, blank in BLANK.items()}
        self.state = State(stock.clock().day, Without.COLLECTION, drafts)
        self._ended: Mapping[Without, tuple[Ended, Said]] = {}

    # Reading

    def refresh(self) -> None:
        """Read the lists again; what is typed stays."""
        now = self._stock.clock()
        if now.day != self.state.today:
            self._change(today=now.day)
        query = partial(_books, language=self._stock.language, day=now.day)
        self._tasks.read(query, lambda books: self._change(books=books), self._refused, key=_BOOKS)

    def forget(self) -> None:
        """The center is locked and no answer will come.  Saving again is safe: the id is the same."""
        self._change(is_saving=False)

    # What is entered

    def show_kind(self, kind: Without) -> None:
        self._change(kind=kind, is_asked=False, refusal=None, attention=self.state.attention + 1)

    def choose_day(self, on: date) -> None:
        self.say(on=None if on == self.state.today else on)

    def choose_site(self, site_id: SiteId) -> None:
        """Another site has other places."""
        draft = self.state.draft
        if isinstance(draft, CollectionDraft) and site_id != self.state.site_id:
            draft = replace(draft, place_id=None)
        self._edit(replace(draft, site_id=site_id))

    def say(self, **said: Any) -> None:
        """Anything that stands in a field of the form."""
        self._edit(replace(self.state.draft, **said))

    def measure(self, key: int, **said: Any) -> None:
        """Anything that stands in a field of a measured line."""
        self._edit(self._collection.measured(key, **said))

    def one_more(self) -> None:
        self._edit(self._collection.one_more())

    def remove(self, key: int) -> None:
        self._edit(self._collection.without(key))

    def containers(self, container_id: ContainerId, number: int | None) -> None:
        """So many of a kind were picked up."""
        draft = self.state.draft
        if isinstance(draft, PickUpDraft):
            self._edit(draft.with_containers(container_id, number or 0))

    def clear(self) -> None:
        """Begin again; a correction is left, and what was being entered before comes back."""
        left = self.state.draft
        aside = _but(self.state.aside, left.kind) if left.correcting is not None else self.state.aside
        self._put(self._after(), aside=aside, is_asked=False, refusal=None, attention=self.state.attention + 1)
        self._end(left, None)

    @property
    def is_wanted(self) -> bool:
        """Somebody waits for what is corrected."""
        return self.state.draft.correcting is not None and self.state.kind in self._ended

    def _end(self, draft: Draft, said: Said | None) -> None:
        """Whoever wanted something put right is told what it says now, or (None) that it stays as it was."""
        if draft.correcting is not None and draft.kind in self._ended:
            ended, was = self._ended[draft.kind]
            self._ended = _but(self._ended, draft.kind)
            ended(draft.correcting, said or was)

    # What was entered

    def correct(self, number: int, said: Said, *, ended: Ended | None = None) -> None:
        """Open it in the form; what stands there waits beside.  `ended` is told what it says now, saved or left."""
        draft, state = replace(self._again(number, said), was_on=said.on), self.state
        stood = state.drafts[draft.kind]
        aside = state.aside if stood.correcting is not None else {**state.aside, draft.kind: stood}
        self._ended = _but(self._ended, draft.kind) | ({draft.kind: (ended, said)} if ended else {})
        self._put(
            draft, kind=draft.kind, aside=aside, is_asked=False, refusal=None, saved=None,
            attention=state.attention + 1,
        )  # fmt: skip

    def void(self, one: Lately, reason: VoidReason | None) -> None:
        """Take it back: it no longer counts."""
        by, at = self._stock.by, self._stock.clock()
        change: Callable[[Session], None]
        if isinstance(one, CollectedLately) and reason:
            change = partial(collecting.void, by=by, at=at, collection_id=one.id, reason=reason)
        elif isinstance(one, PickedUpLately) and reason:
            change = partial(pick_ups.void, by=by, at=at, pick_up_id=one.id, reason=reason)
        elif isinstance(one, ToldLately) and reason:
            change = partial(arrivals.void, by=by, at=at, arrival_id=one.id, reason=reason)
        else:
            return
        self._tasks.write(change, partial(self._is_void, self.state.kind, one.id), self._refused)

    def _is_void(self, kind: Without, number: int, _: object) -> None:
        if self.state.drafts[kind].correcting == number and self.state.kind is kind:
            self.clear()
        self._change(saved=Saved(kind, is_void=True), refusal=None)
        self.refresh()

    # Saving

    def save(self) -> None:
        """Write it, or go to the first thing that is missing."""
        self._change(today=self._stock.clock().day)
        state = self.state
        if state.is_saving or state.site_id is None:
            return
        if state.draft.problems(state.today):
            self._change(is_asked=True, attention=state.attention + 1, saved=None)
            return
        self._change(is_saving=True, refusal=None, saved=None)
        draft = state.draft
        said = self._said(draft, state.site_id)
        given: dict[str, Any] = {"by": self._stock.by, "at": self._stock.clock(), "number": draft.correcting}
        act = partial(_ACTS[draft.kind], said=said, **given)
        self._tasks.write(act, partial(self._is_saved, draft, said), self._refused)

    def _said(self, draft: Draft, site_id: SiteId) -> Said:
        day = self.state.day
        match draft:
            case CollectionDraft():
                return draft.said(day, site_id, self.state.first_container)
            case PickUpDraft():
                return draft.said(day, site_id)
        assert isinstance(draft, ArrivalDraft)  # noqa: S101 - there are three kinds
        return draft.said(day, site_id)

    def _is_saved(self, draft: Draft, said: Said, syringes: int) -> None:
        saved = Saved(draft.kind, syringes)
        if self.state.drafts[draft.kind].client_id == draft.client_id:
            blank = self._after_of(draft)
            drafts = {**self.state.drafts, draft.kind: blank}
            aside = _but(self.state.aside, draft.kind)
            self._change(
                drafts=drafts, aside=aside, is_saving=False, is_asked=False, refusal=None, saved=saved,
                attention=self.state.attention + 1,
            )  # fmt: skip
        else:
            self._change(is_saving=False, saved=saved)
        self.refresh()
        self._end(draft, said)

    def _refused(self, refusal: Refusal) -> None:
        self._change(is_saving=False, refusal=refusal)

    def _after(self) -> Draft:
        return self._after_of(self.state.draft)

    def _after_of(self, draft: Draft) -> Draft:
        """What stands on the form next: what waited beside, else a blank one of the same day and site."""
        waiting = self.state.aside.get(draft.kind)
        if draft.correcting is not None and waiting is not None:
            return waiting
        return draft.next(self._stock.new_id())

    def _again(self, number: int, said: Said) -> Draft:
        match said:
            case Collection():
                return collection_again(number, said)
            case PickUp():
                return pick_up_again(number, said)
        return arrival_again(number, said)

    @property
    def _collection(self) -> CollectionDraft:
        draft = self.state.drafts[Without.COLLECTION]
        assert isinstance(draft, CollectionDraft)  # noqa: S101 - the only kind there
        return draft

    def _edit(self, draft: Draft) -> None:
        """What was refused is said until something is changed."""
        self._put(draft, refusal=None, saved=None)

    def _put(self, draft: Draft, **changes: Any) -> None:
        self._change(drafts={**self.state.drafts, draft.kind: draft}, **changes)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _but(kept: Mapping[Without, T], kind: Without) -> dict[Without, T]:
    return {one: what for one, what in kept.items() if one is not kind}


def _books(session: Session, *, language: str, day: date) -> Books:
    lately: dict[Without, tuple[Lately, ...]] = {
        Without.COLLECTION: collecting.lately(session, _LISTED),
        Without.PICK_UP: pick_ups.lately(session, _LISTED),
        Without.ARRIVAL: arrivals.lately(session, _LISTED),
    }
    return Books(catalog.load(session, language, day), catalog.conversions(session), lately)


def _collect(session: Session, *, said: Any, by: Any, at: Any, number: Any) -> int:
    if number is None:
        return collecting.record(session, by, at, said).syringes
    return collecting.correct(session, by, at, number, said).syringes


def _pick_up(session: Session, *, said: Any, by: Any, at: Any, number: Any) -> int:
    if number is None:
        pick_ups.record(session, by, at, said)
    else:
        pick_ups.correct(session, by, at, number, said)
    return 0


def _arrive(session: Session, *, said: Any, by: Any, at: Any, number: Any) -> int:
    if number is None:
        arrivals.record(session, by, at, said)
    else:
        arrivals.correct(session, by, at, number, said)
    return 0


# What is written answers how many syringes it comes to.
_ACTS = {Without.COLLECTION: _collect, Without.PICK_UP: _pick_up, Without.ARRIVAL: _arrive}
