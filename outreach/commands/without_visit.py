"""What comes and goes without a visit: collections, waste pick-ups, referrals that arrived, and conversions."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TextIO, TypeVar

from sqlalchemy.orm import Session

from outreach import arrivals, collecting, conversions, pick_ups
from outreach.catalog import Catalog
from outreach.commands.asking import Person
from outreach.commands.at_once import Record, only_one, record_all
from outreach.commands.desk import Desk, at_desk, row_number
from outreach.commands.taking_back import take_back
from outreach.conversions import Rule
from outreach.exchange import entries, without_visit
from outreach.safety.staff import Actor
from outreach.versioned import NoSuchRecord
from outreach.vocabulary import ArrivalId, At, CollectionId, ContainerId, PickUpId

T = TypeVar("T")
_Read = Callable[[entries.Json, Catalog, date], T]


def collection(person: Person, text: str, out: TextIO) -> int:
    """Record collections; nothing if any line is bad."""

    def record(session: Session, by: Actor, at: At, said: collecting.Collection) -> Mapping[str, Any]:
        made = collecting.record(session, by, at, said)
        return {"collection": made.id, "syringes": made.syringes, "already": made.already}

    return _record(person, text, out, without_visit.collection, record)


def correct_collection(person: Person, number: int, text: str, out: TextIO) -> int:
    """Say anew what a collection was."""
    with at_desk(person) as desk:
        said = _only(desk, text, without_visit.collection)
        with desk.writing() as session:
            made = collecting.correct(session, desk.by, desk.at, CollectionId(row_number(number, NoSuchRecord)), said)
        out.write(json.dumps({"collection": made.id, "syringes": made.syringes}) + "\n")
    return 0


def void_collection(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take a collection back."""
    return take_back(person, collecting.void, "Collection", number, reason, out)


def pick_up(person: Person, text: str, out: TextIO) -> int:
    """Record waste pick-ups; nothing if any line is bad."""

    def record(session: Session, by: Actor, at: At, said: pick_ups.PickUp) -> Mapping[str, Any]:
        return {"pick_up": pick_ups.record(session, by, at, said)}

    return _record(person, text, out, without_visit.pick_up, record)


def correct_pick_up(person: Person, number: int, text: str, out: TextIO) -> int:
    """Say anew what a pick-up was."""
    with at_desk(person) as desk:
        said = _only(desk, text, without_visit.pick_up)
        with desk.writing() as session:
            pick_ups.correct(session, desk.by, desk.at, PickUpId(row_number(number, NoSuchRecord)), said)
        out.write(json.dumps({"pick_up": number}) + "\n")
    return 0


def void_pick_up(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take a waste pick-up back."""
    return take_back(person, pick_ups.void, "Pick-up", number, reason, out)


def arrival(person: Person, text: str, out: TextIO) -> int:
    """Record referrals known to have got there, told without a visit; nothing if any line is bad."""

    def record(session: Session, by: Actor, at: At, said: arrivals.Arrival) -> Mapping[str, Any]:
        return {"arrival": arrivals.record(session, by, at, said)}

    return _record(person, text, out, without_visit.arrival, record)


def correct_arrival(person: Person, number: int, text: str, out: TextIO) -> int:
    """Say anew what was told."""
    with at_desk(person) as desk:
        said = _only(desk, text, without_visit.arrival)
        with desk.writing() as session:
            arrivals.correct(session, desk.by, desk.at, ArrivalId(row_number(number, NoSuchRecord)), said)
        out.write(json.dumps({"arrival": number}) + "\n")
    return 0


def void_arrival(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take back what was told."""
    return take_back(person, arrivals.void, "Arrival", number, reason, out)


def show_conversions(person: Person, out: TextIO) -> int:
    """Say how many syringes a full container or a pound is taken for, and since when."""
    with at_desk(person) as desk:
        names = {container.id: container.name for container in desk.catalog.containers}
        for rule in desk.read(conversions.all_of):
            what = names[rule.container_id] if rule.container_id is not None else "pound"
            out.write(f"{rule.since}  {what}: {rule.syringes:,}  ({rule.origin})\n")
    return 0


def set_conversion(person: Person, container: str | None, syringes: int, since: date, origin: str, out: TextIO) -> int:
    """From a day on, so many syringes in a full container, or (no container) in a pound."""
    with at_desk(person) as desk:
        container_id = ContainerId(desk.catalog.find("container", container)) if container is not None else None
        with desk.writing() as session:
            conversions.set_from(session, desk.by, desk.at, Rule(container_id, since, syringes, origin))
    out.write(f"From {since} on: {syringes:,} in a full {container or 'pound'}.\n".replace("full pound", "pound"))
    return 0


def _record(person: Person, text: str, out: TextIO, read: _Read[T], record: Record[T]) -> int:
    with at_desk(person) as desk:
        record_all(desk, text, out, lambda said: read(said, desk.catalog, desk.at.day), record)
    return 0


def _only(desk: Desk, text: str, read: _Read[T]) -> T:
    return only_one(text, lambda said: read(said, desk.catalog, desk.at.day))
