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
from outreach.ui.history import look
from outreach.ui.history.state import Span, State, days_of
from outreach.visits import listing, opened
from outreach.visits.which import Which, sees_only_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.days import DayOpen
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.ui.history.look import Found
    from outreach.ui.history.state import Selected, SiteDay
    from outreach.ui.tasks import Tasks
    from outreach.visits.lines import Line
    from outreach.visits.opened import Opened
    from outreach.vocabulary import At, EncounterId, SiteId, VoidReason

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

    def show_these(self, which: Which) -> None:
        """Show just these, whatever was looked at before."""
        span = Span.TODAY if which.first == which.last == self._state.today else Span.OTHER
        self._start(span, which)

    def show_only(self, visits: tuple[EncounterId, ...]) -> None:
        """Show these visits, which a search came upon, whatever their day."""
        self._start(Span.FOUND, Which(self._state.today, self._state.today, only=visits))

    def clear_filters(self) -> None:
        span = Span.WEEK if self._state.span is Span.FOUND else self._state.span
        first, last = self._state.which.first, self._state.which.last
        self._start(span, Which(*(days_of(span, self._state.today) if span is not self._state.span else (first, last))))

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
            self._change(selected=selected, opened=None, day=(), not_voided=None)
            self._read_selected()

    def void(self, reason: VoidReason) -> None:
        """Void the visit shown; what it said is kept."""
        visit = self._state.opened
        if visit is None or visit.is_void:
            return
        self._change(not_voided=None)
        change = partial(encounters.void, by=self._history.by, at=self._history.clock(), reason=reason)
        self._tasks.write(
            partial(change, encounter_id=visit.encounter_id),
            then=lambda _: self._voided(),
            refused=lambda refusal: self._change(not_voided=refusal),
        )

    def note_day(self, site_id: SiteId, day: date, said: DayOpen, then: Callable[[Refusal | None], None]) -> None:
        """Note how long a site was open on a day, or that nobody came; `then` is told what became of it."""
        note = partial(days.note, by=self._history.by, at=self._history.clock(), site_id=site_id, day=day, said=said)
        self._tasks.write(note, then=lambda _: then(None), refused=then)

    # Reading

    def _ask(self, span: Span, **asked: Any) -> None:
        self._start(span, replace(self._state.which, **asked))

    def _start(self, span: Span, which: Which) -> None:
        if (span, which) != (self._state.span, self._state.which):
            unread: dict[str, Any] = {"lines": None, "counts": MappingProxyType({}), "is_whole": False, "refusal": None}
            self._change(span=span, which=which, **unread)
            self._read(0)

    def _read(self, in_sight: int) -> None:
        history, limit = self._history, max(listing.PAGE, in_sight)
        query = partial(look.found, by=history.by, at=history.clock(), which=self._state.which)
        query = partial(query, language=history.language, limit=limit)
        self._tasks.read(query, partial(self._found, limit), self._refused, key=_LIST)

    def _found(self, limit: int, found: Found) -> None:
        if found.which != self._state.which:
            return
        catalog = found.catalog if found.catalog != self._state.catalog else self._state.catalog
        self._change(
            catalog=catalog,
            staff=found.staff,
            lines=found.lines,
            counts=MappingProxyType(dict(found.counts)),
            noted=found.noted,
            is_whole=len(found.lines) < limit,
            refusal=None,
            selected=_kept(self._state.selected, found.lines),
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
        elif selected is not None and not isinstance(selected, date):
            visit = partial(opened.open_visit, by=self._history.by, at=self._history.clock(), encounter_id=selected)
            self._tasks.read(visit, self._opened, lambda _: self._change(opened=None), key=_CHOSEN)
        else:
            self._change(opened=None, day=())

    def _opened(self, visit: Opened) -> None:
        if visit.encounter_id == self._state.selected:
            self._change(opened=visit)

    def _day_read(self, day: date, sites: tuple[SiteDay, ...]) -> None:
        if day == self._state.selected:
            self._change(day=sites)

    def _voided(self) -> None:
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _kept(selected: Selected | None, lines: tuple[Line, ...]) -> Selected | None:
    """What is selected stays so while it is there; else the newest visit."""
    if isinstance(selected, date) or any(line.encounter_id == selected for line in lines):
        return selected
    return lines[0].encounter_id if lines else None
