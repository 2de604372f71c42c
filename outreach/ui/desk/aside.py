"""Visits set aside for whoever is served first, and brought back; each keeps its place and its key.  No Qt."""

from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import MOST_ASIDE, Question


class Aside:
    def __init__(self, form: Form, books: Books) -> None:
        self._form, self._books = form, books

    def set_aside(self) -> None:
        """Keep what was begun and begin the next; three can wait."""
        state = self._form.state
        if state.correction is not None:
            return
        waiting = self._form.waiting()
        if len(waiting) >= MOST_ASIDE:
            self._form.change(question=Question.ASIDE_FULL)
        elif begun := self._form.set_aside():
            cleared = tuple(kept for kept in state.aside if kept.was_cleared)
            self._form.lay_out(self._form.blank(), aside=(*waiting, *begun, *cleared))

    def bring_back(self, place: int = 0) -> None:
        """Put a visit that was set aside on the form, where it was begun; what stands there changes places with it."""
        aside = self._form.state.aside
        if place >= len(aside) or self._form.state.correction is not None:
            return
        kept = aside[place]
        instead = self._form.set_aside()
        self._form.lay_out(kept.draft, aside=(*aside[:place], *instead, *aside[place + 1 :]))
        self._books.go_back_to(kept.at)
        self._books.read_lots(line.item_id for line in kept.draft.lines)

    def clear(self) -> None:
        """Empty the form; what stood there can be brought back until the next save, or until another is cleared."""
        cleared = self._form.set_aside(was_cleared=True)
        others = self._form.state.aside
        if cleared:
            others = (*self._form.waiting(), *cleared)
        self._form.lay_out(self._form.blank(), aside=others)
