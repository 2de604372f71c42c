"""A paper taken back by itself: from the page of papers, or by its number from the command line."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, paper_listing, paper_reading
from outreach.vocabulary import At, DocumentId, PaperVoid


@dataclass(eq=False)
class BelongsToSheet(Refusal):
    """What left by a totals sheet is taken back with the sheet."""

    number: str


@dataclass(eq=False)
class BelongsToReport(Refusal):
    """Naloxone used here is put back with the report that says so."""


def void(session: Session, by: Actor, at: At, document_id: DocumentId, reason: PaperVoid) -> None:
    """Take a paper back that belongs to nothing else.

    Raises NotAllowed, NoSuchDocument, AlreadyVoided, BelongsToSheet, BelongsToReport.
    """
    by.may(Right.CORRECT_ANY)
    paper = paper_listing.listed(session, document_id)
    owner = paper_reading.owner(session, document_id)
    if paper is not None and not paper.is_void and owner is not None:
        raise belongs(owner)
    documents.void(session, by, at, document_id, reason)


def belongs(owner: paper_reading.Owner) -> Refusal:
    """Where a paper that this wrote is put right."""
    return BelongsToSheet(owner.sheet) if owner.sheet else BelongsToReport()
