"""A totals sheet posted: it adds supplies, and contacts if they were counted; people, new and answers never."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import insert
from sqlalchemy.orm import Session

from outreach import catalog
from outreach.db.models.sheets import SheetService
from outreach.encounter_rows import Recorded
from outreach.encounters import record
from outreach.entry import Entry, Given
from outreach.errors import Refusal
from outreach.safety.staff import Actor
from outreach.sheets.reading import Sheet
from outreach.sheets.returning import collect
from outreach.sheets.rows import Head
from outreach.stock.documents import Head as DocumentHead
from outreach.stock.handovers import To, hand_over
from outreach.stock.papers import Line
from outreach.vocabulary import At, DocumentId, Recipient

_IDS = UUID("0c1d7b0e-3a6b-4f2e-8f3e-2b9a6d4c5e10")


@dataclass(eq=False)
class ContactsNotSaid(Refusal):
    """Whether contacts were counted is on the paper, and is never guessed."""

    number: str


@dataclass(eq=False)
class EventWithoutName(Refusal):
    """Supplies that nobody was counted for go to an event: it needs a name, or a place of the list."""

    number: str


@dataclass(eq=False)
class NotOnList(Refusal):
    """What leaves without a visit leaves a shelf; a thing that is on no list has none."""

    name: str


def post(session: Session, by: Actor, at: At, sheet: Sheet) -> tuple[tuple[Recorded, ...], DocumentId | None]:
    """Record what a totals sheet says.

    Raises NotAllowed (a hand-over is a coordinator's), ContactsNotSaid, EventWithoutName, NotOnList, and what
    recording a visit raises.
    """
    head, crowd = sheet.head, sheet.crowd
    if head.contacts is None:
        raise ContactsNotSaid(sheet.number)
    recorded: tuple[Recorded, ...] = ()
    document_id = None
    if head.contacts:
        recorded = (record(session, by, at, _visit(sheet)),)
    elif crowd.items or crowd.unlisted:
        document_id = _hand_over(session, by, at, sheet)
    services = [{"sheet_id": sheet.id, "service_id": id_, "number": n} for id_, n in crowd.services if n]
    if services:
        session.execute(insert(SheetService), services)
    collect(session, by, at, sheet.id, head, crowd)
    return recorded, document_id


def _visit(sheet: Sheet) -> Entry:
    """So many contacts at once: nobody's code, no answer."""
    head = sheet.head
    assert head.on is not None  # noqa: S101 - posting asked for both
    assert head.site_id is not None  # noqa: S101
    return Entry(
        client_id=uuid5(_IDS, f"{sheet.id}|{sheet.number}"),
        on=head.on,
        hour=None,
        site_id=head.site_id,
        place_id=head.place_id,
        given=tuple(Given(item_id, amount) for item_id, amount in sheet.crowd.items if amount),
        contacts=head.contacts or 1,
        unlisted=sheet.crowd.unlisted,
        count_side=head.count_side,
    )


def _hand_over(session: Session, by: Actor, at: At, sheet: Sheet) -> DocumentId:
    head, crowd = sheet.head, sheet.crowd
    if crowd.unlisted:
        raise NotOnList(crowd.unlisted[0].name)
    reference = head.event or _place_name(session, at, head)
    if not reference:
        raise EventWithoutName(sheet.number)
    assert head.on is not None  # noqa: S101
    assert head.site_id is not None  # noqa: S101
    client_id = uuid5(_IDS, f"{sheet.id}|{sheet.number}|handed over")
    document = DocumentHead(client_id, head.site_id, head.on, reference, head.count_side)
    lines = [Line(item_id, amount) for item_id, amount in crowd.items if amount]
    return hand_over(session, by, at, document, To(Recipient.EVENT), lines).document_id


def _place_name(session: Session, at: At, head: Head) -> str:
    if head.place_id is None:
        return ""
    return catalog.load(session, catalog.language(session), at.day).place[head.place_id].name
