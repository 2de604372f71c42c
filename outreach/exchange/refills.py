"""Lines of a machine's refill as scripts write them: what was found of an item, and what was put in."""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach.catalog import Catalog
from outreach.exchange.entries import FieldWrong, Json, Line, each, only, text
from outreach.stock.amounts import parse_amount
from outreach.vocabulary import ItemId

FIELDS = frozenset({"item", "found", "put_in", "lot", "source"})


@dataclass(frozen=True, slots=True)
class Refill:
    """`found` in units, None where it was not counted; `put_in` in units, with its lot and source."""

    item_id: ItemId
    found: int | None
    put_in: int
    lot: str | None
    source: str | None


def lines(listed: Iterable[Line], catalog: Catalog) -> list[Refill]:
    """Every object as a line.  Raises the refusal of the only one, or SeveralRefusals naming every bad line."""
    return each(listed, lambda said: _line(said, catalog))


def _line(said: Json, catalog: Catalog) -> Refill:
    only(said, set(FIELDS))
    item = catalog.item[ItemId(catalog.find("item", text(said, "item")))]
    found, put_in = said.get("found"), said.get("put_in")
    if found is not None and (isinstance(found, bool) or not isinstance(found, int) or found < 0):
        raise FieldWrong("found", str(found), "how many units were there, 0 included")
    amount = parse_amount(str(put_in or 0), item.units_per_box, item.units_per_case, least=0)
    lot, source = said.get("lot"), said.get("source")
    if source:
        catalog.find("source", str(source))  # a name that is none is refused by name
    return Refill(item.id, found, amount, str(lot).strip() if lot else None, str(source) if source else None)
