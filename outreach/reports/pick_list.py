"""A pick list: what to take off the store's shelves for another site, in the order a person walks."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from outreach.catalog import Catalog, source_said
from outreach.reports.lot_wording import in_packs, lot_said, why_not
from outreach.reports.page import QUIET, STRONG, STRONG_NUMBER, TEXT, paragraph, register_fonts, strong
from outreach.reports.stock_blocks import BODY, SHELF, AtFoot, TickBox, banner, facts, gap, head, to_sign
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.reports.stock_tables import NO_HEAD, by_shelf, column, lines_table, shelved
from outreach.stock.pick_lists import PickList, ToTake
from outreach.translation import N_, Translator
from outreach.vocabulary import ItemId

_TICK = 24.0


def pick_list_pdf(picks: PickList, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    register_fonts()
    title = words(TITLE, site=catalog.site[picks.to_site_id].name)
    foot = printed.foot(words, words(WAS_MOVED if picks.is_done else NOT_MOVED))
    story = _story(picks, catalog, words, printed, title)
    return print_copies([story], Around(catalog.center, title, foot, catalog.is_sample), words, printed)


def _story(picks: PickList, catalog: Catalog, words: Translator, printed: Printed, title: str) -> list[Flowable]:
    room = printed.paper.room
    pairs = [
        (words(FROM), catalog.site[picks.from_site_id].name),
        (words(TO), catalog.site[picks.to_site_id].name),
        (words(DAY), words.weekday(picks.on)),
        (words(LOTS), words.number(sum(line.lot_id is not None for line in picks.lines))),
    ]
    story: list[Flowable] = [head(catalog.center, title, room), facts(pairs, room)]
    if not picks.lines:
        story.append(banner(strong(words(NOTHING)), room))
    else:
        story.append(_shelves(picks, catalog, words, room))
    story += _lacking(picks.lacking, catalog, words, room)
    return [*story, AtFoot(to_sign([words(one) for one in (PICKED_BY, CHECKED_BY, PUT_AWAY_BY)], room), above=24)]


def _shelves(picks: PickList, catalog: Catalog, words: Translator, room: float) -> Flowable:
    lines = picks.lines
    lot = column(HEADS[2], [lot_said(line.number, line.expires_on, words) for line in lines], words)
    boxes = column(HEADS[3], [in_packs(line.quantity, catalog.item[line.item_id], words) for line in lines], words)
    units = column(HEADS[4], [words.number(line.quantity) for line in lines], words)
    widths = [_TICK, room - _TICK - lot - boxes - units, lot, boxes, units]
    heads = [paragraph(words(one), STRONG_NUMBER if at == len(HEADS) - 1 else STRONG) for at, one in enumerate(HEADS)]
    shelves = [
        (shelf, [_line(line, catalog, words, picks.on) for line in there])
        for shelf, there in by_shelf(lines, lambda line: line.item_id, catalog, words)
    ]
    return shelved(heads, shelves, widths)


def _line(line: ToTake, catalog: Catalog, words: Translator, on: date) -> list[Flowable | list[Flowable]]:
    item = catalog.item[line.item_id]
    return [
        TickBox(),
        paragraph(item.name, STRONG),
        [
            paragraph(lot_said(line.number, line.expires_on, words), TEXT),
            *_source(line, words),
            *_stopped(line, words, on),
        ],
        paragraph(in_packs(line.quantity, item, words), TEXT),
        paragraph(words.number(line.quantity), STRONG_NUMBER),
    ]


def _stopped(line: ToTake, words: Translator, on: date) -> list[Flowable]:
    """A lot that should rather not go is said to be one, where it is taken into the hand."""
    is_expired = line.expires_on is not None and line.expires_on < on
    word = why_not(is_recalled=line.is_recalled, on_hold=line.on_hold, is_expired=is_expired)
    return [paragraph(words(word), STRONG)] if word else []


def _source(line: ToTake, words: Translator) -> list[Flowable]:
    if line.lot_id is None:
        return [paragraph(words(NO_LOT), QUIET)]
    return [paragraph(source_said(line.source, words.language), QUIET)] if line.source else []


def _lacking(lacking: Sequence[tuple[ItemId, int]], catalog: Catalog, words: Translator, room: float) -> list[Flowable]:
    if not lacking:
        return []
    rows = [
        [paragraph(catalog.item[item_id].name, TEXT), paragraph(words.number(units), STRONG_NUMBER)]
        for item_id, units in lacking
    ]
    heads, missing = [words(one) for one in LACKING_HEADS], column(LACKING_HEADS[1], [], words)
    note = Paragraph(escape(words(LACKING_NOTE)), BODY)
    return [gap(4), paragraph(words(LACKING), SHELF), lines_table(heads, rows, [room - missing, missing], (1,)), note]


TITLE = N_("Pick list, {site}")
FROM, TO, DAY, LOTS = N_("Take from"), N_("Carry to"), N_("Day"), N_("Lots to take")
HEADS = (NO_HEAD, N_("Item"), N_("Lot and expiry"), N_("As boxes"), N_("Units"))
NOTHING = N_("Nothing to take: this site has what it should have.")
NO_LOT = N_("Not on the books: take them where you find them.")
LACKING, LACKING_HEADS = N_("Not in the store"), (N_("Item"), N_("Units missing"))
LACKING_NOTE = N_("These stay below the target until something is delivered or moved from another site.")
PICKED_BY, CHECKED_BY, PUT_AWAY_BY = N_("Picked by"), N_("Checked by"), N_("Put away by")
NOT_MOVED = N_("Nothing is moved until it is recorded.")
WAS_MOVED = N_("Recorded as moved.")
