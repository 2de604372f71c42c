"""Handing out, kits included: a kit from the shelf if one is made up, else drawn apart, part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from outreach.db.models.base import table_of
from outreach.db.models.catalog import RecipePart, RecipeVersion
from outreach.errors import Refusal
from outreach.stock.ledger import Ledger
from outreach.stock.picking import free, pick
from outreach.stock.standing import Seen
from outreach.vocabulary import ItemId, Kind, LotId, LotKnown, RecipeVersionId, SiteId


@dataclass(eq=False)
class NotAKit(Refusal):
    """Only what has a recipe is made up, taken apart or changed."""


@dataclass(eq=False)
class KitInKit(Refusal):
    """What is inside counts once, so a kit is no part of another."""


_VERSIONS, _PARTS = table_of(RecipeVersion).c, table_of(RecipePart).c
_RECIPES = (
    select(_VERSIONS.item_id, _VERSIONS.id, _VERSIONS.since_on, _PARTS.item_id, _PARTS.quantity)
    .where(_PARTS.recipe_version_id == _VERSIONS.id, _VERSIONS.item_id.in_(bindparam("items", expanding=True)))
    .order_by(_VERSIONS.item_id, _VERSIONS.since_on, _PARTS.item_id)
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one kit holds, from `since` on."""

    version_id: RecipeVersionId
    since: date
    parts: tuple[tuple[ItemId, int], ...]


Recipes = Mapping[ItemId, tuple[Recipe, ...]]
Take = tuple[ItemId, int, LotId | None, LotKnown]


@dataclass(frozen=True, slots=True)
class Portion:
    """One given line: how many; if kits, by which recipe, and whether made up (from `lots`) or drawn apart."""

    quantity: int
    recipe: Recipe | None = None
    apart: bool = False
    lots: tuple[tuple[LotId, int], ...] = ()

    @property
    def recipe_version_id(self) -> RecipeVersionId | None:
        return self.recipe.version_id if self.recipe else None


def recipes(session: Session, items: list[ItemId]) -> Recipes:
    """Every recipe version of those of `items` that are kits, oldest first."""
    found: dict[ItemId, dict[int, tuple[date, list[tuple[ItemId, int]]]]] = {}
    for item_id, version_id, since_on, part_id, quantity in session.connection().execute(_RECIPES, {"items": items}):
        versions = found.setdefault(item_id, {})
        versions.setdefault(version_id, (since_on, []))[1].append((part_id, quantity))
    return {
        item: tuple(Recipe(RecipeVersionId(v), since, tuple(parts)) for v, (since, parts) in versions.items())
        for item, versions in found.items()
    }


def recipe_on(versions: tuple[Recipe, ...], day: date) -> Recipe:
    """The recipe in force on `day`; the oldest for a day before any."""
    return next((recipe for recipe in reversed(versions) if recipe.since <= day), versions[0])


def portions(
    ledger: Ledger, versions: tuple[Recipe, ...], site_id: SiteId, item_id: ItemId, quantity: int, on: date
) -> list[Portion]:
    """How `quantity` of an item will be given: as itself, as kits made up by some recipe, or as kits drawn apart."""
    if not versions:
        return [Portion(quantity)]
    today = recipe_on(versions, on)
    by_id = {recipe.version_id: recipe for recipe in versions}
    shelf = ledger.shelf(site_id, item_id)
    made_up, _ = pick(shelf, max(0, min(quantity, free(shelf, on))), on)
    apart = quantity - sum(taken for _, taken in made_up)
    shares: dict[RecipeVersionId, list[tuple[LotId, int]]] = {}
    for lot, taken in made_up:
        shares.setdefault(lot.recipe_version_id or today.version_id, []).append((lot.id, taken))
    made = [Portion(sum(n for _, n in lots), by_id[version], lots=tuple(lots)) for version, lots in shares.items()]
    return [*made, Portion(apart, today, apart=True)] if apart else made


def recipe_of_lot(
    ledger: Ledger, versions: tuple[Recipe, ...], site_id: SiteId, item_id: ItemId, lot_id: LotId, on: date
) -> Recipe | None:
    """The recipe a chosen lot of kits was made up by; None for an item that is no kit."""
    if not versions:
        return None
    by_id = {recipe.version_id: recipe for recipe in versions}
    made_by = ledger.lot(site_id, item_id, lot_id, on).recipe_version_id
    return by_id[made_by] if made_by else recipe_on(versions, on)


def hand_out(  # noqa: PLR0913 - what, from where, when, for which line, from which lot
    ledger: Ledger,
    portion: Portion,
    site_id: SiteId,
    item_id: ItemId,
    on: date,
    seen: Seen,
    given_id: int,
    *,
    lot_id: LotId | None = None,
    lot_known: LotKnown = LotKnown.BY_THE_BOOKS,
) -> dict[ItemId, int]:
    """Take one portion off the shelf for its given line; return what the books did not hold, by item."""
    takes: list[Take]
    if portion.recipe:
        ledger.kits_left(site_id, item_id, [part for part, _ in portion.recipe.parts], on, seen)
    if portion.apart and portion.recipe:
        takes = [(part, each * portion.quantity, None, lot_known) for part, each in portion.recipe.parts]
    elif portion.lots:
        takes = [(item_id, taken, lot, LotKnown.BY_THE_BOOKS) for lot, taken in portion.lots]
    else:
        takes = [(item_id, portion.quantity, lot_id, lot_known)]
    return give(ledger, takes, site_id, on, seen, given_id)


def give(
    ledger: Ledger, takes: Iterable[Take], site_id: SiteId, on: date, seen: Seen, given_id: int
) -> dict[ItemId, int]:
    """Give what one line really takes off the shelf; return what the books did not hold, by item."""
    shorts: dict[ItemId, int] = {}
    for item, amount, lot, known in takes:
        short = ledger.take(Kind.GIVEN, site_id, item, amount, on, seen, lot_id=lot, lot_known=known, given_id=given_id)
        if short:
            shorts[item] = shorts.get(item, 0) + short
    return shorts
