"""What a person is shown of a kit before any is made up or taken apart.  Nothing here writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.stock import Lot
from outreach.stock import kit_lots, kits, levels
from outreach.stock.assembling import numbers_taken
from outreach.stock.kit_lots import Inside
from outreach.vocabulary import ItemId, LotId, SiteId


@dataclass(frozen=True, slots=True)
class LotOfKits:
    """By which recipe a lot was made up, and which lots went into it and are there still."""

    parts: tuple[tuple[ItemId, int], ...]
    inside: Inside


@dataclass(frozen=True, slots=True)
class KitBooks:
    """`numbers`: what lots of this kit are called; `lots`: those on hand at the site."""

    item_id: ItemId
    numbers: frozenset[str]
    lots: Mapping[LotId, LotOfKits]


def read(session: Session, *, item_id: ItemId, site_id: SiteId, on: date) -> KitBooks:
    versions = kits.recipes(session, [item_id]).get(item_id, ())
    by_id: dict[int | None, kits.Recipe] = {recipe.version_id: recipe for recipe in versions}
    here = [lot.lot_id for lot in levels.lots(session, item_id, on, site_id)]
    found: dict[LotId, LotOfKits] = {}
    for lot_id, version_id in session.execute(select(Lot.id, Lot.recipe_version_id).where(Lot.id.in_(here))):
        recipe = by_id.get(version_id) or kits.recipe_on(versions, on)
        found[LotId(lot_id)] = LotOfKits(recipe.parts, kit_lots.still_inside(session, LotId(lot_id)))
    return KitBooks(item_id, numbers_taken(session, item_id), found)
