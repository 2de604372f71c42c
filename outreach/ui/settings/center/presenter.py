"""Center and sites: what it is called and where it is; when its day ends is changed and saved.  No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from outreach import catalog, day_end
from outreach.catalog import Catalog
from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
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
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return self.center is not None and self.ends_at != self.center.day_ends_at


class CenterPresenter:
    def __init__(
        self, tasks: Tasks, settings: CenterSettings, show: Callable[[State], None], saved: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._told = tasks, settings, show, saved
        self.state = State(settings.by.has(Right.CHANGE_SETTINGS))

    def refresh(self) -> None:
        """Read again; an hour chosen and not saved stays."""
        load = partial(catalog.load, language=self._settings.language, on=self._settings.clock().day)
        self._tasks.read(load, self._read, self._refused, key="center settings")

    def choose(self, hour: int) -> None:
        self._change(ends_at=hour, refusal=None)

    def put_back(self) -> None:
        self._change(ends_at=self.state.center.day_ends_at if self.state.center else None, refusal=None)

    def save(self) -> None:
        if self.state.ends_at is not None and self.state.has_changes:
            settings, hour = self._settings, self.state.ends_at

            def change(session: "Session") -> None:
                day_end.end_days_at(session, settings.by, settings.clock(), hour)

            self._tasks.write(change, lambda _: self._saved(), self._refused)

    def _read(self, center: Catalog) -> None:
        ends_at = self.state.ends_at if self.state.has_changes else center.day_ends_at
        self._change(center=center, ends_at=ends_at, refusal=None)

    def _saved(self) -> None:
        if self.state.center is not None and self.state.ends_at is not None:
            self._change(center=replace(self.state.center, day_ends_at=self.state.ends_at))
        self._settings.changed()
        self._told()

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._show(self.state)
