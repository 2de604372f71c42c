"""What the catalog's commands do: the same domain functions as the settings, with text in and text out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from outreach import barcodes, scans
from outreach.catalog import Part, UnknownName, folded
from outreach.catalog_editing import book, saving, standing
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.said import Book, EntryRecord, EntrySaid, ItemRecord, ItemSaid
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.exchange import catalog_sheet
from outreach.exchange.entries import FieldMissing, FieldWrong
from outreach.exchange.files import save_file
from outreach.vocabulary import CategoryId, ItemId, Naloxone, Named, SiteId

Said = Mapping[str, Any]
LISTS = {
    "items": Named.ITEM, "categories": Named.CATEGORY, "sites": Named.SITE, "places": Named.PLACE,
    "sources": Named.SOURCE, "suppliers": Named.SUPPLIER, "partners": Named.PARTNER, "services": Named.SERVICE,
    "referrals": Named.REFERRAL,
}  # fmt: skip
KINDS = tuple(named.value for named in LISTS.values())


def show(person: Person, what: str, *, as_json: bool, out: TextIO) -> int:
    """Print the items, a list or the barcodes, the retired too."""
    with at_desk(person) as desk:
        found = _barcodes(desk) if what == "barcodes" else _listed(_book(desk), LISTS[what])
    if as_json:
        json.dump(found, out, indent=1, ensure_ascii=False)
        out.write("\n")
        return 0
    for one in found:
        name = one.get("code") or one["name"]
        more = one.get("category") or one.get("item") or one.get("site") or one.get("county") or ""
        out.write(f"{name:<40} {more}{'  retired' if one['retired'] else ''}".rstrip() + "\n")
    return 0


def add(person: Person, what: str, name: str, said: Said, out: TextIO) -> int:
    """Add an item or an entry of a list."""
    with at_desk(person) as desk:
        known = _book(desk)
        with desk.writing() as session:
            if what == Named.ITEM:
                item = replace(_item_said(known, name, said), **_recipe(desk, said["holds"]))
                saving.save_item(session, desk.by, desk.at, None, item)
            else:
                saving.save_entry(session, desk.by, desk.at, Named(what), None, _entry_said(known, what, name, said))
    out.write(f"{name}: added.\n")
    return 0


def rename(person: Person, what: str, name: str, to: str, said: Said, out: TextIO) -> int:
    """Call something otherwise from today on."""
    with at_desk(person) as desk:
        found = _found(desk, _book(desk), what, name, said["site"])
        with desk.writing() as session:
            if isinstance(found, ItemRecord):
                called = {**found.said.called}
                called[said["language"]] = replace(called[said["language"]], name=to)
                saving.save_item(session, desk.by, desk.at, found, replace(found.said, called=called))
            else:
                is_spanish = said["language"] == "es"
                renamed = replace(found.said, name_es=to) if is_spanish else replace(found.said, name=to)
                saving.save_entry(session, desk.by, desk.at, Named(what), found, renamed)
    out.write(f"{name}: {to} from today on.\n")
    return 0


def stand(person: Person, what: str, name: str, site: str | None, *, back: bool, out: TextIO) -> int:
    """Retire something, or bring it back."""
    with at_desk(person) as desk:
        found = _found(desk, _book(desk), what, name, site)
        act = standing.bring_back if back else standing.retire
        with desk.writing() as session:
            act(session, desk.by, desk.at, Named(what), found.id)
    out.write(f"{name}: {'back on the list' if back else 'retired'}.\n")
    return 0


def barcode(person: Person, code: str, item: str | None, units: int, out: TextIO) -> int:
    """Say which item a barcode is of; without one, know it no more."""
    read = scans.read(code).code
    with at_desk(person) as desk:
        if item is None and read not in desk.catalog.barcodes:
            raise barcodes.NotABarcode(read)
        with desk.writing() as session:
            if item is None:
                barcodes.retire(session, desk.by, desk.at, read)
            else:
                item_id = ItemId(desk.catalog.find("item", item))
                barcodes.add(session, desk.by, desk.at, code=read, item_id=item_id, units=units)
    out.write(f"{read}: {'retired' if item is None else item}\n")
    return 0


def take_in(person: Person, file: Path, out: TextIO) -> int:
    """Add and change items as a spreadsheet says; nothing if any row is bad."""
    with at_desk(person) as desk:
        rows = catalog_sheet.read(file, _book(desk))
        with desk.writing() as session:
            added, changed = catalog_sheet.take_in(session, desk.by, desk.at, rows)
    out.write(f"Added {added}, changed {changed}.\n")
    return 0


def template(person: Person, file: Path, out: TextIO) -> int:
    """Write a spreadsheet of the items as they are, to fill."""
    with at_desk(person) as desk:
        save_file(file, catalog_sheet.template(_book(desk)))
    out.write(f"{file}\n")
    return 0


def _book(desk: Desk) -> Book:
    found: Book = desk.read(book.load, desk.at.day)
    return found


def _found(desk: Desk, known: Book, what: str, name: str, site: str | None) -> ItemRecord | EntryRecord:
    """Raises UnknownName."""
    if what == Named.ITEM:
        item_id = desk.catalog.find("item", name)
        return next(one for one in known.items if one.id == item_id)
    here = SiteId(_entry(known, Named.SITE, site).id) if site else None
    return _entry(known, Named(what), name, here)


def _entry(known: Book, what: Named, name: str, site_id: SiteId | None = None) -> EntryRecord:
    for one in known.entries(what):
        called = {folded(word) for word in (one.said.name, one.said.name_es, one.said.short_name) if word}
        if folded(name) in called and site_id in (None, one.said.site_id):
            return one
    raise UnknownName(what.value, name, "")


def _item_said(known: Book, name: str, said: Said) -> ItemSaid:
    if not said["category"]:
        raise FieldMissing("--category")
    category = CategoryId(_entry(known, Named.CATEGORY, said["category"]).id)
    numbers = {
        name: said[name]
        for name in ("units_per_box", "units_per_case", "usual_pack", "minimum", "syringes_per_unit", "doses_per_unit")
        if said[name] is not None
    }
    naloxone = Naloxone(said["naloxone"]) if said["naloxone"] else None
    called = {"en": Called(name, said["short"], tuple(said["also"])), "es": Called(said["name_es"], "", ())}
    return ItemSaid(Facts(category, naloxone, shelf=said["shelf"], **numbers), called)


def _recipe(desk: Desk, holds: Sequence[str]) -> dict[str, Any]:
    """What a kit holds from today on, given as `Cooker=2`.  Raises UnknownName, FieldWrong."""
    parts = []
    for one in holds:
        name, _, number = one.rpartition("=")
        if not number.isdecimal() or not name:
            raise FieldWrong("--holds", one, "an item and how many of it, such as Cooker=2")
        parts.append(Part(ItemId(desk.catalog.find("item", name)), int(number)))
    return {"since": desk.at.day, "parts": tuple(parts)} if parts else {}


def _entry_said(known: Book, what: str, name: str, said: Said) -> EntrySaid:
    if what == Named.PLACE and not said["site"]:
        raise FieldMissing("--site")
    site_id = SiteId(_entry(known, Named.SITE, said["site"]).id) if said["site"] else None
    return EntrySaid(
        name, said["name_es"], said["short"], said["county"], site_id, is_machine=said["machine"],
        starts=said["starts"], ends=said["ends"],
    )  # fmt: skip


def _barcodes(desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code, "item": desk.catalog.item[one.item_id].name, "units": one.units,
            "confirmed": one.is_confirmed, "retired": one.is_retired,
        }
        for one in desk.read(barcodes.listed)
    ]  # fmt: skip


def _listed(known: Book, what: Named) -> list[dict[str, Any]]:
    if what is Named.ITEM:
        return [_item(known, one) for one in known.items]
    return [{**_facts(known, what, one.said), "retired": one.is_retired} for one in known.entries(what)]


def _item(known: Book, item: ItemRecord) -> dict[str, Any]:
    names, facts = {one.id: one.said.called["en"].name for one in known.items}, item.said.facts
    called, categories = item.said.called, {one.id: one.said.name for one in known.entries(Named.CATEGORY)}
    sites = {one.id: one.said.name for one in known.entries(Named.SITE)}
    return {
        "name": called["en"].name, "short_name": called["en"].short_name or called["en"].name,
        "other_names": list(called["en"].aliases or ()), "name_es": called["es"].name,
        "other_names_es": list(called["es"].aliases or ()), "category": categories[facts.category_id],
        "naloxone": facts.naloxone, "doses_per_unit": facts.doses_per_unit,
        "syringes_per_unit": facts.syringes_per_unit, "units_per_box": facts.units_per_box,
        "units_per_case": facts.units_per_case, "usual_pack": facts.usual_pack, "minimum": facts.minimum,
        "shelf": facts.shelf, "retired": item.is_retired,
        "barcodes": {one.code: one.units for one in item.said.barcodes if not one.is_retired},
        "sites": {sites[id_]: {"minimum": low, "target": high} for id_, (low, high) in item.said.targets.items()},
        "recipes": [
            {"since": one.since.isoformat(), "items": {names[part.item_id]: part.quantity for part in one.parts}}
            for one in item.versions
        ],
    }  # fmt: skip


def _facts(known: Book, what: Named, said: EntrySaid) -> dict[str, Any]:
    names = {one.id: one.said.called["en"].name for one in known.items}
    categories = {one.id: one.said.name for one in known.entries(Named.CATEGORY)}
    own: dict[Named, Iterable[tuple[str, Any]]] = {
        Named.CATEGORY: [("name_es", said.name_es)],
        Named.SERVICE: [("name_es", said.name_es)],
        Named.REFERRAL: [("name_es", said.name_es)],
        Named.SITE: [("short_name", said.short_name or said.name), ("is_machine", said.is_machine)],
        Named.PARTNER: [("county", said.county)],
    }
    if what is Named.PLACE:
        sites = {one.id: one.said.name for one in known.entries(Named.SITE)}
        own[what] = [("site", sites[said.site_id or 0]), ("county", said.county), ("is_usual", said.is_usual)]
    if what is Named.SOURCE:
        rules = [
            {
                "may_buy": rule.may_buy, "item": names.get(rule.item_id or ItemId(0)),
                "category": categories.get(rule.category_id or 0), "since": _iso(rule.since), "until": _iso(rule.until),
            }
            for rule in said.rules
        ]  # fmt: skip
        own[what] = [("starts", _iso(said.starts)), ("ends", _iso(said.ends)), ("rules", rules)]
    return {"name": said.name, **dict(own.get(what, ()))}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
