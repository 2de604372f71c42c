"""A recall for those who work here: what to stop, why, where it still stands, whom to call.  Never about a person."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from outreach.catalog import Catalog, source_said
from outreach.reports.lot_wording import recalled_said
from outreach.reports.page import HEADLINE, NOTE, STRONG, STRONG_NUMBER, TEXT, paragraph, register_fonts
from outreach.reports.stock_blocks import BARE, BODY, SHELF, AtFoot, TickBox, facts, gap, head, to_sign
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.reports.stock_tables import NO_HEAD, column, lines_table
from outreach.stock.recalls import Left, MonthAtSite, Recall, WentTo
from outreach.translation import N_, Translator
from outreach.vocabulary import Recipient

_TICK, _UNITS = 24.0, 60.0


def notice_pdf(recall: Recall, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    register_fonts()
    around = Around(catalog.center, words(TITLE), printed.foot(words, words(FOOT)), catalog.is_sample)
    return print_copies([_story(recall, catalog, words, printed)], around, words, printed)


def _story(recall: Recall, catalog: Catalog, words: Translator, printed: Printed) -> list[Flowable]:
    room = printed.paper.room
    return [
        head(catalog.center, words(TITLE), room),
        _what(recall, catalog, words, room),
        facts(_facts(recall, words), room),
        *_steps(recall, catalog, words, room),
        *_left(recall, catalog, words, room),
        *_hand_overs(recall.hand_overs, catalog, words, room),
        *_months(recall.months, catalog, words, room),
        AtFoot(to_sign([words(one) for one in (DONE_BY, CHECKED_BY, DATE)], room), above=36),
    ]


def _what(recall: Recall, catalog: Catalog, words: Translator, room: float) -> Flowable:
    lines = [
        paragraph(catalog.item[recall.item_id].name, HEADLINE),
        paragraph(recalled_said(recall, words), HEADLINE),
    ]
    return Table([[lines]], colWidths=[room], style=_FRAME, spaceAfter=9)


def _facts(recall: Recall, words: Translator) -> list[tuple[str, str]]:
    found = [(words(WHY), recall.reason)] if recall.reason else []
    found += [(words(SOURCE), ", ".join(source_said(one, words.language) for one in recall.sources))]
    found += [(words(SINCE), words.day(recall.stopped_on))] if recall.stopped_on else []
    return found


def _steps(recall: Recall, catalog: Catalog, words: Translator, room: float) -> list[Flowable]:
    steps = [STOP, LOOK, APART]
    steps += [CALL] if any(one.recipient is Recipient.PARTNER for one in recall.hand_overs) else []
    steps += [POSTER, NALOXONE if catalog.item[recall.item_id].naloxone else RETURNED]
    rows = [[TickBox(), Paragraph(escape(words(step)), BODY)] for step in steps]
    return [
        paragraph(words(WHAT_TO_DO), SHELF),
        Table(rows, colWidths=[_TICK, room - _TICK], style=_STEPS, spaceAfter=8),
    ]


def _left(recall: Recall, catalog: Catalog, words: Translator, room: float) -> list[Flowable]:
    if not recall.left:
        return [paragraph(words(LEFT), SHELF), paragraph(words(NOTHING_LEFT), NOTE), gap(8)]
    lots = [_lot(one, recall, words) for one in recall.left]
    rows = [
        [
            TickBox(),
            paragraph(catalog.site[one.site_id].name, STRONG),
            paragraph(catalog.item[one.item_id].shelf, TEXT),
            paragraph(catalog.item[one.item_id].name, TEXT),
            paragraph(lot, TEXT),
            paragraph(words.number(one.quantity), STRONG_NUMBER),
        ]
        for one, lot in zip(recall.left, lots, strict=True)
    ]
    site = column(LEFT_HEADS[1], [catalog.site[one.site_id].name for one in recall.left], words, most=150)
    shelf = column(LEFT_HEADS[2], [catalog.item[one.item_id].shelf for one in recall.left], words, most=90)
    lot = column(LEFT_HEADS[4], lots, words, most=190)
    widths = [_TICK, site, shelf, room - _TICK - site - shelf - lot - _UNITS, lot, _UNITS]
    return _section(LEFT, LEFT_HEADS, rows, widths, words, (5,))


def _lot(one: Left, recall: Recall, words: Translator) -> str:
    """Its number; of several sources, from which it came."""
    is_apart = len(recall.sources) > 1 and one.item_id == recall.item_id
    source = source_said(one.source, words.language) if is_apart else ""
    return " · ".join(part for part in (one.number, source) if part)


def _hand_overs(went: Sequence[WentTo], catalog: Catalog, words: Translator, room: float) -> list[Flowable]:
    if not went:
        return []
    rows = [
        [
            TickBox(),
            paragraph(one.name, STRONG),
            paragraph(words.day(one.on), TEXT),
            paragraph(one.slip, TEXT),
            paragraph(catalog.item[one.item_id].name, TEXT),
            paragraph(words(CERTAIN if one.is_certain else PERHAPS), TEXT),
            paragraph(words.number(one.quantity), STRONG_NUMBER),
        ]
        for one in went
    ]
    to = column(WENT_HEADS[1], [one.name for one in went], words, most=140)
    day = column(WENT_HEADS[2], [words.day(one.on) for one in went], words)
    slip = column(WENT_HEADS[3], [one.slip for one in went], words)
    sure = column(WENT_HEADS[5], [words(CERTAIN), words(PERHAPS)], words)
    widths = [_TICK, to, day, slip, room - _TICK - to - day - slip - sure - _UNITS, sure, _UNITS]
    return _section(WENT, WENT_HEADS, rows, widths, words, (6,))


def _months(months: Sequence[MonthAtSite], catalog: Catalog, words: Translator, room: float) -> list[Flowable]:
    if not months:
        return []
    rows = [
        [
            paragraph(words.month(one.first_day), TEXT),
            paragraph(catalog.site[one.site_id].name, TEXT),
            paragraph(catalog.item[one.item_id].name, TEXT),
            paragraph(words.number(one.recorded), STRONG_NUMBER),
            paragraph(words.number(one.may_be), STRONG_NUMBER),
        ]
        for one in months
    ]
    month = column(GIVEN_HEADS[0], [words.month(one.first_day) for one in months], words)
    site = column(GIVEN_HEADS[1], [catalog.site[one.site_id].name for one in months], words)
    recorded, may_be = column(GIVEN_HEADS[3], [], words), column(GIVEN_HEADS[4], [], words)
    widths = [month, site, room - month - site - recorded - may_be, recorded, may_be]
    return [*_section(GIVEN, GIVEN_HEADS, rows, widths, words, (3, 4)), paragraph(words(GIVEN_NOTE), NOTE)]


def _section(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Flowable]], widths: Sequence[float], words: Translator,
    numbers: Sequence[int],
) -> list[Flowable]:  # fmt: skip
    table = lines_table([words(one) for one in heads], rows, widths, numbers)
    return [KeepTogether([paragraph(words(name), SHELF), table])]


_FRAME = [*BARE, ("BOX", (0, 0), (-1, -1), 2, "#000000"), ("LEFTPADDING", (0, 0), (-1, -1), 12),
          ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 10)]  # fmt: skip
_STEPS = [*BARE, ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]

TITLE = N_("Recall: stop this lot")
WHY, SOURCE, SINCE = N_("Reason"), N_("Source"), N_("Stopped on")
WHAT_TO_DO = N_("What to do")
STOP = N_("Give no more of this lot to anybody. Outreach has stopped it: it is not picked any more.")
LOOK = N_("Look for it wherever it may be: shelves, bags, vehicles, machines, kits already made up.")
APART = N_("Put all of it apart in a closed box and write “Recalled” and the lot number on the box.")
CALL = N_("Call the organizations below that may have it.")
POSTER = N_("Hang up the poster where people come in.")
RETURNED = N_(
    "When somebody brings it back, take it and give them the same of another lot. Ask for no reason and no name."
)
NALOXONE = N_(
    "When somebody brings it back, take it and give them the same of another lot. Ask for no reason and no name. "
    "Say: in an overdose, use the naloxone you have."
)
LEFT, NOTHING_LEFT = N_("What is left, and where"), N_("By the books nothing of it is left.")
LEFT_HEADS = (NO_HEAD, N_("Site"), N_("Shelf"), N_("Item"), N_("Lot"), N_("Units"))
WENT = N_("Handed over: whom to call")
WENT_HEADS = (NO_HEAD, N_("To"), N_("Day"), N_("Slip"), N_("Item"), N_("This lot"), N_("Units"))
CERTAIN, PERHAPS = N_("for certain"), N_("perhaps")
GIVEN = N_("Given out, by month and site")
GIVEN_HEADS = (N_("Month"), N_("Site"), N_("Item"), N_("Recorded from this lot"), N_("May be from this lot"))
GIVEN_NOTE = N_(
    "Recorded: the lot was scanned or chosen. May be: everything else of the item given there while this lot was on "
    "the shelf. The figures say how many, never who."
)
DONE_BY, CHECKED_BY, DATE = N_("Done by (initials)"), N_("Checked by (initials)"), N_("Date")
FOOT = N_("For staff.")
