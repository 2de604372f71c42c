"""What the stock room's commands do: the same domain functions as the window, with text in and text out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

from outreach.catalog import Catalog
from outreach.catalog_editing import limits
from outreach.commands import stock_papers as papers
from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, Desk, at_desk
from outreach.commands.lots import lot_of_line, lot_said
from outreach.commands.moved import Streams, Told, say
from outreach.commands.sides import ask_of_lots, side_of
from outreach.entry import check_day
from outreach.exchange import entries, stock_lines
from outreach.stock import adjusting, deliveries, handovers, making_up, pick_lists, transfers
from outreach.stock.documents import Head
from outreach.stock.handovers import To
from outreach.stock.known_lots import KnownLot, known_lots
from outreach.stock.papers import Line, Moved, Written
from outreach.translation import N_
from outreach.vocabulary import (
    CollectedBy,
    Despite,
    DocumentId,
    ItemId,
    Kind,
    PartnerId,
    Recipient,
    SiteId,
)

Said = Mapping[str, Any]
NO_TARGETS = N_("Nobody has said how much {site} should have. Set its targets in the settings, under Items.")
NOTHING_LACKS = N_("{site} has everything it should have.")
REASONS = tuple(kind.value for kind in adjusting.LOSSES)


def transfer(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Move stock from one site to another."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        to_site = SiteId(desk.catalog.find("site", said["to"]))
        lines = _lines(desk, listed)
        head = replace(_head(desk, said, "from_site", lines.items, to_site), to_site_id=to_site)
        ask_of_lots(lines.doubted(head))
        with desk.writing() as session:
            written = transfers.transfer(session, desk.by, desk.at, head, lines.lines)
        say(desk, _told(written, lines.doubted(head)), to)
        if said["pdf"] is not None:
            papers.save_pick_list(desk, desk.read(pick_lists.of_transfer, written.document_id), said, said["pdf"])
    return 0


def fill(person: Person, said: Said, to: Streams) -> int:
    """Say what would bring a site up to its targets, and (with `post`) move it."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        there, from_ = (SiteId(desk.catalog.find("site", said[name])) for name in ("site", "store"))
        on = said["on"] or desk.at.day
        refills = desk.read(transfers.fill, there, from_, on)
        listed = desk.read(pick_lists.to_fill, there, from_, on)
        moved = [line for refill in refills for line in refill.lines()]
        document = None
        if said["post"] and moved:
            head = _head(desk, said, "store", {line.item_id for line in moved}, there)
            with desk.writing() as session:
                document = transfers.transfer(
                    session, desk.by, desk.at, replace(head, to_site_id=there), moved
                ).document_id  # fmt: skip
            listed = replace(listed, is_done=True)
        _say_fill(desk, refills, document, to)
        if not refills:
            has_targets = any(one.site_id == there for one in desk.read(limits.targets))
            to.err.write(f"{WORDS(NOTHING_LACKS if has_targets else NO_TARGETS, site=desk.catalog.site[there].name)}\n")
        if said["pdf"] is not None:
            papers.save_pick_list(desk, listed, said, said["pdf"])
    return 0


