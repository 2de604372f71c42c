"""The one state of a page of paper, and who works at it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from outreach.errors import Refusal
from outreach.safety.staff import Actor
from outreach.sheets.rows import Row
from outreach.translation import Translator
from outreach.ui.desk.form import Desk
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.sheets.state import Notice, State
from outreach.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Paper:
    """What the pages of paper bring: the desk's own clock, hash of codes and actor."""

    desk: Desk
    words: Translator

    @property
    def by(self) -> Actor:
        return self.desk.by


class Holder:
    """Holds the state and shows each that follows it."""

    def __init__(self, tasks: Tasks, paper: Paper, state: State, show: Callable[[State], None]) -> None:
        self.tasks, self.paper = tasks, paper
        self._show = show
        self.state = state
        self.quick = QuickAdd(())

    def change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)

    def edit(self, **changes: Any) -> None:
        """What somebody typed: what was said of a posting that was refused no longer holds."""
        if self.state.notice is Notice.NOT_POSTED:
            changes = {"notice": Notice.NONE, "refusal": None, **changes}
        self.change(**changes)

    def refused(self, refusal: Refusal) -> None:
        """What was asked for was not done."""
        self.change(refusal=refusal, notice=_NOT_DONE.get(self.state.notice, Notice.NONE))

    def blank(self) -> Row:
        return Row(self.paper.desk.new_id())


_NOT_DONE = {Notice.POSTING: Notice.NOT_POSTED, Notice.WORKING: Notice.NOT_CHANGED}
