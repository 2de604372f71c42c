"""What the stock room's commands do: the same domain functions as the window, with text in and text out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO
from uuid import uuid4

from sqlalchemy.orm import Session

from outreach.catalog import Catalog, UnknownName, folded
from outreach.commands import stock_papers as papers
from outreach.commands.asking import Person
from outreach.commands.desk import at_desk
from outreach.commands.lots import lot_said
from outreach.exchange import entries, stock_lines
from outreach.stock import (
    adjusting,
    counts,
    draft_lines,
    drafts,
    handovers,
    making_up,
    pick_lists,
    transfers,
)
from outreach.stock.documents import Head
from outreach.stock.draft_reading import Draft, Scope, in_work, load
from outreach.stock.handovers import To
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.papers import Line
from outreach.vocabulary import (
    CategoryId,
    CollectedBy,
    CountScope,
    DifferenceReason,
    DraftId,
    DraftLineId,
    ItemId,
    Kind,
    PartnerId,
    Recipient,
    SiteId,
)

Said = Mapping[str, Any]
REASONS = tuple(kind.value for kind in adjusting.LOSSES)


def transfer(person: Person, said: Said, listed: Sequence[entries.Line], out: TextIO) -> int:
    """Move stock from one site to another."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        site, to_site = (SiteId(desk.catalog.find("site", said[name])) for name in ("from_site", "to"))
        head = Head(uuid4(), site, said["on"] or desk.at.day, to_site_id=to_site)
        with desk.writing() as session:
            written = transfers.transfer(session, desk.by, desk.at, head, _lines(session, listed, desk.catalog))
        _say_lots(written.moved, desk.catalog, out)
        if said["pdf"] is not None:
            papers.save_pick_list(desk, desk.read(pick_lists.of_transfer, written.document_id), said, said["pdf"])
    return 0


def fill(person: Person, said: Said, out: TextIO) -> int:
    """Say what would bring a site up to its targets, and (with `post`) move it."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        there, from_ = (SiteId(desk.catalog.find("site", said[name])) for name in ("site", "store"))
        on = said["on"] or desk.at.day
        refills = desk.read(transfers.fill, there, from_, on)
        listed = desk.read(pick_lists.to_fill, there, from_, on)
        for refill in refills:
            name = desk.catalog.item[refill.item_id].name
            lacking = f", {refill.lacking:,} not in the store" if refill.lacking else ""
            picks = "; ".join(f"{pick.quantity:,} of lot {pick.number or '–'}" for pick in refill.picks) or "nothing"
            out.write(f"{name}: {picks}{lacking}\n")
        moved = [line for refill in refills for line in refill.lines()]
        if said["post"] and moved:
            head = Head(uuid4(), from_, on, to_site_id=there)
            with desk.writing() as session:
                transfers.transfer(session, desk.by, desk.at, head, moved)
            listed = replace(listed, is_done=True)
        if said["pdf"] is not None:
            papers.save_pick_list(desk, listed, said, said["pdf"])
    return 0


def hand_over(person: Person, said: Said, listed: Sequence[entries.Line], out: TextIO) -> int:
    """Hand supplies over to a partner organization, at an event, at a training, or use them here."""
    papers.check_files(said["slip"])
    with at_desk(person) as desk:
        to, reference = _recipient(said, desk.catalog)
        site = SiteId(desk.catalog.find("site", said["site"]))
        head = Head(uuid4(), site, said.get("on") or desk.at.day, reference)
        with desk.writing() as session:
            written = handovers.hand_over(session, desk.by, desk.at, head, to, _lines(session, listed, desk.catalog))
        out.write(f"Slip {written.slip}\n")
        _say_lots(written.moved, desk.catalog, out)
        if said["slip"] is not None:
            papers.save_slip(desk, written.document_id, said, said["slip"])
    return 0


def dispose(person: Person, said: Said, listed: Sequence[entries.Line], out: TextIO) -> int:
    """Throw stock away, or write off what is gone, for a reason."""
    with at_desk(person) as desk, desk.writing() as session:
        head = Head(uuid4(), SiteId(desk.catalog.find("site", said["site"])), said.get("on") or desk.at.day)
        lines = _lines(session, listed, desk.catalog)
        written = adjusting.dispose(session, desk.by, desk.at, head, Kind(said["reason"]), lines)
    _say_lots(written.moved, desk.catalog, out)
    return 0


def put_back(person: Person, said: Said, listed: Sequence[entries.Line], out: TextIO) -> int:
    """Put stock back on the shelf unused."""
    with at_desk(person) as desk, desk.writing() as session:
        head = Head(uuid4(), SiteId(desk.catalog.find("site", said["site"])), said.get("on") or desk.at.day)
        written = adjusting.put_back(session, desk.by, desk.at, head, _lines(session, listed, desk.catalog))
    _say_lots(written.moved, desk.catalog, out)
    return 0


def count_start(person: Person, said: Said, *, is_blind: bool, on_paper: bool, out: TextIO) -> int:
    """Begin a count, and print its lines; on paper with `pdf`."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        scope = _scope(said, desk.catalog)
        site = SiteId(desk.catalog.find("site", said["site"]))
        with desk.writing() as session:
            draft = drafts.start(
                session, desk.by, desk.at,
                client_id=uuid4(), site_id=site, scope=scope, is_blind=is_blind, on_paper=on_paper,
            )  # fmt: skip
        begun = desk.read(load, draft)
        _say_draft(begun, desk.catalog, out)
        if said["pdf"] is not None:
            papers.save_count_sheet(desk, begun, said, said["pdf"])
    return 0


