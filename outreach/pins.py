"""Tiles that keep their place at a site, whatever is given most there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach.catalog import Item
from outreach.db.models.catalog import Pin
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CategoryId, ItemId, SiteId


def pinned(session: Session, site_id: SiteId) -> tuple[ItemId, ...]:
    """The items pinned at a site, in their order."""
    found = session.scalars(select(Pin.item_id).where(Pin.site_id == site_id).order_by(Pin.position, Pin.item_id))
    return tuple(ItemId(item_id) for item_id in found)


def pin(session: Session, by: Actor, at: At, *, site_id: SiteId, item_ids: Sequence[ItemId]) -> None:
    """Let exactly these be pinned at a site, in this order.  Raises NotAllowed."""
    by.may(Right.ARRANGE_DESK)
    session.execute(delete(Pin).where(Pin.site_id == site_id))
    order = list(dict.fromkeys(item_ids))
    rows = [{"site_id": site_id, "item_id": item_id, "position": place} for place, item_id in enumerate(order)]
    if rows:
        session.execute(insert(Pin), rows)
    audit.note(session, by, at, "site.pinned", (site_id,))


def desk_order(items: Iterable[Item], pinned_here: Sequence[ItemId], most: Sequence[ItemId]) -> tuple[ItemId, ...]:
    """Every item that is not retired, as a site's desk shows them: pins, then what is given most, then the rest."""
    current = {item.id: item for item in items if not item.retired}
    pinned_ = [item_id for item_id in pinned_here if item_id in current]
    usual = usual_order(current.values(), most)
    return (*pinned_, *(item_id for item_id in usual if item_id not in pinned_))


def usual_order(items: Iterable[Item], most: Sequence[ItemId]) -> tuple[ItemId, ...]:
    """What is given most, then the first of each category, then the second of each."""
    current = [item for item in items if not item.retired]
    ids = {item.id for item in current}
    ranked = [item_id for item_id in most if item_id in ids]
    return (*ranked, *(item.id for item in _mixed(current) if item.id not in ranked))


def _mixed(items: Iterable[Item]) -> list[Item]:
    """The first of each category, then the second of each: a new center begins with something of everything."""
    place: dict[CategoryId, int] = {}
    ranked = []
    for item in items:
        place[item.category_id] = place.get(item.category_id, 0) + 1
        ranked.append((place[item.category_id], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]
