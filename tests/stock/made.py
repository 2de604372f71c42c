"""Short words for the documents of the stock room, each in a transaction of its own."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from outreach.stock import adjusting, deliveries, documents, handovers, making_up, transfers
from outreach.stock.deliveries import DeliveryLine
from outreach.stock.documents import Head
from outreach.stock.handovers import HandedOver, To
from outreach.stock.lot_changes import Told
from outreach.stock.papers import Line, Written
from outreach.vocabulary import At, CountSide, DocumentId, Kind, Recipient
from tests.make import FRONT, TODAY, Desk

Day = date | None
Lot = str | None


def head(
    desk: Desk,
    *,
    on: date = TODAY,
    site: str = FRONT,
    to: str | None = None,
    reference: str = "",
    side: CountSide | None = None,
    replaces: DocumentId | None = None,
) -> Head:
    to_site = desk.site(to) if to is not None else None
    return Head(uuid4(), desk.site(site), on, reference, side, replaces, to_site)


def line(desk: Desk, item: str, quantity: int, lot: str | None = None) -> Line:
    return Line(desk.item(item), quantity, desk.lot(item, lot) if lot is not None else None)


def told(desk: Desk, item: str, lot: str, reason: str = "Torn bags", id_: UUID | None = None) -> Told:
    """What is said of a lot that something is done to."""
    return Told(id_ or uuid4(), desk.lot(item, lot), reason)


def move(desk: Desk, item: str, quantity: int, to: str, lot: Lot = None, *, at: Day = None, **said: Any) -> Written:
    made = head(desk, to=to, **said)
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return transfers.transfer(session, by, At(at or made.on), made, lines)


def hand_over(
    desk: Desk,
    item: str,
    quantity: int,
    lot: str | None = None,
    *,
    to: To | None = None,
    at: Day = None,
    **said: Any,
) -> HandedOver:
    made = head(desk, **{"reference": "Street fair", **said})
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return handovers.hand_over(session, by, At(at or made.on), made, to or To(Recipient.EVENT), lines)


def dispose(
    desk: Desk,
    item: str,
    quantity: int,
    reason: Kind = Kind.DAMAGED,
    lot: str | None = None,
    *,
    at: Day = None,
    **said: Any,
) -> Written:
    made = head(desk, **said)
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return adjusting.dispose(session, by, At(at or made.on), made, reason, lines)


def put_back(desk: Desk, item: str, quantity: int, lot: Lot = None, *, at: Day = None, **said: Any) -> Written:
    made = head(desk, **said)
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return adjusting.put_back(session, by, At(at or made.on), made, lines)


def find(desk: Desk, item: str, quantity: int, lot: Lot = None, *, at: Day = None, **said: Any) -> Written:
    made = head(desk, **said)
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return adjusting.find(session, by, At(at or made.on), made, lines)


def open_with(desk: Desk, item: str, quantity: int, lot: str = "", *, at: Day = None, **said: Any) -> Written:
    made = head(desk, **said)
    by, lines = desk.by(), [DeliveryLine(desk.item(item), quantity, lot)]
    with desk.writing() as session:
        return deliveries.open_with(session, by, At(at or made.on), made, lines)


def found_short(desk: Desk, item: str, quantity: int, lot: Lot = None, *, at: Day = None, **said: Any) -> Written:
    made = head(desk, **said)
    by, lines = desk.by(), [line(desk, item, quantity, lot)]
    with desk.writing() as session:
        return deliveries.short(session, by, At(at or made.on), made, lines)


def void(desk: Desk, document_id: DocumentId, *, at: date = TODAY) -> None:
    by = desk.by()
    with desk.writing() as session:
        documents.void(session, by, At(at), document_id)


def make_up(
    desk: Desk, item: str, quantity: int, lot: str = "", *, at: Day = None, hour: int | None = None, **said: Any
) -> Written:
    made, by = head(desk, **said), desk.by()
    with desk.writing() as session:
        return making_up.make_up(session, by, At(at or made.on, hour), made, desk.item(item), quantity, lot)


def take_apart(desk: Desk, item: str, quantity: int, lot: str, *, at: Day = None, **said: Any) -> Written:
    made, by = head(desk, **said), desk.by()
    with desk.writing() as session:
        return making_up.take_apart(session, by, At(at or made.on), made, desk.lot(item, lot), quantity)
