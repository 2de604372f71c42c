"""Items from a spreadsheet: the form saved, a filled one read and looked through, and then taken in whole.  No Qt.

Reading happens on the reading thread and can be stopped; nothing is changed before *Take it in*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from outreach.catalog_editing import book
from outreach.errors import FileMissing, Refusal, SeveralRefusals
from outreach.exchange import catalog_sheet
from outreach.exchange.catalog_sheet import Row
from outreach.exchange.files import save_file
from outreach.safety.staff import Actor
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from outreach.catalog_editing.said import Book

FORM_NAME = "items.xlsx"
_TOLD_EVERY = 50  # rows


@dataclass(frozen=True, slots=True)
class Sheets:
    """Who looks, and their clock."""

    by: Actor
    clock: Callable[[], At]


@dataclass(frozen=True, slots=True)
class State:
    """`bad` are the rows that cannot be taken, by number; while there are any, none is."""

    file: str = ""
    reading: tuple[int, int] | None = None
    rows: tuple[Row, ...] = ()
    bad: tuple[tuple[int, Refusal], ...] = ()
    is_read: bool = False
    taken: tuple[int, int] | None = None
    """How many were added and how many changed, once it is done."""
    saved_as: str = ""
    refusal: Refusal | None = None

    @property
    def added(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_new)

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_new and row.says_more)

    @property
    def same(self) -> int:
        return len(self.rows) - len(self.added) - len(self.changed)

    @property
    def may_take_in(self) -> bool:
        return self.is_read and not self.bad and bool(self.added or self.changed)


class SheetPresenter:
    def __init__(
        self, tasks: Tasks, sheets: Sheets, show: Callable[[State], None], progress: Callable[[int, int], None]
    ) -> None:
        """`progress` is called on the reading thread."""
        self._tasks, self._sheets, self._show, self._progress = tasks, sheets, show, progress
        self._stop = Event()
        self.state = State()

    def save_form(self, path: Path) -> None:
        def write(session: Session) -> None:
            save_file(path, catalog_sheet.template(book.load(session, self._sheets.clock().day)))

        saved = partial(self._change, saved_as=path.name, refusal=None)
        self._tasks.read(write, lambda _: saved(), self._refused)

    def read(self, path: Path) -> None:
        self._stop = Event()
        self._change(
            file=path.name, reading=(0, 0), rows=(), bad=(), is_read=False, taken=None, refusal=None, saved_as=""
        )
        self._tasks.read(partial(self._look, path, self._stop), self._found, self._not_read, key="sheet")

    def show_progress(self, done: int, total: int) -> None:
        if self.state.reading is not None:
            self._change(reading=(done, total))

    def cancel(self) -> None:
        self._stop.set()

    def take_in(self) -> None:
        if self.state.may_take_in:
            sheets, rows = self._sheets, self.state.rows
            self._tasks.write(
                lambda session: catalog_sheet.take_in(session, sheets.by, sheets.clock(), rows),
                self._taken,
                self._not_read,
            )

    def leave(self) -> None:
        """Look at none."""
        self._change(file="", rows=(), bad=(), is_read=False, taken=None, refusal=None)

    def _look(self, path: Path, stop: Event, session: Session) -> tuple[Row, ...]:
        if not path.is_file():
            raise FileMissing(path.name)
        known: Book = book.load(session, self._sheets.clock().day)
        return catalog_sheet.read(path, known, partial(self._go_on, stop))

    def _go_on(self, stop: Event, done: int, total: int) -> bool:
        if done % _TOLD_EVERY == 0:
            self._progress(done, total)
        return not stop.is_set()

    def _found(self, rows: tuple[Row, ...]) -> None:
        self._change(rows=rows, reading=None, is_read=True)

    def _taken(self, how_many: tuple[int, int]) -> None:
        self._change(taken=how_many, rows=(), is_read=False)

    def _not_read(self, refusal: Refusal) -> None:
        if isinstance(refusal, SeveralRefusals):
            self._change(bad=refusal.lines, reading=None, is_read=True)
        else:
            self._change(reading=None, refusal=refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)
