"""The lists a drug check chooses from: added to, and retired.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.drug_checks import lists
from outreach.drug_checks.lists import Listed, ListOf, Lists
from outreach.safety.staff import Right
from outreach.ui.settings.edited_by import EditedBy

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from outreach.errors import Refusal
    from outreach.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class State:
    """`added` counts what was added, so that the fields are emptied once it is there."""

    may_change: bool
    lists: Lists = field(default_factory=lambda: Lists((), ()))
    what: ListOf = ListOf.SUBSTANCE
    added: int = 0
    refusal: Refusal | None = None

    @property
    def entries(self) -> tuple[Listed, ...]:
        """Those of the list looked at."""
        return self.lists.substances if self.what is ListOf.SUBSTANCE else self.lists.methods


class CheckSettingsPresenter:
    def __init__(
        self, tasks: Tasks, settings: EditedBy, show: Callable[[State], None], done: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._done = tasks, settings, show, done
        self.state = State(settings.by.has(Right.EDIT_CATALOG))

    def refresh(self) -> None:
        load = partial(lists.load, language=self._settings.language)
        self._tasks.read(load, lambda read: self._change(lists=read), self._refused, key="drug check settings")

    def look_at(self, what: ListOf) -> None:
        self._change(what=what, refusal=None)

    def add(self, called: Mapping[str, str]) -> None:
        """One more on the list looked at."""
        self._act(lists.add, self.state.what, called, added=1)

    def offer(self, id_: int, *, is_offered: bool) -> None:
        """Whether it can be chosen; pages about the past keep it either way."""
        self._act(lists.bring_back if is_offered else lists.retire, self.state.what, id_)

    def _act(self, act: Callable[..., Any], *args: Any, added: int = 0) -> None:
        settings = self._settings

        def change(session: Session) -> Lists:
            act(session, settings.by, settings.clock(), *args)
            return lists.load(session, settings.language)

        def done(read: Lists) -> None:
            self._change(lists=read, added=self.state.added + added, refusal=None)
            self._done()

        self._tasks.write(change, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)
