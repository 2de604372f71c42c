"""Who looks at a section of the settings, by which clock and in which language; all a presenter there needs to know."""

from collections.abc import Callable
from dataclasses import dataclass

from outreach.safety.staff import Actor
from outreach.vocabulary import At


@dataclass(frozen=True, slots=True)
class EditedBy:
    by: Actor
    clock: Callable[[], At]
    language: str
