"""How a lot and an amount are said on paper: *Lot 24A17 · expires 03/2027*; *2 cases, 1 box, 40 loose*."""

from datetime import date

from outreach.catalog import Catalog, Item
from outreach.stock.recalls import Recall
from outreach.translation import N_, N_plural, Translator
from outreach.vocabulary import ItemId


def lot_said(number: str, expires_on: date | None, words: Translator) -> str:
    if number and expires_on:
        return words(N_("Lot {number} · expires {month}"), number=number, month=f"{expires_on:%m/%Y}")
    if number:
        return words(N_("Lot {number} · no expiry date"), number=number)
    if expires_on:
        return words(N_("No lot number · expires {month}"), month=f"{expires_on:%m/%Y}")
    return words(N_("No lot number"))


def recalled_said(recall: Recall, words: Translator) -> str:
    """A number that came with several expiries is called without one: each of them was recalled."""
    if recall.differs_in_expiry:
        return words(N_("Lot {number}"), number=recall.number)
    return lot_said(recall.number, recall.expires_on, words)


def why_not(*, is_recalled: bool, on_hold: bool, is_expired: bool) -> str:
    """The word for a lot that should rather not go, to be translated; "" for any other."""
    return RECALLED if is_recalled else ON_HOLD if on_hold else EXPIRED if is_expired else ""


def in_packs(units: int, item: Item, words: Translator) -> str:
    """An amount as it stands on the shelf, in cases and boxes; nothing where the item comes in neither."""
    said, left = [], units
    for each, message in ((item.units_per_case, CASES), (item.units_per_box, BOXES)):
        if each and each > 1 and left >= each:
            said.append(words.count(*message, left // each))
            left %= each
    if not said:
        return ""
    return ", ".join([*said, words(N_("{n} loose"), n=left)] if left else said)


def doses_of(catalog: Catalog, item_id: ItemId, quantity: int) -> int:
    """Naloxone doses in so many of an item, those inside kits among them."""
    return quantity * _each(catalog, catalog.item[item_id], "doses_per_unit")


def syringes_of(catalog: Catalog, item_id: ItemId, quantity: int) -> int:
    return quantity * _each(catalog, catalog.item[item_id], "syringes_per_unit")


def _each(catalog: Catalog, item: Item, what: str) -> int:
    parts = item.recipe.parts if item.recipe else ()
    inside = [(part.quantity, catalog.item[part.item_id]) for part in parts] or [(1, item)]
    return sum(quantity * int(getattr(one, what)) for quantity, one in inside)


RECALLED, ON_HOLD, EXPIRED = N_("Recalled"), N_("On hold"), N_("Expired")
CASES = N_plural("{n} case", "{n} cases")
BOXES = N_plural("{n} box", "{n} boxes")
