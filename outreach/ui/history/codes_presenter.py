"""Finding visits by a code, and joining two codes or parting them again: what happens.  No Qt; no code is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import finding, joining
from outreach.codes.look_alikes import readings
from outreach.codes.normalizing import NotACode

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, CodeHash, EncounterId


class Done(StrEnum):
    NOTHING = "nothing"
    JOINED = "joined"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Codes:
    """Who looks, their clock, and the hash of codes."""

    by: Actor
    clock: Callable[[], At]
    hash_code: Callable[[str], CodeHash]


@dataclass(frozen=True, slots=True)
class State:
    """How many visits were found (None: not looked for), what was done with two codes, and why either was refused."""

    found: int | None = None
    not_found: Refusal | None = None
    done: Done = Done.NOTHING
    not_done: Refusal | None = None


class CodesPresenter:
    """`found` is told the visits a search came upon, the newest first."""

    def __init__(
        self,
        tasks: Tasks,
        codes: Codes,
        show: Callable[[State], None],
        found: Callable[[tuple[EncounterId, ...]], object],
    ) -> None:
        self._tasks, self._codes, self._show, self._tell = tasks, codes, show, found
        self.state = State()

    def find(self, typed: str) -> None:
        codes = self._codes
        self._change(found=None, not_found=None)
        try:
            code = codes.hash_code(typed)
            alike = [codes.hash_code(reading) for reading in sorted(readings(typed))]
        except NotACode as refusal:
            self._change(not_found=refusal)
            return
        self._tasks.write(
            partial(finding.find, by=codes.by, at=codes.clock(), code=code, alike=alike),
            then=self._found,
            refused=lambda refusal: self._change(not_found=refusal),
        )

    def join(self, one: str, other: str) -> None:
        self._both(joining.join, one, other, Done.JOINED)

    def part(self, one: str, other: str) -> None:
        self._both(joining.part, one, other, Done.PARTED)

    def forget(self) -> None:
        """The center is locked, or the panel was left."""
        self._change(found=None, not_found=None, done=Done.NOTHING, not_done=None)

    def _both(self, act: Callable[..., None], one: str, other: str, done: Done) -> None:
        codes = self._codes
        self._change(done=Done.NOTHING, not_done=None)
        try:
            pair = {"one": codes.hash_code(one), "other": codes.hash_code(other)}
        except NotACode as refusal:
            self._change(not_done=refusal)
            return
        self._tasks.write(
            partial(act, by=codes.by, at=codes.clock(), **pair),
            then=lambda _: self._change(done=done),
            refused=lambda refusal: self._change(not_done=refusal),
        )

    def _found(self, visits: tuple[EncounterId, ...]) -> None:
        self._change(found=len(visits), not_found=None)
        self._tell(visits)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)
