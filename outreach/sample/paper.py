"""A visit sheet of the van that somebody has begun to key: it changes no figure, and waits at the desk."""

from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.safety.staff import Actor
from outreach.sample.places import VAN
from outreach.sheets import keeping
from outreach.sheets.rows import Head, Row
from outreach.vocabulary import At, ItemId, SheetKind, SiteId

NUMBER = "K7Q 482"
_IDS = UUID("2f5a0c9e-5a8e-4a5e-9d0a-6f6b2d6e1c11")
# For how many, and how many of the first columns of the sheet.
_ROWS = ((1, (20, 0, 1)), (2, (40, 10, 2)), (None, (10, 0, 1)), (3, (60, 20, 2)), (1, (30,)))


def begin_sheet(session: Session, by: Actor, at: At, catalog: Catalog) -> None:
    """Key the first rows of a sheet of the night before."""
    site_id = SiteId(catalog.find("site", VAN))
    sheet = keeping.begin(session, by, at, NUMBER, SheetKind.VISIT, site_id)
    keeping.keep_head(
        session, by, sheet.id,
        Head(at.day - timedelta(days=1), site_id, catalog.site[site_id].usual_place_id, by.staff_id),
    )  # fmt: skip
    for number, (people, amounts) in enumerate(_ROWS, start=1):
        items = tuple((ItemId(item), n) for item, n in zip(sheet.layout.items, amounts, strict=False) if n)
        row = Row(uuid5(_IDS, str(number)), for_people=people, items=items)
        keeping.keep_row(session, by, sheet.id, number, row)
