"""What can be said of something that happened, and of a drug check: closed lists, and never a text.

Each list of answers ends in the one it starts at, which nobody has to change: *not asked*.  What was asked and nobody
knew is *not known*, and somebody says so.
"""

from enum import StrEnum
from typing import NewType

HappenedId = NewType("HappenedId", int)
EventId = NewType("EventId", int)
DrugCheckId = NewType("DrugCheckId", int)
SubstanceId = NewType("SubstanceId", int)
MethodId = NewType("MethodId", int)


class Happening(StrEnum):
    """What kind of thing happened."""

    OVERDOSE_RESPONSE = "overdose_response"
    OVERDOSE_HERE = "overdose_here"
    NEEDLE_STICK = "needle_stick"
    TAKEN = "taken"
    THREAT = "threat"


OVERDOSES = (Happening.OVERDOSE_RESPONSE, Happening.OVERDOSE_HERE)


class WhenKnown(StrEnum):
    """How finely it is known when something happened."""

    DAY = "day"
    MONTH = "month"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class PlaceKind(StrEnum):
    """What sort of place it happened at."""

    HOME = "home"
    STREET = "street"
    SHELTER = "shelter"
    VEHICLE = "vehicle"
    ELSEWHERE = "elsewhere"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


NOWHERE_SAID = (PlaceKind.NOT_KNOWN, PlaceKind.NOT_ASKED)


class Product(StrEnum):
    """Which naloxone was used: one of the center's own items, or not."""

    ITEM = "item"
    ANOTHER = "another"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Outcome(StrEnum):
    """What became of the person."""

    SURVIVED = "survived"
    DIED = "died"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class GivenBy(StrEnum):
    """Who gave the naloxone."""

    PARTICIPANT = "participant"
    STAFF = "staff"
    SOMEONE_ELSE = "someone_else"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class YesNo(StrEnum):
    """Whether somebody was called."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class CameFrom(StrEnum):
    """Where the naloxone had come from."""

    HERE = "here"
    ANOTHER_PROGRAM = "another_program"
    PHARMACY = "pharmacy"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Hurt(StrEnum):
    """Who was stuck by a needle."""

    STAFF = "staff"
    PARTICIPANT = "participant"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class During(StrEnum):
    """What was going on when somebody was stuck."""

    RETURNS = "returns"
    CLEAN_UP = "clean_up"
    CARE = "care"
    OTHER = "other"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class HandledAt(StrEnum):
    """Where a needle-stick was looked after."""

    HERE = "here"
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    NOWHERE = "nowhere"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class TakenBy(StrEnum):
    POLICE = "police"
    STOLEN = "stolen"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class TakenFrom(StrEnum):
    """Whose hands the supplies were in."""

    PARTICIPANT = "participant"
    CENTER = "center"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Towards(StrEnum):
    """Whom a threat was made to."""

    STAFF = "staff"
    PARTICIPANT = "participant"
    EVERYBODY = "everybody"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class ThreatFrom(StrEnum):
    """Who made a threat."""

    PARTICIPANT = "participant"
    NEIGHBOR = "neighbor"
    POLICE = "police"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class BoughtAs(StrEnum):
    """What a sample was bought as: a substance of the list, or not."""

    SUBSTANCE = "substance"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Result(StrEnum):
    """What a drug check found."""

    FOUND = "found"
    NOTHING = "nothing"
    UNCLEAR = "unclear"
    WAITING = "waiting"
