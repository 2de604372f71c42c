"""Lines of the stock room as scripts write them: an item, an amount, perhaps its lot and source."""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach.catalog import Catalog
from outreach.exchange.entries import FieldMissing, Json, Line, each, only, packed, put_on_shelf, text
from outreach.stock.deliveries import DeliveryLine
from outreach.vocabulary import ItemId

FIELDS = frozenset({"item", "quantity", "in", "lot", "source"})


@dataclass(frozen=True, slots=True)
class Named:
    """A line before its lot was looked up."""

    item_id: ItemId
    quantity: int
    lot: str | None
    source: str | None  # by name; without a lot, of what has no lot number


def lines(listed: Iterable[Line], catalog: Catalog) -> list[Named]:
    """Every object as a line.  Raises the refusal of the only one, or SeveralRefusals naming every bad line."""
    return each(listed, lambda said: line(said, catalog))


def line(said: Json, catalog: Catalog) -> Named:
    only(said, set(FIELDS))
    item = catalog.item[ItemId(catalog.find("item", text(said, "item")))]
    quantity = packed(said, item)
    lot, source = said.get("lot"), said.get("source")
    if source:
        catalog.find("source", str(source))  # a name that is none is refused by name
    return Named(item.id, quantity, str(lot).strip() if lot else None, str(source) if source else None)


def opening(said: Json, catalog: Catalog) -> DeliveryLine:
    """A line of what stood there when the books began; its lot is new to them, and what has a date has a number."""
    only(said, {*FIELDS, "expires"})
    line = put_on_shelf(said, catalog)
    if line.expires_on is not None and not line.lot_number:
        raise FieldMissing("lot")
    return line
