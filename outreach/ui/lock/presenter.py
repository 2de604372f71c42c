"""What happens at the lock page.  No Qt, and no passphrase is kept here: it goes through once, to the vault."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Any, Protocol, TypeVar

from outreach.errors import Refusal
from outreach.safety.vault_attempts import Attempts
from outreach.safety.vault_sealing import WrongPassphrase

T = TypeVar("T")


class Opens(Protocol):
    """What is asked of the vault."""

    def initials(self) -> tuple[str, ...]: ...

    def open(self, initials: str, passphrase: str) -> Any: ...


class Runs(Protocol):
    """Work that takes long, elsewhere; its answer comes back here."""

    def __call__(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None: ...


class Trouble(StrEnum):
    """What the page says beside the field."""

    NONE = "none"
    WHO = "who"
    NOTHING_TYPED = "nothing_typed"
    WRONG = "wrong"
    WAIT = "wait"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.  What is typed stands only in its field."""

    initials: tuple[str, ...] = ()
    chosen: str = ""
    is_opening: bool = False
    trouble: Trouble = Trouble.NONE
    wait: int = 0
    refusal: Refusal | None = None
    is_work_kept: bool = False
    has_forgotten: bool = False


class LockPresenter:
    """`unlocked(initials, keys)` is called once for each time somebody is let in."""

    def __init__(
        self,
        vault: Opens,
        run: Runs,
        clock: Callable[[], float],
        show: Callable[[State], None],
        unlocked: Callable[[str, Any], None],
    ) -> None:
        self._vault, self._run, self._clock = vault, run, clock
        self._show, self._unlocked = show, unlocked
        self._attempts = Attempts()
        self.state = State()

    def start(self, *, now: str = "", is_work_kept: bool = False) -> None:
        """Show who can open the center; `now` is whose session has just been locked."""
        try:
            initials = self._vault.initials()
        except Refusal as refusal:
            self.state = State(trouble=Trouble.REFUSED, refusal=refusal, is_work_kept=is_work_kept)
            self._show(self.state)
            return
        chosen = now if now in initials else next(iter(initials), "")
        self.state = self._slowed(State(initials, chosen, is_work_kept=is_work_kept))
        self._show(self.state)

    def choose(self, initials: str) -> None:
        if not self.state.is_opening and initials != self.state.chosen:
            self._change(chosen=initials, trouble=Trouble.NONE, refusal=None)

    def someone_else(self) -> None:
        if not self.state.is_opening:
            self._change(chosen="", trouble=Trouble.NONE, refusal=None, has_forgotten=False)

    def forgot(self) -> None:
        """Show, or put away, what helps who has forgotten their passphrase."""
        self._change(has_forgotten=not self.state.has_forgotten)

    def unlock(self, passphrase: str) -> None:
        """Try it.  Pressing again while it is being tried does nothing."""
        if self.state.is_opening:
            return
        if self._attempts.wait(self._clock()):
            self._change()
        elif not self.state.chosen:
            self._change(trouble=Trouble.WHO)
        elif not passphrase:
            self._change(trouble=Trouble.NOTHING_TYPED)
        else:
            who = self.state.chosen
            self._change(is_opening=True, trouble=Trouble.NONE, refusal=None)
            self._run(lambda: self._vault.open(who, passphrase), lambda keys: self._opened(who, keys), self._failed)

    def refuse(self, refusal: Refusal) -> None:
        """The passphrase was right, and still the center could not be opened."""
        self._change(is_opening=False, trouble=Trouble.REFUSED, refusal=refusal)

    def tick(self) -> None:
        """Time has gone by."""
        self._change()

    def _opened(self, who: str, keys: Any) -> None:
        self._attempts.succeeded()
        self._change(is_opening=False)
        self._unlocked(who, keys)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WrongPassphrase):
            self._attempts.failed(self._clock())
            self._change(is_opening=False, trouble=Trouble.WRONG)
        elif isinstance(error, Refusal):
            self._change(is_opening=False, trouble=Trouble.REFUSED, refusal=error)
        else:
            self._change(is_opening=False)
            raise error

    def _change(self, **changes: Any) -> None:
        before, self.state = self.state, replace(self.state, **changes)
        self.state = self._slowed(self.state)
        if self.state != before:
            self._show(self.state)

    def _slowed(self, state: State) -> State:
        """While we wait, that is what is said; afterwards, what was wrong."""
        wait = ceil(self._attempts.wait(self._clock()))
        if wait and not state.is_opening:
            return replace(state, trouble=Trouble.WAIT, wait=wait)
        if state.trouble is Trouble.WAIT:
            return replace(state, trouble=Trouble.WRONG, wait=0)
        return replace(state, wait=0)
