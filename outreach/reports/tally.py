"""The monthly tally as a coordinator signs it.  A tally in, paper out: it never queries."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Spacer, Table

from outreach.reports import definitions
from outreach.reports.blocks import (
    Beside,
    Bold,
    Line,
    Look,
    banner,
    beside_each_other,
    heading,
    in_blocks,
    number_widths,
    part,
    section,
    table,
)
from outreach.reports.ending import ending
from outreach.reports.heads import headline, letterhead, sheet_of
from outreach.reports.page import NOTE, WIDTH, paragraph, print_story, register_fonts, strong
from outreach.reports.statement import not_reconciled, statement_section
from outreach.reports.writing import NONE, figure, title
from outreach.tallies.tally import ItemLine, KitLine, NaloxoneLine, ReturnedLine, SiteLine, Tally
from outreach.translation import N_, Translator
from outreach.vocabulary import ReturnedHow, WeightUnit

_SITE_COLUMN = 62.0
_TYPE_COLUMN = 150.0


def tally_pdf(tally: Tally, words: Translator, *, printed_on: date, initials: str) -> bytes:
    register_fonts()
    defined = definitions.of_tally(tally)
    name = title(tally.period, words)
    top = letterhead(tally, words, name, printed_on, initials)
    return print_story([*top, *_story(tally, words)], sheet_of(tally, words, name, defined), words)


def _story(tally: Tally, words: Translator) -> list[Flowable]:
    story = [headline(_headline(tally), words)]
    if not tally.figures["contacts"]:
        story.append(banner(strong(words(N_("No visits in this period.")))))
    if not tally.reconciled:
        story.append(not_reconciled(tally, words))
    story += section(Beside([_people(tally, words, 1), _returned(tally, words, 2)]))
    story += section(*_syringes(tally, words, 3))
    story += section(Beside([_naloxone(tally, words, 4), _naloxone_sources(tally, words, 5)]))
    story += section(*_other_supplies(tally, words, 6))
    story += section(Beside([_services(tally, words, 7), _referrals(tally, words, 8)]))
    story += section(*_places(tally, words, 9))
    story += statement_section(tally, words, 10)
    return [*story, *ending(definitions.of_tally(tally), words)]


def _headline(tally: Tally) -> Sequence[tuple[int | None, str]]:
    return (
        (tally.figures["contacts"], N_("contacts")),
        (tally.figures["participants"], N_("participants")),
        (tally.figures["syringes_out"], N_("syringes given")),
        (tally.figures["syringes_returned"], N_("syringes returned")),
        (tally.figures["naloxone_doses"], N_("naloxone doses")),
    )


def _people(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    def line(label: str, name: str, look: Look = Look.PLAIN, cell: type[str] = str) -> Line:
        return Line((words(label), cell(figure(tally.figures[name], words))), look)

    lines = [
        line(N_("Contacts (visits)"), "contacts", cell=Bold),
        line(N_("with a participant code"), "contacts_with_code", Look.SUB),
        line(N_("without a code"), "contacts_without_code", Look.SUB),
        line(N_("Participants, each counted once"), "participants", cell=Bold),
        line(N_("new participants"), "new_participants", Look.SUB),
        line(N_("of which said first time"), "new_said_first", Look.DEEPER),
        line(N_("of which not asked"), "new_not_asked", Look.DEEPER),
        line(N_("new code, been here before"), "new_been_here_before", Look.SUB),
        line(N_("seen before this period"), "seen_earlier", Look.SUB),
        line(N_("People supplied, counted at each visit"), "people_supplied_at_visits"),
    ]
    return _titled(N_("People and contacts"), number, table(lines, part(2)), words, _people_notes(tally, words))


def _people_notes(tally: Tally, words: Translator) -> list[str]:
    estimate = words(
        N_(
            "Participants is an estimate: two people can share a code. People supplied was asked at {asked} of "
            "{contacts} visits; the same people count again next time."
        ),
        asked=tally.figures["for_people_asked"],
        contacts=tally.figures["contacts"],
    )
    notes = [estimate] if tally.figures["contacts"] else []
    if tally.figures["new_participants"] is None:
        notes.append(_why_new_is_missing(tally, words))
    return notes


def _why_new_is_missing(tally: Tally, words: Translator) -> str:
    """A code first seen in our records is not yet a new person while the records are young."""
    if tally.records_since is None or tally.new_shown_from is None:
        return words(N_("New participants: – until records go back far enough to know who is new."))
    return words(
        N_(
            "New participants: – because records begin in {since}. From {shown_from} on they go back far enough "
            "to know who is new."
        ),
        since=words.month(tally.records_since),
        shown_from=words.month(tally.new_shown_from),
    )


def _returned(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = [words(head) for head in (N_("How measured"), N_("Amount"), N_("Syringes"))]
    lines = [Line((_how(line, words), _amount(line, words), figure(line.syringes, words))) for line in tally.returned]
    total = figure(tally.figures["syringes_returned"], words)
    estimated = figure(tally.figures["syringes_returned_estimated"], words)
    lines += [
        Line((words(N_("All returned")), "", total), Look.TOTAL),
        Line((words(N_("of which estimated")), "", estimated), Look.SUB),
    ]
    asked = words(
        N_(
            "Asked about returns at {asked} of {contacts} visits: brought some {some}, none {none}. "
            "Not asked {not_asked}."
        ),
        asked=tally.figures["returned_asked"],
        contacts=tally.figures["contacts"],
        some=tally.figures["returned_some"],
        none=tally.figures["returned_none"],
        not_asked=tally.figures["returned_not_asked"],
    )
    notes = [asked] if tally.figures["contacts"] else []
    return _titled(N_("Syringes returned"), number, table(lines, part(2), heads=heads), words, notes)


def _how(line: ReturnedLine, words: Translator) -> str:
    match line.how:
        case ReturnedHow.TOLD:
            return words(N_("They say"))
        case ReturnedHow.COUNTED:
            return words(N_("Counted"))
        case ReturnedHow.CONTAINER:
            return words(N_("Containers, {container}, {per} when full"), container=line.container, per=line.per)
        case _ if line.unit == WeightUnit.KILOGRAM:
            return words(N_("By weight, {per} per kilogram, less the bag"), per=line.per)
        case _:
            return words(N_("By weight, {per} per pound, less the bag"), per=line.per)


def _amount(line: ReturnedLine, words: Translator) -> str:
    match line.how:
        case ReturnedHow.TOLD | ReturnedHow.COUNTED:
            amount = words.count(N_("{n} visit"), N_("{n} visits"), int(line.amount))
        case ReturnedHow.WEIGHT:
            amount = f"{figure(line.amount, words)} {line.unit}"
        case _:
            amount = figure(line.amount, words)
    return amount.replace(" ", "\u00a0")


def _syringes(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    items = [item for item in tally.items if item.syringes]
    title = _title(N_("Syringes given, by type and site"), number, words)
    if not items:
        return [title, _none(N_("No syringes given."), words)]
    columns = [*tally.sites, words(N_("All sites"))] if len(tally.sites) > 1 else [words(N_("Syringes"))]
    lines = _syringe_lines(tally, items, words)
    widths = number_widths(lines, ["", *columns], least=_SITE_COLUMN)
    blocks = in_blocks(len(columns), widths, WIDTH - _TYPE_COLUMN)
    tables = []
    for block in blocks:
        cut = [Line((line.cells[0], *(line.cells[1 + at] for at in block)), line.look) for line in lines]
        heads = [words(N_("Type")), *(columns[at] for at in block)]
        tables += [table(cut, WIDTH, heads=heads, least=_SITE_COLUMN), Spacer(WIDTH, 5)]
    return [title, *tables[:-1]]


def _syringe_lines(tally: Tally, items: Sequence[ItemLine], words: Translator) -> list[Line]:
    by_item = [_syringes_by_site(item, tally.sites) for item in items]
    lines = [
        _by_site(item.item, counts, Bold(figure(item.syringes, words)), words)
        for item, counts in zip(items, by_item, strict=True)
    ]
    of_site = [sum(counts) for counts in zip(*by_item, strict=True)]
    total = figure(tally.figures["syringes_out"], words)
    lines.append(_by_site(words(N_("All syringes given")), of_site, total, words, Look.TOTAL))
    return lines + [_kit_line(kit, tally.sites, words) for kit in tally.kits if kit.syringes_each and kit.given]


def _kit_line(kit: KitLine, sites: Sequence[str], words: Translator) -> Line:
    name = words(
        N_("of which inside {kit} ({n} kits with {each} each)"), kit=kit.kit, n=kit.given, each=kit.syringes_each
    )
    counts = [kit.by_site.get(site, 0) * kit.syringes_each for site in sites]
    return _by_site(name, counts, figure(kit.given * kit.syringes_each, words), words, Look.SUB)


def _by_site(name: str, counts: Sequence[int], total: str, words: Translator, look: Look = Look.PLAIN) -> Line:
    sites = [figure(count, words) for count in counts] if len(counts) > 1 else []
    return Line((name, *sites, total), look)


def _syringes_by_site(item: ItemLine, sites: Sequence[str]) -> list[int]:
    """A unit can hold several syringes; how many is the same at every site."""
    return [item.by_site.get(site, 0) * (item.syringes // item.given) for site in sites]


def _naloxone(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = [words(head) for head in (N_("Product"), N_("Kits"), N_("Doses"))]
    lines = [
        Line((_product(line, words), figure(line.kits, words), figure(line.doses, words))) for line in tally.naloxone
    ]
    kits, doses = (figure(tally.figures[name], words) for name in ("naloxone_kits", "naloxone_doses"))
    lines.append(Line((words(N_("All naloxone given")), kits, doses), Look.TOTAL))
    return _titled(N_("Naloxone given"), number, table(lines, part(2), heads=heads, least=40), words)


def _product(line: NaloxoneLine, words: Translator) -> str:
    if line.kits is None:
        return line.product
    return words.count(
        N_("{product}, {n} dose each"), N_("{product}, {n} doses each"), line.doses_each, product=line.product
    )


def _naloxone_sources(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    if not tally.naloxone_sources:
        return [_title(N_("Naloxone by source"), number, words, part(2)), _none(N_("No naloxone given."), words)]
    heads = [words(head) for head in (N_("Source"), N_("Doses"), N_("Award ends"))]
    lines = [
        Line((line.source, figure(line.doses, words), f"{line.award_ends:%m/%Y}" if line.award_ends else NONE))
        for line in tally.naloxone_sources
    ]
    doses = sum(line.doses for line in tally.naloxone_sources)
    lines.append(Line((words(N_("All naloxone given")), figure(doses, words), ""), Look.TOTAL))
    known = sum(line.known for line in tally.naloxone_sources)
    note = words.count(
        N_("By lot and source. {n} dose was scanned or chosen; the rest by the books, oldest first."),
        N_("By lot and source. {n} doses were scanned or chosen; the rest by the books, oldest first."),
        known,
    )
    return _titled(N_("Naloxone by source"), number, table(lines, part(2), heads=heads), words, [note])


def _other_supplies(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    kits: dict[str, int] = {}
    for kit in tally.kits:
        kits[kit.kit] = kits.get(kit.kit, 0) + kit.given
    counts = [(item.item, item.given) for item in tally.items if not item.syringes and not item.doses]
    lines = [Line((name, figure(given, words))) for name, given in (*counts, *kits.items()) if given]
    hint = N_("What is inside kits is counted as its items, and kits also as kits")
    title = _title(N_("Other supplies given"), number, words, hint=hint)
    if not lines:
        return [title, _none(N_("No other supplies given."), words)]
    return [title, beside_each_other(3, lines)]


def _services(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    lines = [Line((line.name, figure(line.count, words))) for line in tally.services]
    if not lines:
        return [_title(N_("Services at visits"), number, words, part(2)), _none(N_("No services recorded."), words)]
    return _titled(N_("Services at visits"), number, table(lines, part(2)), words)


def _referrals(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    if not tally.referrals:
        return [_title(N_("Referrals made"), number, words, part(2)), _none(N_("No referrals recorded."), words)]
    lines = [Line((line.name, figure(line.count, words))) for line in tally.referrals]
    total = figure(sum(line.count for line in tally.referrals), words)
    lines.append(Line((words(N_("All referrals")), total), Look.TOTAL))
    return _titled(N_("Referrals made"), number, table(lines, part(2)), words)


def _places(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = (
        N_("Site and place"),
        N_("County"),
        N_("Days open\u00a0*"),
        N_("Contacts"),
        N_("No code"),
        N_("Participants\u00a0**"),
        N_("New"),
        N_("Given"),
        N_("Returned"),
        N_("Doses"),
    )
    lines = [line for site in tally.by_site for line in _site_lines(site, tally, words)]
    every = N_("All places") if tally.site else N_("All sites")
    lines.append(Line((words(every), "", *_figures_of_all(tally, words)), Look.TOTAL))
    notes = words(
        N_(
            "* Days on which any place was open, of {days}; places open on the same day count that day once. "
            "** Each person once; people who use more than one place are counted at each."
        ),
        days=tally.period.days,
    )
    grid = table(lines, WIDTH, heads=[words(head) for head in heads], texts=2)
    return _titled(N_("By site and place"), number, grid, words, [notes], width=WIDTH)


def _site_lines(site: SiteLine, tally: Tally, words: Translator) -> list[Line]:
    """A site with one place is one line; otherwise its places stand under it, and it has a line of its own."""
    places = [place for place in tally.by_place if place.site == site.site]
    if len(places) == 1:
        name = f"{site.site}, {places[0].place}" if places[0].place else site.site
        return [_place_line(name, places[0], words)]
    unnamed = words(N_("place not noted"))
    return [
        _place_line(site.site, site, words),
        *(_place_line(place.place or unnamed, place, words, Look.SUB) for place in places),
    ]


def _place_line(name: str, line: SiteLine, words: Translator, look: Look = Look.PLAIN) -> Line:
    numbers = (
        line.days_open,
        line.contacts,
        line.contacts_without_code,
        line.participants,
        line.new_participants,
        line.syringes_out,
        line.syringes_returned,
        line.naloxone_doses,
    )
    return Line((name, line.county, *(figure(n, words) for n in numbers)), look)


def _figures_of_all(tally: Tally, words: Translator) -> list[str]:
    names = (
        "days_open",
        "contacts",
        "contacts_without_code",
        "participants",
        "new_participants",
        "syringes_out",
        "syringes_returned",
        "naloxone_doses",
    )
    return [figure(tally.figures[name], words) for name in names]


def _titled(
    name: str, number: int, body: Table, words: Translator, notes: Sequence[str] = (), *, width: float | None = None
) -> list[Flowable]:
    return [_title(name, number, words, width or part(2)), body, *(paragraph(note, NOTE) for note in notes)]


def _title(name: str, number: int, words: Translator, width: float = WIDTH, hint: str = "") -> Table:
    light = f" <font name='NotoSans' size='9' color='#333333'>&nbsp;{escape(words(hint))}</font>" if hint else ""
    return heading(f"{number}&nbsp; {escape(words(name))}{light}", width)


def _none(message: str, words: Translator) -> Flowable:
    return paragraph(words(message), NOTE)
