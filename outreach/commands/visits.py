"""Encounters: recorded, corrected, taken back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TextIO
from uuid import UUID

from outreach import encounters, history, steps
from outreach.catalog import Catalog
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk, row_number
from outreach.commands.sides import SIDES, answered, with_parts
from outreach.encounter_rows import Recorded
from outreach.encounters import NoSuchEncounter, SameIdOtherContent
from outreach.entry import Entry, fingerprint
from outreach.errors import Refusal
from outreach.exchange import entries
from outreach.stock import kits, paper_trail
from outreach.stock.count_sides import SideNotSaid
from outreach.stock.kits import Recipe, Recipes
from outreach.stock.known_lots import known_lots
from outreach.vocabulary import OF_NOBODY, CountSide, EncounterId, ItemId, SiteId, VoidReason

VOID_REASONS = tuple(reason.value for reason in VoidReason)
REASONS_OF_NOBODY = tuple(reason.value for reason in OF_NOBODY)
_SLICE = 200  # encounters a write transaction, so that a desk beside us never waits long


def record(person: Person, text: str, side: str | None, out: TextIO) -> int:
    """Record encounters; nothing if any line is bad.  Each is reported, as a line of JSON, once it is on the disk.

    `side`: before or after the count of their day, for those that do not say it.
    """
    listed = entries.objects(text)
    with at_desk(person) as desk:
        made = _read(listed, desk)
        lines = [number for number, _ in listed]
        _refuse_reused_ids(desk, lines, made)
        _refuse_steps(desk, lines, made)
        made = _on_sides(desk, lines, made, side)
        for start in range(0, len(made), _SLICE):
            with desk.writing() as session:
                recorded = encounters.record_many(session, desk.by, desk.at, made[start : start + _SLICE])
            out.writelines(json.dumps(_recorded(one, desk.catalog), ensure_ascii=False) + "\n" for one in recorded)
            out.flush()
    return 0


def correct(person: Person, encounter: int, text: str, side: str | None, out: TextIO) -> int:
    """Say anew what a visit was; where it stays on its day and at its site, it stays on its side of a count too."""
    said = entries.only_object(text)
    number = EncounterId(row_number(encounter, NoSuchEncounter))
    with at_desk(person) as desk:
        [entry] = _read(said, desk)
        _refuse_steps(desk, (1,), (entry,))
        was = desk.read(history.entry_of, number)
        if (was.on, was.site_id) == (entry.on, entry.site_id):
            entry = replace(entry, count_side=entry.count_side or (CountSide(side) if side else was.count_side))
        else:
            [entry] = _on_sides(desk, (1,), (entry,), side)
        with desk.writing() as session:
            recorded = history.correct(session, desk.by, desk.at, number, entry)
        out.write(json.dumps(_recorded(recorded, desk.catalog), ensure_ascii=False) + "\n")
    return 0


def void(person: Person, encounter: int, reason: str, out: TextIO) -> int:
    """Take a visit back."""
    with at_desk(person) as desk:
        with desk.writing() as session:
            encounters.void(
                session, desk.by, desk.at, EncounterId(row_number(encounter, NoSuchEncounter)), VoidReason(reason)
            )
        out.write(f"Visit {encounter} was taken back.\n")
    return 0


def _read(listed: list[entries.Line], desk: Desk) -> list[Entry]:
    """The entries in the text; what kits hold is asked of the file only where parts are said."""

    @cache
    def recipes(item_id: ItemId) -> tuple[Recipe, ...]:
        found: Recipes = desk.read(kits.recipes, [item_id])
        return found.get(item_id, ())

    lots = desk.read(known_lots)
    return entries.entries(listed, desk.catalog, lots, desk.hash_code, desk.at.day, recipes)


def _refuse_reused_ids(desk: Desk, lines: Sequence[int], made: Sequence[Entry]) -> None:
    first: dict[UUID, int] = {}
    bad: dict[int, Refusal] = {}
    for place, entry in enumerate(made):
        earlier = first.setdefault(entry.client_id, place)
        if fingerprint(made[earlier]) != fingerprint(entry):
            bad[lines[place]] = entries.IdTwice(lines[earlier])
    for place in desk.read(encounters.reused_ids, made):
        bad.setdefault(lines[place], SameIdOtherContent())
    entries.refuse(bad, len(made))


def _on_sides(desk: Desk, lines: Sequence[int], made: Sequence[Entry], said: str | None) -> list[Entry]:
    """Each before or after the count of its day, where it gives what was counted: asked as the desk asks.

    What is given today comes after any count of today by itself.  Raises SideNotSaid, SeveralRefusals.
    """
    sided = [replace(one, count_side=one.count_side or CountSide(said)) for one in made] if said else list(made)
    unsaid: dict[int, Refusal] = {}
    counted: dict[tuple[SiteId, date], frozenset[ItemId]] = {}
    for line, entry in zip(lines, sided, strict=True):
        where = entry.site_id, entry.on
        if entry.count_side is None and entry.on != desk.at.day and entry.given:
            if where not in counted:
                counted[where] = desk.read(paper_trail.counted_on, *where)
            if items := counted[where] & with_parts({one.item_id for one in entry.given}, desk.catalog):
                unsaid[line] = SideNotSaid(tuple(sorted(items)))
    if not unsaid:
        return sided
    try:
        return _on_sides(desk, lines, made, answered(next(iter(unsaid.values())), SIDES))
    except SideNotSaid:
        entries.refuse(unsaid, len(made))
        raise


def _refuse_steps(desk: Desk, lines: Sequence[int], made: Sequence[Entry]) -> None:
    """The window does not offer small steps where they would not be kept; whoever writes them is told."""
    bad: dict[int, Refusal] = {}
    for line, entry in zip(lines, made, strict=True):
        try:
            if entry.steps:
                desk.read(steps.of_person, entry.code, entry.on)
        except steps.StepsOff as refusal:
            bad[line] = refusal
    entries.refuse(bad, len(made))


def _recorded(one: Recorded, catalog: Catalog) -> dict[str, Any]:
    return {
        "encounter": one.encounter_id,
        "id": str(one.client_id),
        "already": one.already,
        "shortfalls": {catalog.item[short.item_id].name: short.quantity for short in one.shortfalls},
    }
