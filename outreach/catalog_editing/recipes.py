"""What is inside a kit, from a day on.  Kits given before keep what they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach.catalog_editing.standing import StillInUse
from outreach.db.ids import Ids
from outreach.db.models.catalog import RecipePart, RecipeVersion
from outreach.db.models.encounters import Given
from outreach.db.models.stock import Balance, Lot
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, ItemId, RecipeVersionId

Parts = Sequence[tuple[ItemId, int]]


@dataclass(eq=False)
class RecipeWrong(Refusal):
    """A kit holds at least one item, each once, in an amount of 1 or more, and no other kit."""


@dataclass(eq=False)
class RecipeInUse(Refusal):
    """Kits were made or given by the recipe of that day already; begin the new one on another day."""

    since: date


def write(session: Session, by: Actor, at: At, item_id: ItemId, since: date, parts: Parts) -> RecipeVersionId:
    """Say what is inside a kit from `since` on; an item without a recipe becomes a kit.

    Raises NotAllowed, RecipeWrong, RecipeInUse, StillInUse.
    """
    by.may(Right.EDIT_CATALOG)
    _check(session, item_id, parts)
    versions = {
        row.since_on: row.id
        for row in session.execute(select(RecipeVersion.__table__).where(RecipeVersion.item_id == item_id))
    }
    if not versions and session.scalar(select(Balance.lot_id).where(Balance.item_id == item_id, Balance.quantity != 0)):
        raise StillInUse
    version_id = versions.get(since)
    if version_id is None:
        version_id = Ids(session, by.device, ("recipe_versions",)).next("recipe_versions")
        session.execute(insert(RecipeVersion), [{"id": version_id, "item_id": item_id, "since_on": since}])
    else:
        if _is_used(session, version_id):
            raise RecipeInUse(since)
        session.execute(delete(RecipePart).where(RecipePart.recipe_version_id == version_id))
    session.execute(
        insert(RecipePart),
        [{"recipe_version_id": version_id, "item_id": part, "quantity": quantity} for part, quantity in parts],
    )
    audit.note(session, by, at, "recipe.written", (item_id,))
    return RecipeVersionId(version_id)


def _check(session: Session, item_id: ItemId, parts: Parts) -> None:
    items = [part for part, _ in parts]
    kits = set(session.scalars(select(RecipeVersion.item_id)))
    if not parts or len(set(items)) < len(items) or any(quantity < 1 for _, quantity in parts):
        raise RecipeWrong
    if item_id in items or kits & set(items):
        raise RecipeWrong


def _is_used(session: Session, version_id: int) -> bool:
    by_lot = select(Lot.id).where(Lot.recipe_version_id == version_id).limit(1)
    given = select(Given.id).where(Given.recipe_version_id == version_id).limit(1)
    return any(session.scalar(one) is not None for one in (by_lot, given))
