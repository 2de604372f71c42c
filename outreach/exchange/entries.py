"""Encounters, deliveries and counts as JSON: read, checked field by field, and turned into what the center records.

The format of `encounter.json` is in README.md.  Nothing is guessed: an unknown name or field is refused by name.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID, uuid4

from outreach.catalog import Catalog, Item, closest, place_of
from outreach.entry import Asked, Entry, Given, Returned, Unlisted, check
from outreach.errors import Refusal, SeveralRefusals
from outreach.exchange.answers import read_answers, read_steps
from outreach.exchange.kit_parts import KitRecipes, Parts, PartsOnPaper, read_parts
from outreach.stock.amounts import AmountNotUnderstood, AmountTooLarge, parse_amount, parse_expiry
from outreach.stock.counts import Found
from outreach.stock.deliveries import LONGEST_LOT, LONGEST_REFERENCE, DeliveryLine
from outreach.stock.known_lots import KnownLots, the_lot
from outreach.vocabulary import (
    CodeHash,
    ContainerId,
    CountSide,
    ItemId,
    LotKnown,
    NaloxoneReason,
    ReferralId,
    ReturnedHow,
    SeenBefore,
    ServiceId,
    SiteId,
    SourceId,
    WeightUnit,
)

Json = Mapping[str, Any]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_MOST_SHOWN = 80  # characters of a wrong value
HashCode = Callable[[str], CodeHash]


@dataclass(eq=False)
class NotJson(Refusal):
    problem: str


Line = tuple[int, Json | NotJson]


@dataclass(eq=False)
class FieldMissing(Refusal):
    field: str


@dataclass(eq=False)
class UnknownField(Refusal):
    field: str


@dataclass(eq=False)
class FieldWrong(Refusal):
    field: str
    value: str
    needed: str
    closest: str = ""  # the word of a closed list it may have meant

    def __post_init__(self) -> None:
        if len(self.value) > _MOST_SHOWN:
            self.value = f"{self.value[:_MOST_SHOWN]}…"
        self.value = self.value.strip() or "empty"


@dataclass(eq=False)
class NothingGiven(Refusal):
    """An empty text, or an empty list: more likely a slip than a wish."""


@dataclass(eq=False)
class IdTwice(Refusal):
    """The id of a visit stands in a line further up too, with other content."""

    first: int


@dataclass(eq=False)
class ItemTwice(Refusal):
    """An item of a count, or a part of a kit, under two spellings: neither amount may be lost, and they are no sum."""

    name: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line of a delivery, with what belongs to the delivery as a whole."""

    site_id: SiteId
    on: date
    reference: str
    line: DeliveryLine


def objects(whole_text: str) -> list[Line]:
    """The objects in a text and their line numbers: one object, a list of them, or one a line.

    What is not an object stands there as the refusal it is, to be raised with those of the other lines.
    Raises NothingGiven.
    """
    try:
        whole = _parsed(whole_text)
    except NotJson:
        found = [(number, _object(line)) for number, line in enumerate(whole_text.split("\n"), start=1) if line.strip()]
    else:
        listed = whole if isinstance(whole, list) else [whole]
        found = [(number, _checked(said)) for number, said in enumerate(listed, start=1)]
    if not found:
        raise NothingGiven
    return found


def only_object(whole_text: str) -> list[Line]:
    """The one object in a text, as `objects` gives it.  Raises NothingGiven, NotJson."""
    found = objects(whole_text)
    if len(found) != 1:
        raise NotJson("one object {…} was expected")
    return found


def _object(line: str) -> Json | NotJson:
    try:
        return _checked(_parsed(line))
    except NotJson as refusal:
        return refusal


def _checked(said: object) -> Json | NotJson:
    return said if isinstance(said, dict) else NotJson("an object {…} was expected")


