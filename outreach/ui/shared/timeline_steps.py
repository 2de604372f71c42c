"""One step of what happened to something recorded.  No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    by: str
    text: str
