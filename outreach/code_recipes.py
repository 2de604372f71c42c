"""How this center's codes are made, since when, and how that changed.  A recipe is never changed: a newer one follows.

Codes already in use keep working, whatever the recipe says now: only their hash is kept, and it knows no recipe.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach.codes import presets, recipes
from outreach.codes.pieces import as_json, from_json
from outreach.codes.recipes import Recipe
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.center import CodeRecipe
from outreach.db.models.encounters import Participant
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At

_TABLE = table_of(CodeRecipe)


@dataclass(eq=False)
class BeforeUntilPast(Refusal):
    """Codes are to count as *been here before* until a day that is over already."""

    day: date


def current(session: Session, on: date) -> Recipe:
    """The recipe in force on a day; the usual one, with `since` None, where the center never chose."""
    in_force = [recipe for recipe in history(session) if recipe.since is not None and recipe.since <= on]
    return in_force[0] if in_force else presets.preset(presets.DEFAULT).recipe


def history(session: Session) -> tuple[Recipe, ...]:
    """Every recipe the center chose, newest first."""
    rows = session.execute(select(_TABLE).order_by(_TABLE.c.since_on.desc(), _TABLE.c.id.desc()))
    return tuple(
        Recipe(row.made, from_json(row.pieces), row.points_out_slips, row.since_on, row.before_until_on) for row in rows
    )


def codes_known(session: Session) -> int:
    """How many codes a visit stands with: what a newcomer's code is compared to."""
    known = select(func.count()).select_from(Participant).where(Participant.first_on.is_not(None))
    return session.scalar(known) or 0


def change(session: Session, by: Actor, at: At, recipe: Recipe) -> Recipe:
    """Make codes so from today on; what is the same already is left as it is.

    Raises NotAllowed, BeforeUntilPast, and what `recipes.check` raises.
    """
    by.may(Right.CHANGE_SETTINGS)
    recipes.check(recipe)
    now = current(session, at.day)
    new = replace(recipe, since=at.day)
    if now.since is not None and replace(now, since=at.day) == new:
        return now
    if new.before_until not in {None, now.before_until} and new.before_until < at.day:
        raise BeforeUntilPast(new.before_until)
    row_id = Ids(session, by.device, ("code_recipes",)).next("code_recipes")
    session.execute(insert(_TABLE), [_row(row_id, at.day, new)])
    audit.note(session, by, at, "codes.changed", (row_id,))
    return new


def _row(row_id: int, since: date, recipe: Recipe) -> dict[str, object]:
    return {
        "id": row_id,
        "since_on": since,
        "made": recipe.made,
        "pieces": as_json(recipe.pieces),
        "points_out_slips": recipe.points_out_slips,
        "before_until_on": recipe.before_until,
    }
