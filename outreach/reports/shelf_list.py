"""What stands on each shelf of a site, to hang beside it: items, their lots in the order of use, amounts."""

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from outreach.catalog import Catalog
from outreach.reports.lot_wording import lot_said
from outreach.reports.page import QUIET, STRONG, STRONG_NUMBER, TEXT, paragraph, register_fonts, strong
from outreach.reports.stock_blocks import BODY, banner, by_shelf, facts, head, shelf_name, shelved
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.stock.levels import LotLevel
from outreach.stock.shelf_lists import ShelfItem, ShelfList
from outreach.translation import N_, Translator

_LOT, _STATE, _UNITS = 178.0, 84.0, 66.0


def shelf_list_pdf(listed: ShelfList, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    register_fonts()
    title = words(TITLE, site=catalog.site[listed.site_id].name)
    around = Around(catalog.center, title, words(FOOT), catalog.is_sample)
    return print_copies([_story(listed, catalog, words, printed, title)], around, words, printed)


def _story(listed: ShelfList, catalog: Catalog, words: Translator, printed: Printed, title: str) -> list[Flowable]:
    room = printed.paper.room
    pairs = [(words(AS_OF), words.weekday(listed.on)), (words(ITEMS), words.number(len(listed.items)))]
    story: list[Flowable] = [head(catalog.center, title, room), facts(pairs, room)]
    if not listed.items:
        return [*story, banner(strong(words(NOTHING)), room)]
    heads = [paragraph(words(one), STRONG_NUMBER if at == len(HEADS) - 1 else STRONG) for at, one in enumerate(HEADS)]
    shelves = [
        (shelf_name(shelf, words), [row for item in items for row in _rows(item, catalog, words)])
        for shelf, items in by_shelf(listed.items, lambda item: item.item_id, catalog)
    ]
    widths = [room - _LOT - _STATE - _UNITS, _LOT, _STATE, _UNITS]
    return [*story, Paragraph(escape(words(FIRST_ABOVE)), BODY), shelved(heads, shelves, widths)]


def _rows(item: ShelfItem, catalog: Catalog, words: Translator) -> list[list[Flowable]]:
    name = paragraph(catalog.item[item.item_id].name, STRONG)
    if not item.lots:
        return [[name, paragraph(words(NONE_HERE), QUIET), paragraph("", TEXT), paragraph("0", STRONG_NUMBER)]]
    same = paragraph("", TEXT)
    return [_lot(name if at == 0 else same, lot, words) for at, lot in enumerate(item.lots)]


def _lot(name: Flowable, lot: LotLevel, words: Translator) -> list[Flowable]:
    return [
        name,
        paragraph(lot_said(lot.number, lot.expires_on, words), TEXT),
        paragraph(words(_state(lot)), STRONG),
        paragraph(words.number(lot.on_hand), STRONG_NUMBER),
    ]


def _state(lot: LotLevel) -> str:
    if lot.on_hold:
        return ON_HOLD
    return EXPIRED if lot.is_expired else USE_FIRST if lot.next_used else ""


TITLE = N_("Shelf list, {site}")
AS_OF, ITEMS = N_("As of"), N_("Items")
HEADS = (N_("Item"), N_("Lot and expiry"), N_(""), N_("On hand"))
FIRST_ABOVE = N_("Of each item, the lot that is used first stands first.")
NONE_HERE = N_("None here")
NOTHING = N_("Nothing has a place at this site yet.")
ON_HOLD, EXPIRED, USE_FIRST = N_("On hold"), N_("Expired"), N_("Use first")
FOOT = N_("Amounts by the books.")
