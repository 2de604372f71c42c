"""What happens at the desk.  No Qt: read this to know what the page does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from outreach.ui.desk.books import Books
from outreach.ui.desk.draft import Missing
from outreach.ui.desk.form import Desk, Form
from outreach.ui.desk.quick_add import Match
from outreach.ui.desk.sending import Sending
from outreach.ui.desk.state import Code, Question, State
from outreach.ui.desk.whose import Whose
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId, PlaceId, ReferralId, ReturnedHow, ServiceId, SiteId

MATCHES = 3
T = TypeVar("T")
_QUESTIONS = {
    Missing.TOLD: Question.HOW_MANY_TOLD,
    Missing.COUNTED: Question.HOW_MANY_COUNTED,
    Missing.FULLNESS: Question.HOW_FULL,
    Missing.WEIGHT: Question.HOW_HEAVY,
    Missing.LIGHTER_BAG: Question.LIGHTER_BAG,
}


class DeskPresenter:
    def __init__(self, tasks: Tasks, desk: Desk, show: Callable[[State], None]) -> None:
        self._tasks = tasks
        self._form = Form(desk, show)
        self._books = Books(tasks, self._form)
        self._sending = Sending(tasks, self._form, self._books)
        self.whose = whose = Whose(tasks, self._form, self.set_amount)
        # What needs no more saying here:
        self.code_typed, self.code_left, self.no_code = whose.typed, whose.left, whose.none
        self.seen_before, self.repeat = whose.seen_before, whose.repeat
        self.conceal = self._form.conceal
        self.try_again = self._sending.try_again
        self.correct_unsaved = self._sending.correct
        self.take_back = self._sending.take_back
        self.settle = self._sending.settle
        self.not_answered = self._sending.not_answered

    @property
    def state(self) -> State:
        return self._form.state

    def refresh(self) -> None:
        self._books.refresh()
        self.whose.refresh()

    def forget(self) -> None:
        self._form.forget()
        self._sending.forget()

    # Who

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        self._books.go_to(site_id, place_id)

    def for_people(self, number: int | None) -> None:
        self._form.change(draft=replace(self.state.draft, for_people=number or None))

    # What

    def line_typed(self, text: str) -> None:
        if text != self.state.line:
            self._form.change(line=text, matches=self._books.quick_add.matches(text, MATCHES), chosen=0)

    def choose_match(self, step: int) -> None:
        if count := len(self.state.matches):
            self._form.change(chosen=max(0, min(count - 1, self.state.chosen + step)))

    def add_match(self, place: int | None = None) -> bool:
        """Add the chosen match and clear the line; say whether there was one."""
        chosen = self.state.chosen if place is None else place
        if chosen >= len(self.state.matches):
            return False
        match = self.state.matches[chosen]
        self._form.change(line="", matches=(), chosen=0)
        self.add(match.item_id, match.amount)
        return True

    def find(self, text: str) -> tuple[Match, ...]:
        """All that a search may mean; everything there is when nothing is asked."""
        if text.strip():
            return self._books.quick_add.matches(text, len(self.state.items))
        return tuple(Match(item.id, max(1, item.usual_pack)) for item in self.state.items.values() if not item.retired)

    def add(self, item_id: ItemId, amount: int) -> None:
        self.set_amount(item_id, self.state.draft.amount_of(item_id) + amount)

    def add_pack(self, item_id: ItemId) -> None:
        self.add(item_id, max(1, self.state.items[item_id].usual_pack))

    def take_pack(self, item_id: ItemId) -> None:
        self.add(item_id, -max(1, self.state.items[item_id].usual_pack))

    def set_amount(self, item_id: ItemId, amount: int) -> None:
        is_new = not self.state.draft.amount_of(item_id)
        self._form.change(draft=self.state.draft.with_amount(item_id, max(0, amount)), question=Question.NONE)
        if is_new:
            self._books.read_lots((item_id,))

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

    # Save and clear

    def save(self) -> None:
        """Send the visit and lay out the next blank form at once; ask first, once, if it is empty or half measured."""
        if self.state.site_id is None:
            return
        self._form.take_code()
        if question := self._to_ask():
            self._form.change(question=question)
        else:
            self._sending.send(self.state.site_id)

    def save_nothing(self) -> None:
        """Answer yes to what Save asked: a visit without supplies is a visit.  Pressing Save again is no answer."""
        if self.state.question is Question.NOTHING_ENTERED and self.state.site_id is not None:
            self._sending.send(self.state.site_id)

    def keep_on(self) -> None:
        """Answer no to what Save asked."""
        self._form.change(question=Question.NONE)

    def clear(self) -> None:
        """Empty the line; if it is empty the form, and what stood there can be brought back."""
        if self.state.line:
            self._form.change(line="", matches=(), chosen=0)
        elif cleared := self._form.set_aside(was_cleared=True):
            others = tuple(kept for kept in self.state.aside if not kept.was_cleared)
            self._form.lay_out(self._form.blank(), aside=(*cleared, *others))
        else:
            self._form.lay_out(self._form.blank())

    def bring_back(self, place: int = 0) -> None:
        """Put a visit that was set aside on the form; what stands there changes places with it."""
        kept = self.state.aside[place]
        others = tuple(other for other in self.state.aside if other is not kept)
        self._form.lay_out(kept.draft, aside=(*self._form.set_aside(), *others))
        self._books.read_lots(line.item_id for line in kept.draft.lines)

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
