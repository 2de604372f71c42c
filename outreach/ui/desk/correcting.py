"""Correcting a recorded visit: it stands on the form in its own day and place, and what was begun comes back after."""

from dataclasses import dataclass
from functools import partial

from outreach.ui.desk.again import Recorded, draft_of, read
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import Correction, Notice, SetAside, Whereabouts
from outreach.ui.tasks import Tasks
from outreach.vocabulary import EncounterId


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood on the form, and where the desk was."""

    kept: tuple[SetAside, ...]
    at: Whereabouts | None


class Correcting:
    def __init__(self, tasks: Tasks, form: Form, books: Books) -> None:
        self._tasks, self._form, self._books = tasks, form, books
        self._before: _Before | None = None

    def begin(self, encounter_id: EncounterId) -> None:
        """Open a visit on the form."""
        query = partial(read, encounter_id=encounter_id)
        self._tasks.read(query, then=partial(self._read, encounter_id), key="desk correcting")

    def end(self) -> None:
        """The correction is sent, or was left as it was: what was begun before stands on the form again."""
        before, self._before = self._before, None
        if self._form.state.correction is not None or before is not None:
            kept = before.kept[0].draft if before and before.kept else self._form.blank()
            self._form.lay_out(kept)
        if before is not None and before.at is not None:
            self._books.go_to(before.at)
        self._books.read_lots(line.item_id for line in self._form.state.draft.lines)

    def _read(self, encounter_id: EncounterId, recorded: Recorded) -> None:
        was = recorded.said
        if self._form.state.correction is None:
            self._before = _Before(self._form.set_aside(), self._form.state.whereabouts)
        draft = draft_of(recorded, self._form.desk.new_id())
        correction = Correction(encounter_id, was)
        self._form.lay_out(draft, correction=correction, last=None, notice=Notice.NONE, refusal=None, asked_day=None)
        self._books.go_to(Whereabouts(was.on, was.site_id, was.place_id))
        self._books.read_lots(line.item_id for line in draft.lines)
