"""Supplies: received, counted, shown."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO
from uuid import UUID, uuid4, uuid5

from outreach.catalog import Catalog
from outreach.commands import differences
from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, at_desk
from outreach.commands.sides import despite_rule, side_of
from outreach.exchange import entries
from outreach.stock import beyond, counts, deliveries, levels
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.vocabulary import SiteId, SupplierId


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is said of a delivery beside its lines."""

    supplier: str | None = None
    despite_rule: bool = False
    count_side: str | None = None
    id: UUID | None = None


def receive(person: Person, listed: Sequence[entries.Line], said: Delivery, out: TextIO, err: TextIO) -> int:
    """Put what arrived on the shelf; lines of one site, day and reference are one delivery."""
    with at_desk(person) as desk:
        lines = entries.deliveries(listed, desk.catalog, desk.at.day)
        together: dict[tuple[SiteId, date, str], list[DeliveryLine]] = {}
        for line in lines:
            together.setdefault((line.site_id, line.on, line.reference), []).append(line.line)
        sender = SupplierId(desk.catalog.find("supplier", said.supplier)) if said.supplier is not None else None
        sides = {
            (site, on, reference): side_of(
                desk, {"count_side": said.count_side}, on, (site,), {one.item_id for one in grouped}
            )
            for (site, on, reference), grouped in together.items()
        }

        def put(*, despite_rule: bool) -> list[bool]:
            with desk.writing() as session:
                return [
                    deliveries.receive(
                        session, desk.by, desk.at,
                        client_id=_id(said.id, number), site_id=where[0], on=where[1], reference=where[2],
                        lines=grouped, beside=Beside((), sender, sides[where], None, despite_rule),
                    ).already
                    for number, (where, grouped) in enumerate(together.items())
                ]  # fmt: skip

        if all(despite_rule(put, was_said=said.despite_rule)):
            out.write("Recorded before; nothing was done again.\n")
            return 0
        err.writelines(f"{line}\n" for line in _expired(lines, desk.catalog))
    units = sum(line.line.quantity for line in lines)
    out.write(
        f"Received {WORDS.count('{n} line', '{n} lines', len(lines))}, {WORDS.count('{n} unit', '{n} units', units)}.\n"
    )
    return 0


def _expired(lines: Sequence[entries.Delivery], catalog: Catalog) -> Iterator[str]:
    """What arrived past its date, said as the window says it."""
    for one in lines:
        line = one.line
        if line.expires_on is not None and line.expires_on < one.on:
            name, lot = catalog.item[line.item_id].name, line.lot_number or f"exp {line.expires_on}"
            yield f"{name}, lot {lot}: {WORDS(beyond.ARRIVES_EXPIRED)}"


def _id(said: UUID | None, number: int) -> UUID:
    """That of the first delivery is the one that was said; the others follow from it."""
    if said is None:
        return uuid4()
    return uuid5(said, str(number)) if number else said


def count(person: Person, text: str, out: TextIO) -> int:
    """Post counts, all or none; print every difference."""
    listed = entries.objects(text)
    with at_desk(person) as desk:
        found = entries.counts(listed, desk.catalog, desk.at.day)
        with desk.writing() as session:
            posted = [
                counts.post(session, desk.by, desk.at, client_id=uuid4(), site_id=site_id, on=on, found=lines)
                for site_id, on, lines in found
            ]
        for (_, _, lines), one in zip(found, posted, strict=True):
            differences.say(desk, one.differences, out)
            out.write(f"Counted {WORDS.count('{n} item', '{n} items', len(lines))}.\n")
    return 0


def stock(person: Person, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show what is on the shelves, and what is out: every item ever stocked (all items in JSON)."""
    with at_desk(person) as desk:
        site_id = desk.site(site)
        found = desk.read(levels.levels, desk.catalog, site_id, desk.at.day)
        if as_json:
            lots = {level.item_id: desk.read(levels.lots, level.item_id, desk.at.day, site_id) for level in found}
            json.dump(
                [_level(level, lots[level.item_id], desk.catalog) for level in found], out, indent=1, ensure_ascii=False
            )
            out.write("\n")
            return 0
        in_use = desk.read(levels.in_use, desk.catalog)
        out.writelines(_line(level, desk.catalog) for level in found if level.item_id in in_use)
    return 0


def _line(level: levels.Level, catalog: Catalog) -> str:
    on_hand, usable = WORDS.number(level.on_hand), WORDS.number(level.usable)
    made = f", {WORDS.number(level.can_make)} can be made" if level.can_make is not None else ""
    name = catalog.item[level.item_id].name
    return f"{name:<40} {on_hand:>9} on hand {usable:>9} usable  {level.status.value}{made}\n"


def _level(level: levels.Level, lots: Sequence[levels.LotLevel], catalog: Catalog) -> dict[str, Any]:
    item = catalog.item[level.item_id]
    return {
        "item": item.name,
        "category": item.category,
        "on_hand": level.on_hand,
        "usable": level.usable,
        "expired": level.expired,
        "on_hold": level.on_hold,
        "can_make": level.can_make,
        "minimum": item.minimum,
        "status": level.status.value,
        "sites": {catalog.site[site].name: quantity for site, quantity in level.by_site.items()},
        "lots": [
            {
                "lot": lot.number,
                "source": lot.source,
                "expires": lot.expires_on.isoformat() if lot.expires_on else None,
                "on_hold": lot.on_hold,
                "on_hand": lot.on_hand,
                "sites": {catalog.site[site].name: quantity for site, quantity in lot.by_site.items()},
            }
            for lot in lots
        ],
    }
