"""Tiles that keep their place at a site, whatever is given most there."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Pin
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, ItemId, SiteId


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
