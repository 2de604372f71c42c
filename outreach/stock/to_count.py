"""What a count covers, in shelf order: every lot on the books there, and every item of the list at zero."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Item
from outreach.db.models.stock import Balance, Lot
from outreach.stock.draft_reading import Scope
from outreach.vocabulary import ItemId, LotId, SiteId


def to_count(session: Session, site_id: SiteId, scope: Scope) -> list[tuple[ItemId, LotId]]:
    """The lots a count begins with; of an item at zero, the one without a number."""
    stands = _on_books(session, site_id)  # what is retired is counted while some is left
    lots: dict[int, Sequence[int]] = {**stands}
    plain = select(Lot.item_id, Lot.id).where(Lot.number == "", Lot.recipe_version_id.is_(None)).order_by(Lot.id)
    for row in session.execute(plain):
        lots.setdefault(row.item_id, [row.id])
    wanted = [item for item, is_retired in _items(session, scope) if not is_retired or item in stands]
    return [(ItemId(item), LotId(lot)) for item in wanted for lot in lots.get(item, ())]


def on_books(session: Session, site_id: SiteId, scope: Scope) -> list[tuple[ItemId, LotId]]:
    """Those of them that the books have there now."""
    stands = _on_books(session, site_id)
    return [(ItemId(item), LotId(lot)) for item, _ in _items(session, scope) for lot in stands.get(item, ())]


def _items(session: Session, scope: Scope) -> list[tuple[int, bool]]:
    """Those covered, and whether each is retired."""
    items = select(Item.id, Item.retired_on).order_by(Item.shelf == "", Item.shelf, Item.position, Item.id)
    if scope.category_id is not None:
        items = items.where(Item.category_id == scope.category_id)
    if scope.item_id is not None:
        items = items.where(Item.id == scope.item_id)
    if scope.shelf:
        items = items.where(Item.shelf == scope.shelf)
    return [(row.id, row.retired_on is not None) for row in session.execute(items)]


def _on_books(session: Session, site_id: SiteId) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in session.execute(
        select(Balance.item_id, Balance.lot_id)
        .join(Lot, Lot.id == Balance.lot_id)
        .where(Balance.site_id == site_id, Balance.quantity != 0)
        .order_by(Lot.expires_on, Lot.number, Lot.id)
    ):
        found.setdefault(row.item_id, []).append(row.lot_id)
    return found
