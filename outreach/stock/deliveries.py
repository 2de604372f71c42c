"""Deliveries: what arrived, in which lots, from whom, and how amounts and expiry dates are typed."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.stock import Document
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import kits
from outreach.stock.ledger import Ledger, Seen
from outreach.stock.lots import open_lot
from outreach.vocabulary import At, DocumentId, ItemId, Kind, LotKnown, SiteId, SourceId


@dataclass(eq=False)
class AmountNotUnderstood(Refusal):
    typed: str


@dataclass(eq=False)
class NoBoxSize(Refusal):
    """The item has no units per box (or case), so boxes cannot be counted."""

    typed: str


@dataclass(eq=False)
class ExpiryNotUnderstood(Refusal):
    typed: str


@dataclass(eq=False)
class NothingArrived(Refusal):
    """A delivery needs at least one line, each with one unit or more."""


@dataclass(eq=False)
class DeliveryIdReused(Refusal):
    """This delivery's id was already recorded with other lines; nothing was changed."""


@dataclass(eq=False)
class OtherExpiry(Refusal):
    """The lot of this number and source is known with another date; one of the two was mistyped."""

    number: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """`quantity` units of one lot.  No number and no source is stock without a lot; a date alone is its number."""

    item_id: ItemId
    quantity: int
    lot_number: str = ""
    expires_on: date | None = None
    source_id: SourceId | None = None


@dataclass(frozen=True, slots=True)
class Received:
    document_id: DocumentId
    already: bool = False


def receive(
    session: Session,
    by: Actor,
    at: At,
    *,
    client_id: UUID,
    site_id: SiteId,
    on: date,
    reference: str,
    lines: Sequence[DeliveryLine],
) -> Received:
    """Put a delivery on the shelf.  The same `client_id` again records nothing twice.

    Raises NotAllowed, NothingArrived, DeliveryIdReused, OtherExpiry.
    """
    by.may(Right.RECEIVE)
    if not lines or any(line.quantity < 1 for line in lines):
        raise NothingArrived
    content = hashlib.sha256(repr((site_id, on, reference, tuple(lines))).encode()).digest()[:16]
    earlier = session.execute(
        select(Document.id, Document.content).where(Document.client_id == client_id.bytes)
    ).one_or_none()
    if earlier is not None:
        if earlier.content != content:
            raise DeliveryIdReused
        return Received(DocumentId(earlier.id), already=True)
    ids = Ids(session, by.device, ("documents", "lots", "movements"))
    document_id = DocumentId(ids.next("documents"))
    session.execute(
        insert(Document),
        [
            {
                "id": document_id,
                "client_id": client_id.bytes,
                "content": content,
                "kind": "delivery",
                "site_id": site_id,
                "on_day": on,
                "reference": reference,
                "staff_id": by.staff_id,
                "recorded_on": at.day,
                "recorded_hour": at.hour,
            }
        ],
    )
    items = {line.item_id for line in lines}
    recipes = kits.recipes(session, sorted(items))
    unstated = session.scalars(select(Source.id).where(Source.is_unstated)).one()
    ledger = Ledger(session, ids, by.staff_id, {site_id}, items, on)
    for line in lines:
        versions = recipes.get(line.item_id, ())
        recipe = kits.recipe_on(versions, on).version_id if versions else None
        source = line.source_id if line.source_id is not None else SourceId(unstated)
        # Stock without a number is one lot for ever, so a date without a number needs a lot of its own.
        number = line.lot_number or (f"exp {line.expires_on}" if line.expires_on else "")
        lot = open_lot(session, ids, line.item_id, number, source, line.expires_on, recipe)
        if line.expires_on is not None and lot.expires_on != line.expires_on:
            raise OtherExpiry(number, lot.expires_on or date.max)
        ledger.know_lot(site_id, line.item_id, lot)
        ledger.put(
            Kind.RECEIVED, site_id, line.item_id, lot.id, line.quantity, on, Seen(at.day),
            document_id=document_id, lot_known=LotKnown.CHOSEN,
        )  # fmt: skip
    ledger.write()
    audit.note(session, by, at, "delivery.received", (document_id,))
    return Received(document_id)


_AMOUNT = re.compile(r"\s*(?:(\d+)\s*c)?\s*(?:(\d+)\s*b)?\s*(?:([+-]?)\s*(\d+))?\s*", re.IGNORECASE)


def parse_amount(typed: str, units_per_box: int | None, units_per_case: int | None) -> int:
    """Units in an amount as it is typed: `900`, `5b-4` (five boxes less four), `9c 4b 40`.

    Raises AmountNotUnderstood, NoBoxSize.
    """
    cleaned = typed.replace(",", "")
    match = _AMOUNT.fullmatch(cleaned)
    if match is None or not any(match.group(1, 2, 4)):
        raise AmountNotUnderstood(typed)
    cases, boxes, sign, units = match.groups()
    if sign and not (cases or boxes):
        raise AmountNotUnderstood(typed)
    if (cases and units_per_case is None) or (boxes and units_per_box is None):
        raise NoBoxSize(typed)
    total = int(cases or 0) * (units_per_case or 0) + int(boxes or 0) * (units_per_box or 0)
    total += -int(units or 0) if sign == "-" else int(units or 0)
    if total < 1:
        raise AmountNotUnderstood(typed)
    return total


_CENTURY, _SHORT_YEAR = 2000, 2
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4}|\d{2})")


def parse_expiry(typed: str) -> date:
    """The last day a lot may be used: `2029-08-15`, or a month (`08/2029`, `8/29`, `2029-08`), which ends on its last.

    Raises ExpiryNotUnderstood.
    """
    text = typed.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    elif match := _MONTH_FIRST.fullmatch(text):
        year, month, day = int(match[2]), int(match[1]), None
        year += _CENTURY if len(match[2]) == _SHORT_YEAR else 0
    else:
        raise ExpiryNotUnderstood(typed)
    try:
        if day is not None:
            return date(year, month, day)
        first = date(year, month, 1)
        return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError as error:
        raise ExpiryNotUnderstood(typed) from error
