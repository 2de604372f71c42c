"""What waits for the coordinator, listed; and one of it let stand, or sorted."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TextIO
from uuid import uuid4

from outreach import sorting, waiting
from outreach.catalog import Catalog, folded
from outreach.commands.asking import Person
from outreach.commands.desk import at_desk
from outreach.safety.staff import Right
from outreach.sorting import NothingToSort
from outreach.stock import attention, causes
from outreach.stock.attention import Waiting
from outreach.stock.causes import Cause, Place
from outreach.vocabulary import Attention, ItemId
from outreach.waiting import SORTS, NothingWaits, Sort, Waits

KINDS = {SORTS[kind].value: kind for kind in Attention}


def listed(person: Person, *, as_json: bool, out: TextIO) -> int:
    """Show what waits, oldest of each sort first."""
    with at_desk(person) as desk:
        desk.by.may(Right.CORRECT_ANY)
        waits = desk.read(lambda session: tuple(waiting.gathered(session)))
        short = [day for one in waits if one.sort is Sort.SHORT for day in one.waitings]
        why = desk.read(causes.causes, short)
        found = [said for one in waits for said in _said(one, desk.catalog, why)]
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


def sort(person: Person, thing: str, item: str, out: TextIO) -> int:
    """Say which item a thing that is on no list was: every visit with it says so too."""
    with at_desk(person) as desk:
        item_id = ItemId(desk.catalog.find("item", item))
        with desk.writing() as session:
            mine = next((one for one in sorting.unsorted(session) if folded(one.name) == folded(thing)), None)
            if mine is None:
                raise NothingToSort
            visits = sorting.sort(session, desk.by, desk.at, unlisted_id=mine.id, item_id=item_id)
    out.write(f"{mine.name}: {item} in {visits} visit{'' if visits == 1 else 's'}.\n")
    return 0


def _key(one: Waiting) -> tuple[Attention, int, int, date]:
    return one.what, one.item_id, one.site_id, one.on


def _said(one: Waits, center: Catalog, why: Mapping[Place, Cause]) -> list[dict[str, Any]]:
    """One thing; of what was short, each day."""
    if one.waitings:
        return [
            {
                "what": one.sort.value, "item": center.item[day.item_id].name, "site": center.site[day.site_id].name,
                "on": day.on.isoformat(), "quantity": day.quantity, "source": day.source or None,
                "lot": day.number if day.lot_id is not None else None,
                **_why(why.get((day.site_id, day.item_id, day.on)), center),
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


def _why(cause: Cause | None, center: Catalog) -> dict[str, Any]:
    """What left on that day, and how many of it the books held."""
    if cause is None:
        return {}
    left = [
        {
            "kind": one.kind.value, "quantity": one.quantity, "paper": one.paper or None,
            "to": center.site[one.to_site_id].name if one.to_site_id is not None else None,
        }
        for one in cause.gone
    ]  # fmt: skip
    return {"left": left, "on_the_books": cause.held}


def _text(said: dict[str, Any]) -> str:
    name = said.get("thing") or said.get("code") or said["item"]
    amount = said.get("quantity", said.get("units"))
    beside = said.get("source") or (said["item"] if "code" in said else "")
    if "left" in said:
        left = ", ".join(f"{one['kind'].replace('_', ' ')} {one['quantity']}" for one in said["left"])
        beside = f"{left}; {said['on_the_books']} on the books"
    elif said.get("lot"):
        beside = f"{beside}, lot {said['lot']}"
    return f"{said['what']:<9} {said['on'] or '':<10} {amount:>7} {name}  {said.get('site') or ''}  {beside}".rstrip()
