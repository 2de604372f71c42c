"""Every lot that has a number, to be found by it: whoever read the number off the box knows no id of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from outreach import label_codes
from outreach.catalog import folded
from outreach.db.models.catalog import RecipeVersion, Source
from outreach.db.models.stock import Lot
from outreach.errors import Refusal
from outreach.stock.lot_codes import code_of, lot_id_of
from outreach.stock.lots import alike
from outreach.vocabulary import Despite, ItemId, LotId


@dataclass(eq=False)
class UnknownLot(Refusal):
    """No lot of this item has that number (and comes from that source)."""

    number: str


@dataclass(eq=False)
class SeveralLots(Refusal):
    """The number is there from more than one source; the source tells which is meant."""

    number: str


@dataclass(eq=False)
class WrittenSeveralWays(Refusal):
    """The number is there more than once from one source; how it is written tells which is meant."""

    number: str
    ways: str


@dataclass(eq=False)
class OfSeveralRecipes(Refusal):
    """Kits of one number and source are there by more than one recipe; the code of a label tells which are meant."""

    number: str
    codes: str


@dataclass(eq=False)
class NoneWithoutNumber(Refusal):
    """Nothing of this item was ever there without a lot number (from that source)."""


@dataclass(eq=False)
class SeveralWithoutNumber(Refusal):
    """Stock without a lot number is there from more than one source; the source tells which is meant."""


@dataclass(frozen=True, slots=True)
class KnownLot:
    lot_id: LotId
    item_id: ItemId
    number: str
    source: str
    expires_on: date | None
    on_hold: bool
    is_recalled: bool = False
    recipe_since: date | None = None  # of kits: since when the recipe held that they were made by

    def despite(self, on: date) -> Despite | None:
        return despite(self.expires_on, on, on_hold=self.on_hold)


KnownLots = Mapping[tuple[ItemId, str], tuple[KnownLot, ...]]
"""By item and number, as numbers are compared: case and spaces do not matter."""


def despite(expires_on: date | None, on: date, *, on_hold: bool) -> Despite | None:
    """What handing out such a lot on that day is done despite; a hold weighs more than a date."""
    if on_hold:
        return Despite.ON_HOLD
    return Despite.EXPIRED if expires_on is not None and expires_on < on else None


def known_lots(session: Session, item_ids: Iterable[ItemId] | None = None) -> KnownLots:
    """Those of some items, or of all."""
    of_items = [] if item_ids is None else [Lot.item_id.in_(sorted(item_ids))]
    found: dict[tuple[ItemId, str], list[KnownLot]] = {}
    for lot in _lots(session, Lot.number != "", *of_items):
        found.setdefault((lot.item_id, folded(lot.number)), []).append(lot)
    return {key: tuple(lots) for key, lots in found.items()}


def without_number(session: Session, item_id: ItemId, source: str | None = None) -> KnownLot:
    """What of an item has no lot number; of a kit what was made up or came by its newest recipe.

    Raises NoneWithoutNumber, SeveralWithoutNumber.
    """
    found = _lots(session, Lot.number == "", Lot.item_id == item_id)
    named = {folded(lot.source): lot for lot in found if source is None or folded(lot.source) == folded(source)}
    if not named:
        raise NoneWithoutNumber
    if len(named) > 1:
        raise SeveralWithoutNumber
    return next(iter(named.values()))


def lots_named(session: Session, lots: Iterable[LotId]) -> Mapping[LotId, KnownLot]:
    """These lots, whether they have a number or not."""
    return {lot.lot_id: lot for lot in _lots(session, Lot.id.in_(sorted(lots)))}


def _lots(session: Session, *wanted: ColumnElement[bool]) -> list[KnownLot]:
    rows = session.execute(
        select(
            Lot.id, Lot.item_id, Lot.number, Lot.expires_on, Lot.on_hold, Lot.recalled_on, Source.name,
            RecipeVersion.since_on,
        )
        .join(Source, Source.id == Lot.source_id)
        .outerjoin(RecipeVersion, RecipeVersion.id == Lot.recipe_version_id)
        .where(*wanted)
        .order_by(func.coalesce(Lot.recipe_version_id, 0), Lot.id)
    )  # fmt: skip
    return [
        KnownLot(
            LotId(row.id), ItemId(row.item_id), row.number, row.name, row.expires_on, row.on_hold,
            is_recalled=row.recalled_on is not None, recipe_since=row.since_on,
        )
        for row in rows
    ]  # fmt: skip


def told_apart(session: Session, item_ids: Iterable[ItemId]) -> Mapping[LotId, str]:
    """The source of each lot whose number does not tell it from another lot of its item; of others nothing."""
    groups = known_lots(session, item_ids).values()
    return {lot.lot_id: lot.source for lots in groups if len(lots) > 1 for lot in lots}


def the_lot(lots: KnownLots, item_id: ItemId, number: str, source: str | None = None) -> KnownLot:
    """The one lot of an item with this number: of several that are alike, the one written just so.

    The code of a lot's label names it too.  Raises UnknownLot, SeveralLots, WrittenSeveralWays, OfSeveralRecipes.
    """
    named = lots.get((item_id, folded(number)), ()) or _labeled(lots, item_id, number)
    if source is not None:
        named = tuple(lot for lot in named if folded(lot.source) == folded(source))
    if not named:
        raise UnknownLot(number)
    named = tuple(lot for lot in named if alike(lot.number) == alike(number)) or named
    if len({lot.source for lot in named}) > 1:  # asked even where one is written just so: another may be meant too
        raise SeveralLots(number)
    just_so = tuple(lot for lot in named if lot.number == number) or named
    if len(just_so) > 1:
        ways = dict.fromkeys(lot.number for lot in just_so)
        raise WrittenSeveralWays(number, ", ".join(ways)) if len(ways) > 1 else _of_recipes(just_so)
    return just_so[0]


def _labeled(lots: KnownLots, item_id: ItemId, code: str) -> tuple[KnownLot, ...]:
    """The lot of the item whose label says this."""
    label = label_codes.read(code)
    if label is None:
        return ()
    wanted = lot_id_of(label)
    of_item = (lot for (item, _), named in lots.items() if item == item_id for lot in named)
    return tuple(lot for lot in of_item if lot.lot_id == wanted and label_codes.signs_of(lot.number) == label.number)


def _of_recipes(lots: tuple[KnownLot, ...]) -> OfSeveralRecipes:
    """Each by its code, and the day since when its recipe held."""
    codes = (f"{code_of(lot.lot_id, lot.number)} ({lot.recipe_since or '–'})" for lot in lots)
    return OfSeveralRecipes(lots[0].number, ", ".join(codes))
