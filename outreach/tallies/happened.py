"""What happened in a period, by the day it was first told: overdose responses, and incidents apart from services."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from outreach.closed_lists import CameFrom, GivenBy, Hurt, TakenBy, YesNo


@dataclass(frozen=True, slots=True)
class UsedLine:
    """Responses of one product, or with naloxone of one source (name "" for none of ours), and their doses."""

    name: str
    known: str  # item, another, not_known, not_asked; or source, not_said
    responses: int
    doses: int


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A category of supplies taken or stolen: at how many events, and how much where somebody knew."""

    category: str
    events: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Responses:
    """Overdose responses: events first reported in the period = survived + died + not known + not asked.

    `reports` were made in the period about events of any; `here` are part of the events.  `doses` are of those
    `doses_known`.  `later_*`: an outcome told in the period of an event counted in an earlier one, where nobody
    had told any by then.
    """

    events: int = 0
    survived: int = 0
    died: int = 0
    not_known: int = 0
    not_asked: int = 0
    reports: int = 0
    here: int = 0
    doses: int = 0
    doses_known: int = 0
    happened_within: int = 0
    happened_earlier: int = 0
    happened_not_known: int = 0
    happened_not_asked: int = 0
    later_survived: int = 0
    later_died: int = 0
    emergency: Mapping[str, int] = field(default_factory=dict)
    given_by: Mapping[str, int] = field(default_factory=dict)
    came_from: Mapping[str, int] = field(default_factory=dict)
    products: tuple[UsedLine, ...] = ()
    sources: tuple[UsedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Incidents:
    """Events first reported in the period that are no services, by what they were."""

    overdoses_here: int = 0
    needle_sticks: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, int] = field(default_factory=dict)
    threats: int = 0
    supplies: tuple[TakenLine, ...] = ()

    @property
    def total(self) -> int:
        return self.overdoses_here + sum(self.needle_sticks.values()) + sum(self.taken.values()) + self.threats


@dataclass(frozen=True, slots=True)
class Happened:
    responses: Responses = field(default_factory=Responses)
    incidents: Incidents = field(default_factory=Incidents)


NO_ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "emergency": tuple(YesNo),
        "given_by": tuple(GivenBy),
        "came_from": tuple(CameFrom),
        "hurt": tuple(Hurt),
        "taken_by": tuple(TakenBy),
    }
)
"""The answers of each list, in the order they are printed; *not asked* is always one of them."""
