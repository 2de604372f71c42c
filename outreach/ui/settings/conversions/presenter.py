"""How many syringes a full container or a pound is taken for: what holds now, and another figure from a day on.

No Qt.  What was recorded before keeps the figure it was recorded with.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import catalog, conversions
from outreach.conversions import Rule
from outreach.errors import Refusal
from outreach.safety.staff import Right
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ContainerId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of container, or (no id, no name) a pound; its conversions, the newest first, and the one in force."""

    id: ContainerId | None
    name: str
    rules: tuple[Rule, ...]
    now: Rule


@dataclass(frozen=True, slots=True)
class State:
    """`chosen`: the kind another figure is being given for."""

    today: date
    may_change: bool
    kinds: tuple[Kind, ...] = ()
    chosen: ContainerId | None = None
    is_open: bool = False
    syringes: int | None = None
    origin: str = ""
    since: date | None = None
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return self.is_open and (self.syringes is not None or bool(self.origin.strip()))


class ConversionsPresenter:
    def __init__(
        self, tasks: Tasks, settings: EditedBy, show: Callable[[State], None], done: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._done = tasks, settings, show, done
        self.state = State(settings.clock().day, settings.by.has(Right.CHANGE_SETTINGS))

    def refresh(self) -> None:
        load = partial(_load, language=self._settings.language, day=self._settings.clock().day)
        self._tasks.read(load, self._was_read, self._refused, key="conversion settings")

    def choose(self, container_id: ContainerId | None) -> None:
        """Give this kind another figure; pressing it again lets go of it."""
        if self.state.is_open and self.state.chosen == container_id:
            self.let_go()
        else:
            self.let_go()
            self._change(is_open=True, chosen=container_id)

    def let_go(self) -> None:
        """Nothing is changed."""
        self._change(is_open=False, syringes=None, origin="", since=None, refusal=None)

    def say(self, **said: Any) -> None:
        self._change(refusal=None, **said)

    def keep(self) -> None:
        """From a day on (today, if nobody says another)."""
        state, settings = self.state, self._settings
        since = state.since or settings.clock().day
        rule = Rule(state.chosen, since, state.syringes or 0, state.origin)

        def change(session: "Session") -> tuple[Kind, ...]:
            conversions.set_from(session, settings.by, settings.clock(), rule)
            return _load(session, settings.language, settings.clock().day)

        def done(kinds: tuple[Kind, ...]) -> None:
            self._was_read(kinds)
            self._change(is_open=False, syringes=None, origin="", since=None)
            self._done()

        self._tasks.write(change, done, self._refused)

    def _was_read(self, kinds: tuple[Kind, ...]) -> None:
        self._change(kinds=kinds, refusal=None, today=self._settings.clock().day)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _load(session: "Session", language: str, day: date) -> tuple[Kind, ...]:
    """Every kind there is, a pound last."""
    known, rules = catalog.load(session, language, day), conversions.all_of(session)
    named = [*((kind.id, kind.name) for kind in known.containers), (None, "")]
    made = [(id_, name, tuple(rule for rule in rules if rule.container_id == id_)) for id_, name in named]
    return tuple(Kind(id_, name, mine, _in_force(mine, day)) for id_, name, mine in made)


def _in_force(rules: tuple[Rule, ...], day: date) -> Rule:
    """Of two from one day the later; before the first, the first."""
    return next((rule for rule in rules if rule.since <= day), rules[-1])
