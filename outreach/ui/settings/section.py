"""What a section of the settings is.  A room that has something to set gives one, and knows no more of this page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class SectionView(QWidget):
    """The form of one section; a room derives its own.

    Say `edited` whenever `has_changes` or `note` may be others, and `said(sentence)` for what stands in the bar until
    the next thing happens ("Saved"); it is read aloud too.  Changes stay while one looks elsewhere.
    """

    edited = Signal()
    said = Signal(str)

    saves = False
    """Whether there is a *Save changes*: not where a choice is kept at once, nor for who may only read."""
    fills = False
    """Whether it takes all the room there is and scrolls by itself: a list and what is chosen in it."""
    live: QWidget | None = None
    """What stands at the right of the form, 348 wide, and answers while one edits."""

    @property
    def in_order(self) -> Sequence[QWidget]:
        """What the keyboard goes through, where that is not the order it was made in; *Save changes* comes behind."""
        return ()

    @property
    def has_changes(self) -> bool:
        return False

    @property
    def note(self) -> str:
        """One quiet sentence in the bar: what a change will do."""
        return ""

    def save(self) -> None:
        """Write what was changed, or put the keyboard where something is missing and say so there."""

    def put_back(self) -> None:
        """Show again what is in the file."""

    def refresh(self) -> None:
        """Read again; what is being changed stays."""

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""

    def forget(self) -> None:
        """The center is being locked: an answer still awaited will not come."""


class Changes(Protocol):
    @property
    def has_changes(self) -> bool: ...


class Keeps(Protocol):
    """What a presenter does for a section that is saved."""

    @property
    def state(self) -> Changes: ...

    def refresh(self) -> None: ...

    def save(self) -> None: ...

    def put_back(self) -> None: ...


class SavingView(SectionView):
    """A section whose presenter keeps what was changed until it is saved or put back."""

    presenter: Keeps

    @property
    def has_changes(self) -> bool:
        return self.presenter.state.has_changes

    def save(self) -> None:
        self.presenter.save()

    def put_back(self) -> None:
        self.presenter.put_back()

    def refresh(self) -> None:
        self.presenter.refresh()


@dataclass(frozen=True, slots=True)
class Section:
    """A section there is: `title` is a message id, `make` is called when it is first turned to."""

    key: str
    title: str
    make: Callable[[], SectionView]
