"""What left the sample center without a visit: two hand-overs, one reported of since, a machine refilled, a recall.

Few and small, on days of their own, so that the stock room and the printed month have something to show.  Kits for
partners came in a lot of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from outreach.catalog import Catalog, load
from outreach.catalog_editing import lists
from outreach.safety.staff import Actor
from outreach.sample.places import FRONT_STREET
from outreach.sample.supplies import NALOXONE_PROGRAM, months_later
from outreach.stock import deliveries, handovers, lot_listing, partner_reports, recalls, refills
from outreach.stock.counts import Found
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.stock.documents import Head
from outreach.stock.handovers import HandedOver, To
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.lot_changes import Told
from outreach.stock.lot_listing import ListedLot
from outreach.stock.papers import Line
from outreach.vocabulary import At, CollectedBy, ItemId, Recipient, SiteId, SourceId

_LOT = "PX2610"
PARTNER, MACHINE, EVENT = "Harbor House", "Library machine", "Neighborhood health fair"
_IDS = UUID("8c1a3f52-6a0b-4b0e-9b1f-52b4a7d1c6e3")
_KIT, _STRIPS, _SYRINGES = "Nasal naloxone 4 mg kit", "Fentanyl test strip", "Syringe 29G 1/2 in 1 mL"


@dataclass(frozen=True, slots=True)
class _Days:
    """The days on which it happens: of the month before the last day, and the last day itself."""

    first: date
    until: date

    def day(self, number: int) -> date:
        return self.first + timedelta(days=number - 1)


def hand_over(session: Session, by: Actor, begins: date, until: At) -> None:
    """Record it all, where the center was there by then."""
    days = _Days((until.day.replace(day=1) - timedelta(days=1)).replace(day=1), until.day)
    if days.first >= begins:
        known = load(session, "en", until.day)
        _kits_for_partners(session, by, days, known)
        _partner_and_event(session, by, days, known)
        _machine(session, by, days, known)
        _recall(session, by, until, known)


def _kits_for_partners(session: Session, by: Actor, days: _Days, known: Catalog) -> None:
    source = SourceId(known.find("source", NALOXONE_PROGRAM))
    kits = DeliveryLine(
        ItemId(known.find("item", _KIT)), 22, _LOT, months_later(days.first, 26) - timedelta(days=1), source
    )
    deliveries.receive(
        session, by, At(days.day(2), 10), client_id=uuid5(_IDS, "delivery"),
        site_id=SiteId(known.find("site", FRONT_STREET)), on=days.day(2), reference="For partners", lines=[kits],
        beside=Beside(supplier_id=next(one.id for one in known.suppliers if one.name == NALOXONE_PROGRAM)),
    )  # fmt: skip


def _partner_and_event(session: Session, by: Actor, days: _Days, known: Catalog) -> None:
    partner = lists.add_partner(session, by, At(days.first), PARTNER, "Kings")
    to = To(Recipient.PARTNER, partner, collected_by=CollectedBy.THEIR_STAFF)
    given = {_KIT: 12, _SYRINGES: 300, _STRIPS: 50}
    kits = ItemId(known.find("item", _KIT))
    handed = _hand_over(session, by, known, days.day(12), "partner", to, given)
    partner_reports.report(session, by, At(days.until), uuid5(_IDS, "reported"), handed.document_id, [(kits, 9)])
    _hand_over(session, by, known, days.day(20), EVENT, To(Recipient.EVENT, county="Lane"), {_STRIPS: 40})


def _hand_over(
    session: Session, by: Actor, known: Catalog, on: date, name: str, to: To, given: dict[str, int]
) -> HandedOver:
    reference = name if to.recipient is Recipient.EVENT else ""
    head = Head(uuid5(_IDS, name), SiteId(known.find("site", FRONT_STREET)), on, reference)
    return handovers.hand_over(session, by, At(on, 14), head, to, _lines(session, known, given))


def _machine(session: Session, by: Actor, days: _Days, known: Catalog) -> None:
    """Filled, and two weeks later counted and filled up again: what is gone was given by it."""
    machine = lists.add_site(session, by, At(days.first), MACHINE, short_name="Machine", is_machine=True)
    store = SiteId(known.find("site", FRONT_STREET))
    found = [Found(ItemId(known.find("item", item)), n) for item, n in ((_KIT, 2), (_STRIPS, 22))]
    for number, there, put_in in ((5, [], {_KIT: 6, _STRIPS: 60}), (19, found, {_KIT: 4, _STRIPS: 38})):
        head = Head(uuid5(_IDS, f"refill {number}"), store, days.day(number), to_site_id=machine)
        refills.refill(session, by, At(head.on, 11), head, there, _lines(session, known, put_in))


def _recall(session: Session, by: Actor, until: At, known: Catalog) -> None:
    """The smallest lot of an item that has more of another."""
    lots = [lot for lot in lot_listing.listed(session) if lot.on_hand > 0]
    small = [lot for lot in lots if lot.number and _is_spared(lot, lots) and not known.item[lot.item_id].naloxone]
    for lot in sorted(small, key=lambda lot: (lot.on_hand, lot.lot_id))[:1]:
        said = Told(uuid5(_IDS, "recall"), lot.lot_id, "Recalled by the maker: seals may be open")
        recalls.recall(session, by, until, said)


def _is_spared(lot: ListedLot, lots: Iterable[ListedLot]) -> bool:
    others = sum(one.on_hand for one in lots if one.item_id == lot.item_id and one.lot_id != lot.lot_id)
    return others > lot.on_hand


def _lines(session: Session, known: Catalog, given: dict[str, int]) -> list[Line]:
    """By the books; of the kits for partners, from their lot."""
    kits = ItemId(known.find("item", _KIT))
    lot = the_lot(known_lots(session, (kits,)), kits, _LOT).lot_id
    items = [(ItemId(known.find("item", name)), n) for name, n in given.items()]
    return [Line(item, n, lot if item == kits else None) for item, n in items]
