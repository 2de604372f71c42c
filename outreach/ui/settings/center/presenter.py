"""Center and sites: what it is called and where it is; when its day ends, and paper, are changed and saved.  No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from outreach import catalog, day_end
from outreach.catalog import Catalog
from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.sheets.rules import PaperRules, paper_rules, set_paper_rules
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CenterSettings:
    """Who looks, their clock and language; `changed` when the center's days end at another hour."""

    by: Actor
    clock: Callable[[], At]
    language: str
    changed: Callable[[], object]


@dataclass(frozen=True, slots=True)
class State:
    """`ends_at` is what stands on the form; None until it is read."""

    may_change: bool
    center: Catalog | None = None
    ends_at: int | None = None
    kept_paper: PaperRules = field(default_factory=PaperRules)
    paper: PaperRules = field(default_factory=PaperRules)
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return self.has_new_hour or self.paper != self.kept_paper

    @property
    def has_new_hour(self) -> bool:
        return self.center is not None and self.ends_at != self.center.day_ends_at


class CenterPresenter:
    def __init__(
        self, tasks: Tasks, settings: CenterSettings, show: Callable[[State], None], saved: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._told = tasks, settings, show, saved
        self.state = State(settings.by.has(Right.CHANGE_SETTINGS))

    def refresh(self) -> None:
        """Read again; an hour chosen and not saved stays."""
        load = partial(_look, language=self._settings.language, on=self._settings.clock().day)
        self._tasks.read(load, self._read, self._refused, key="center settings")

    def choose(self, hour: int) -> None:
        self._change(ends_at=hour, refusal=None)

    def write_paper(self, **said: object) -> None:
        """Codes on paper or none, or another record rule."""
        self._change(paper=replace(self.state.paper, **said), refusal=None)  # type: ignore[arg-type]

    def put_back(self) -> None:
        ends_at = self.state.center.day_ends_at if self.state.center else None
        self._change(ends_at=ends_at, paper=self.state.kept_paper, refusal=None)

    def save(self) -> None:
        if self.state.ends_at is not None and self.state.has_changes:
            settings, hour, paper = self._settings, self.state.ends_at, self.state.paper
            has_new_hour = self.state.has_new_hour

            def change(session: "Session") -> None:
                if has_new_hour:
                    day_end.end_days_at(session, settings.by, settings.clock(), hour)
                set_paper_rules(session, settings.by, settings.clock(), paper)

            self._tasks.write(change, lambda _: self._saved(), self._refused)

    def _read(self, read: tuple[Catalog, PaperRules]) -> None:
        center, kept = read
        ends_at = self.state.ends_at if self.state.has_changes else center.day_ends_at
        paper = self.state.paper if self.state.has_changes else kept
        self._change(center=center, ends_at=ends_at, kept_paper=kept, paper=paper, refusal=None)

    def _saved(self) -> None:
        if self.state.center is not None and self.state.ends_at is not None:
            center = replace(self.state.center, day_ends_at=self.state.ends_at)
            self._change(center=center, kept_paper=self.state.paper)
        self._settings.changed()
        self._told()

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._show(self.state)


def _look(session: "Session", language: str, on: date) -> tuple[Catalog, PaperRules]:
    return catalog.load(session, language, on), paper_rules(session)
