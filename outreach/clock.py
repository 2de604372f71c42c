"""The clock of this computer, and what somebody said of it: some have stood still since the battery died.

What is said holds until the program ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta


class Clock:
    """`now()` is the time as the people here know it."""

    def __init__(self, now: Callable[[], datetime], *, is_trusted: bool = False) -> None:
        self._now = now
        self._behind: timedelta | None = None
        self.is_trusted = is_trusted
        """Nobody need be asked any more."""

    def now(self) -> datetime:
        return self._now() if self._behind is None else self._now() + self._behind

    def put_right(self, shown: date, said: date) -> None:
        """It showed one day, and it is another (or the same: then it is right)."""
        off = said - shown
        self._behind = off if self._behind is None else self._behind + off
        self.is_trusted = True
