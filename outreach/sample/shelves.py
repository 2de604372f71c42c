"""Where things stand in the sample center's stock room, and a count of one shelf that somebody has begun there."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.catalog_editing import book, saving
from outreach.safety.staff import Actor
from outreach.sample.places import FRONT_STREET
from outreach.stock import draft_lines, draft_reading, drafts
from outreach.stock.draft_reading import Scope
from outreach.vocabulary import At, CountScope, SiteId

_ID = UUID("b0d5f1a2-7c34-4a27-9a55-3e0c6f2d9b81")
_SHELVES = {  # by category, in the order one walks
    "Syringes": "A1", "Safer injecting": "A2", "Sharps containers": "A3", "Safer smoking": "B1", "Kits": "B2",
    "Naloxone": "C1", "Drug checking": "C2", "Safer sex": "D1", "Wound care": "D2", "Hygiene": "D3",
    "Food and water": "D4",
}  # fmt: skip
_COUNTED = "C1"
_LINES = 2  # of it, so far


def put_on_shelves(session: Session, by: Actor, at: At, known: Catalog) -> None:
    """Name the shelf of every item this center keeps."""
    there = book.load(session, at.day)
    for item in there.items:
        shelf = _SHELVES.get(known.item[item.id].category, "") if item.id in known.item else ""
        if shelf:
            facts = replace(item.said.facts, shelf=shelf)
            saving.save_item(session, by, at, item, replace(item.said, facts=facts))


def begin_count(session: Session, by: Actor, at: At, known: Catalog) -> None:
    """The first lines of one shelf, just as the books have them."""
    draft_id = drafts.start(
        session, by, at, client_id=_ID, site_id=SiteId(known.find("site", FRONT_STREET)),
        scope=Scope(CountScope.SHELF, shelf=_COUNTED), is_blind=True, on_paper=False,
    )  # fmt: skip
    for line in draft_reading.load(session, draft_id).lines[:_LINES]:
        draft_lines.enter(session, by, at, line.id, max(0, line.expected))
