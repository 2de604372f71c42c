"""What stands on each shelf of a site, to hang beside it: items, their lots in the order of use, amounts."""

from collections import Counter
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from outreach.catalog import Catalog, source_said
from outreach.reports.lot_wording import EXPIRED, ON_HOLD, RECALLED, lot_said, why_not
from outreach.reports.page import GRAY, STRONG, STRONG_NUMBER, paragraph, register_fonts, strong
from outreach.reports.stock_blocks import BODY, banner, gap, head
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.reports.stock_tables import NO_HEAD, by_shelf, column, shelved
from outreach.reports.writing import figure
from outreach.stock.levels import LotLevel
from outreach.stock.shelf_lists import ShelfItem, ShelfList
from outreach.translation import N_, Translator

_STRONG = ParagraphStyle("shelf strong", BODY, fontName=STRONG.fontName)
_NUMBER = ParagraphStyle("shelf number", _STRONG, alignment=STRONG_NUMBER.alignment)
_QUIET = ParagraphStyle("shelf quiet", BODY, textColor=GRAY)


def shelf_list_pdf(listed: ShelfList, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    register_fonts()
    title = words(TITLE, site=catalog.site[listed.site_id].name)
    if listed.category_id is not None:
        of = next(one.name for one in catalog.categories if one.id == listed.category_id)
        title = words(N_("{title}: {category}"), title=title, category=of)
    around = Around(catalog.center, title, printed.foot(words, words(FOOT)), catalog.is_sample)
    return print_copies([_story(listed, catalog, words, printed, title)], around, words, printed)


def _story(listed: ShelfList, catalog: Catalog, words: Translator, printed: Printed, title: str) -> list[Flowable]:
    room = printed.paper.room
    story: list[Flowable] = [head(catalog.center, title, room)]
    if not listed.items:
        return [*story, banner(strong(words(NOTHING)), room)]
    heads = [paragraph(words(one), STRONG_NUMBER if at == len(HEADS) - 1 else STRONG) for at, one in enumerate(HEADS)]
    shelves = [
        (shelf, [_row(item, catalog, words) for item in items])
        for shelf, items in by_shelf(listed.items, lambda item: item.item_id, catalog, words)
    ]
    lots = [said for item in listed.items for said in _lots(item, words)]
    lot, units = column(HEADS[1], lots, words, size=BODY.fontSize, most=270), column(HEADS[3], [], words, size=10)
    state = column(HEADS[2], [words(one) for one in (RECALLED, ON_HOLD, EXPIRED, USE_FIRST)], words, size=11)
    widths = [room - lot - state - units, lot, state, units]
    said = Paragraph(escape(words(HOW, day=words.weekday(listed.on))), BODY)
    return [*story, said, gap(8), shelved(heads, shelves, widths)]


def _row(item: ShelfItem, catalog: Catalog, words: Translator) -> list[Flowable | list[Flowable]]:
    name = paragraph(catalog.item[item.item_id].name, _STRONG)
    if not item.lots:
        return [name, paragraph(words(NONE_HERE), _QUIET), paragraph("", BODY), paragraph("0", _NUMBER)]
    several = len(item.lots) > 1
    return [
        name,
        [paragraph(said, BODY) for said in _lots(item, words)],
        [paragraph(words(_state(lot, several=several)) or NO_WORD, _STRONG) for lot in item.lots],
        [paragraph(figure(lot.on_hand, words), _NUMBER) for lot in item.lots],
    ]


def _lots(item: ShelfItem, words: Translator) -> list[str]:
    """Each lot, with its source where the number alone does not tell which it is."""
    times = Counter(lot.number for lot in item.lots)
    said = [(lot, lot_said(lot.number, lot.expires_on, words)) for lot in item.lots]
    return [
        f"{text} · {source_said(lot.source, words.language)}" if times[lot.number] > 1 else text for lot, text in said
    ]


def _state(lot: LotLevel, *, several: bool) -> str:
    stopped = why_not(is_recalled=lot.is_recalled, on_hold=lot.on_hold, is_expired=lot.is_expired)
    return stopped or (USE_FIRST if lot.next_used and several else "")


TITLE = N_("Shelf list, {site}")
HEADS = (N_("Item"), N_("Lot and expiry"), NO_HEAD, N_("On hand"))
HOW = N_("As of {day}. Of several lots the one to use first stands first.")
NO_WORD = "\u00a0"  # as high as a word, so that lines stay level
NONE_HERE = N_("None here")
NOTHING = N_("Nothing has a place at this site yet.")
USE_FIRST = N_("Use first")
FOOT = N_("Amounts by the books.")
