"""The catalog read as it is edited: every name in every language, every version, the retired too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach import barcodes
from outreach.barcodes import Listed
from outreach.catalog import Part
from outreach.catalog_editing import in_languages, limits, names
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.said import (
    NOTHING_SAID,
    Book,
    EntryRecord,
    EntrySaid,
    ItemRecord,
    ItemSaid,
    RuleSaid,
    Version,
)
from outreach.db.models import catalog as rows
from outreach.stock import source_rules
from outreach.vocabulary import CategoryId, ItemId, Knowingly, Naloxone, Named, SiteId, SourceId

LANGUAGES = ("en", "es")
_BY_NAME = {Named.SUPPLIER, Named.PARTNER}


def load(session: Session, on: date) -> Book:
    lists = {what: _entries(session, what, on) for what in names.ONE_NAME}
    care = {what: _care(session, what, on) for what in (Named.SERVICE, Named.REFERRAL)}
    return Book(_items(session, on), {**lists, **care, Named.CATEGORY: _categories(session, on)})


def _items(session: Session, on: date) -> tuple[ItemRecord, ...]:
    called, versions = _called(session), _versions(session)
    codes: dict[ItemId, list[Listed]] = defaultdict(list)
    wanted: dict[ItemId, dict[SiteId, tuple[int, int]]] = defaultdict(dict)
    for barcode in barcodes.listed(session):
        codes[barcode.item_id].append(barcode)
    for target in limits.targets(session):
        wanted[target.item_id][target.site_id] = (target.minimum, target.target)
    found = session.execute(select(rows.Item.__table__).order_by(rows.Item.position, rows.Item.id))
    return tuple(
        ItemRecord(
            ItemId(row.id),
            ItemSaid(_facts(row), called[row.id], wanted[row.id], tuple(codes[row.id])),
            tuple(versions.get(row.id, ())),
            _is_retired(row, on),
        )
        for row in found
    )


def _facts(row: Any) -> Facts:
    return Facts(
        CategoryId(row.category_id), row.naloxone and Naloxone(row.naloxone), row.syringes_per_unit,
        row.doses_per_unit, row.units_per_box, row.units_per_case, row.usual_pack, row.minimum, row.shelf,
        Knowingly(row.expired_or_held),
    )  # fmt: skip


def _called(session: Session) -> Mapping[int, Mapping[str, Called]]:
    others: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in session.execute(select(rows.ItemAlias.__table__).order_by(rows.ItemAlias.alias)):
        others[row.item_id, row.language].append(row.alias)
    called: dict[int, dict[str, Called]] = defaultdict(lambda: dict.fromkeys(LANGUAGES, NOTHING_SAID))
    for row in session.execute(select(rows.ItemName.__table__)):
        short = "" if row.short_name == row.name else row.short_name
        called[row.item_id][row.language] = Called(row.name, short, tuple(others[row.item_id, row.language]))
    return called


def _versions(session: Session) -> Mapping[int, list[Version]]:
    """Of each kit, the newest first."""
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in session.execute(select(rows.RecipePart.__table__).order_by(rows.RecipePart.item_id)):
        parts[part.recipe_version_id].append(Part(ItemId(part.item_id), part.quantity))
    versions: dict[int, list[Version]] = defaultdict(list)
    for row in session.execute(select(rows.RecipeVersion.__table__).order_by(rows.RecipeVersion.since_on.desc())):
        versions[row.item_id].append(Version(row.since_on, tuple(parts[row.id])))
    return versions


def _categories(session: Session, on: date) -> tuple[EntryRecord, ...]:
    named: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.execute(select(rows.CategoryName.__table__)):
        named[row.category_id][row.language] = row.name
    found = session.execute(select(rows.Category.__table__).order_by(rows.Category.position, rows.Category.id))
    return tuple(
        EntryRecord(row.id, EntrySaid(named[row.id]["en"], named[row.id].get("es", "")), _is_retired(row, on))
        for row in found
    )


def _care(session: Session, what: Named, on: date) -> tuple[EntryRecord, ...]:
    """What is done at a visit, and where people are referred to."""
    kind = in_languages.KINDS[what]
    named: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.execute(select(kind.names.__table__)).mappings():
        named[row[kind.whose]][row["language"]] = row["name"]
    found = session.execute(select(kind.table.__table__).order_by(kind.table.position, kind.table.id))
    return tuple(
        EntryRecord(row.id, EntrySaid(named[row.id]["en"], named[row.id].get("es", "")), _is_retired(row, on))
        for row in found
    )


def _entries(session: Session, what: Named, on: date) -> tuple[EntryRecord, ...]:
    table = names.ONE_NAME[what]
    wanted = select(table.__table__)
    if what in _BY_NAME:
        wanted = wanted.order_by(table.name)  # type: ignore[attr-defined]
    elif what is Named.PLACE:
        wanted = wanted.join(rows.Site).order_by(rows.Site.position, rows.Site.id, rows.Place.position, rows.Place.id)
    else:
        wanted = wanted.order_by(table.position, table.id)  # type: ignore[attr-defined]
    rules = _rules(session) if what is Named.SOURCE else {}
    return tuple(
        EntryRecord(
            row["id"],
            _said(row, rules.get(SourceId(row["id"]), ())),
            row["retired_on"] is not None and row["retired_on"] <= on,
            row.get("is_unstated", False),
        )
        for row in session.execute(wanted).mappings()
    )


def _said(row: Any, rules: Iterable[RuleSaid]) -> EntrySaid:
    short = row.get("short_name", "")
    return EntrySaid(
        name=row["name"],
        short_name="" if short == row["name"] else short,
        county=row.get("county", ""),
        site_id=SiteId(row["site_id"]) if "site_id" in row else None,
        is_usual=row.get("is_usual", False),
        is_machine=row.get("is_machine", False),
        starts=row.get("starts_on"),
        ends=row.get("ends_on"),
        rules=tuple(rules),
    )


def _rules(session: Session) -> Mapping[SourceId, tuple[RuleSaid, ...]]:
    return {
        source: tuple(
            RuleSaid(rule.may_buy, rule.item_id, rule.category_id, rule.since, rule.until, rule.id) for rule in rules
        )
        for source, rules in source_rules.load(session).by_source.items()
    }


def _is_retired(row: Any, on: date) -> bool:
    return row.retired_on is not None and row.retired_on <= on
