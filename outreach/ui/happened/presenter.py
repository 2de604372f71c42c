"""What happens on the page *Something happened*.  No Qt: read this to know what the page does.

Nothing here knows a visit or a code: it is told at a site and a place, on a day.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from outreach import catalog
from outreach.closed_lists import BoughtAs, Happening, Product, Result, WhenKnown
from outreach.drug_checks import lists
from outreach.drug_checks import recording as checks
from outreach.drug_checks.check import Check, FoundWhat
from outreach.drug_checks.reading import WhichChecks
from outreach.drug_checks.reading import checks as checks_read
from outreach.entry import DayToCome
from outreach.happened import guidance, linking
from outreach.happened import recording as happened
from outreach.happened.report import Report, When
from outreach.ui.happened.correcting import Correcting
from outreach.ui.happened.draft import CheckDraft, ReportDraft, Sample, Telling, Where
from outreach.ui.happened.state import Books, State, Told
from outreach.vocabulary import VoidReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.closed_lists import MethodId, SubstanceId
    from outreach.errors import Refusal
    from outreach.happened.linking import MaybeSame
    from outreach.safety.staff import Actor
    from outreach.ui.desk.form import Desk
    from outreach.ui.desk.state import Whereabouts
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import CategoryId, ItemId, PlaceId, SiteId

_BOOKS, _SAME = "something happened", "same event"
_LISTED = 12  # samples without a result; the older ones are in the history
T = TypeVar("T")


class HappenedPresenter:
    def __init__(self, tasks: Tasks, desk: Desk, show: Callable[[State], None]) -> None:
        self._tasks, self._desk, self._show = tasks, desk, show
        self._where: Where | None = None
        self.state = State(desk.clock().day)
        self.correcting = Correcting(tasks, desk, self)

    # Reading

    def start_at(self, at: Whereabouts | None, *, has_visit: bool = False) -> None:
        """Where the desk is, and on which day: there a report begins.  One that is begun stays as it is."""
        self._catch_up()
        self.change(has_visit=has_visit, is_doubted=False)
        if at is None or self.state.putting_right is not None:
            return
        self._where = Where(at.site_id, at.place_id)
        if self.state.said is None or not self.state.begun:
            self._lay_out(at.day or self.state.today)
        elif self.state.told is not None:
            self.anew()

    def refresh(self) -> None:
        """Read the lists again; what is told so far stays."""
        self._catch_up()
        query = partial(_books, by=self._desk.by, language=self._desk.language, at=self._desk.clock())
        self._tasks.read(query, self._read, self._refused, key=_BOOKS)

    def not_answered(self) -> None:
        """No answer will come.  Saving again is safe: the id is the same."""
        self.change(is_saving=False)

    def _read(self, books: Books) -> None:
        self.change(books=books)
        if self.state.said is None:
            first = next((site for site in books.catalog.sites if not site.is_machine), None)
            if first is not None:
                self._where = Where(first.id, first.usual_place_id)
                self._lay_out(self.state.today)

    # What is told

    def show_kind(self, telling: Telling) -> None:
        """Another kind of thing; what is begun of the one left waits there.

        Corrected, a report is told as that kind, and no sample.
        """
        changes: dict[str, Any] = {}
        kind, report = telling.happening, self.state.report
        if self.state.putting_right is not None:
            if kind is None or report is None:
                return
            changes["reports"] = {**self.state.reports, kind: report.told_as(kind, self.state.reports[kind])}
        self._edit(telling=telling, told=None, maybe=(), apart=frozenset(), **changes)

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        self._where = Where(site_id, place_id)
        self._edit(**self._of_all(site_id=site_id, place_id=place_id))

    def told_on(self, on: date) -> None:
        """The day it was told, or the sample was taken."""
        self._edit(**self._of_all(on=on))

    def say(self, **said: Any) -> None:
        """Any answer of a report."""
        if (report := self.state.report) is not None:
            self._put(replace(report, said=replace(report.said, **said)))

    def know_when(self, known: WhenKnown) -> None:
        """How finely it is known; a day or a month begins at the day it was told."""
        if (report := self.state.report) is not None:
            told, on = report.said.on, report.said.happened.on
            if on is None or (known is WhenKnown.DAY and on == told.replace(day=1)):
                on = told
            self.say(happened=_when(known, on))

    def happened_on(self, on: date) -> None:
        if (report := self.state.report) is not None:
            self.say(happened=_when(report.said.happened.known, on))

    def choose_product(self, product: Product, item_id: ItemId | None) -> None:
        self.say(product=product, item_id=item_id)

    def say_used(self, units: int | None) -> None:
        """So many units left our own shelf; None: none of ours."""
        if (report := self.state.report) is not None:
            self._put(replace(report, said=replace(report.said, used=units or None), is_used_said=True))

    def toggle_supply(self, category_id: CategoryId) -> None:
        if (report := self.state.report) is not None:
            known = dict(report.said.supplies)
            if category_id in known:
                del known[category_id]
            else:
                known[category_id] = None
            self.say(supplies=tuple(known.items()))

    def say_supply(self, category_id: CategoryId, quantity: int | None) -> None:
        if (report := self.state.report) is not None:
            self.say(supplies=tuple({**dict(report.said.supplies), category_id: quantity}.items()))

    # One event

    def is_same(self, one: MaybeSame) -> None:
        self.say(same_as=one.happened_id)

    def is_apart(self, one: MaybeSame) -> None:
        """It is another event, or after all not the same one."""
        if self.state.same is one:
            self.say(same_as=None)
        self.change(apart=self.state.apart | {one.event_id})

    def _look_for_same(self) -> None:
        report = self.state.report
        if report is not None and self.state.putting_right is None:
            query = partial(linking.maybe_same, by=self._desk.by, report=report.said)
            self._tasks.read(query, self._found_same, self._refused, key=_SAME)

    def _found_same(self, maybe: tuple[MaybeSame, ...]) -> None:
        """What could be the same event; one it no longer could be is linked no more."""
        self.change(maybe=maybe)
        if self.state.same is None and self.state.report is not None and self.state.report.said.same_as is not None:
            self.say(same_as=None)

    # A drug check

    def say_check(self, **said: Any) -> None:
        if (check := self.state.check) is not None:
            self._edit(check=replace(check, said=replace(check.said, **said)))

    def bought_as(self, bought: BoughtAs, substance_id: SubstanceId | None) -> None:
        self.say_check(bought=bought, bought_as_id=substance_id)

    def toggle_method(self, method_id: MethodId) -> None:
        if (check := self.state.check) is not None:
            self.say_check(methods=_toggled(check.said.methods, method_id))

    def toggle_found(self, substance_id: SubstanceId) -> None:
        """What was found says too that something was."""
        if (check := self.state.check) is not None:
            found = _toggled(check.said.found, substance_id)
            result = Result.FOUND if found else check.said.result
            said = replace(check.said, found=found, result=result)
            self._edit(check=CheckDraft(said, is_result_said=bool(found) or check.is_result_said))

    def say_result(self, result: Result | None) -> None:
        """None: nobody has said it, and it is waited for."""
        if (check := self.state.check) is not None:
            found = check.said.found if result is Result.FOUND else ()
            said = replace(check.said, result=result or Result.WAITING, found=found)
            self._edit(check=CheckDraft(said, is_result_said=result is not None))

    def open_result(self, sample: Sample) -> None:
        """The result of a sample came: what it was stays, what was found is asked."""
        check = CheckDraft(replace(sample.said, result=Result.WAITING, found=()))
        self._edit(telling=Telling.DRUG_CHECK, check=check, result_of=sample, told=None, attention=self._next_attention)

    def clear(self) -> None:
        """Begin this one again."""
        kind = self.state.telling.happening
        if kind is not None:
            self._blank_report(kind, self.state.today)
        else:
            self._blank_check(self.state.today)
        self.change(is_taken_back=False, is_doubted=False, attention=self._next_attention)

    # Saving

    def save(self) -> None:
        """Write it; what is wrong is said, and what is told stays."""
        self._catch_up()
        state = self.state
        if state.is_saving or state.said is None or state.told is not None:
            return
        if state.said.on > state.today:
            self.change(refusal=DayToCome(state.said.on), attention=self._next_attention)
            return
        if state.putting_right is not None:
            self.correcting.save()
            return
        if state.result_of is not None and state.telling is Telling.DRUG_CHECK:
            self._save_result(state.result_of)
            return
        if state.lacks_words and not state.is_doubted:
            self.change(is_doubted=True, refusal=None)
            return
        self.change(is_saving=True, refusal=None)
        by, at = self._desk.by, self._desk.clock()
        if state.telling is Telling.DRUG_CHECK and state.check is not None:
            check, is_result_said = state.check.said, state.check.is_result_said
            self._tasks.write(
                partial(checks.record, by=by, at=at, check=check),
                lambda done: self._is_saved(
                    Told(Telling.DRUG_CHECK, check, done.check_id, is_result_said=is_result_said)
                ),
                self._refused,
            )
        elif state.report is not None:
            said = state.report.to_record(state.items)
            self._tasks.write(
                partial(happened.record, by=by, at=at, report=said),
                lambda done: self._is_saved(Told(state.telling, said, done.happened_id)),
                self._refused,
            )

    def _save_result(self, sample: Sample) -> None:
        said = self.state.said
        if not isinstance(said, Check) or said.result is Result.WAITING:
            self.change(refusal=FoundWhat())
            return
        self.change(is_saving=True, refusal=None)
        by, at = self._desk.by, self._desk.clock()
        query = partial(checks.add_result, by=by, at=at, check_id=sample.check_id, result=said.result, found=said.found)
        told = Told(Telling.DRUG_CHECK, said, sample.check_id, is_result=True)
        self._tasks.write(query, lambda _: self._is_saved(told), self._refused)

    def _is_saved(self, told: Told) -> None:
        """Whatever was begun beside it stays; what was saved makes room for a blank one."""
        self.change(is_saving=False, is_doubted=False, told=told, refusal=None, is_taken_back=False)
        if told.telling is Telling.DRUG_CHECK:
            self._blank_check(told.said.on if not told.is_result else self.state.today)
        elif isinstance(told.said, Report):
            self._blank_report(told.said.kind, told.said.on)
        self.change(told=told, attention=self._next_attention)
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.change(is_saving=False, refusal=refusal)

    # Afterwards

    def anew(self) -> None:
        """Tell something else."""
        self.change(told=None, refusal=None, attention=self._next_attention)

    def take_back(self) -> None:
        """What was just saved no longer counts, and stands on the form again."""
        told = self.state.told
        if told is None or told.is_result or self.state.is_saving:
            return
        self.change(is_saving=True)
        act = partial(_void, by=self._desk.by, at=self._desk.clock(), told=told)
        self._tasks.write(act, lambda _: self._is_back(told), self._refused)

    def _is_back(self, told: Told) -> None:
        new = self._desk.new_id()
        if isinstance(told.said, Check):
            sample = replace(told.said, client_id=new)
            self.change(check=CheckDraft(sample, is_result_said=told.is_result_said))
        else:
            said = replace(told.said, client_id=new)
            self._put(ReportDraft(said, is_used_said=said.used is not None))
        self.change(telling=told.telling, told=None, is_saving=False, is_taken_back=True, refusal=None)
        self.change(attention=self._next_attention)
        self._look_for_same()
        self.refresh()

    # One blank after another

    def _lay_out(self, on: date) -> None:
        for kind in Happening:
            self._blank_report(kind, on)
        self._blank_check(on)
        self.change(told=None, is_taken_back=False, attention=self._next_attention)

    def _blank_report(self, kind: Happening, on: date) -> None:
        if self._where is not None:
            report = ReportDraft.blank(self._desk.new_id(), kind, on, self._where)
            reports = {**self.state.reports, kind: report}
            self.change(reports=reports, maybe=(), apart=frozenset(), refusal=None)

    def _blank_check(self, on: date) -> None:
        if self._where is not None:
            check = CheckDraft.blank(self._desk.new_id(), on, self._where)
            self.change(check=check, result_of=None, refusal=None)

    def stand(self, state: State) -> None:
        """Something else stands on the page."""
        self.state = state
        self._catch_up()
        self.change()
        self.refresh()

    def _catch_up(self) -> None:
        """Midnight has passed: what was to be told today still is."""
        before, now = self.state.today, self._desk.clock().day
        if now != before:
            self.change(today=now)
            if self.state.putting_right is None and self.state.said is not None and self.state.said.on == before:
                self._edit(**self._of_all(on=now))

    def _of_all(self, **said: Any) -> dict[str, Any]:
        """Day and place of what is on the form, and of all that is not begun."""
        state = self.state
        kept = set(state.begun) - {state.telling}
        reports = {
            kind: report if Telling(kind.value) in kept else replace(report, said=replace(report.said, **said))
            for kind, report in state.reports.items()
        }
        changed: dict[str, Any] = {"reports": reports}
        if state.check is not None and state.result_of is None and Telling.DRUG_CHECK not in kept:
            changed["check"] = replace(state.check, said=replace(state.check.said, **said))
        return changed

    @property
    def _next_attention(self) -> int:
        return self.state.attention + 1

    def _put(self, report: ReportDraft) -> None:
        self._edit(reports={**self.state.reports, report.said.kind: report})

    def _edit(self, **changes: Any) -> None:
        """What was refused is said until something is changed; then the same event is looked for anew."""
        before = _looked_for(self.state)
        self.change(**{"refusal": None, "is_taken_back": False, "is_doubted": False, **changes})
        if _looked_for(self.state) != before:
            self._look_for_same()

    def change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _looked_for(state: State) -> tuple[object, ...]:
    """What decides which earlier reports could be of the same event."""
    if state.report is None:
        return ()
    said = state.report.said
    return said.kind, said.happened, said.site_id, said.place_kind


def _when(known: WhenKnown, on: date) -> When:
    if known is WhenKnown.DAY:
        return When.day(on)
    return When.month(on) if known is WhenKnown.MONTH else When(known)


def _books(session: Session, *, by: Actor, language: str, at: Any) -> Books:
    waiting = checks_read(session, by, at, WhichChecks(at.day, at.day, waiting=True))
    return Books(
        catalog.load(session, language, at.day),
        guidance.to_do(session, language),
        lists.load(session, language),
        waiting[:_LISTED],
        len(waiting[_LISTED:]),
    )


def _void(session: Session, *, by: Actor, at: Any, told: Told) -> None:
    number: Any = told.number
    if isinstance(told.said, Report):
        happened.void(session, by, at, number, VoidReason.TAKEN_BACK)
    else:
        checks.void(session, by, at, number, VoidReason.TAKEN_BACK)


def _toggled(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)