def hand_over(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Hand supplies over to a partner organization, at an event, at a training, or use them here."""
    papers.check_files(said["slip"])
    with at_desk(person) as desk:
        who, reference = _recipient(said, desk.catalog)
        lines = _lines(desk, listed)
        head = replace(_head(desk, said, "site", lines.items), reference=reference)
        ask_of_lots(lines.doubted(head))
        with desk.writing() as session:
            made = handovers.hand_over(session, desk.by, desk.at, head, who, lines.lines)
        if not to.as_json:
            to.out.write(f"Slip {made.slip}\n")
        told = Told(
            made.document_id, made.moved, made.beyond, made.already, lines.doubted(head), besides={"slip": made.slip}
        )
        say(desk, told, to)
        if said["slip"] is not None:
            papers.save_slip(desk, made.document_id, said, said["slip"])
    return 0


def dispose(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Throw stock away, or write off what is gone, for a reason."""
    act = partial(adjusting.dispose, reason=Kind(said["reason"]))
    return _adjust(person, said, listed, to, act)


def put_back(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Put stock back on the shelf unused."""
    return _adjust(person, said, listed, to, adjusting.put_back)


def find(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Note stock that turned up and was on nobody's books."""
    return _adjust(person, said, listed, to, adjusting.find)


def open_with(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Enter what stood on the shelf when the books began."""
    with at_desk(person) as desk:
        lines = entries.each(listed, lambda one: stock_lines.opening(one, desk.catalog))
        head = _head(desk, said, "site", {line.item_id for line in lines})
        with desk.writing() as session:
            written = deliveries.open_with(session, desk.by, desk.at, head, lines)
        say(desk, _told(written), to)
    return 0


def make_kits(person: Person, said: Said, quantity: int, to: Streams) -> int:
    """Make kits up ahead."""
    with at_desk(person) as desk:
        item = ItemId(desk.catalog.find("item", said["item"]))
        head = _head(desk, said, "site", {item})
        with desk.writing() as session:
            written = making_up.make_up(session, desk.by, desk.at, head, item, quantity, said.get("lot") or "")
        say(desk, _told(written), to)
    return 0


def unmake_kits(person: Person, said: Said, quantity: int, to: Streams) -> int:
    """Take kits of a lot apart again."""
    with at_desk(person) as desk:
        lot = desk.read(lot_said, said, desk.catalog).lot_id
        head = _head(desk, said, "site", {ItemId(desk.catalog.find("item", said["item"]))})
        with desk.writing() as session:
            making_up.check_enough(session, head, lot, quantity)
            written = making_up.take_apart(session, desk.by, desk.at, head, lot, quantity)
        say(desk, _told(written), to)
    return 0


def _adjust(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams, act: Any) -> int:
    with at_desk(person) as desk:
        lines = _lines(desk, listed)
        head = _head(desk, said, "site", lines.items)
        with desk.writing() as session:
            written = act(session, desk.by, desk.at, head, lines=lines.lines)
        say(desk, _told(written), to)
    return 0


# --- reading what was said --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines as they are written, and the lots that were named."""

    lines: tuple[Line, ...]
    named: tuple[KnownLot, ...]

    @property
    def items(self) -> frozenset[ItemId]:
        return frozenset(line.item_id for line in self.lines)

    def doubted(self, head: Head) -> tuple[tuple[KnownLot, Despite], ...]:
        """Lots that should rather not go: on hold, or past their date."""
        return tuple((lot, despite) for lot in self.named if (despite := lot.despite(head.on)))


def _lines(desk: Desk, listed: Sequence[entries.Line]) -> _Lines:
    known = desk.read(known_lots)
    named: list[KnownLot] = []

    def line(one: stock_lines.Named) -> Line:
        lot = desk.read(lot_of_line, known, one.item_id, one.lot, one.source)
        if lot is None:
            return Line(one.item_id, one.quantity)
        named.append(lot)
        return Line(one.item_id, one.quantity, lot.lot_id)

    lines = entries.each(listed, lambda said: line(stock_lines.line(said, desk.catalog)))
    return _Lines(tuple(lines), tuple(dict.fromkeys(named)))


def _head(desk: Desk, said: Said, where: str, items: frozenset[ItemId] | set[ItemId], *others: SiteId) -> Head:
    """Where, when and under which id; asks on which side of a count of that day it stands.

    Raises DayTooEarly, DayToCome.
    """
    site, on = SiteId(desk.catalog.find("site", said[where])), said.get("on") or desk.at.day
    check_day(on, desk.at.day)
    side = side_of(desk, said, on, (site, *others), items)
    return Head(said.get("id") or uuid4(), site, on, side=side)


def _recipient(said: Said, catalog: Catalog) -> tuple[To, str]:
    county = said.get("county") or ""
    if said.get("to"):
        partner = PartnerId(catalog.find("partner", said["to"]))
        carrier = CollectedBy(said["collected_by"]) if said.get("collected_by") else None
        return To(Recipient.PARTNER, partner, county, carrier), said.get("reference") or ""
    for recipient in (Recipient.EVENT, Recipient.TRAINING):
        if said.get(recipient.value):
            return To(recipient, county=county), said[recipient.value]
    return To(Recipient.USED_HERE), said.get("reference") or ""


# --- saying it --------------------------------------------------------------------------------------------------------


def _told(written: Written, doubted: Sequence[tuple[KnownLot, Despite]] = ()) -> Told:
    return Told(written.document_id, written.moved, written.beyond, written.already, doubted)


def _say_fill(desk: Desk, refills: Sequence[transfers.Refill], document: DocumentId | None, to: Streams) -> None:
    if to.as_json:
        picks = [Moved(one.item_id, pick.lot_id, pick.quantity) for one in refills for pick in one.picks]
        lacking = {desk.catalog.item[one.item_id].name: one.lacking for one in refills if one.lacking}
        say(desk, Told(document, picks, besides={"lacking": lacking}), to)
        return
    for refill in refills:
        name = desk.catalog.item[refill.item_id].name
        lacking_here = f", {refill.lacking:,} not in the store" if refill.lacking else ""
        picked = "; ".join(f"{pick.quantity:,} of lot {pick.number or '–'}" for pick in refill.picks) or "nothing"
        to.out.write(f"{name}: {picked}{lacking_here}\n")
