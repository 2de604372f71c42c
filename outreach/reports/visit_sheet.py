"""A blank visit sheet: one row for each visit, its columns in the order of the center's own desk."""

from xml.sax.saxutils import escape

from outreach.catalog import Catalog
from outreach.reports.page import strong
from outreach.reports.sheet_frame import FOOT, TOP, draw_fields, draw_foot, draw_head, note_width
from outreach.reports.sheet_heads import Cell, Group, heads_of
from outreach.reports.sheet_pen import WIDTH, Pen, broken, note_height, width_of
from outreach.sheets.layouts import ROWS, Layout
from outreach.sheets.printing import Blank
from outreach.sheets.rules import PaperRules
from outreach.translation import N_, Translator

VISIT_SHEET = N_("Visit sheet")
_EDGE, _CUT = 92.0, 8.0  # what is cut off, and the room before it
_NUMBER, _BEFORE, _PEOPLE, _HOW, _AMOUNT, _SERVICE = 20.0, 26.0, 28.0, 28.0, 38.0, 24.0
_LEAST_REST, _WIDEST = 128.0, 34.0  # for what is written out; of a column of amounts
_LINE = 14.0
_HEAVY, _THIN = 2.0, 0.75


def draw_visit_sheet(pen: Pen, blank: Blank, catalog: Catalog, rules: PaperRules) -> None:
    words = pen.words
    across = WIDTH - (_EDGE + _CUT if rules.codes_on_paper else 0)
    without = N_("No names, codes, phone numbers or addresses.")
    if rules.codes_on_paper:
        without = N_("Codes only at the cut line. No names, phone numbers or addresses.")
    said = (words(N_("One row for each visit. Leave a box empty if you did not ask.")), words(without))
    draw_head(pen, blank, catalog, words(VISIT_SHEET), said)
    fields = ((N_("Site"), 1.1), (N_("Place or stop"), 1.3), (N_("Date"), 0.8), (N_("Staff initials"), 0.8))
    draw_fields(pen, [(words(label), share) for label, share in fields], catalog.site[blank.site_id].name, across)
    groups = groups_of(blank.layout, catalog, words, across)
    legend = _legend(blank.layout, catalog, words)
    foot = pen.height - FOOT - 13 - note_height(legend, note_width())
    bottom, rows = _draw_table(pen, groups, across, foot)
    pen.note(0, bottom + 7, note_width(), legend)
    if rules.codes_on_paper:
        _draw_edge(pen, across + _CUT, rows, bottom)
    draw_foot(pen, blank, rules)


def groups_of(layout: Layout, catalog: Catalog, words: Translator, across: float) -> list[Group]:
    """The columns under their headings; what is left of the width is shared by the items and what is written out."""
    fixed = _NUMBER + _BEFORE + _PEOPLE + _HOW + _AMOUNT + _SERVICE * len(layout.services)
    room = across - fixed
    items = _items(layout, catalog, room)
    rest = room - sum(group.width for group in items)
    services = {service.id: service.name for service in catalog.services}
    care = tuple(Cell(services.get(id_, ""), _SERVICE, is_totalled=True) for id_ in layout.services)
    return [
        Group("", (Cell("", _NUMBER),)),
        Group(words(N_("Who")), (Cell(words(N_("Been here before")), _BEFORE), Cell(words(FOR), _PEOPLE))),
        *items,
        Group(words(N_("Other")), (_lying(words(N_("Item and amount")), rest * 0.56),)),
        Group(
            words(N_("Returned")), (Cell(words(N_("How (letter)")), _HOW), Cell(words(N_("Amount")), _AMOUNT))
        ),
        Group(words(N_("Care")), (*care, _lying(words(N_("Referred to")), rest * 0.44))),
    ]  # fmt: skip


FOR = N_("For how many")


def _lying(title: str, width: float) -> Cell:
    """A wide column: its title lies, unless a word of it is wider than the column."""
    return Cell(title, width, is_upright=_longest_word(title, bold=False) > width - 4)


def _items(layout: Layout, catalog: Catalog, room: float) -> list[Group]:
    """By category, each as wide as the longest word of its name where there is room."""
    each = min(34.0, room * 0.69 / max(1, len(layout.items)))
    found: list[tuple[str, list[str]]] = []
    for item in (catalog.item[item_id] for item_id in layout.items):
        if found and found[-1][0] == item.category:
            found[-1][1].append(item.short_name)
        else:
            found.append((item.category, [item.short_name]))
    spare = room - each * len(layout.items) - _LEAST_REST
    groups = []
    for title, names in found:
        wider = max(0.0, (_longest_word(title) + 4) / len(names) - each)
        wider = wider if len(names) > 1 and each + wider <= _WIDEST and wider * len(names) <= spare else 0.0
        spare -= wider * len(names)
        groups.append(Group(title, tuple(Cell(name, each + wider, is_totalled=True) for name in names)))
    return groups


