"""What can be said of something that happened, and of a drug check, in plain words.  No Qt."""

from collections.abc import Mapping
from typing import Any

from outreach.closed_lists import (
    BoughtAs,
    CameFrom,
    During,
    GivenBy,
    HandledAt,
    Happening,
    Hurt,
    Outcome,
    PlaceKind,
    Product,
    Result,
    TakenBy,
    TakenFrom,
    ThreatFrom,
    Towards,
    WhenKnown,
    YesNo,
)
from outreach.happened.report import When
from outreach.translation import N_, Translator

NOT_KNOWN, NOT_ASKED = N_("Not known"), N_("Not asked")
KINDS: Mapping[Happening, str] = {
    Happening.OVERDOSE_RESPONSE: N_("Overdose response"),
    Happening.OVERDOSE_HERE: N_("Overdose here"),
    Happening.NEEDLE_STICK: N_("Needle-stick"),
    Happening.TAKEN: N_("Supplies taken or stolen"),
    Happening.THREAT: N_("Threat"),
}
DRUG_CHECK = N_("Drug check")
RESULTS = {
    Result.FOUND: N_("Found"),
    Result.NOTHING: N_("Nothing found"),
    Result.UNCLEAR: N_("Unclear"),
    Result.WAITING: N_("Not back yet"),
}
BOUGHT = {BoughtAs.NOT_KNOWN: NOT_KNOWN, BoughtAs.NOT_ASKED: NOT_ASKED}
PRODUCTS = {Product.ANOTHER: N_("Another"), Product.NOT_KNOWN: NOT_KNOWN}
_YES_NO = {YesNo.YES: N_("Yes"), YesNo.NO: N_("No"), YesNo.NOT_KNOWN: NOT_KNOWN, YesNo.NOT_ASKED: NOT_ASKED}
ANSWERS: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "outcome": (
        N_("Outcome"),
        {Outcome.SURVIVED: N_("Survived"), Outcome.DIED: N_("Died"), Outcome.NOT_KNOWN: NOT_KNOWN},
    ),
    "place_kind": (
        N_("Where"),
        {
            PlaceKind.HOME: N_("Home"), PlaceKind.STREET: N_("Street"), PlaceKind.SHELTER: N_("Shelter"),
            PlaceKind.VEHICLE: N_("Vehicle"), PlaceKind.ELSEWHERE: N_("Elsewhere"), PlaceKind.NOT_ASKED: NOT_ASKED,
        },
    ),
    "given_by": (
        N_("Given by"),
        {
            GivenBy.PARTICIPANT: N_("Participant"), GivenBy.STAFF: N_("Staff"),
            GivenBy.SOMEONE_ELSE: N_("Someone else"), GivenBy.NOT_KNOWN: NOT_KNOWN, GivenBy.NOT_ASKED: NOT_ASKED,
        },
    ),
    "emergency": (N_("Emergency services called"), _YES_NO),
    "came_from": (
        N_("Naloxone came from"),
        {
            CameFrom.HERE: N_("Here"), CameFrom.ANOTHER_PROGRAM: N_("Another program"),
            CameFrom.PHARMACY: N_("Pharmacy"), CameFrom.NOT_KNOWN: NOT_KNOWN, CameFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "hurt": (
        N_("Who was hurt"),
        {
            Hurt.STAFF: N_("Staff"), Hurt.PARTICIPANT: N_("Participant"), Hurt.SOMEBODY_ELSE: N_("Somebody else"),
            Hurt.NOT_ASKED: NOT_ASKED,
        },
    ),
    "during": (
        N_("During"),
        {
            During.RETURNS: N_("Returns"), During.CLEAN_UP: N_("A cleanup"), During.CARE: N_("Care"),
            During.OTHER: N_("Something else"), During.NOT_ASKED: NOT_ASKED,
        },
    ),
    "handled_at": (
        N_("Looked after"),
        {
            HandledAt.HERE: N_("Here"), HandledAt.CLINIC: N_("Clinic"), HandledAt.HOSPITAL: N_("Hospital"),
            HandledAt.NOWHERE: N_("Nowhere"), HandledAt.NOT_KNOWN: NOT_KNOWN, HandledAt.NOT_ASKED: NOT_ASKED,
        },
    ),
    "taken_by": (
        N_("Taken or stolen"),
        {TakenBy.POLICE: N_("Taken by police"), TakenBy.STOLEN: N_("Stolen"), TakenBy.NOT_ASKED: NOT_ASKED},
    ),
    "taken_from": (
        N_("From"),
        {
            TakenFrom.PARTICIPANT: N_("A participant"), TakenFrom.CENTER: N_("The center"),
            TakenFrom.SOMEBODY_ELSE: N_("Somebody else"), TakenFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "towards": (
        N_("Towards"),
        {
            Towards.STAFF: N_("Staff"), Towards.PARTICIPANT: N_("A participant"), Towards.EVERYBODY: N_("Everybody"),
            Towards.SOMEBODY_ELSE: N_("Somebody else"), Towards.NOT_ASKED: NOT_ASKED,
        },
    ),
    "threat_from": (
        N_("From"),
        {
            ThreatFrom.PARTICIPANT: N_("A participant"), ThreatFrom.NEIGHBOR: N_("A neighbor"),
            ThreatFrom.POLICE: N_("Police"), ThreatFrom.SOMEBODY_ELSE: N_("Somebody else"),
            ThreatFrom.NOT_KNOWN: NOT_KNOWN, ThreatFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "police": (N_("Police called"), _YES_NO),
}  # fmt: skip
"""What is asked by a list: its title, and each answer; the last is where it starts."""


def happened_on(happened: When, words: Translator) -> str:
    """A day, a month, or that nobody knows."""
    if happened.on is None:
        return words(NOT_KNOWN)
    return words.day(happened.on) if happened.known is WhenKnown.DAY else words.month(happened.on)
