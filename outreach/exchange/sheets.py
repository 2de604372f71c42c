"""`sheet key` as JSON: what stands on a sheet, under the names of its columns, read and checked field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from outreach.catalog import Catalog, folded
from outreach.entry import QUARTERS, Unlisted
from outreach.errors import Refusal, SeveralRefusals
from outreach.exchange import entries
from outreach.exchange.entries import FieldMissing, FieldWrong, HashCode, NotJson
from outreach.sheets.rows import Amounts, Crowd, Head, PaperTotals, Row, RowsRefused, row_of
from outreach.stock.known_lots import KnownLots
from outreach.vocabulary import ContainerId, CountSide, ItemId, ServiceId, SheetKind, SiteId

Json = Mapping[str, Any]
_HEAD = {"number", "kind", "on", "site", "place", "by", "count_side"}
_VISITS = _HEAD | {"rows", "totals"}
_CROWD = _HEAD | {"contacts", "event", "items", "unlisted", "services", "returned"}
_ROW = {"row", "code", "before", "for_people", "items", "unlisted", "returned", "services", "referrals"}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A sheet as it was given."""

    number: str
    kind: SheetKind
    head: Head
    by: str  # initials of whoever wrote it
    rows: tuple[tuple[int, Row], ...] = ()
    totals: PaperTotals = field(default_factory=PaperTotals)
    crowd: Crowd = field(default_factory=Crowd)

    @property
    def site_id(self) -> SiteId:
        assert self.head.site_id is not None  # noqa: S101 - `sheet` asked for it
        return self.head.site_id


def sheet(said: Json, catalog: Catalog, hash_code: HashCode, today: date) -> Keyed:
    """One sheet.  Raises UnknownField, FieldMissing, FieldWrong, UnknownName, RowsRefused."""
    kind = said.get("kind", SheetKind.VISIT.value)
    if kind not in [one.value for one in SheetKind]:
        raise FieldWrong("kind", str(kind), "visit or totals")
    is_crowd = kind == SheetKind.TOTALS
    entries.only(said, _CROWD if is_crowd else _VISITS)
    plain = entries.entry({name: said[name] for name in ("on", "site", "place") if name in said}, catalog, _NO_LOTS,
                          hash_code, today)  # fmt: skip
    head = Head(plain.on, plain.site_id, plain.place_id, count_side=_side(said))
    by = entries.text(said, "by") if said.get("by") is not None else ""
    number = entries.text(said, "number")
    if is_crowd:
        return Keyed(number, SheetKind.TOTALS, _crowd_head(said, head), by, crowd=_crowd(said, catalog))
    rows = _rows(said.get("rows"), catalog, hash_code, head)
    totals = _totals(said.get("totals") or {}, catalog)
    return Keyed(number, SheetKind.VISIT, head, by, rows, totals)


_NO_LOTS: KnownLots = {}


def _rows(said: object, catalog: Catalog, hash_code: HashCode, head: Head) -> tuple[tuple[int, Row], ...]:
    if not isinstance(said, list):
        raise FieldMissing("rows")
    numbers = _numbers(said)

    def read(row: Json) -> Row:
        entries.only(row, _ROW)
        return _row(row, catalog, hash_code, head)

    objects = [row if isinstance(row, dict) else NotJson("an object {…} was expected") for row in said]
    try:
        made = entries.each(zip(numbers, objects, strict=True), read)
    except SeveralRefusals as several:
        raise RowsRefused(several.lines) from several
    except Refusal as refusal:  # of the only row
        raise RowsRefused(((numbers[0], refusal),)) from refusal
    return tuple(zip(numbers, made, strict=True))


def _numbers(said: list[Any]) -> list[int]:
    """Each row's number on the paper; where none is said, its place."""
    numbers = [row.get("row", place) if isinstance(row, dict) else place for place, row in enumerate(said, start=1)]
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int) or number < 1 or numbers.count(number) > 1:
            raise FieldWrong("row", str(number), "a number from 1 on, each once")
    return numbers


def _row(said: Json, catalog: Catalog, hash_code: HashCode, head: Head) -> Row:
    """A row is read as the visit it will be."""
    where = {"on": str(head.on), "site": catalog.site[head.site_id].name}  # type: ignore[index]  # it was read
    told = {name: value for name, value in said.items() if name != "row"}
    entry = entries.entry({**where, **told}, catalog, _NO_LOTS, hash_code, head.on or date.max)
    return row_of(entry, uuid4())


def _side(said: Json) -> CountSide | None:
    side = said.get("count_side")
    if side is not None and side not in [one.value for one in CountSide]:
        raise FieldWrong("count_side", str(side), "before, after, or left out")
    return CountSide(side) if side is not None else None


def _totals(said: object, catalog: Catalog) -> PaperTotals:
    """Figures by name: of an item, else of a service."""
    services = {}
    items = {}
    for name, amount in _amounts("totals", said):
        if folded(name) in catalog.names["service"] and folded(name) not in catalog.names["item"]:
            services[ServiceId(catalog.find("service", name))] = amount
        else:
            items[ItemId(catalog.find("item", name))] = amount
    return PaperTotals(tuple(items.items()), tuple(services.items()))


def _crowd_head(said: Json, head: Head) -> Head:
    contacts = said.get("contacts")
    if contacts == "not counted":
        contacts = 0
    elif contacts is not None and (isinstance(contacts, bool) or not isinstance(contacts, int) or contacts < 1):
        raise FieldWrong("contacts", str(contacts), "a whole number, or “not counted”")
    event = entries.text(said, "event") if said.get("event") is not None else ""
    return Head(head.on, head.site_id, head.place_id, None, head.count_side, event, contacts)


def _crowd(said: Json, catalog: Catalog) -> Crowd:
    items: Amounts[ItemId] = tuple(
        (ItemId(catalog.find("item", name)), n) for name, n in _amounts("items", said.get("items") or {})
    )
    services = tuple(
        (ServiceId(catalog.find("service", name)), n) for name, n in _amounts("services", said.get("services") or {})
    )
    unlisted = tuple(
        Unlisted(" ".join(name.split()), n) for name, n in _amounts("unlisted", said.get("unlisted") or {})
    )
    containers, pounds = _returns(said.get("returned") or {}, catalog)
    return Crowd(items, unlisted, services, containers, pounds)


def _returns(said: object, catalog: Catalog) -> tuple[Amounts[ContainerId], Decimal | None]:
    """Containers by name, full ones or parts of one in quarters; pounds."""
    if not isinstance(said, dict):
        raise FieldWrong("returned", str(said), 'an object such as {"1 quart": 2.5, "pounds": 12}')
    containers = []
    for name, amount in said.items():
        if isinstance(amount, bool) or not isinstance(amount, int | Decimal) or amount <= 0:
            raise FieldWrong(name, str(amount), "a number above 0")
        quarters = Decimal(amount) * QUARTERS
        if name == "pounds":
            continue
        if quarters != int(quarters):
            raise FieldWrong(name, str(amount), "whole containers, or quarters of one")
        containers.append((ContainerId(catalog.find("container", name)), int(quarters)))
    pounds = said.get("pounds")
    return tuple(containers), Decimal(pounds) if pounds is not None else None


def _amounts(field: str, said: object) -> Sequence[tuple[str, int]]:
    if not isinstance(said, dict):
        raise FieldWrong(field, type(said).__name__, "an object of names and amounts")
    for name, amount in said.items():
        if isinstance(amount, bool) or not isinstance(amount, int) or amount < 0:
            raise FieldWrong(name, str(amount), "a whole number")
    return list(said.items())
