"""The sample center's places and its week: where people are met, on which weekdays, at which hours."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import NamedTuple

CENTER = "Eastbank Harm Reduction"
TIME_ZONE = "America/Chicago"
FRONT_STREET, VAN, NORTHGATE = SITES = ("Front Street", "Mobile van", "Northgate")
SHORT_NAMES = {FRONT_STREET: "Front St", VAN: "Van", NORTHGATE: "Northgate"}

DAYTIME = (10, 10, 11, 11, 11, 12, 13, 13, 14, 14, 15, 15, 15, 16, 16, 17)  # busy before noon and after three
AFTERNOON = (13, 14, 14, 15, 15, 16)
EVENING = (17, 18, 18, 19, 19, 20)
PAPER = (None,)  # written on a sheet at the door and keyed in later: the hour is not known


class Spot(NamedTuple):
    """A place people are met, its county, and how many come there on each weekday (Monday first), as shares."""

    site: str
    place: str
    county: str
    week: tuple[float, ...]
    hours: tuple[int | None, ...]


# In proportion to the contacts of the design's printed month.
SPOTS = (
    Spot(FRONT_STREET, "Drop-in room", "Kings", (45, 38, 36, 38, 46, 24, 0), DAYTIME),
    Spot(VAN, "5th & Elm", "Kings", (0, 23, 0, 25, 0, 0, 0), EVENING),
    Spot(VAN, "Riverside lot", "Kings", (0, 0, 19, 0, 0, 19, 0), EVENING),
    Spot(VAN, "Mill Road", "Lane", (0, 0, 13, 15, 0, 0, 0), AFTERNOON),
    Spot(VAN, "Home visits", "Lane", (0, 7, 0, 0, 0, 6, 0), PAPER),
    Spot(NORTHGATE, "Health center", "Lane", (0, 29, 0, 0, 28, 0, 0), AFTERNOON),
)
CLOSED = {(1, 1), (7, 4), (12, 25)}
SEASON = (0.90, 0.93, 1.0, 1.0, 1.03, 1.05, 1.05, 1.06, 1.04, 1.02, 0.97, 0.95)  # quieter in the cold


def share(site: str) -> float:
    """The part of all visits that happen from this site."""
    return sum(sum(spot.week) for spot in SPOTS if spot.site == site) / sum(sum(spot.week) for spot in SPOTS)


class Attendance:
    """How many people come to each place on a day: `contacts_per_day` in all, averaged over whole weeks."""

    def __init__(self, contacts_per_day: float, chance: Random) -> None:
        self._scale = 7 * contacts_per_day / sum(sum(spot.week) for spot in SPOTS)
        self._chance = chance
        self._left_over = [0.0] * len(SPOTS)  # fractions of a person carry over to the next open day

    def on(self, day: date) -> Sequence[int]:
        """Visits at each of SPOTS."""
        if (day.month, day.day) in CLOSED or _is_thanksgiving(day):
            return [0] * len(SPOTS)
        return [self._at(number, day) for number in range(len(SPOTS))]

    def _at(self, number: int, day: date) -> int:
        usual = SPOTS[number].week[day.weekday()] * self._scale
        if not usual:
            return 0
        wobble = max(0.3, self._chance.gauss(1.0, 0.12))  # weather, paydays
        expected = usual * SEASON[day.month - 1] * wobble + self._left_over[number]
        self._left_over[number] = expected % 1
        return int(expected)


def _is_thanksgiving(day: date) -> bool:
    return day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28  # noqa: PLR2004 - the fourth Thursday