def _longest_word(text: str, *, bold: bool = True) -> float:
    return max((width_of(word, bold=bold) for word in text.split()), default=0.0)


def _legend(layout: Layout, catalog: Catalog, words: Translator) -> str:
    names = {container.id: container.name for container in catalog.containers}
    letters = [words(N_("N none")), words(N_("S they say")), words(N_("C counted"))]
    letters += [words(IN_CONTAINERS, letter=letter, name=names.get(id_, "")) for letter, id_ in layout.letters]
    letters += [words(N_("P pounds, less the bag")), words(N_("empty, not asked"))]
    told = (
        f"{strong(words(N_('Returned, how:')))} {escape(' · '.join(letters))}. "
        f"{escape(words(N_('Part full: write ¼, ½ or ¾. Never open a container to count.')))} "
    )
    return told + f"{strong(words(N_('Been here before:')))} {escape(words(N_('tick only if they say so.')))}"


IN_CONTAINERS = N_("{letter} {name} containers")


def _draw_table(pen: Pen, groups: list[Group], across: float, foot: float) -> tuple[float, tuple[float, float]]:
    """The table down to `foot`; where it ends, and where its rows begin and how high each is."""
    heads = heads_of(groups, pen.words)
    head = max(33.0, max(one.height for one in heads) + 8)
    longest = max(width_of(cell.title) for group in groups for cell in group.cells if cell.is_upright)
    under = max(100.0, longest + 8)
    first = TOP + head + under
    each = (foot - first) / (ROWS + 1)
    ends = first + each * (ROWS + 1)
    _shade_what_has_no_total(pen, groups, ends - each, each)
    _draw_lines(pen, groups, across, (TOP + head, first, each), {one.first for one in heads})
    for one in heads:
        one.draw(pen, head)
    x = 0.0
    for cell in (cell for group in groups for cell in group.cells):
        _draw_title(pen, cell, x, first)
        x += cell.width
    for number in range(1, ROWS + 1):
        pen.middle(_NUMBER / 2, first + each * (number - 1) + each / 2 + 4, str(number))
    pen.text(5, first + each * ROWS + each / 2 + 4, pen.words(N_("Totals")), bold=True)
    return ends, (first, each)


def _shade_what_has_no_total(pen: Pen, groups: list[Group], top: float, height: float) -> None:
    x = 0.0
    for place, group in enumerate(groups):
        for cell in group.cells:
            if place > 1 and not cell.is_totalled:
                pen.shade(x, top, cell.width, height)
            x += cell.width


def _draw_title(pen: Pen, cell: Cell, x: float, first: float) -> None:
    if cell.is_upright:
        pen.upright(x + cell.width / 2 + 4, first - 5, cell.title)
        return
    lines = broken(cell.title, cell.width - 4)
    for place, line in enumerate(reversed(lines)):
        pen.middle(x + cell.width / 2, first - 7 - place * _LINE, line)


def _draw_lines(pen: Pen, groups: list[Group], across: float, at: tuple[float, float, float], headed: set[int]) -> None:
    """A group is parted from the next one by a heavy line; where both stand under one heading, from below it."""
    under, first, each = at
    ends = first + each * (ROWS + 1)
    totals = first + each * ROWS
    for y in (TOP, under, *(first + each * number for number in range(ROWS + 2))):
        pen.line(0, y, across, y, _HEAVY if y == totals else _THIN)
    x = 0.0
    for place, group in enumerate(groups):
        lowest = totals if place == 1 else ends  # the word Totals goes across who it was
        pen.line(x, TOP if place in headed else under, x, lowest, _HEAVY if place else _THIN)
        for cell in group.cells[:-1]:
            x += cell.width
            pen.line(x, under, x, lowest, _THIN)
        x += group.cells[-1].width
    pen.line(across, TOP, across, ends, _THIN)


def _draw_edge(pen: Pen, x: float, rows: tuple[float, float], bottom: float) -> None:
    """Where codes are written, beside the cut line."""
    first, each = rows
    pen.dashes(x, TOP, bottom)
    words = pen.words
    for place, line in enumerate(broken(words(N_("Cut off and destroy on keying")), _EDGE - 12)):
        pen.text(x + 8, TOP + 14 + place * _LINE, line)
    pen.text(x + 8, first - 7, words(N_("Code")), bold=True)
    for number in range(ROWS + 1):
        pen.line(x + 6, first + each * number, WIDTH, first + each * number, _THIN)
