"""Visits on their way into the file, those it did not take, and taking back the one just saved.

The next blank form is there before the answer.  An answer finds its visit by the client id, and touches the form
only while that is still the one it was asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from outreach import encounters, history, known_codes
from outreach.encounter_rows import Recorded
from outreach.entry import Entry
from outreach.errors import Refusal
from outreach.known_codes import Known
from outreach.safety.staff import Actor
from outreach.ui.desk.again import corrected
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import Notice, SetAside, Unsaved, Whereabouts
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At, EncounterId, SiteId, VoidReason

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Sending:
    def __init__(
        self, tasks: Tasks, form: Form, books: Books, corrected: Callable[[EncounterId], None] = lambda _: None
    ) -> None:
        self._tasks, self._form, self._books = tasks, form, books
        self._corrected = corrected
        self._sent: dict[UUID, Unsaved] = {}
        self._last: SetAside | None = None

    def send(self, site_id: SiteId) -> None:
        """Send what stands on the form and lay out a blank one."""
        state = self._form.state
        entry = replace(state.draft.entry(self._form.at(), site_id, state.place_id), count_side=state.side)
        self._last = SetAside(state.draft, at=state.whereabouts)
        saving = {"notice": Notice.SAVING, "last": state.draft.client_id, "refusal": None}
        self._form.lay_out(self._form.blank(), aside=self._form.waiting(), **saving)
        self._write(Unsaved(state.draft, entry, refusal=None))

    def send_correction(self) -> None:
        """Send what the visit on the form is corrected to; whoever called lays out what comes next."""
        state = self._form.state
        if state.correction is not None and (entry := corrected(state, state.correction.was)) is not None:
            self._form.change(notice=Notice.SAVING, last=None, refusal=None, aside=self._form.waiting())
            self._write(Unsaved(state.draft, entry, refusal=None, correction=state.correction))

    def try_again(self) -> None:
        """Send what was not saved as the same entries: whatever did get into the file counts once."""
        for unsaved in self._form.state.unsaved:
            self._write(unsaved)

    def settle(self) -> None:
        """Send again what was on its way when the center was locked and its answer dropped."""
        for unsaved in tuple(self._sent.values()):
            self._write(unsaved)

    def not_answered(self) -> None:
        """A fault of ours ended a save: what is on its way is kept as not saved."""
        for client_id in tuple(self._sent):
            self._not_saved(client_id)

    def correct(self) -> None:
        """Put the first visit that was not saved back on the form."""
        first, *others = self._form.state.unsaved
        aside = self._form.all_aside()
        notice = Notice.NOT_SAVED if others else Notice.NONE
        self._form.lay_out(first.draft, aside=aside, unsaved=tuple(others), notice=notice, correction=first.correction)
        on, entry = first.entry.on, first.entry
        is_today = first.correction is None and on == self._form.state.day
        self._books.go_to(Whereabouts(None if is_today else on, entry.site_id, entry.place_id))

    def take_back(self) -> None:
        """Void the visit just saved and fill the form again with it.  Once, and only one's own."""
        client_id, taken = self._form.state.last, self._last
        if client_id is None or taken is None:
            return
        form, desk = self._form.state.draft.client_id, self._form.desk
        self._form.change(last=None)
        self._tasks.write(
            partial(_void, by=desk.by, at=desk.clock(), client_id=client_id),
            then=lambda _: self._taken_back(taken, form),
            refused=lambda refusal: self._form.change(notice=Notice.NOT_TAKEN_BACK, refusal=refusal),
        )

    def forget(self) -> None:
        self._last = None

    def _write(self, unsaved: Unsaved) -> None:
        client_id, desk = unsaved.draft.client_id, self._form.desk
        self._sent[client_id] = unsaved
        self._tasks.write(
            partial(_put, by=desk.by, at=desk.clock(), unsaved=unsaved),
            then=self._saved,
            refused=partial(self._not_saved, client_id),
            entry=client_id,
        )

    def _saved(self, recorded: Recorded) -> None:
        sent = self._sent.pop(recorded.client_id, None)
        unsaved = tuple(kept for kept in self._form.state.unsaved if kept.draft.client_id != recorded.client_id)
        saved = Notice.CORRECTED if sent and sent.correction else Notice.SAVED
        notice = Notice.NOT_SAVED if unsaved else saved
        self._form.change(unsaved=unsaved, notice=notice, refusal=unsaved[0].refusal if unsaved else None)
        self._books.wrote()
        if saved is Notice.CORRECTED:
            self._corrected(recorded.encounter_id)

    def _not_saved(self, client_id: UUID, refusal: Refusal | None = None) -> None:
        sent = self._sent.pop(client_id, None)
        if sent is None:
            return
        state = self._form.state
        others = tuple(kept for kept in state.unsaved if kept.draft.client_id != client_id)
        last = None if state.last == client_id else state.last
        unsaved = (*others, replace(sent, refusal=refusal))
        self._form.change(unsaved=unsaved, notice=Notice.NOT_SAVED, refusal=refusal, last=last)

    def _taken_back(self, taken: SetAside, form: UUID) -> None:
        again = replace(taken.draft, client_id=self._form.desk.new_id())
        state = self._form.state
        if state.draft.client_id == form:
            self._form.lay_out(again, notice=Notice.TAKEN_BACK, aside=self._form.all_aside())
            if taken.at is not None:
                self._books.go_to(taken.at)
        else:  # another was saved meanwhile: what stands on the form now is somebody else's
            self._form.change(notice=Notice.TAKEN_BACK, aside=(*state.aside, replace(taken, draft=again)))
        self._books.wrote()


def _put(session: "Session", by: Actor, at: At, unsaved: Unsaved) -> Recorded:
    """Record a visit, or what one is corrected to."""
    entry = unsaved.entry if unsaved.draft.is_looked_up else _unsure(session, unsaved.entry)
    if unsaved.correction is None:
        return encounters.record(session, by, at, entry)
    return history.correct(session, by, at, unsaved.correction.encounter_id, entry)


def _unsure(session: "Session", entry: Entry) -> Entry:
    """Saved before it was known that others share the code: then nobody could be asked, and it is not sure who came."""
    found = known_codes.look_up(session, entry.code) if entry.code else None
    is_shared = isinstance(found, Known) and bool(found.sharing)
    return replace(entry, is_unsure_who=True) if is_shared else entry


def _void(session: "Session", by: Actor, at: At, client_id: UUID) -> None:
    """Take back by the id we made: the answer that would have told the encounter's own may still be on its way."""
    encounter_id = encounters.saved(session, client_id)
    if encounter_id is not None:
        encounters.void(session, by, at, encounter_id, VoidReason.TAKEN_BACK)
