"""Labels of lots, and the lot a scanned label is on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Item
from outreach.db.models.stock import Balance, Lot
from outreach.errors import Refusal
from outreach.label_codes import Label, signs_of
from outreach.stock.known_lots import KnownLot, lots_named, told_apart
from outreach.stock.lot_changes import NoSuchLot
from outreach.stock.lot_codes import code_of, lot_id_of
from outreach.vocabulary import ItemId, LotId, SiteId


@dataclass(eq=False)
class NoSuchPlace(Refusal):
    """A sheet has so many labels; printing begins on one of them."""

    start: int
    places: int


@dataclass(eq=False)
class NothingToLabel(Refusal):
    """No lot with a number is on hand there."""


@dataclass(frozen=True, slots=True)
class LotLabel:
    """One label: the lot it is stuck on, and how many units one scan of it stands for."""

    lot_id: LotId
    item_id: ItemId
    number: str
    expires_on: date | None
    source: str  # where the number alone does not tell which lot it is; else ""
    units: int = 1

    @property
    def code(self) -> str:
        """What its barcode says."""
        return code_of(self.lot_id, self.number, self.units)


def lot_label(session: Session, lot_id: LotId, units: int = 1) -> LotLabel:
    """The label of a lot.  Raises NoSuchLot."""
    lot = lots_named(session, (lot_id,)).get(lot_id)
    if lot is None:
        raise NoSuchLot
    source = told_apart(session, (lot.item_id,)).get(lot_id, "")
    return LotLabel(lot_id, lot.item_id, lot.number, lot.expires_on, source, units)


def labels_at(
    session: Session, site_id: SiteId | None, item_id: ItemId | None = None, units: int = 1
) -> list[LotLabel]:
    """A label for each lot with a number that is on hand, at a site or anywhere.  Raises NothingToLabel."""
    on_hand = select(Balance.lot_id).where(Balance.quantity > 0)
    if site_id is not None:
        on_hand = on_hand.where(Balance.site_id == site_id)
    wanted = (
        select(Lot.id)
        .join(Item, Item.id == Lot.item_id)
        .where(Lot.number != "", Lot.id.in_(on_hand))
        .order_by(Item.shelf == "", Item.shelf, Item.position, Lot.expires_on, Lot.id)
    )
    if item_id is not None:
        wanted = wanted.where(Lot.item_id == item_id)
    found = [lot_label(session, LotId(id_), units) for id_ in session.scalars(wanted)]
    if not found:
        raise NothingToLabel
    return found


def lot_of(session: Session, label: Label) -> KnownLot | None:
    """The lot a scanned label is on; None for a label of another center's."""
    lot_id = lot_id_of(label)
    lot = lots_named(session, (lot_id,)).get(lot_id)
    return lot if lot is not None and signs_of(lot.number) == label.number else None
