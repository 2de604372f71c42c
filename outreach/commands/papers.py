"""What the commands about papers of the stock room do: list them, take one back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TextIO

from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, Desk, at_desk, row_number
from outreach.commands.lots import lot_said
from outreach.exchange.papers import paper_json, paper_text
from outreach.stock import paper_listing, paper_reading, paper_voiding
from outreach.stock.documents import NoSuchDocument
from outreach.stock.paper_listing import WhichPapers
from outreach.vocabulary import DocumentId, DocumentKind, ItemId, PaperVoid

Said = Mapping[str, Any]
KINDS = tuple(kind.value for kind in DocumentKind)
REASONS = tuple(reason.value for reason in PaperVoid)


def listing(person: Person, said: Said, out: TextIO, err: TextIO) -> int:
    """Show papers, newest first; as JSON each with its lines, one object a line."""
    most: int = said["newest"]
    with at_desk(person) as desk:
        found = desk.read(paper_listing.papers, _which(desk, said), most + 1)
        for paper in found[:most]:
            if said["json"]:
                opened = desk.read(paper_reading.opened, paper.id)
                out.write(json.dumps(paper_json(opened, desk.catalog), ensure_ascii=False) + "\n")
            else:
                out.write(paper_text(paper, desk.catalog, WORDS) + "\n")
    if len(found) > most:
        err.write(f"These are the newest {WORDS.number(most)}. Narrow the days, or say --newest and how many.\n")
    return 0


def void(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take a paper back; what belongs to a sheet or a report is taken back there."""
    document = DocumentId(row_number(number, NoSuchDocument))
    with at_desk(person) as desk, desk.writing() as session:
        paper_voiding.void(session, desk.by, desk.at, document, PaperVoid(reason))
    out.write(f"Paper {number} was taken back.\n")
    return 0


def _which(desk: Desk, said: Said) -> WhichPapers:
    """Raises UnknownName, UnknownLot, SeveralLots."""
    return WhichPapers(
        first=said["first"] or date.min,
        last=said["last"] or date.max,
        site_id=desk.site(said["site"]),
        kind=DocumentKind(said["kind"]) if said["kind"] else None,
        item_id=ItemId(desk.catalog.find("item", said["item"])) if said["item"] else None,
        said=said["find"] or "",
        lot_id=desk.read(lot_said, said, desk.catalog).lot_id if said["lot"] is not None else None,
    )
