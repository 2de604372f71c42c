"""Center and sites: what it is called and where it is; when its day ends, its paper and slips are changed.  No Qt."""

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
from outreach.stock import slip_words
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
    """`ends_at`, `paper` and `slip` are what stands on the form; `ends_at` is None until it is read."""

    may_change: bool
    center: Catalog | None = None
    ends_at: int | None = None
    kept_paper: PaperRules = field(default_factory=PaperRules)
    paper: PaperRules = field(default_factory=PaperRules)
    kept_slip: str = ""
    slip: str = ""
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return self.has_new_hour or self.paper != self.kept_paper or self.has_new_words

    @property
    def has_new_hour(self) -> bool:
        return self.center is not None and self.ends_at != self.center.day_ends_at

    @property
    def has_new_words(self) -> bool:
        return " ".join(self.slip.split()) != self.kept_slip


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

    def write_slip(self, words: str) -> None:
        """What slips say about recalls; nothing: our own words."""
        self._change(slip=words, refusal=None)

    def put_back(self) -> None:
        ends_at = self.state.center.day_ends_at if self.state.center else None
        self._change(ends_at=ends_at, paper=self.state.kept_paper, slip=self.state.kept_slip, refusal=None)

    def save(self) -> None:
        if self.state.ends_at is not None and self.state.has_changes:
            settings, hour, paper = self._settings, self.state.ends_at, self.state.paper
            slip = self.state.slip
            has_new_hour = self.state.has_new_hour

            def change(session: "Session") -> None:
                if has_new_hour:
                    day_end.end_days_at(session, settings.by, settings.clock(), hour)
                set_paper_rules(session, settings.by, settings.clock(), paper)
                slip_words.write(session, settings.by, settings.clock(), slip)

            self._tasks.write(change, lambda _: self._saved(), self._refused)

    def _read(self, read: tuple[Catalog, PaperRules, str]) -> None:
        center, kept, kept_slip = read
        is_kept = self.state.has_changes
        ends_at = self.state.ends_at if is_kept else center.day_ends_at
        paper, slip = (self.state.paper, self.state.slip) if is_kept else (kept, kept_slip)
        self._change(
            center=center, ends_at=ends_at, kept_paper=kept, paper=paper, kept_slip=kept_slip, slip=slip, refusal=None
        )

    def _saved(self) -> None:
        if self.state.center is not None and self.state.ends_at is not None:
            center = replace(self.state.center, day_ends_at=self.state.ends_at)
            said = " ".join(self.state.slip.split())
            self._change(center=center, kept_paper=self.state.paper, kept_slip=said, slip=said)
        self._settings.changed()
        self._told()

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._show(self.state)


def _look(session: "Session", language: str, on: date) -> tuple[Catalog, PaperRules, str]:
    return catalog.load(session, language, on), paper_rules(session), slip_words.own_words(session)