def _parsed(json_text: str) -> Any:
    try:
        return json.loads(json_text, parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as problem:
        raise NotJson(f"{problem.msg}, column {problem.colno}") from problem
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, a thousand brackets
        raise NotJson("a number or a nesting is too long") from problem


def _once(pairs: list[tuple[str, Any]]) -> Json:
    """An object, each of whose names stands there once: of two amounts of an item, neither may be lost."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise NotJson(f"“{name}” is there twice")
    return dict(pairs)


def entries(
    listed: Iterable[Line],
    catalog: Catalog,
    lots: KnownLots,
    hash_code: HashCode,
    today: date,
    recipes: KitRecipes | None = None,
) -> list[Entry]:
    """Every object as an entry.  Raises the refusal of the only one, or SeveralRefusals naming every bad line."""
    return each(listed, lambda said: entry(said, catalog, lots, hash_code, today, recipes))


def deliveries(listed: Iterable[Line], catalog: Catalog, today: date) -> list[Delivery]:
    """Every object as a line of a delivery.  Raises like `entries`."""
    return each(listed, lambda said: delivery(said, catalog, today))


def counts(listed: Iterable[Line], catalog: Catalog, today: date) -> list[tuple[SiteId, date, tuple[Found, ...]]]:
    """Every object as a count of one site.  Raises like `entries`."""
    return each(listed, lambda said: count(said, catalog, today))


def each(listed: Iterable[Line], read: Callable[[Json], T]) -> list[T]:
    made: list[T] = []
    bad: dict[int, Refusal] = {}
    listed = list(listed)
    for number, said in listed:
        try:
            if isinstance(said, Refusal):
                raise said
            made.append(read(said))
        except Refusal as refusal:
            bad[number] = refusal
    refuse(bad, len(listed))
    return made


def refuse(bad: Mapping[int, Refusal], lines: int) -> None:
    """Raise what is wrong with the only line, or SeveralRefusals naming every bad line; nothing if none is."""
    if bad and lines == 1:
        raise next(iter(bad.values()))
    if bad:
        raise SeveralRefusals(tuple(sorted(bad.items())))


_ENTRY_FIELDS = {
    "id", "on", "hour", "site", "place", "code", "before", "for_people", "items", "returned", "services", "referrals",
    "asked", "unlisted", "answers", "steps", "arrived", "count_side",
}  # fmt: skip


def entry(
    said: Json,
    catalog: Catalog,
    lots: KnownLots,
    hash_code: HashCode,
    today: date,
    recipes: KitRecipes | None = None,
) -> Entry:
    """One encounter; without `recipes` nothing can be said of what is inside a kit.

    Raises UnknownField, FieldMissing, FieldWrong, UnknownName, UnknownLot, SeveralLots, what `read_parts` raises, and
    what `entry.check` raises.
    """
    only(said, _ENTRY_FIELDS)
    on = a_day(said, "on", today)
    site_id = SiteId(catalog.find("site", text(said, "site")))
    place = said.get("place")
    code = said.get("code")
    made = Entry(
        client_id=client_id(said),
        on=on,
        hour=whole(said, "hour", 0, 23),
        site_id=site_id,
        place_id=place_of(catalog, site_id, text(said, "place")) if place is not None else None,
        code=hash_code(text(said, "code")) if code is not None else None,
        before=_before(said),
        for_people=whole(said, "for_people", 1, 1_000),
        given=tuple(
            _given(_Known(catalog, lots, on, recipes), name, what)
            for name, whats in amounts(said, "items").items()
            for what in (whats if isinstance(whats, list) and whats else [whats])
        ),
        returned=_returned(said, catalog),
        services=tuple(ServiceId(catalog.find("service", name)) for name in texts(said, "services")),
        referrals=tuple(ReferralId(catalog.find("referral", name)) for name in texts(said, "referrals")),
        asked=tuple(
            Asked(ItemId(catalog.find("item", name)), _amount(name, quantity, least=1))
            for name, quantity in amounts(said, "asked").items()
        ),
        unlisted=tuple(
            Unlisted(" ".join(name.split()), _amount(name, quantity, least=1))
            for name, quantity in amounts(said, "unlisted").items()
        ),
        answers=read_answers(said, catalog),
        steps=read_steps(said, catalog),
        arrived=tuple(ReferralId(catalog.find("referral", name)) for name in texts(said, "arrived")),
        count_side=choice(said, "count_side", CountSide) if said.get("count_side") is not None else None,
    )
    check(made)
    return made


def delivery(said: Json, catalog: Catalog, today: date) -> Delivery:
    """One line of a delivery, under the names the command's own options have."""
    only(said, {"site", "item", "quantity", "in", "lot", "expires", "source", "reference", "on"})
    line = put_on_shelf(said, catalog)
    return Delivery(
        site_id=SiteId(catalog.find("site", text(said, "site"))),
        on=a_day(said, "on", today),
        reference=optional(said, "reference", LONGEST_REFERENCE),
        line=line,
    )


def put_on_shelf(said: Json, catalog: Catalog) -> DeliveryLine:
    """So many of an item, of a lot the books may not have yet."""
    item = catalog.item[ItemId(catalog.find("item", text(said, "item")))]
    quantity = packed(said, item)
    expires, source = optional(said, "expires"), optional(said, "source")
    return DeliveryLine(
        item_id=item.id,
        quantity=quantity,
        lot_number=optional(said, "lot", LONGEST_LOT),
        expires_on=parse_expiry(expires) if expires else None,
        source_id=SourceId(catalog.find("source", source)) if source else None,
    )


_SUFFIXES = {"units": "", "boxes": "b", "cases": "c"}


def packed(said: Json, item: Item) -> int:
    """The units of `quantity`, counted `in` units, boxes or cases; of what is wrong, as it was said."""
    counted_in = said.get("in") or "units"
    if counted_in not in _SUFFIXES:
        raise FieldWrong("in", str(counted_in), "units, boxes or cases")
    if said.get("quantity") is None:
        raise FieldMissing("quantity")
    typed, suffix = str(said["quantity"]), _SUFFIXES[counted_in]
    try:
        return parse_amount(typed + suffix, item.units_per_box, item.units_per_case)
    except AmountNotUnderstood as refusal:
        if suffix:
            raise FieldWrong("quantity", typed, f"a number of {counted_in} and nothing else, such as 2") from refusal
        raise
    except AmountTooLarge as refusal:
        raise replace(refusal, typed=refusal.typed.removesuffix(suffix)) from refusal


def count(said: Json, catalog: Catalog, today: date) -> tuple[SiteId, date, tuple[Found, ...]]:
    """A count: `{"site", "on", "items": {name: found}}`."""
    only(said, {"site", "on", "items"})
    items = said.get("items")
    if not isinstance(items, dict) or not items:
        raise FieldMissing("items")
    found: dict[ItemId, Found] = {}
    for name, quantity in items.items():
        item_id = ItemId(catalog.find("item", name))
        if item_id in found:
            raise ItemTwice(name)
        found[item_id] = Found(item_id, _amount(name, quantity, least=0))
    return SiteId(catalog.find("site", text(said, "site"))), a_day(said, "on", today), tuple(found.values())


def amounts(said: Json, field: str) -> Json:
    found = said.get(field, {})
    if not isinstance(found, dict):
        raise FieldWrong(field, type(found).__name__, "an object of names and amounts")
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What a line of what was given is read by."""

    catalog: Catalog
    lots: KnownLots
    on: date
    recipes: KitRecipes | None


_LINE_FIELDS = {"quantity", "lot", "source", "known", "reason", "parts"}


def _given(by: _Known, name: str, what: object) -> Given:
    """`50`, or `{"quantity": 50, "lot": "24A17", "source": "State program", "known": "scanned", "reason": "used"}`."""
    item_id = ItemId(by.catalog.find("item", name))
    if not isinstance(what, dict):
        return Given(item_id, _amount(name, what, least=1))
    only(what, _LINE_FIELDS)
    quantity = needed_whole(what, "quantity", 1)
    parts = _parts(by, item_id, what) if what.get("parts") is not None else None
    reason = choice(what, "reason", NaloxoneReason) if what.get("reason") is not None else None
    if what.get("lot") is None:
        return Given(item_id, quantity, parts=parts, reason=reason)
    source = text(what, "source") if what.get("source") is not None else None
    lot = the_lot(by.lots, item_id, text(what, "lot"), source)
    known = what.get("known", LotKnown.CHOSEN)
    if known not in (LotKnown.CHOSEN, LotKnown.SCANNED):
        raise FieldWrong("known", str(known), "chosen or scanned")
    return Given(item_id, quantity, lot.lot_id, LotKnown(known), lot.despite(by.on), parts, reason)


def _parts(by: _Known, kit: ItemId, what: Json) -> Parts:
    """`{"quantity": 1, "parts": {"Syringe 29G 1/2 in 1 mL": 0, "Syringe 28G 1/2 in 1 mL": 10, …}}`: in each kit."""
    if by.recipes is None:
        raise PartsOnPaper
    said: dict[ItemId, int] = {}
    for name, each in amounts(what, "parts").items():
        part = ItemId(by.catalog.find("item", name))
        if part in said:
            raise ItemTwice(name)
        said[part] = _amount(name, each, least=0)
    return read_parts(said, kit, by.on, by.catalog, by.recipes)


_RETURNED_FIELDS = {
    "none": {"how"},
    "counted": {"how", "syringes"},
    "told": {"how", "syringes"},
    "container": {"how", "container", "number", "full"},
    "weight": {"how", "pounds", "kilograms", "tare"},
}
_QUARTERS = {Decimal("0.25"): 1, Decimal("0.5"): 2, Decimal("0.75"): 3, Decimal(1): 4}


def _returned(said: Json, catalog: Catalog) -> Returned:
    returned = said.get("returned")
    return Returned() if returned is None else measured("returned", returned, catalog)


def measured(field: str, returned: object, catalog: Catalog) -> Returned:
    """`{"how": "container", "container": "2 gallon", "number": 6, "full": 1}` and the other ways of measuring.

    Raises FieldWrong, FieldMissing, UnknownField, UnknownName.
    """
    if not isinstance(returned, dict):
        raise FieldWrong(field, str(returned), 'an object such as {"how": "counted", "syringes": 10}')
    how = returned.get("how")
    if not isinstance(how, str) or how not in _RETURNED_FIELDS:
        raise FieldWrong("how", str(how), "none, told, counted, container or weight")
    only(returned, _RETURNED_FIELDS[how])
    match how:
        case "none":
            return Returned(ReturnedHow.NONE)
        case "counted" | "told":
            return Returned(ReturnedHow(how), syringes=needed_whole(returned, "syringes", 0))
        case "container":
            full = a_number(returned, "full")
            if full not in _QUARTERS:
                raise FieldWrong("full", str(full), "0.25, 0.5, 0.75 or 1")
            return Returned(
                ReturnedHow.CONTAINER,
                container_id=ContainerId(catalog.find("container", text(returned, "container"))),
                number=needed_whole(returned, "number", 1),
                quarters=_QUARTERS[full],
            )
    unit = "pounds" if "pounds" in returned else "kilograms"
    if unit == "pounds" and "kilograms" in returned:
        raise FieldWrong("kilograms", str(returned["kilograms"]), "left out beside “pounds”")
    return Returned(
        ReturnedHow.WEIGHT,
        gross=a_number(returned, unit),
        tare=a_number(returned, "tare") if "tare" in returned else Decimal(0),
        unit=WeightUnit.POUND if unit == "pounds" else WeightUnit.KILOGRAM,
    )


def choice(said: Json, field: str, kinds: type[E]) -> E:
    """One of a closed list, by its value.  Raises FieldMissing, FieldWrong."""
    value, known = text(said, field), [kind.value for kind in kinds]
    if value not in known:
        raise FieldWrong(field, value, ", ".join(known), closest(value, known))
    return kinds(value)


def only(said: Json, known: set[str]) -> None:
    for field in said:
        if field not in known:
            raise UnknownField(field)


def client_id(said: Json) -> UUID:
    if said.get("id") is None:
        return uuid4()
    try:
        return UUID(str(said["id"]))
    except ValueError as error:
        raise FieldWrong("id", str(said["id"]), "a UUID, such as 6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77") from error


def a_day(said: Json, field: str, today: date) -> date:
    if said.get(field) is None:
        return today
    try:
        day = day_of(str(said[field]))
    except ValueError as error:
        raise FieldWrong(field, str(said[field]), "a day, such as 2026-10-03") from error
    if day > today:
        raise FieldWrong(field, str(day), "today or earlier")
    return day


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: str) -> date:
    """A day as 2026-10-03 and no other way ISO 8601 has of writing one.  Raises ValueError."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _before(said: Json) -> SeenBefore:
    value = said.get("before")
    if value is None:
        return SeenBefore.NOT_ASKED
    if value not in ("first", "before"):
        raise FieldWrong("before", str(value), "first, before, or left out")
    return SeenBefore(value)


def text(said: Json, field: str) -> str:
    if field not in said or said[field] is None:
        raise FieldMissing(field)
    if not isinstance(said[field], str):
        raise FieldWrong(field, _shown(field, said[field]), "a text")
    if not said[field].strip():
        raise FieldWrong(field, "empty", "filled in" if field != "code" else "a code, or null for no code")
    return str(said[field])


def optional(said: Json, field: str, longest: int = LONGEST_REFERENCE) -> str:
    """A text that may be left out, or empty."""
    value = said.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FieldWrong(field, str(value), "a text")
    if len(value.strip()) > longest:
        raise FieldWrong(field, f"{len(value.strip())} characters long", f"at most {longest}")
    return value.strip()


def texts(said: Json, field: str) -> list[str]:
    value = said.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise FieldWrong(field, str(value), "a list of names")
    return value


def whole(said: Json, field: str, least: int, most: int) -> int | None:
    value = said.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise FieldWrong(field, str(value), f"a whole number from {least} to {most}")
    return value


_MOST = 1_000_000


def needed_whole(said: Json, field: str, least: int, most: int = _MOST) -> int:
    if field not in said:
        raise FieldMissing(field)
    return _amount(field, said[field], least=least, most=most)


def _amount(field: str, value: object, *, least: int, most: int = _MOST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise FieldWrong(field, str(value), f"a whole number from {least} to {most}")
    return value


def a_number(said: Json, field: str) -> Decimal:
    if field not in said:
        raise FieldMissing(field)
    if isinstance(said[field], bool):
        raise FieldWrong(field, str(said[field]), "a number")
    try:
        number = Decimal(str(said[field]))
    except InvalidOperation as error:
        raise FieldWrong(field, str(said[field]), "a number") from error
    if not number.is_finite() or not 0 <= number <= _MOST:
        raise FieldWrong(field, str(said[field]), f"a number from 0 to {_MOST}")
    return number


def _shown(field: str, value: object) -> str:
    """A value as a refusal may show it; a code is never shown back."""
    return "not a text" if field == "code" else str(value)
