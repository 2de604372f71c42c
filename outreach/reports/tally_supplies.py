"""What people were given in the month: syringes, naloxone, other supplies, services and referrals."""

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from outreach.reports.blocks import beside_each_other, nothing, numbered, part, titled
from outreach.reports.page import NOTE, WIDTH, paragraph
from outreach.reports.tables import Bold, Line, Look, in_blocks, number_widths, table
from outreach.reports.writing import NONE, figure
from outreach.tallies.tally import ItemLine, KitLine, NaloxoneLine, Tally
from outreach.translation import N_, Translator
from outreach.vocabulary import NaloxoneReason

_REASONS = {
    NaloxoneReason.FIRST: N_("First kit"),
    NaloxoneReason.USED: N_("Used, needs a new one"),
    NaloxoneReason.LOST: N_("Lost, damaged or expired"),
    NaloxoneReason.TAKEN_BY_POLICE: N_("Taken by police"),
    NaloxoneReason.REFILL: N_("Refill, one more"),
    NaloxoneReason.SOMEONE_ELSE: N_("For someone else"),
    "": N_("Not asked"),
}
_SITE_COLUMN = 62.0
_TYPE_COLUMN = 150.0


def syringes(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    items = [item for item in tally.items if item.syringes]
    title = numbered(N_("Syringes given, by type and site"), number, words)
    if not items:
        return [title, nothing(N_("No syringes given."), words)]
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
    name = words.count(
        N_("of which inside {kit} ({n} kit with {each})"),
        N_("of which inside {kit} ({n} kits with {each} each)"),
        kit.given,
        kit=kit.kit,
        each=kit.syringes_each,
    )
    counts = [kit.by_site.get(site, 0) * kit.syringes_each for site in sites]
    return _by_site(name, counts, figure(kit.given * kit.syringes_each, words), words, Look.SUB)


def _by_site(name: str, counts: Sequence[int], total: str, words: Translator, look: Look = Look.PLAIN) -> Line:
    sites = [figure(count, words) for count in counts] if len(counts) > 1 else []
    return Line((name, *sites, total), look)


def _syringes_by_site(item: ItemLine, sites: Sequence[str]) -> list[int]:
    """A unit can hold several syringes; how many is the same at every site."""
    return [item.by_site.get(site, 0) * (item.syringes // item.given) for site in sites]


def naloxone(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = [words(head) for head in (N_("Product"), N_("Kits"), N_("Doses"))]
    lines = [
        Line((_product(line, words), figure(line.kits, words), figure(line.doses, words))) for line in tally.naloxone
    ]
    kits, doses = (figure(tally.figures[name], words) for name in ("naloxone_kits", "naloxone_doses"))
    lines.append(Line((words(N_("All naloxone given")), kits, doses), Look.TOTAL))
    whole = titled(N_("Naloxone given"), number, table(lines, part(2), heads=heads, least=40), words)
    return [*whole, *_reasons(tally, words)]


def _reasons(tally: Tally, words: Translator) -> list[Flowable]:
    """Why it was taken, where anybody was asked."""
    if not tally.naloxone_reasons:
        return []
    heads = [words(head) for head in (N_("Reason, naloxone given at visits"), N_("Kits"), N_("Doses"))]
    lines = [
        Line((words(_REASONS[line.reason]), figure(line.kits, words), figure(line.doses, words)))
        for line in tally.naloxone_reasons
    ]
    return [Spacer(part(2), 5), table(lines, part(2), heads=heads, least=40)]


def _product(line: NaloxoneLine, words: Translator) -> str:
    if line.kits is None:
        return line.product
    return words.count(
        N_("{product}, {n} dose each"), N_("{product}, {n} doses each"), line.doses_each, product=line.product
    )


def naloxone_sources(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    if not tally.naloxone_sources:
        return [numbered(N_("Naloxone by source"), number, words, part(2)), nothing(N_("No naloxone given."), words)]
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
    return titled(N_("Naloxone by source"), number, table(lines, part(2), heads=heads), words, [note])


def other_supplies(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    kits: dict[str, int] = {}
    for kit in tally.kits:
        kits[kit.kit] = kits.get(kit.kit, 0) + kit.given
    counts = [(item.item, item.given) for item in tally.items if not item.syringes and not item.doses]
    lines = [Line((name, figure(given, words))) for name, given in (*counts, *kits.items()) if given]
    hint = N_("What is inside kits is counted as its items, and kits also as kits")
    title = numbered(N_("Other supplies given"), number, words, hint=hint)
    if not lines:
        return [title, nothing(N_("No other supplies given."), words)]
    recipes = [_recipe(kit, words) + _changed(kit, words) for kit in tally.kits]
    notes = [paragraph(f"{'; '.join(recipes)}.", NOTE)] if recipes else []
    return [title, beside_each_other(3, lines), *notes]


def _recipe(kit: KitLine, words: Translator) -> str:
    if not kit.syringes_each:
        return words(N_("{kit}: recipe of {day}"), kit=kit.kit, day=kit.recipe_since)
    return words.count(
        N_("{kit}: recipe of {day}, {n} syringe each"),
        N_("{kit}: recipe of {day}, {n} syringes each"),
        kit.syringes_each,
        kit=kit.kit,
        day=kit.recipe_since,
    )


def _changed(kit: KitLine, words: Translator) -> str:
    """Kits in which a part was swapped or left out are kits all the same."""
    if not kit.changed:
        return ""
    return words.count(N_(", {n} of them changed"), N_(", {n} of them changed"), kit.changed)


def services(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    lines = [Line((line.name, figure(line.count, words))) for line in tally.services]
    if not lines:
        return [numbered(N_("Services at visits"), number, words, part(2)), nothing(N_("No services recorded."), words)]
    return titled(N_("Services at visits"), number, table(lines, part(2)), words)


def referrals(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    """Made in the period, and beside them those told of in it that got there, whenever they were made."""
    if not tally.referrals:
        return [numbered(N_("Referrals made"), number, words, part(2)), nothing(N_("No referrals recorded."), words)]
    arrived = {line.name: line.count for line in tally.arrived}
    lines = [Line((line.name, *_numbers(line.count, line.name, arrived, words))) for line in tally.referrals]
    total = sum(line.count for line in tally.referrals)
    sums = [figure(total, words), *([figure(sum(arrived.values()), words)] if arrived else [])]
    lines.append(Line((words(N_("All referrals")), *sums), Look.TOTAL))
    heads = [words(head) for head in ((N_("To"), N_("Made"), N_("Got there *")) if arrived else ())]
    note = N_("* Known to have got there: told this period, whenever it was made. Many never tell.")
    body = table(lines, part(2), heads=heads) if arrived else table(lines, part(2))
    return titled(N_("Referrals made"), number, body, words, [words(note)] if arrived else [])


def _numbers(made: int, name: str, arrived: Mapping[str, int], words: Translator) -> list[str]:
    return [figure(made, words), *([figure(arrived.get(name, 0), words)] if arrived else [])]
