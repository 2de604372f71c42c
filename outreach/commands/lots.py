"""What the commands about lots do: list them, hold and release them, write an expiry anew, recall."""

import json
from collections.abc import Mapping
from typing import Any, TextIO
from uuid import uuid4

from sqlalchemy.orm import Session

from outreach.catalog import Catalog, folded
from outreach.commands import stock_papers as papers
from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, at_desk
from outreach.stock import levels, lot_changes, recalls
from outreach.stock.amounts import parse_expiry
from outreach.stock.known_lots import KnownLot, KnownLots, known_lots, the_lot, without_number
from outreach.stock.lot_changes import Told
from outreach.stock.lot_codes import code_of
from outreach.stock.lots import alike
from outreach.stock.recalls import Recall
from outreach.vocabulary import ItemId, LotId

Said = Mapping[str, Any]


def lots(person: Person, site: str | None, item: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show every lot on the books."""
    with at_desk(person) as desk:
        wanted = [ItemId(desk.catalog.find("item", item))] if item else [one.id for one in desk.catalog.items]
        found = [
            {
                "item": desk.catalog.item[item_id].name,
                "lot": lot.number,
                "label": code_of(lot.lot_id, lot.number),
                "source": lot.source,
                "expires": lot.expires_on.isoformat() if lot.expires_on else None,
                "expired": lot.is_expired,
                "on_hold": lot.on_hold,
                "recalled": lot.is_recalled,
                "on_hand": lot.on_hand,
                "next_used": lot.next_used,
                "sites": {desk.catalog.site[id_].name: quantity for id_, quantity in lot.by_site.items()},
            }
            for item_id in wanted
            for lot in desk.read(levels.lots, item_id, desk.at.day, desk.site(site))
        ]
    if as_json:
        json.dump(found, out, indent=1, ensure_ascii=False)
        out.write("\n")
        return 0
    width = max((len(one["source"]) for one in found), default=0)
    out.writelines(_line(one, width) for one in found)
    return 0


def _line(one: Mapping[str, Any], width: int) -> str:
    """As everywhere a lot is named: its number, its source, its expiry; then how much, and what is wrong with it."""
    stopped = "recalled" if one["recalled"] else "on_hold"
    marks = "".join(f"  {mark.replace('_', ' ')}" for mark in ("expired", stopped) if one[mark])
    lot, expires, on_hand = one["lot"] or "–", one["expires"] or "–", WORDS.number(one["on_hand"])
    return f"{one['item']:<40} {lot:<14} {one['source']:<{width}} {expires:<10} {on_hand:>9}{marks}\n"


def hold(person: Person, said: Said, *, release: bool, out: TextIO) -> int:
    """Stop a lot being picked, or let it be picked again."""
    with at_desk(person) as desk, desk.writing() as session:
        act = lot_changes.release if release else lot_changes.hold
        lot = lot_said(session, said, desk.catalog)
        act(session, desk.by, desk.at, _told(said, lot))
    out.write(f"{_called(lot)} is {'released' if release else 'on hold'}.\n")
    return 0


def expiry(person: Person, said: Said, out: TextIO) -> int:
    """Write a lot's expiry anew."""
    expires_on = parse_expiry(said["expires"])
    with at_desk(person) as desk, desk.writing() as session:
        lot = lot_said(session, said, desk.catalog)
        lot_changes.write_expiry(session, desk.by, desk.at, _told(said, lot), expires_on)
    out.write(f"{_called(lot)} expires {expires_on.isoformat()}.\n")
    return 0


def recall(person: Person, said: Said, out: TextIO) -> int:
    """Stop a lot, and print where it is and went; with `again` only print."""
    papers.check_files(said["notice"], said["poster"])
    with at_desk(person) as desk:
        if said["again"]:
            found = desk.read(recalls.traced, desk.read(_lots_recalled, said, desk.catalog)[0])
        else:
            with desk.writing() as session:
                lots = _lots_recalled(session, said, desk.catalog)
                told = Told(said["id"] or uuid4(), lots[0], said["reason"], lots[1:])
                found = recalls.recall(session, desk.by, desk.at, told)
        papers.save_recall(desk, found, said)
        json.dump(_recall(found, desk.catalog), out, indent=1, ensure_ascii=False)
        out.write("\n")
    return 0


def lot_said(session: Session, said: Said, catalog: Catalog) -> KnownLot:
    """The lot of `item`, `lot` and (where the number is there twice) `source`; an empty `lot` has no number."""
    item, source = ItemId(catalog.find("item", said["item"])), said.get("source")
    number = said["lot"].strip()
    if not number:
        return without_number(session, item, source)
    return the_lot(known_lots(session, (item,)), item, number, source)


def _lots_recalled(session: Session, said: Said, catalog: Catalog) -> tuple[LotId, ...]:
    """The lots of this number from every source (a maker recalls a number, whoever paid), or from the one named.

    What is written just so comes first, then those under a recall.
    """
    item, number = ItemId(catalog.find("item", said["item"])), said["lot"].strip()
    named = known_lots(session, (item,)).get((item, folded(number)), ())
    if said.get("source") is not None or not number or not named:
        return (lot_said(session, said, catalog).lot_id,)
    just_so = [lot for lot in named if alike(lot.number) == alike(number)] or named
    return tuple(
        lot.lot_id for lot in sorted(just_so, key=lambda lot: (lot.number != number, not lot.is_recalled, lot.lot_id))
    )


def lot_of_line(
    session: Session, known: KnownLots, item: ItemId, number: str | None, source: str | None
) -> KnownLot | None:
    """The lot a line names; a source alone names what has no lot number.  None: no lot was named."""
    if number:
        return the_lot(known, item, number, source)
    return without_number(session, item, source) if source else None


def _called(lot: KnownLot) -> str:
    return f"Lot {lot.number}" if lot.number else "What has no lot number"


def _told(said: Said, lot: KnownLot) -> Told:
    return Told(said["id"] or uuid4(), lot.lot_id, said["reason"])


def _recall(found: Recall, catalog: Catalog) -> dict[str, Any]:
    def name(item: ItemId) -> str:
        return catalog.item[item].name

    return {
        "item": name(found.item_id),
        "lot": found.number,
        "source": found.source,
        "sources": list(found.sources),
        "expires": found.expires_on.isoformat() if found.expires_on else None,
        "left": [
            {
                "item": name(one.item_id), "lot": one.number, "source": one.source,
                "site": catalog.site[one.site_id].name, "quantity": one.quantity,
            }
            for one in found.left
        ],
        "months": [
            {
                "month": f"{one.first_day:%Y-%m}", "site": catalog.site[one.site_id].name, "item": name(one.item_id),
                "recorded_from_this_lot": one.recorded, "may_be_from_this_lot": one.may_be,
            }
            for one in found.months
        ],
        "hand_overs": [
            {
                "on": one.on.isoformat(), "recipient": one.recipient.value, "name": one.name, "county": one.county,
                "slip": one.slip, "item": name(one.item_id), "quantity": one.quantity,
                "recorded_from_this_lot": one.is_certain,
            }
            for one in found.hand_overs
        ],
    }  # fmt: skip
