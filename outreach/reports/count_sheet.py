"""A count on paper: every lot to be counted with boxes to write in, and never what the books expect."""

from reportlab.lib.colors import HexColor, black
from reportlab.platypus import Flowable

from outreach.catalog import Catalog, Item, source_said
from outreach.reports.bars import Bars
from outreach.reports.page import QUIET, STRONG, TEXT, paragraph, register_fonts, text_width
from outreach.reports.stock_blocks import BODY, CENTERED_STRONG, Style, banner, head, numbered_box, to_write_on
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.reports.stock_tables import SHELF_NAME, by_shelf, shelved
from outreach.reports.writing import NONE
from outreach.stock.draft_reading import Draft, DraftLine, Scope
from outreach.translation import N_, Translator
from outreach.vocabulary import CountScope

_BOX = 168.0
_LEAST = (54.0, 46.0, 61.0, 37.0, 37.0, 37.0, 50.0, 56.0)
_BESIDE = 9.0
_TO_FILL = range(4, 8)
_GRAY = HexColor(0x777777)
_GRID: Style = [
    ("INNERGRID", 0, -1, 0.6, _GRAY),
    ("LINEAFTER", -1, -1, 0.6, _GRAY),
    ("LINEBELOW", 0, -1, 0.6, _GRAY),
    ("GRID", _TO_FILL[0], _TO_FILL[-1], 0.9, black),
    ("TOPPADDING", 0, -1, 4.2),
    ("BOTTOMPADDING", 0, -1, 4.8),
    ("LEFTPADDING", 1, -1, 5),
    ("RIGHTPADDING", 0, -1, 3),
]


def count_sheet_pdf(draft: Draft, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    """The sheet of a count that was started on paper: a scan of its barcode is the number it is keyed by."""
    register_fonts()
    title = words(TITLE, site=catalog.site[draft.site_id].name)
    number = draft.sheet or ""
    foot = printed.foot(words, *([words(FOOT, number=number)] if number else []), words(MAY_MOVE))
    around = Around(catalog.center, title, foot, catalog.is_sample, number)
    return print_copies([_story(draft, catalog, words, printed, title)], around, words, printed)


def _story(draft: Draft, catalog: Catalog, words: Translator, printed: Printed, title: str) -> list[Flowable]:
    room = printed.paper.room
    box = _number(draft.sheet, words) if draft.sheet else None
    story: list[Flowable] = [
        head(catalog.center, title, room, box, _BOX if box else 0.0),
        paragraph(f"{_covers(draft.scope, catalog, words)} {words(HOW)}", BODY),
        to_write_on([words(label) for label in FILL_IN], room),
    ]
    if not draft.lines:
        return [*story, banner(words(NOTHING), room)]
    shelves = [
        (shelf, [*(_line(line, catalog.item[line.item_id], words) for line in lines), _else(words)])
        for shelf, lines in by_shelf(draft.lines, lambda line: line.item_id, catalog, words)
    ]
    others = [
        max(least, text_width(words(one), bold=True) + _BESIDE) for one, least in zip(HEADS[1:], _LEAST, strict=True)
    ]
    widths = [room - sum(others), *others]
    heads = [paragraph(words(one), CENTERED_STRONG if at in _TO_FILL else STRONG) for at, one in enumerate(HEADS)]
    return [*story, shelved(heads, shelves, widths, _GRID)]


def _number(sheet: str, words: Translator) -> Flowable:
    return numbered_box(words(SHEET), sheet, Bars(sheet, _BOX - 12, 26), width=_BOX)


def _covers(scope: Scope, catalog: Catalog, words: Translator) -> str:
    """What is on this sheet, where it is not the whole site."""
    if scope.scope is CountScope.CATEGORY:
        named = next((one.name for one in catalog.categories if one.id == scope.category_id), "")
        return words(ONLY, what=named)
    if scope.scope is CountScope.SHELF:
        return words(ONLY, what=words(SHELF_NAME, shelf=scope.shelf))
    if scope.scope is CountScope.ITEM and scope.item_id is not None:
        return words(ONLY, what=catalog.item[scope.item_id].name)
    return words(WHOLE)


def _line(line: DraftLine, item: Item, words: Translator) -> list[Flowable | list[Flowable] | str]:
    packs = (
        ""
        if item.units_per_case is None and item.units_per_box is None
        else " / ".join(words.number(each) if each else NONE for each in (item.units_per_case, item.units_per_box))
    )
    note = words(ON_HOLD) if line.on_hold else ""
    texts = (line.lot_number or NONE, f"{line.expires_on:%m/%Y}" if line.expires_on else NONE, packs)
    name = [
        paragraph(item.name, TEXT),
        *([paragraph(source_said(line.source, words.language), QUIET)] if line.source else []),
    ]
    return [name, *(paragraph(text, TEXT) for text in texts), "", "", "", "", paragraph(note, TEXT)]


def _else(words: Translator) -> list[Flowable | list[Flowable] | str]:
    """A line for a lot that is found and not on the sheet."""
    return [paragraph(words(ELSE), QUIET), *[""] * (len(HEADS) - 1)]


TITLE = N_("Count sheet, {site}")
SHEET, FOOT = N_("Sheet"), N_("Sheet {number}.")
MAY_MOVE = N_("Stock may move while you count; Outreach will tell you.")
WHOLE, ONLY = N_("The whole site."), N_("Only {what}.")
HOW = N_(
    "Blind count: no expected amounts are printed. Write 0 where nothing is left. Leave a line empty if you did not "
    "count it."
)
FILL_IN = (N_("Counted by"), N_("Checked by"), N_("Date"), N_("Start time"))
HEADS = (
    N_("Item"), N_("Lot"), N_("Expiry"), N_("Case / box"), N_("Cases"), N_("Boxes"), N_("Loose"), N_("Total"),
    N_("Note"),
)  # fmt: skip
ELSE = N_("Anything else here:")
ON_HOLD = N_("On hold")
NOTHING = N_("Nothing to count here.")
