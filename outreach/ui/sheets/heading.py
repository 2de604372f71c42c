"""What stands above the rows of a sheet: its day, site and place, who wrote it, how many were spoken with.  No Qt."""

from dataclasses import replace
from datetime import date
from functools import partial

from outreach.entry import MOST, DayToCome
from outreach.sheets import keeping
from outreach.translation import N_
from outreach.ui.desk.elsewhere import doubt_of
from outreach.ui.sheets.amounts import Wrong, whole
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.state import Notice, State
from outreach.vocabulary import PlaceId, SiteId, StaffId

NONE_COUNTED = N_("Type how many were counted, or choose Not counted.")


class Heading:
    """Kept as soon as it is said; of a posted sheet only looked at until every visit is moved there."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder

    @property
    def _state(self) -> State:
        return self._holder.state

    def enter_for(self, day: date) -> None:
        """The day the sheet was written; one to come is refused, one that is probably mistyped is asked about first."""
        if day > self._state.today:
            notice = Notice.NOT_CHANGED if self._state.is_posted else Notice.NONE
            self._holder.change(asked_day=None, refusal=DayToCome(day), notice=notice)
        elif self._state.catalog is not None and doubt_of(day, self._state.today, self._state.catalog.began_on):
            self._holder.change(asked_day=day)
        else:
            self.say(on=day)

    def say_yes(self) -> None:
        if day := self._state.asked_day:
            self.say(on=day)

    def say_no(self) -> None:
        self._holder.change(asked_day=None)

    def back_to_today(self) -> None:
        self.say(on=self._state.today)

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        self.say(site_id=site_id, place_id=place_id)

    def written_by(self, staff_id: StaffId | None) -> None:
        self.say(written_by=staff_id)

    def name_event(self, event: str) -> None:
        self.say(event=event)

    def count_contacts(self, contacts: int | None) -> None:
        """So many, 0 for *not counted*, None while nothing is said."""
        self._holder.change(contacts_why="")
        self.say(contacts=contacts)

    def type_contacts(self, typed: str) -> None:
        """How many were counted, as it is typed; what is no number is shown as wrong and counts nothing."""
        number = whole(typed.strip(), MOST)
        why = number.why if isinstance(number, Wrong) else NONE_COUNTED if number == 0 else ""
        self.say(contacts=number if isinstance(number, int) and number else None)
        self._holder.change(contacts_why=why)

    def leave_as_it_was(self) -> None:
        if self._state.sheet is not None:
            self._holder.change(head=self._state.sheet.head, asked_day=None)

    def say(self, **said: object) -> None:
        """Change what stands above the rows, and keep it."""
        if {"on", "site_id"} & set(said):
            said = {"count_side": None, **said}  # it was of a count of that day, there
        head = replace(self._state.head, **said)  # type: ignore[arg-type]
        if head == self._state.head and self._state.asked_day is None:
            return
        self._holder.change(head=head, asked_day=None, refusal=None)
        if self._state.is_keying:
            self.keep()

    def keep(self) -> None:
        sheet = self._state.sheet
        if sheet is not None:
            keep = partial(keeping.keep_head, by=self._holder.paper.by, sheet_id=sheet.id, head=self._state.head)
            self._holder.tasks.write(keep, lambda _: None, self._holder.refused)
