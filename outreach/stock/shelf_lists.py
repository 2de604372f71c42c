"""What stands on each shelf of a site: every item kept there with its lots, in the order of the shelves.  Read only."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Item, SiteTarget
from outreach.db.models.stock import Balance
from outreach.stock import levels
from outreach.stock.levels import LotLevel
from outreach.vocabulary import CategoryId, ItemId, SiteId


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One item with its lots here, first out first; none of them when none is here."""

    item_id: ItemId
    shelf: str
    lots: tuple[LotLevel, ...]

    @property
    def on_hand(self) -> int:
        return sum(lot.on_hand for lot in self.lots)


@dataclass(frozen=True, slots=True)
class ShelfList:
    site_id: SiteId
    on: date
    items: tuple[ShelfItem, ...]
    category_id: CategoryId | None = None  # all of it, where it is None


def shelf_list(session: Session, site_id: SiteId, on: date, category_id: CategoryId | None = None) -> ShelfList:
    """Everything (of a category) with a place on a shelf, a target for this site, or anything of it here."""
    here = select(Balance.item_id).where(Balance.site_id == site_id, Balance.quantity != 0)
    wanted = select(SiteTarget.item_id).where(SiteTarget.site_id == site_id, SiteTarget.target > 0)
    of = Item.category_id == category_id if category_id is not None else true()
    rows = session.execute(
        select(Item.id, Item.shelf)
        .where(of)
        .where((Item.retired_on.is_(None) & ((Item.shelf != "") | Item.id.in_(wanted))) | Item.id.in_(here))
        .order_by(Item.shelf == "", Item.shelf, Item.position, Item.id)
    ).all()
    items = tuple(
        ShelfItem(ItemId(row.id), row.shelf, levels.lots(session, ItemId(row.id), on, site_id)) for row in rows
    )
    return ShelfList(site_id, on, items, category_id)
