"""What happens on the history page.  No Qt: read this to know what the page does.

An answer to what is no longer asked for, or about what is no longer selected, is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from outreach import days, encounters
from outreach.closed_lists import HappenedId
from outreach.happened import linking
from outreach.ui.history import look
from outreach.ui.history.state import Span, State, Together, days_of
from outreach.visits import beside, listing, opened
from outreach.visits.beside import Key, What, shows_visits
from outreach.visits.which import Kind, Which, sees_only_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.days import DayOpen
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.ui.history.look import Found
    from outreach.ui.history.state import Selected, SiteDay
    from outreach.ui.tasks import Tasks
    from outreach.visits.beside import OpenedRecord, Said
    from outreach.visits.lines import Line
    from outreach.visits.opened import Opened
    from outreach.vocabulary import At, EncounterId, SiteId, VoidReason

_CLOSED: dict[str, Any] = {"opened": None, "record": None, "together": Together(), "day": ()}
_LIST, _MORE, _CHOSEN = "history list", "history more", "history chosen"


@dataclass(frozen=True, slots=True)
class History:
    """Who looks, their clock, and the language of what is named."""

    by: Actor
    clock: Callable[[], At]
    language: str = "en"


class HistoryPresenter:
    def __init__(self, tasks: Tasks, history: History, show: Callable[[State], None]) -> None:
        self._tasks, self._history, self._show = tasks, history, show
        today = history.clock().day
        only_own = sees_only_own(history.by)
        span = Span.TODAY if only_own else Span.WEEK
        self._state = State(today, Which(*days_of(span, today)), span=span, only_own=only_own)

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        """Read again; as many visits stay in sight as were."""
        today = self._history.clock().day
        if today != self._state.today and self._state.span not in (Span.OTHER, Span.FOUND):
            first, last = days_of(self._state.span, today)
            self._change(which=replace(self._state.which, first=first, last=last))
        self._change(today=today, refusal=None)
        self._read(len(self._state.lines or ()))

    def try_again(self) -> None:
        self.refresh()

    # Which visits

    def choose_span(self, span: Span) -> None:
        first, last = days_of(span, self._state.today)
        self._ask(span, first=first, last=last, only=None)

    def choose_days(self, first: date, last: date) -> None:
        self._ask(Span.OTHER, first=min(first, last), last=max(first, last), only=None)

    def narrow(self, **asked: Any) -> None:
        """Ask for one site, staff member, item or kind only, or (None, Kind.ALL) for all again."""
        span = self._state.span
        if span is Span.FOUND:  # something else is looked for
            span = Span.WEEK
            asked = dict(zip(("first", "last"), days_of(span, self._state.today), strict=True)) | asked
        self._ask(span, only=None, **asked)

    def show(self, what: What) -> None:
        """Show visits, or what stands beside them, or everything.  What is found by a code or an item is a visit."""
        which = self._state.which if shows_visits(what) else replace(self._state.which, item_id=None, kind=Kind.ALL)
        if self._state.span is Span.FOUND:
            which = Which(*days_of(Span.WEEK, self._state.today))
        self._start(Span.WEEK if self._state.span is Span.FOUND else self._state.span, which, what)

    def show_these(self, which: Which, what: What = What.VISITS) -> None:
        """Show just these, whatever was looked at before."""
        span = Span.TODAY if which.first == which.last == self._state.today else Span.OTHER
        self._start(span, which, what)

    def show_only(self, visits: tuple[EncounterId, ...]) -> None:
        """Show these visits, which a search came upon, whatever their day."""
        self._start(Span.FOUND, Which(self._state.today, self._state.today, only=visits), What.VISITS)

    def show_record(self, key: Key, said: Said) -> None:
        """Show what was put right; where it was moved out of what is looked at, the day it stands on now."""
        state, which = self._state, self._state.which
        self._change(selected=key, **_CLOSED)
        is_there = which.site_id in (None, said.site_id) and which.first <= said.on <= which.last
        if is_there:
            self.refresh()
        else:
            self._start(Span.OTHER, Which(said.on, said.on), state.what)

    def clear_filters(self) -> None:
        span = Span.WEEK if self._state.span is Span.FOUND else self._state.span
        first, last = self._state.which.first, self._state.which.last
        days = days_of(span, self._state.today) if span is not self._state.span else (first, last)
        self._start(span, Which(*days), What.ALL)

    def more(self) -> None:
        """Read the visits below the last in sight."""
        state = self._state
        if state.lines and not state.is_whole:
            query = partial(listing.page, by=self._history.by, at=self._history.clock(), which=state.which)
            after = state.lines[-1]
            then = partial(self._more_read, state.which, after)
            self._tasks.read(partial(query, after=after), then, self._refused, key=_MORE)

    # The one selected

    def select(self, selected: Selected | None) -> None:
        if selected != self._state.selected:
            self._change(selected=selected, **_CLOSED, not_voided=None, is_none_chosen=False)
            self._read_selected()

    def miss_choice(self) -> None:
        """A visit was to be corrected or voided while a day is selected."""
        if isinstance(self._state.selected, date):
            self._change(is_none_chosen=True)

    def void(self, reason: VoidReason) -> None:
        """Void what is shown; what it said is kept."""
        visit, record = self._state.opened, self._state.record
        if visit is not None and not visit.is_void:
            self._put_right(partial(encounters.void, encounter_id=visit.encounter_id, reason=reason))
        elif record is not None and not record.is_void:
            self._put_right(partial(beside.void, key=record.key, reason=reason))

    def link(self, other: HappenedId) -> None:
        """The report shown is of one event with another."""
        if (record := self._state.record) is not None:
            self._put_right(partial(linking.link, happened_id=HappenedId(record.key.id), other_id=other))

    def part(self) -> None:
        """The report shown is of an event of its own."""
        if (record := self._state.record) is not None:
            self._put_right(partial(linking.part, happened_id=HappenedId(record.key.id)))

    def _put_right(self, change: Callable[..., None]) -> None:
        self._change(not_voided=None)
        self._tasks.write(
            partial(change, by=self._history.by, at=self._history.clock()),
            then=lambda _: self.refresh(),
            refused=lambda refusal: self._change(not_voided=refusal),
        )

    def note_day(self, site_id: SiteId, day: date, said: DayOpen, then: Callable[[Refusal | None], None]) -> None:
        """Note how long a site was open on a day, or that nobody came; `then` is told what became of it."""
        note = partial(days.note, by=self._history.by, at=self._history.clock(), site_id=site_id, day=day, said=said)
        self._tasks.write(note, then=lambda _: then(None), refused=then)

    # Reading

    def _ask(self, span: Span, **asked: Any) -> None:
        self._start(span, replace(self._state.which, **asked))

    def _start(self, span: Span, which: Which, what: What | None = None) -> None:
        what = what or self._state.what
        if (span, which, what) != (self._state.span, self._state.which, self._state.what):
            unread: dict[str, Any] = {"lines": None, "counts": MappingProxyType({}), "is_whole": False, "refusal": None}
            self._change(span=span, which=which, what=what, records=(), **unread)
            self._read(0)

    def _read(self, in_sight: int) -> None:
        history, limit = self._history, max(listing.PAGE, in_sight)
        query = partial(look.found, by=history.by, at=history.clock(), which=self._state.which)
        query = partial(query, what=self._state.what, language=history.language, limit=limit)
        self._tasks.read(query, partial(self._found, limit), self._refused, key=_LIST)

    def _found(self, limit: int, found: Found) -> None:
        if (found.which, found.what) != (self._state.which, self._state.what):
            return
        state, selected = self._state, _kept(self._state.selected, found)
        catalog = found.catalog if found.catalog != state.catalog else state.catalog
        closed = _CLOSED if selected != state.selected else {}  # nothing is put right that is not the one selected
        self._change(
            catalog=catalog,
            staff=found.staff,
            lines=found.lines,
            records=found.records,
            lists=state.lists if found.lists in (None, state.lists) else found.lists,
            counts=MappingProxyType(dict(found.counts)),
            noted=found.noted,
            is_whole=len(found.lines) < limit,
            refusal=None,
            selected=selected,
            **closed,
        )
        self._read_selected()

    def _more_read(self, which: Which, after: Line, lines: tuple[Line, ...]) -> None:
        known = self._state.lines
        if which == self._state.which and known and known[-1] == after:
            self._change(lines=(*known, *lines), is_whole=len(lines) < listing.PAGE)

    def _read_selected(self) -> None:
        selected, state = self._state.selected, self._state
        if isinstance(selected, date) and state.catalog is not None:
            sites = [site.id for site in state.catalog.sites if state.which.site_id in (None, site.id)]
            query = partial(look.day, sites=sites, on=selected)
            self._tasks.read(query, partial(self._day_read, selected), self._refused, key=_CHOSEN)
        elif isinstance(selected, Key):
            record = partial(look.opened, by=self._history.by, at=self._history.clock(), key=selected)
            self._tasks.read(record, self._record_opened, lambda _: self._change(**_CLOSED), key=_CHOSEN)
        elif selected is not None and not isinstance(selected, date):
            visit = partial(opened.open_visit, by=self._history.by, at=self._history.clock(), encounter_id=selected)
            self._tasks.read(visit, self._opened, lambda _: self._change(**_CLOSED), key=_CHOSEN)
        else:
            self._change(**_CLOSED)

    def _opened(self, visit: Opened) -> None:
        if visit.encounter_id == self._state.selected:
            self._change(**_CLOSED | {"opened": visit})

    def _record_opened(self, found: tuple[OpenedRecord, Together]) -> None:
        record, together = found
        if record.key == self._state.selected:
            self._change(**_CLOSED | {"record": record, "together": together})

    def _day_read(self, day: date, sites: tuple[SiteDay, ...]) -> None:
        if day == self._state.selected:
            self._change(**_CLOSED | {"day": sites})

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _kept(selected: Selected | None, found: Found) -> Selected | None:
    """What is selected stays so while it is there; else the newest visit, or what stands where there are none."""
    if isinstance(selected, date):
        return selected
    there: list[Selected] = [line.encounter_id for line in found.lines]
    there += [one.key for one in found.records]
    return selected if selected in there else next(iter(there), None)
