"""What waits for the coordinator, listed; and one of it let stand."""

import json
from datetime import date
from typing import Any, TextIO
from uuid import uuid4

from outreach import waiting
from outreach.catalog import Catalog
from outreach.commands.asking import Person
from outreach.commands.desk import at_desk
from outreach.safety.staff import Right
from outreach.stock import attention
from outreach.stock.attention import Waiting
from outreach.vocabulary import Attention
from outreach.waiting import SORTS, NothingWaits, Waits

KINDS = {SORTS[kind].value: kind for kind in Attention}


def listed(person: Person, *, as_json: bool, out: TextIO) -> int:
    """Show what waits, oldest of each sort first."""
    with at_desk(person) as desk:
        desk.by.may(Right.CORRECT_ANY)
        waits = desk.read(lambda session: tuple(waiting.gathered(session)))
        found = [said for one in waits for said in _said(one, desk.catalog)]
    out.writelines((json.dumps(said, ensure_ascii=False) if as_json else _text(said)) + "\n" for said in found)
    if not found and not as_json:
        out.write("Nothing waits.\n")
    return 0


def let_stand(person: Person, what: str, item: str, site: str, on: date, out: TextIO) -> int:
    """Look at one thing and let it stand."""
    with at_desk(person) as desk:
        item_id, site_id = desk.catalog.find("item", item), desk.catalog.find("site", site)
        with desk.writing() as session:
            wanted = (KINDS[what], item_id, site_id, on)
            mine = [day for one in waiting.gathered(session) for day in one.waitings if _key(day) == wanted]
            if not mine:
                raise NothingWaits(item, site, on)
            for one in mine:
                attention.let_stand(session, desk.by, desk.at, one, uuid4())
    out.write(f"{item}: let stand.\n")
    return 0


def _key(one: Waiting) -> tuple[Attention, int, int, date]:
    return one.what, one.item_id, one.site_id, one.on


def _said(one: Waits, center: Catalog) -> list[dict[str, Any]]:
    """One thing; of what was short, each day."""
    if one.waitings:
        return [
            {
                "what": one.sort.value, "item": center.item[day.item_id].name, "site": center.site[day.site_id].name,
                "on": day.on.isoformat(), "quantity": day.quantity, "source": day.source or None,
            }
            for day in one.waitings
        ]  # fmt: skip
    if (thing := one.thing) is not None:
        site = center.site[thing.site_id].name if thing.site_id is not None else None
        return [{
            "what": one.sort.value, "thing": thing.name, "site": site, "on": thing.since.isoformat(),
            "quantity": thing.quantity, "visits": thing.visits,
        }]  # fmt: skip
    assert one.barcode is not None  # noqa: S101 - it is about one of the three
    code, said_on = one.barcode, one.barcode.said_on
    return [{
        "what": one.sort.value, "code": code.code, "item": center.item[code.item_id].name, "units": code.units,
        "said_by": code.said_by, "on": said_on.isoformat() if said_on else None,
    }]  # fmt: skip


def _text(said: dict[str, Any]) -> str:
    name = said.get("thing") or said.get("code") or said["item"]
    amount = said.get("quantity", said.get("units"))
    beside = said.get("source") or (said["item"] if "code" in said else "")
    return f"{said['what']:<9} {said['on'] or '':<10} {amount:>7} {name}  {said.get('site') or ''}  {beside}".rstrip()
