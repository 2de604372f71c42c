"""What happens at the desk.  No Qt: read this to know what the page does."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from outreach import days
from outreach.days import DayOpen
from outreach.errors import Refusal
from outreach.ui.desk.arranging import Arranging
from outreach.ui.desk.aside import Aside
from outreach.ui.desk.asking import Asking
from outreach.ui.desk.books import Books
from outreach.ui.desk.correcting import Correcting
from outreach.ui.desk.counted_day import CountedDay
from outreach.ui.desk.elsewhere import Elsewhere
from outreach.ui.desk.form import Desk, Form
from outreach.ui.desk.lot_choice import LotChoice
from outreach.ui.desk.scanning import Scanning
from outreach.ui.desk.sending import Sending
from outreach.ui.desk.state import Code, Question, State
from outreach.ui.desk.stepping import SmallSteps
from outreach.ui.desk.swapping import Swap
from outreach.ui.desk.what import What
from outreach.ui.desk.whose import Whose
from outreach.ui.shared.measuring import Missing
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CountSide, EncounterId, ReferralId, ReturnedHow, ServiceId

_TYPED = (
    "draft", "code", "code_text", "sharing", "is_forgotten", "line", "matches", "chosen", "question", "heard",
    "choosing", "swapping", "doubt",
)  # fmt: skip
T = TypeVar("T")
_QUESTIONS = {
    Missing.TOLD: Question.HOW_MANY_TOLD,
    Missing.COUNTED: Question.HOW_MANY_COUNTED,
    Missing.FULLNESS: Question.HOW_FULL,
    Missing.WEIGHT: Question.HOW_HEAVY,
    Missing.LIGHTER_BAG: Question.LIGHTER_BAG,
}


class DeskPresenter:
    """`corrected` is told which visit was, once it is in the file."""

    def __init__(
        self,
        tasks: Tasks,
        desk: Desk,
        show: Callable[[State], None],
        corrected: Callable[[EncounterId], None] = lambda _: None,
    ) -> None:
        self._tasks = tasks
        self._form = Form(desk, show)
        self._books = Books(tasks, self._form)
        self._sending = Sending(tasks, self._form, self._books, corrected)
        self.lots = LotChoice(self._form)
        self.swap = Swap(self._form, self._books)
        self.scanning = Scanning(tasks, self._form, self._books, self.lots, self.swap)
        self.what = what = What(self._form, self._books, self.scanning.teach)
        self.whose = whose = Whose(tasks, self._form, what.add_line)
        self.aside = Aside(self._form, self._books)
        self.asking, self.steps = Asking(self._form), SmallSteps(tasks, self._form)
        self.arranging = Arranging(tasks, self._form, self._books)
        self._correcting = Correcting(tasks, self._form, self._books)
        self.elsewhere, self.counted_day = Elsewhere(self._form, self._books), CountedDay(self._form)
        # What needs no more saying here:
        self.code_typed, self.code_left, self.no_code = whose.typed, whose.left, whose.none
        self.seen_before, self.repeat = whose.seen_before, whose.repeat
        self.line_typed, self.choose_match, self.add_match = what.line_typed, what.choose_match, what.add_match
        self.find, self.add, self.set_amount = what.find, what.add, what.set_amount
        self.add_pack, self.take_pack = what.add_pack, what.take_pack
        self.bring_back = self.aside.bring_back
        self.correct = self._correcting.begin
        self.choose_place = self.elsewhere.choose_place
        self.conceal = self._form.conceal
        self.try_again = self._sending.try_again
        self.correct_unsaved = self._sending.correct
        self.take_back = self._sending.take_back
        self.settle = self._sending.settle
        self.not_answered = self._sending.not_answered
        self.happened: Callable[[], None] = lambda: None  # the room turns to where it is told

    @property
    def state(self) -> State:
        return self._form.state

    def refresh(self) -> None:
        self._books.refresh()
        self.whose.refresh()

    def forget(self) -> None:
        self.steps.close()
        self.elsewhere.back_by_itself()
        self._form.forget()
        self._sending.forget()
        self.scanning.forget()

    def back(self) -> None:
        """Back to today and the desk's own place; a visit being corrected is left as it was."""
        if self.state.correction is not None:
            self._correcting.end()
        elif self.state.asked_day is not None:
            self.elsewhere.say_no()
        else:
            self.elsewhere.back()

    # Who

    def for_people(self, number: int | None) -> None:
        self._form.change(draft=replace(self.state.draft, for_people=number or None))

    # A scanner types faster than anyone, into whatever has the keyboard

    def put_back(self, before: State) -> None:
        """Let the form say what it said before a burst of keys that was a scan."""
        typed = {name: getattr(before, name) for name in _TYPED}
        self._form.change(**typed)

    # Returned and care

    def returned(self, **changes: Any) -> None:
        """Change what is said about returns; naming a figure does not choose the way it is measured."""
        returned = replace(self.state.draft.returned, **changes)
        if returned.how is ReturnedHow.CONTAINER and returned.container_id is None and self.state.catalog:
            first = next(iter(self.state.catalog.containers), None)
            returned = replace(returned, container_id=first.id if first else None)
        self._form.change(draft=replace(self.state.draft, returned=returned), question=Question.NONE)

    def toggle_service(self, service_id: ServiceId) -> None:
        services = _toggled(self.state.draft.services, service_id)
        self._form.change(draft=replace(self.state.draft, services=services), question=Question.NONE)

    def toggle_referral(self, referral_id: ReferralId) -> None:
        referrals = _toggled(self.state.draft.referrals, referral_id)
        self._form.change(draft=replace(self.state.draft, referrals=referrals), question=Question.NONE)

    def toggle_arrived(self, referral_id: ReferralId) -> None:
        arrived = _toggled(self.state.draft.arrived, referral_id)
        self._form.change(draft=replace(self.state.draft, arrived=arrived), question=Question.NONE)

    # The day

    def note_day(self, said: DayOpen, then: Callable[[Refusal | None], None]) -> None:
        """Note how long this site was open on the day shown, or that nobody came; `then` is told what became of it."""
        state, desk = self.state, self._form.desk
        if state.site_id is not None:
            note = partial(days.note, by=desk.by, at=desk.clock(), site_id=state.site_id, day=state.on, said=said)
            self._tasks.write(note, then=lambda _: then(None), refused=then)

    # What happened, elsewhere or here

    def tell(self) -> None:
        """Turn to where it is told; nothing leads from there to this visit."""
        self.happened()

    # Save and clear

    def save(self) -> None:
        """Send the visit and lay out a blank form at once; ask first if it is empty, half measured or in doubt."""
        if self.state.site_id is None or self.lots.asks_first() or self.counted_day.asks_first():
            return
        self._form.settle()
        self._form.take_code()
        if question := self._to_ask():
            self._form.change(question=question)
        else:
            self._send()

    def say_side(self, side: CountSide | None) -> None:
        """Before or after the count of the day entered for; and on with the Save that waited for it."""
        if self.counted_day.say(side):
            self.save()

    def save_nothing(self) -> None:
        """Answer yes to what Save asked: a visit without supplies is a visit.  Pressing Save again is no answer."""
        if self.state.question is Question.NOTHING_ENTERED:
            self._send()

    def keep_on(self) -> None:
        """Answer no to what Save asked."""
        self._form.change(question=Question.NONE)

    def clear(self) -> None:
        """Leave what is asked, then the new barcode, then empty the line, then the form, which can be brought back."""
        if self.state.question in (Question.NOTHING_ENTERED, Question.ASIDE_FULL):
            self.keep_on()
        elif self.scanning.never_mind():
            pass
        elif self.state.line:
            self._form.change(line="", matches=(), chosen=0)
        elif self.asking.close():
            pass
        elif self.state.correction is None:  # what a visit corrected was is in the file; the band says how to leave it
            self.aside.clear()

    def _send(self) -> None:
        if self.state.correction is not None:
            self._sending.send_correction()
            self._correcting.end()
        elif self.state.site_id is not None:
            self._sending.send(self.state.site_id)

    def _to_ask(self) -> Question | None:
        if self.state.code is Code.UNREADABLE:
            return Question.WHICH_CODE
        if missing := self.state.draft.returned.missing:
            return _QUESTIONS[missing]
        if self.state.draft.has_nothing:
            return Question.NOTHING_ENTERED
        return None


def _toggled(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)
