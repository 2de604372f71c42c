"""Typing how a choice begins finds it in its list.  Pure: the time is that of the keys themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outreach.catalog import folded

TOGETHER = 1000  # milliseconds; a sign so soon after the last one goes on with it


@dataclass(slots=True)
class TypeAhead:
    """The signs typed so far, and when the last one came."""

    typed: str = ""
    last: int = 0

    def goes_on(self, at: int) -> bool:
        return bool(self.typed) and at - self.last <= TOGETHER

    def find(self, sign: str, at: int, choices: Sequence[str], now: int) -> int | None:
        """Which choice is meant by a sign typed on the one at `now`; the same sign again goes on to the next."""
        self.typed = (self.typed if self.goes_on(at) else "") + folded(sign)
        self.last = at
        if not self.typed:
            return None
        is_first = len(self.typed) == 1
        found = _begins(self.typed, choices, now + 1 if is_first else now)
        if found is None and set(self.typed) == {self.typed[0]}:
            return _begins(self.typed[0], choices, now + 1)
        return found


def _begins(typed: str, choices: Sequence[str], first: int) -> int | None:
    """The first choice from there on that begins so, else the first in which some other word does."""
    around = [(first + step) % len(choices) for step in range(len(choices))]
    for at in around:
        if folded(choices[at]).startswith(typed):
            return at
    return next((at for at in around if any(said.startswith(typed) for said in _from_each_word(choices[at]))), None)


def _from_each_word(choice: str) -> Iterator[str]:
    words = choice.split()
    return (folded("".join(words[at:])) for at in range(1, len(words)))
