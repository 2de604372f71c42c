"""Kits made up this morning for the van of the sample center: a lot of them, and a paper that says of what."""

from uuid import UUID

from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.safety.staff import Actor
from outreach.sample.places import VAN
from outreach.stock import levels, making_up
from outreach.stock.documents import Head
from outreach.vocabulary import At, ItemId, SiteId

KIT, MADE = "Injecting kit", 12
_ID = UUID("b7d0c5f4-52f3-4d0b-8a55-1a1f0c9e7d26")


def make_up(session: Session, by: Actor, at: At, known: Catalog) -> None:
    site_id, kit = SiteId(known.find("site", VAN)), ItemId(known.find("item", KIT))
    can_make = next(
        level.can_make or 0 for level in levels.levels(session, known, site_id, at.day) if level.item_id == kit
    )
    if can_make >= MADE:
        making_up.make_up(session, by, at, Head(_ID, site_id, at.day), kit, MADE)