def count_drafts(person: Person, site: str | None, out: TextIO) -> int:
    """Print the counts in work, sheets not yet keyed among them."""
    with at_desk(person) as desk:
        for draft in desk.read(in_work, desk.site(site)):
            _say_draft(draft, desk.catalog, out)
    return 0


def count_post(person: Person, draft: int, text: str, out: TextIO) -> int:
    """Enter what was counted (`{"line": n, "found": n}`, with `damaged`, `expired`, `reason`) and post the count."""
    with at_desk(person) as desk:
        found = entries.each(entries.objects(text), _found) if text.strip() else []
        with desk.writing() as session:
            for line, counted, reason in found:
                draft_lines.enter(session, desk.by, desk.at, line, counted, reason)
            posted = drafts.post(session, desk.by, desk.at, DraftId(draft))
        out.writelines(
            f"{desk.catalog.item[difference.item_id].name}: {difference.quantity:+}\n"
            for difference in posted.differences
        )
    return 0


def make_kits(person: Person, said: Said, quantity: int, out: TextIO) -> int:
    """Make kits up ahead."""
    with at_desk(person) as desk, desk.writing() as session:
        head = Head(uuid4(), SiteId(desk.catalog.find("site", said["site"])), said.get("on") or desk.at.day)
        item = ItemId(desk.catalog.find("item", said["item"]))
        written = making_up.make_up(session, desk.by, desk.at, head, item, quantity, said.get("lot") or "")
    _say_lots(written.moved, desk.catalog, out)
    return 0


def unmake_kits(person: Person, said: Said, quantity: int, out: TextIO) -> int:
    """Take kits of a lot apart again."""
    with at_desk(person) as desk, desk.writing() as session:
        head = Head(uuid4(), SiteId(desk.catalog.find("site", said["site"])), said.get("on") or desk.at.day)
        written = making_up.take_apart(
            session, desk.by, desk.at, head, lot_said(session, said, desk.catalog), quantity
        )  # fmt: skip
    _say_lots(written.moved, desk.catalog, out)
    return 0


# --- reading what was said --------------------------------------------------------------------------------------------


def _lines(session: Session, listed: Sequence[entries.Line], catalog: Catalog) -> list[Line]:
    known = known_lots(session)
    return [
        Line(
            line.item_id,
            line.quantity,
            the_lot(known, line.item_id, line.lot, line.source).lot_id if line.lot else None,
        )
        for line in stock_lines.lines(listed, catalog)
    ]


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


def _scope(said: Said, catalog: Catalog) -> Scope:
    if said.get("category"):
        known = {folded(one.name): one.id for one in catalog.categories}
        if folded(said["category"]) not in known:
            raise UnknownName("category", said["category"], "")
        return Scope(CountScope.CATEGORY, category_id=CategoryId(known[folded(said["category"])]))
    if said.get("item"):
        return Scope(CountScope.ITEM, item_id=ItemId(catalog.find("item", said["item"])))
    return Scope(CountScope.SHELF, shelf=said["shelf"]) if said.get("shelf") else Scope()


def _found(said: entries.Json) -> tuple[DraftLineId, draft_lines.Counted, DifferenceReason | None]:
    apart, reasons = ("damaged", "expired"), [one.value for one in counts.reasons(0)]
    entries.only(said, {"line", "found", "reason", *apart})
    for name in ("line", "found", *(one for one in apart if one in said)):
        if not isinstance(said.get(name), int):
            raise entries.FieldMissing(name)
    reason = said.get("reason")
    if reason is not None and reason not in reasons:
        raise entries.FieldWrong("reason", str(reason), ", ".join(reasons))
    counted = draft_lines.Counted(said["found"], *(said.get(name, 0) for name in apart))
    return DraftLineId(said["line"]), counted, DifferenceReason(reason) if reason is not None else None


# --- saying it --------------------------------------------------------------------------------------------------------


def _say_lots(moved: Sequence[Any], catalog: Catalog, out: TextIO) -> None:
    sums: dict[ItemId, int] = {}
    for one in moved:
        sums[one.item_id] = sums.get(one.item_id, 0) + one.quantity
    out.writelines(f"{catalog.item[item].name}: {quantity:,}\n" for item, quantity in sums.items())


def _say_draft(draft: Draft, catalog: Catalog, out: TextIO) -> None:
    said = {
        "draft": draft.id,
        "site": catalog.site[draft.site_id].name,
        "sheet": draft.sheet,
        "started": draft.started_on.isoformat(),
        "lines": [
            {
                "line": line.id,
                "item": catalog.item[line.item_id].name,
                "lot": line.lot_number,
                "expires": line.expires_on.isoformat() if line.expires_on else None,
                "shelf": line.shelf,
                "found": line.found,
                **({} if draft.is_blind else {"expected": line.expected}),
            }
            for line in draft.lines
        ],
    }
    out.write(json.dumps(said, ensure_ascii=False) + "\n")
