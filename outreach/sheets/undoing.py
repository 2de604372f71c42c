"""A sheet that was wrong: voided in one act, or moved to another day, site or place in one act."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import update
from sqlalchemy.orm import Session

from outreach import encounters, history
from outreach.db.models.sheets import Sheet as SheetTable
from outreach.encounters import NotYours
from outreach.entry import check_day
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.sheets import returning
from outreach.sheets.keeping import clear_rows
from outreach.sheets.posting import void_already
from outreach.sheets.reading import Sheet, Stage, load, posted
from outreach.stock import documents, handovers, paper_trail
from outreach.stock.documents import Head as DocumentHead
from outreach.stock.handovers import To
from outreach.stock.papers import Line
from outreach.vocabulary import (
    At,
    CountSide,
    DocumentId,
    PlaceId,
    Recipient,
    SheetId,
    SiteId,
    VoidReason,
)

_IDS = UUID("7f0a5c39-93a1-4f0c-8a0e-61f6b7a2d9c4")


@dataclass(eq=False)
class RowsKeyed(Refusal):
    """A sheet that is not posted has so many rows (or lines) that go with it."""

    number: str
    rows: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How many visits now stand on the other day."""

    visits: int


def void(session: Session, by: Actor, at: At, sheet_id: SheetId, reason: VoidReason) -> int:
    """Take every visit of a sheet back, or put a sheet that is not posted away; how many visits there were.

    Raises NotAllowed, NotYours, NoSuchSheet, SheetIsVoid.
    """
    by.may(Right.RECORD)
    sheet = _standing(session, by, at, sheet_id)
    visits = [row.encounter_id for row in posted(session, sheet_id) if not row.is_void]
    for encounter_id in visits:
        encounters.void(session, by, at, encounter_id, reason)
    if sheet.document_id is not None:
        with suppress(documents.AlreadyVoided):  # a coordinator took it back by itself
            documents.void(session, by, at, sheet.document_id)
    returning.take_back(session, by, at, sheet_id, reason)
    if sheet.stage is not Stage.POSTED:
        clear_rows(session, sheet_id)
    session.execute(update(SheetTable).where(SheetTable.id == sheet_id).values(voided_on=at.day, event=""))
    audit.note(session, by, at, "sheet.voided", (sheet_id,))
    return len(visits)


def redate(
    session: Session,
    by: Actor,
    at: At,
    sheet_id: SheetId,
    *,
    on: date,
    site_id: SiteId,
    place_id: PlaceId | None = None,
    count_side: CountSide | None = None,
) -> Moved:
    """Let every visit of a sheet be of another day, site or place; nothing else of them changes.

    Raises NotAllowed, NotYours, NoSuchSheet, SheetIsVoid, and what `entry.check_day` and correcting a visit raise.
    """
    by.may(Right.RECORD)
    check_day(on, at.day)
    sheet = _standing(session, by, at, sheet_id)
    head = replace(sheet.head, on=on, site_id=site_id, place_id=place_id, count_side=count_side)
    if head == sheet.head:
        return Moved(0)
    where: dict[str, Any] = {"on": on, "hour": None, "site_id": site_id, "place_id": place_id, "count_side": count_side}
    moved = 0
    for row in posted(session, sheet_id):
        if not row.is_void:
            history.correct(session, by, at, row.encounter_id, replace(row.entry, **where))
            moved += 1
    document_id = _moved_document(session, by, at, sheet, DocumentHead(UUID(int=0), site_id, on, side=count_side))
    returning.move(session, by, at, sheet_id, on, site_id, place_id)
    said = {"on_day": on, "site_id": site_id, "place_id": place_id, "count_side": count_side}
    session.execute(update(SheetTable).where(SheetTable.id == sheet_id).values(document_id=document_id, **said))
    audit.note(session, by, at, "sheet.redated", (sheet_id,))
    return Moved(moved)


def _standing(session: Session, by: Actor, at: At, sheet_id: SheetId) -> Sheet:
    """The sheet, if it is not void and this person may change what it was posted as."""
    sheet = load(session, sheet_id)
    if sheet.stage is Stage.VOIDED:
        raise void_already(session, sheet)
    if not may_change(by, at, sheet):
        raise NotYours
    return sheet


def may_change(by: Actor, at: At, sheet: Sheet) -> bool:
    """Front desk its own of today, as with visits; a coordinator any.  A blank one is nobody's."""
    if sheet.stage is Stage.PRINTED or by.has(Right.CORRECT_ANY):
        return True
    if sheet.listed.posted_on is None:
        return sheet.listed.keyed_by == by.initials
    return sheet.listed.posted_by == by.initials and sheet.listed.posted_on == at.day


def _moved_document(session: Session, by: Actor, at: At, sheet: Sheet, head: DocumentHead) -> DocumentId | None:
    """The hand-over of a crowd nobody was counted in, written again where it belongs."""
    if sheet.document_id is None:
        return None
    entry, _ = paper_trail.one(session, sheet.document_id)
    client_id = uuid5(_IDS, f"{sheet.document_id}|{head.on}|{head.site_id}|{head.side}")
    head = replace(head, client_id=client_id, reference=entry.reference, replaces=sheet.document_id)
    made = [Line(item_id, amount) for item_id, amount in sheet.crowd.items]
    return handovers.hand_over(session, by, at, head, To(Recipient.EVENT), made).document_id
