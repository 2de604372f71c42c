"""Entering for another day, site or place than the desk's own, and coming back: by a key, at lock, after a while."""

from datetime import date, timedelta

from outreach.days import LONG_AGO
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import DayDoubt, State, Whereabouts
from outreach.vocabulary import PlaceId, SiteId

MINUTES = 15  # without a key, and the desk is back at today by itself


class Elsewhere:
    def __init__(self, form: Form, books: Books) -> None:
        self._form, self._books = form, books

    def enter_for(self, day: date) -> None:
        """Go to a day; one that is probably mistyped is asked about first."""
        if day_doubt(day, self._form.state) is None:
            self._go_to_day(day)
        else:
            self._form.change(asked_day=day)

    def enter_for_yesterday(self) -> None:
        self.enter_for(self._form.state.day - timedelta(days=1))

    def say_yes(self) -> None:
        if day := self._form.state.asked_day:
            self._go_to_day(day)

    def say_no(self) -> None:
        self._form.change(asked_day=None)

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        self._books.go_to(Whereabouts(self._form.state.other_day, site_id, place_id))

    def stay_here(self) -> None:
        """The desk itself has moved: this site and place are its own from now on."""
        if (site_id := self._form.state.site_id) is not None:
            self._form.change(home=(site_id, self._form.state.place_id))
            self._form.desk.moved(site_id, self._form.state.place_id)

    def back(self) -> None:
        """Back to today and the desk's own place; what is on the form stays on it."""
        self.say_no()
        self._books.go_back_to(None)

    def back_by_itself(self) -> None:
        """The same when nobody asked for it: what was begun for there is set aside, and would go back there."""
        state = self._form.state
        if state.correction is None and state.is_elsewhere:
            if (kept := self._form.all_aside()) != state.aside:
                self._form.lay_out(self._form.blank(), aside=kept)
            self.back()

    def _go_to_day(self, day: date) -> None:
        state = self._form.state
        self._form.change(asked_day=None)
        if state.whereabouts is not None:
            # A visit being corrected is on its own day, also when that is today.
            other = None if day == state.day and state.correction is None else day
            self._books.go_to(Whereabouts(other, state.whereabouts.site_id, state.place_id))


def day_doubt(day: date, state: State) -> DayDoubt | None:
    """Why a day should be asked about, if it should."""
    return doubt_of(day, state.day, state.catalog.began_on if state.catalog is not None else date.min)


def doubt_of(day: date, today: date, began_on: date) -> DayDoubt | None:
    """The same of any day, for a center that began on another."""
    if day > today:
        return DayDoubt.AFTER_TODAY
    if day < began_on:
        return DayDoubt.BEFORE_CENTER
    return DayDoubt.LONG_AGO if day < today - LONG_AGO else None
