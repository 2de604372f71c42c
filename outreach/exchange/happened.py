"""Reports of what happened and drug checks as JSON: read, and written back by the same names.  Of nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from outreach.catalog import Catalog, place_of
from outreach.closed_lists import (
    BoughtAs,
    CameFrom,
    During,
    GivenBy,
    HandledAt,
    HappenedId,
    Happening,
    Hurt,
    Outcome,
    PlaceKind,
    Product,
    Result,
    SubstanceId,
    TakenBy,
    TakenFrom,
    ThreatFrom,
    Towards,
    WhenKnown,
    YesNo,
)
from outreach.drug_checks.check import Check, check_it, normal
from outreach.drug_checks.lists import Lists
from outreach.exchange.entries import (
    FieldWrong,
    Json,
    a_day,
    amounts,
    choice,
    client_id,
    day_of,
    needed_whole,
    only,
    text,
    texts,
    whole,
)
from outreach.exchange.named import where_json
from outreach.happened.report import MOST_DOSES, NotOfThisKind, Report, When, check, is_open
from outreach.vocabulary import CategoryId, ItemId, PlaceId, SiteId, SourceId

E = TypeVar("E", bound=StrEnum)

_ANSWERS: Mapping[str, type[StrEnum]] = {
    "place_kind": PlaceKind, "outcome": Outcome, "given_by": GivenBy, "emergency": YesNo, "came_from": CameFrom,
    "hurt": Hurt, "during": During, "handled_at": HandledAt, "taken_by": TakenBy, "taken_from": TakenFrom,
    "towards": Towards, "threat_from": ThreatFrom, "police": YesNo,
}  # fmt: skip
_ANY_KIND = {"id", "on", "site", "place", "kind", "happened", "same_as"}
_OF_SOME = {"doses", "naloxone", "used", "source", "supplies", *_ANSWERS}
_CALLED = {"product": "naloxone", "item_id": "naloxone", "source_id": "source"}
_MOST_USED = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """The result of a drug check that was waited for."""

    result: Result
    found: tuple[SubstanceId, ...]


def report(said: Json, catalog: Catalog, today: date) -> Report:
    """`{"kind": "overdose_response", "site", "on", "happened": "2026-10-03" or "2026-10", "outcome", …}`.

    Raises UnknownField, FieldMissing, FieldWrong, UnknownName, and what `report.check` raises.
    """
    only(said, _ANY_KIND | _OF_SOME)
    site_id = SiteId(catalog.find("site", text(said, "site")))
    product, item_id = _naloxone(said, catalog)
    answers: dict[str, Any] = {
        name: choice(said, name, kinds) for name, kinds in _ANSWERS.items() if said.get(name) is not None
    }
    other = said.get("same_as")
    made = Report(
        client_id=client_id(said),
        kind=choice(said, "kind", Happening),
        on=a_day(said, "on", today),
        site_id=site_id,
        place_id=_place(said, catalog, site_id),
        happened=_when(said),
        doses=whole(said, "doses", 0, MOST_DOSES),
        product=product,
        item_id=item_id,
        used=whole(said, "used", 1, _MOST_USED),
        source_id=SourceId(catalog.find("source", text(said, "source"))) if said.get("source") is not None else None,
        supplies=_supplies(said, catalog),
        same_as=HappenedId(needed_whole(said, "same_as", 1, 1 << 53)) if other is not None else None,
        **answers,
    )
    try:
        check(made)
    except NotOfThisKind as refusal:
        raise NotOfThisKind(_CALLED.get(refusal.field, refusal.field), refusal.kind) from refusal
    return made


def report_json(said: Report, catalog: Catalog) -> dict[str, Any]:
    """What a report says, by the names it is read by; what was left open is left out."""
    written: dict[str, Any] = {
        "kind": said.kind.value,
        **where_json(said.on, said.site_id, said.place_id, catalog),
        "happened": when_text(said.happened),
    }
    written |= {name: getattr(said, name).value for name in _ANSWERS if not is_open(said, name)}
    written |= {name: getattr(said, name) for name in ("doses", "used") if getattr(said, name) is not None}
    if said.item_id is not None:
        written["naloxone"] = catalog.item[said.item_id].name
    elif not is_open(said, "product"):
        written["naloxone"] = said.product.value
    if said.source_id is not None:
        written["source"] = next((source.name for source in catalog.sources if source.id == said.source_id), "")
    if said.supplies:
        written["supplies"] = {catalog.category[category]: n for category, n in said.supplies}
    return written


def drug_check(said: Json, catalog: Catalog, lists: Lists, today: date) -> Check:
    """`{"site", "on", "methods": […], "bought_as", "result": "found", "found": […], "result_on"}`.

    Raises UnknownField, FieldMissing, FieldWrong, UnknownName, and what `check.check_it` raises.
    """
    only(said, {"id", "on", "site", "place", "methods", "bought_as", "result", "found", "result_on"})
    on = a_day(said, "on", today)
    site_id = SiteId(catalog.find("site", text(said, "site")))
    bought, bought_as_id = _bought(said, lists)
    told = result_of(said, lists)
    made = normal(
        Check(
            client_id=client_id(said),
            on=on,
            site_id=site_id,
            place_id=_place(said, catalog, site_id),
            methods=tuple(map(lists.find_method, texts(said, "methods"))),
            bought=bought,
            bought_as_id=bought_as_id,
            result=told.result,
            found=told.found,
            result_on=a_day(said, "result_on", today) if said.get("result_on") is not None else None,
        )
    )
    check_it(made)
    return made


def result_of(said: Json, lists: Lists) -> Told:
    """The result alone; without any it is waited for, and naming what was found says that something was."""
    found = tuple(map(lists.find_substance, texts(said, "found")))
    if said.get("result") is None:
        return Told(Result.FOUND if found else Result.WAITING, found)
    return Told(choice(said, "result", Result), found)


def check_json(said: Check, catalog: Catalog, lists: Lists) -> dict[str, Any]:
    """What a drug check says, by the names it is read by."""
    bought = lists.substance(said.bought_as_id) if said.bought_as_id is not None else said.bought.value
    return {
        **where_json(said.on, said.site_id, said.place_id, catalog),
        "methods": [lists.method(one) for one in said.methods],
        "bought_as": bought,
        "result": said.result.value,
        "found": [lists.substance(one) for one in said.found],
        "result_on": said.result_on.isoformat() if said.result_on is not None else None,
    }


def when_text(happened: When) -> str | None:
    """A day, a month, `not_known`, or None where nobody asked."""
    if happened.known is WhenKnown.NOT_KNOWN:
        return happened.known.value
    if happened.on is None:
        return None
    return happened.on.isoformat() if happened.known is WhenKnown.DAY else f"{happened.on:%Y-%m}"


def _place(said: Json, catalog: Catalog, site_id: SiteId) -> PlaceId | None:
    return place_of(catalog, site_id, text(said, "place")) if said.get("place") is not None else None


def _when(said: Json) -> When:
    value = said.get("happened")
    if value is None or value in (WhenKnown.NOT_KNOWN, WhenKnown.NOT_ASKED):
        return When(WhenKnown(value or WhenKnown.NOT_ASKED))
    try:
        return When.day(day_of(str(value)))
    except ValueError:
        pass
    try:
        return When.month(day_of(f"{value}-01"))
    except ValueError as error:
        needed = "a day such as 2026-10-03, a month such as 2026-10, not_known, or left out"
        raise FieldWrong("happened", str(value), needed) from error


def _naloxone(said: Json, catalog: Catalog) -> tuple[Product, ItemId | None]:
    """One of the center's own items by name, `another`, or `not_known`; left out: not asked."""
    if said.get("naloxone") is None:
        return Product.NOT_ASKED, None
    named = text(said, "naloxone")
    if named in (Product.ANOTHER, Product.NOT_KNOWN, Product.NOT_ASKED):
        return Product(named), None
    return Product.ITEM, ItemId(catalog.find("item", named))


def _bought(said: Json, lists: Lists) -> tuple[BoughtAs, SubstanceId | None]:
    if said.get("bought_as") is None:
        return BoughtAs.NOT_ASKED, None
    named = text(said, "bought_as")
    if named in (BoughtAs.NOT_KNOWN, BoughtAs.NOT_ASKED):
        return BoughtAs(named), None
    return BoughtAs.SUBSTANCE, lists.find_substance(named)


def _supplies(said: Json, catalog: Catalog) -> tuple[tuple[CategoryId, int | None], ...]:
    """`{"Syringes": 100, "Naloxone": null}`: null where nobody knew how many."""
    named = amounts(said, "supplies")
    found: dict[CategoryId, int | None] = {}
    for name in named:
        category = CategoryId(catalog.find("category", name))
        if category in found:
            raise FieldWrong("supplies", name, "named once")
        found[category] = needed_whole(named, name, 1) if named[name] is not None else None
    return tuple(found.items())
