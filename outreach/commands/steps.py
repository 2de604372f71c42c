"""Small steps: the center's own list, and for how long chosen ones are kept.  What anybody chose is never listed."""

import json
from dataclasses import replace
from typing import TextIO

from outreach import question_sets, step_list
from outreach import steps as domain
from outreach.catalog import UnknownName, folded
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import steps as editing
from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, Desk, at_desk
from outreach.paths import resources
from outreach.step_list import Area, Rules
from outreach.vocabulary import AreaId, Named


def listed(person: Person, *, as_json: bool, out: TextIO) -> int:
    """Show areas and steps, retired ones too."""
    with at_desk(person) as desk:
        areas, rules = _areas(desk), desk.read(step_list.rules)
        if as_json:
            said = {
                "offered": rules.is_offered,
                "keep_months": rules.keep_months,
                "printed": rules.is_printed,
                "areas": [_json(area) for area in areas],
            }
            out.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
            return 0
        out.write(_rules(rules))
        for area in areas:
            out.write(f"{area.name}{_mark(area.is_retired)}\n")
            out.writelines(f"    {step.name}{_mark(step.is_retired)}\n" for step in area.steps)
    return 0


def begin(person: Person, out: TextIO) -> int:
    """Begin with the starter list, and offer it."""
    with at_desk(person) as desk:
        with desk.writing() as session:
            new = editing.begin_with(session, desk.by, desk.at, question_sets.load_steps(resources() / "steps"))
            wanted = replace(step_list.rules(session), is_offered=True)
            domain.set_rules(session, desk.by, desk.at, wanted)
        out.write(f"{new} areas were added. {_rules(wanted)}")
    return 0


def add(person: Person, name: str, spanish: str, area: str | None, out: TextIO) -> int:
    """Add an area, or a step of one."""
    called = {"en": name, "es": spanish}
    with at_desk(person) as desk:
        inside = _found(desk, area, only_areas=True)[1] if area is not None else None
        with desk.writing() as session:
            if inside is None:
                editing.add_area(session, desk.by, desk.at, called)
            else:
                editing.add_step(session, desk.by, desk.at, AreaId(inside), called)
        out.write(f"{name} is on the list.\n")
    return 0


def rename(person: Person, name: str, english: str, spanish: str, out: TextIO) -> int:
    """Call a step or an area otherwise from today on."""
    with at_desk(person) as desk:
        what, id_ = _found(desk, name)
        with desk.writing() as session:
            before = in_languages.names_of(session, what, id_)
            called = {"en": english, "es": spanish or before.get("es", "")}
            in_languages.rename(session, desk.by, desk.at, what, id_, called)
        out.write(f"It is called {english} from today on.\n")
    return 0


def retire(person: Person, name: str, out: TextIO) -> int:
    """Offer a step or an area no more."""
    with at_desk(person) as desk:
        what, id_ = _found(desk, name)
        with desk.writing() as session:
            in_languages.retire(session, desk.by, desk.at, what, id_)
        out.write(f"{name} is no longer offered.\n")
    return 0


def keep(person: Person, months: int | None, offer: str | None, printed: str | None, out: TextIO) -> int:
    """Say for how long chosen steps are kept, whether they are offered, and whether the month counts them."""
    with at_desk(person) as desk:
        was: Rules = desk.read(step_list.rules)
        wanted = Rules(
            is_offered=offer == "yes" if offer else was.is_offered,
            keep_months=months or was.keep_months,
            is_printed=printed == "yes" if printed else was.is_printed,
        )
        with desk.writing() as session:
            domain.set_rules(session, desk.by, desk.at, wanted)
        out.write(_rules(wanted))
    return 0


def _areas(desk: Desk) -> tuple[Area, ...]:
    found: tuple[Area, ...] = desk.read(step_list.load, desk.catalog.language, desk.at.day)
    return found


def _found(desk: Desk, name: str, *, only_areas: bool = False) -> tuple[Named, int]:
    areas = _areas(desk)
    named: dict[str, tuple[Named, int]] = {}
    if not only_areas:
        named = {folded(step.name): (Named.STEP, step.id) for area in areas for step in area.steps}
    named = {folded(area.name): (Named.AREA, area.id) for area in areas} | named
    if folded(name) not in named:
        raise UnknownName("area" if only_areas else "step", name, "")
    return named[folded(name)]


def _rules(rules: Rules) -> str:
    offered = "Offered at the desk" if rules.is_offered else "Not offered at the desk"
    printed = "counted in the month" if rules.is_printed else "not in the month"
    months = WORDS.count("{n} month", "{n} months", rules.keep_months)
    return f"{offered}; kept for {months}, {printed}.\n"


def _mark(is_retired: bool) -> str:  # noqa: FBT001 - it is the state
    return " (retired)" if is_retired else ""


def _json(area: Area) -> dict[str, object]:
    steps = [{"name": step.name, "retired": step.is_retired} for step in area.steps]
    return {"name": area.name, "retired": area.is_retired, "steps": steps}
