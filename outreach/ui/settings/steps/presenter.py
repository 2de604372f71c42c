"""Small steps of the center: whether they are offered, for how long kept, and its own list.  No Qt.

Nothing anybody chose can be seen here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from outreach import question_sets, step_list, steps
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import steps as editing
from outreach.errors import Refusal
from outreach.paths import resources
from outreach.safety.staff import Actor, Right
from outreach.step_list import Area, Rules
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.tasks import Tasks
from outreach.vocabulary import AreaId, At, Named, StepId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Called = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """`renaming`: the step whose names stand in the fields."""

    may_change: bool
    rules: Rules = field(default_factory=Rules)
    areas: tuple[Area, ...] = ()
    area: AreaId | None = None
    called: Mapping[StepId, Called] = field(default_factory=lambda: MappingProxyType({}))
    renaming: StepId | None = None
    refusal: Refusal | None = None

    @property
    def chosen(self) -> Area | None:
        """The area looked at: the one chosen, else the first."""
        return next((one for one in self.areas if one.id == self.area), self.areas[0] if self.areas else None)


@dataclass(frozen=True, slots=True)
class _Read:
    rules: Rules
    areas: tuple[Area, ...]
    called: Mapping[StepId, Called]


class StepsPresenter:
    def __init__(
        self, tasks: Tasks, settings: EditedBy, show: Callable[[State], None], done: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._done = tasks, settings, show, done
        self.state = State(settings.by.has(Right.CHANGE_SETTINGS))

    def refresh(self) -> None:
        load = partial(_load, language=self._settings.language, at=self._settings.clock())
        self._tasks.read(load, self._was_read, self._refused, key="step settings")

    def rule(self, **changes: Any) -> None:
        """Offer them or not, keep them longer or shorter, print the number or not."""
        wanted = replace(self.state.rules, **changes)
        if wanted.is_offered and not self.state.areas:
            self._act(_begin, wanted)
        else:
            self._act(steps.set_rules, wanted)

    def look_at(self, area_id: AreaId) -> None:
        self._change(area=area_id, renaming=None)

    def add_area(self, called: Called) -> None:
        self._act(editing.add_area, called)

    def say(self, called: Called) -> None:
        """One more step in the area looked at, or another name for the one being renamed."""
        if self.state.renaming is not None:
            self._act(in_languages.rename, Named.STEP, self.state.renaming, called)
        elif self.state.chosen is not None:
            self._act(editing.add_step, self.state.chosen.id, called)

    def rename(self, step_id: StepId) -> None:
        """Put its names in the fields; pressing it again lets go of it."""
        self._change(renaming=None if self.state.renaming == step_id else step_id)

    def offer(self, what: Named, id_: int, *, is_offered: bool) -> None:
        self._act(in_languages.bring_back if is_offered else in_languages.retire, what, id_)

    def _act(self, act: Callable[..., Any], *args: Any) -> None:
        settings = self._settings

        def change(session: "Session") -> _Read:
            act(session, settings.by, settings.clock(), *args)
            return _load(session, settings.language, settings.clock())

        def done(read: _Read) -> None:
            self._was_read(read)
            self._done()

        self._tasks.write(change, done, self._refused)

    def _was_read(self, read: _Read) -> None:
        self._change(rules=read.rules, areas=read.areas, called=read.called, renaming=None, refusal=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _begin(session: "Session", by: Actor, at: At, wanted: Rules) -> None:
    """Nobody begins with an empty list."""
    editing.begin_with(session, by, at, question_sets.load_steps(resources() / "steps"))
    steps.set_rules(session, by, at, wanted)


def _load(session: "Session", language: str, at: At) -> _Read:
    tomorrow = at.day.replace(year=at.day.year + 1, day=1)  # a name changed today shows at once
    known = {step.id: step.is_retired for area in step_list.load(session, language, at.day) for step in area.steps}
    areas = tuple(
        replace(area, steps=tuple(replace(step, is_retired=known[step.id]) for step in area.steps))
        for area in step_list.load(session, language, tomorrow)
    )
    called = {step_id: in_languages.names_of(session, Named.STEP, step_id) for step_id in known}
    return _Read(step_list.rules(session), areas, called)
