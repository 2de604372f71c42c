"""The slip of a hand-over: what left, its lots and who gets it, once for them and once for us."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from outreach.catalog import Catalog, source_said
from outreach.reports.lot_wording import doses_of, in_packs, lot_said, syringes_of
from outreach.reports.page import STRONG_NUMBER, TEXT, paragraph, register_fonts, strong
from outreach.reports.stock_blocks import BODY, CENTERED, AtFoot, banner, facts, gap, head, numbered_box, to_sign
from outreach.reports.stock_paper import Around, Printed, print_copies
from outreach.reports.stock_tables import amount, column, lines_table, named
from outreach.stock.slip_reading import Slip, SlipLine
from outreach.translation import N_, N_plural, Translator
from outreach.vocabulary import Recipient

_BOX = 150.0


def slip_pdf(slip: Slip, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    """Two copies of a slip.  One without a number is not recorded yet."""
    register_fonts()
    title = words(USED if slip.recipient is Recipient.USED_HERE else TITLE)
    whose = (_theirs(slip, words), words(OURS, center=catalog.center))
    copies = [_copy(slip, catalog, words, printed, title, copy) for copy in whose]
    foot = printed.foot(words, words(FOOT, number=slip.number) if slip.number else words(NOT_RECORDED))
    return print_copies(copies, Around(catalog.center, title, foot, catalog.is_sample), words, printed)


def _copy(slip: Slip, catalog: Catalog, words: Translator, printed: Printed, title: str, copy: str) -> list[Flowable]:
    room = printed.paper.room
    box = numbered_box(words(SLIP), slip.number or "–", paragraph(copy, CENTERED), width=_BOX)
    story: list[Flowable] = [head(catalog.center, title, room, box, _BOX), _facts(slip, catalog, words, room)]
    if slip.instead_of:
        story.append(banner(strong(words(INSTEAD_OF, number=slip.instead_of)), room))
    if slip.is_void:
        said = words(REPLACED, number=slip.replaced_by) if slip.replaced_by else words(TAKEN_BACK)
        story.append(banner(strong(said), room))
    if not slip.number:
        story.append(banner(strong(words(NOT_RECORDED)), room))
    story += [_lines(slip.lines, catalog, words, room), *_sums(slip, catalog, words), gap(14)]
    if slip.recipient is not Recipient.USED_HERE:
        story.append(Paragraph(escape(slip.recall_words or words(_asked_of(slip))), BODY))
    signed = (GIVEN_BY, RECEIVED_BY, DATE) if slip.recipient is not Recipient.USED_HERE else (TAKEN_BY, DATE)
    return [*story, AtFoot(to_sign([words(label) for label in signed], room), above=44)]


def _facts(slip: Slip, catalog: Catalog, words: Translator, room: float) -> Flowable:
    pairs = [
        (words(_TO[slip.recipient]), words(USED_BY_US) if slip.recipient is Recipient.USED_HERE else slip.name or "…"),
        (words(DAY), words.weekday(slip.on)),
        (words(FROM), catalog.site[slip.site_id].name),
    ]
    return facts([*pairs, (words(COUNTY), slip.county)] if slip.county else pairs, room)


def _lines(lines: Sequence[SlipLine], catalog: Catalog, words: Translator, room: float) -> Flowable:
    lots = [lot_said(line.lot_number, line.expires_on, words) for line in lines]
    lot, source = (
        column(HEADS[1], lots, words),
        column(HEADS[2], [source_said(line.source, words.language) for line in lines], words),
    )
    widths = [room - lot - source - 76, lot, source, 76.0]
    rows = []
    for line, lot_of_it in zip(lines, lots, strict=True):
        item = catalog.item[line.item_id]
        doses = doses_of(catalog, line.item_id, line.quantity)
        below = words.count(*DOSES, doses) if doses else ""
        rows.append(
            [
                named(item.name, in_packs(line.quantity, item, words)),
                paragraph(lot_of_it, TEXT),
                paragraph(source_said(line.source, words.language), TEXT),
                amount(words.number(line.quantity), below),
            ]
        )
    return lines_table([words(one) for one in HEADS], rows, widths, (3,))


def _sums(slip: Slip, catalog: Catalog, words: Translator) -> list[Flowable]:
    """What funders ask about, added up where several lines hold it."""
    said = []
    for of, pair in ((syringes_of, SYRINGES_IN_ALL), (doses_of, DOSES_IN_ALL)):
        each = [of(catalog, line.item_id, line.quantity) for line in slip.lines]
        if sum(each):
            said.append(words.count(*pair, sum(each)))
    return [paragraph(" · ".join(said), STRONG_NUMBER)] if said else []


def _theirs(slip: Slip, words: Translator) -> str:
    return words(THEIRS, name=slip.name) if slip.recipient is Recipient.PARTNER else words(FIRST_COPY)


def _asked_of(slip: Slip) -> str:
    return RECALLED_AND_REPORTED if slip.recipient is Recipient.PARTNER else RECALLED


TITLE, USED = N_("Supplies handed over"), N_("Supplies used here")
SLIP, FOOT = N_("Slip"), N_("Slip {number}.")
THEIRS, FIRST_COPY, OURS = N_("Copy for {name}"), N_("First copy"), N_("Copy for {center}")
TAKEN_BACK = N_("This hand-over was taken back. Nothing of it counts.")
INSTEAD_OF = N_("In place of slip {number}, of which nothing counts.")
REPLACED = N_("Slip {number} stands in its place. Nothing of this one counts.")
NOT_RECORDED = N_("Not recorded yet.")
DAY, FROM, COUNTY = N_("Day"), N_("From site"), N_("Given out in county")
_TO = {
    Recipient.PARTNER: N_("Handed to"),
    Recipient.EVENT: N_("At event"),
    Recipient.TRAINING: N_("At training"),
    Recipient.USED_HERE: N_("Used by"),
}
USED_BY_US = N_("Our own staff")
HEADS = (N_("Item"), N_("Lot and expiry"), N_("Source"), N_("Amount"))
DOSES = N_plural("{n} dose", "{n} doses")
SYRINGES_IN_ALL = N_plural("{n} syringe in all", "{n} syringes in all")
DOSES_IN_ALL = N_plural("{n} naloxone dose in all", "{n} naloxone doses in all")
RECALLED = N_("If one of these lots is recalled, we will call you. Keep this slip: it says which lots you have.")
RECALLED_AND_REPORTED = N_(
    "If one of these lots is recalled, we will call you. Keep this slip: it says which lots you have. "
    "Once a month, please tell us how many of each item you gave out."
)
GIVEN_BY, RECEIVED_BY, DATE, TAKEN_BY = N_("Given by"), N_("Received by"), N_("Date"), N_("Taken by (initials)")
