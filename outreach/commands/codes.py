"""Participant codes: how they are made, whose they are, whose visits."""

from dataclasses import replace
from datetime import date
from typing import TextIO

from outreach import code_recipes, finding, joining
from outreach.codes import estimates, presets
from outreach.codes.look_alikes import readings
from outreach.codes.wording import if_unknown, takes
from outreach.commands.asking import Person, asked_code
from outreach.commands.desk import WORDS, at_desk
from outreach.vocabulary import CodesMade


def show(person: Person, out: TextIO) -> int:
    """How codes are made now, what that means among 1,000 people, and the recipes there are to choose from."""
    with at_desk(person) as desk:
        recipe = desk.read(code_recipes.current, desk.at.day)
    if recipe.made is CodesMade.ISSUED:
        out.write("Codes are given out, with a check character.\n")
    for piece in recipe.pieces if recipe.made is CodesMade.FROM_ANSWERS else ():
        unknown = if_unknown(piece, WORDS)
        out.write(f"{WORDS(piece.label)}: {takes(piece, WORDS)}" + (f"; if unknown: {unknown}" * bool(unknown)) + "\n")
    pairs, asked = estimates.pairs_sharing(recipe, 1_000), estimates.newcomers_asked(recipe, 1_000)
    out.write(
        f"Of 1,000 people, about {pairs:.0f} pairs share a code and {100 * asked:.0f} of 100 newcomers are a slip"
    )
    out.write(" away from somebody.\n\nRecipes for --preset:\n")
    out.writelines(f"  {one.key:18} {one.example:15} {WORDS(one.name)}\n" for one in presets.all_presets())
    return 0


def change(person: Person, preset: str, before_until: date | None, out: TextIO) -> int:
    """Make new codes another way from today on."""
    chosen = replace(presets.preset(preset).recipe, before_until=before_until)
    with at_desk(person) as desk, desk.writing() as session:
        code_recipes.change(session, desk.by, desk.at, chosen)
    out.write(f"New codes are made as {preset} from today on. Codes already in use keep working.\n")
    return 0


def join(person: Person, lines: TextIO, out: TextIO) -> int:
    """Let two codes count as one person."""
    with at_desk(person) as desk:
        one, other = desk.hash_code(asked_code(lines)), desk.hash_code(asked_code(lines))
        with desk.writing() as session:
            joining.join(session, desk.by, desk.at, one, other)
    out.write("The two codes count as one person now.\n")
    return 0


def part(person: Person, lines: TextIO, out: TextIO) -> int:
    """Take back that two codes are one person's."""
    with at_desk(person) as desk:
        one, other = desk.hash_code(asked_code(lines)), desk.hash_code(asked_code(lines))
        with desk.writing() as session:
            joining.part(session, desk.by, desk.at, one, other)
    out.write("The two codes count as two people again.\n")
    return 0


def find(person: Person, lines: TextIO, out: TextIO) -> int:
    """Print the numbers of the visits of whoever has this code, the newest first."""
    with at_desk(person) as desk:
        typed = asked_code(lines)
        alike = [desk.hash_code(reading) for reading in sorted(readings(typed))]
        with desk.writing() as session:
            found = finding.find(session, desk.by, desk.at, desk.hash_code(typed), alike)
    out.writelines(f"{encounter_id}\n" for encounter_id in found)
    out.write(WORDS.count("{n} visit.\n", "{n} visits.\n", len(found)))
    return 0
