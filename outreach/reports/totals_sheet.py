"""A blank totals sheet: tick marks of a crowd.  It adds supplies, and contacts if counted; never people or answers."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from outreach.catalog import Catalog, Item
from outreach.reports.page import strong
from outreach.reports.sheet_frame import FOOT, TOP, draw_fields, draw_foot, draw_head, note_width
from outreach.reports.sheet_pen import WIDTH, Pen, note_height, width_of
from outreach.sheets.layouts import Layout
from outreach.sheets.printing import Blank
from outreach.sheets.rules import PaperRules
from outreach.sheets.ticks import TOTAL_IN_UNITS, tick_of
from outreach.translation import N_, Translator

TOTALS_SHEET = N_("Totals sheet")
NEVER_ADDS = N_(
    "A totals sheet adds supplies, and contacts if you counted them. It never adds participants, new participants or "
    "answers. If you can take one row for each visit, use a visit sheet."
)
IN_UNITS = N_("3 ticks of 10 units are 30.")
NOT_COUNTED, COUNTED = N_("not counted"), N_("counted, one tick for each person spoken with:")
_ITEM, _TICK, _TOTAL, _WIDE = 196.0, 90.0, 128.0, 286.0
_HEAD, _GAP, _BLANK_LINES, _TALLEST = 22.0, 12.0, 2, 33.0
_BOX_HEIGHT = 82.0
_THIN, _RULE = 0.75, 1.5

Lines = list[tuple[str, str]]


def draw_totals_sheet(pen: Pen, blank: Blank, catalog: Catalog, rules: PaperRules) -> None:
    words = pen.words
    said = (
        words(N_("For events and crowds. Tick as things leave your hand.")),
        words(N_("No names, codes, phone numbers or addresses.")),
    )
    draw_head(pen, blank, catalog, words(TOTALS_SHEET), said)
    fields = (
        (N_("Site the supplies came from"), 1.6), (N_("Event or place"), 1.4), (N_("Date"), 0.7),
        (N_("Staff initials"), 0.8),
    )  # fmt: skip
    draw_fields(pen, [(words(label), share) for label, share in fields], catalog.site[blank.site_id].name, WIDTH)
    _draw_contacts(pen)
    tables = _tables(blank.layout, catalog, words)
    note = f"{strong(words(TOTAL_IN_UNITS) + ':')} {escape(words(IN_UNITS))} {escape(words(NEVER_ADDS))}"
    top = TOP + _BOX_HEIGHT + _GAP
    foot = pen.height - FOOT - 15 - note_height(note, note_width())
    lines = sum(len(rows) for _, rows, _ in tables)
    each = min(_TALLEST + 2, (foot - top - len(tables) * _HEAD - (len(tables) - 1) * _GAP) / lines)
    for title, rows, is_of_items in tables:
        top = _draw_table(pen, top, each, title, rows, is_of_items=is_of_items) + _GAP
    pen.note(0, top - 4, note_width(), note)
    draw_foot(pen, blank, rules)


def _draw_contacts(pen: Pen) -> None:
    words = pen.words
    pen.box(0, TOP, WIDTH, _BOX_HEIGHT)
    pen.text(13, TOP + 26, words(N_("Contacts")), 13, bold=True)
    pen.box(96, TOP + 13, 15, 15, 1.25, 0)
    pen.text(119, TOP + 26, words(NOT_COUNTED), 13)
    pen.box(219, TOP + 13, 15, 15, 1.25, 0)
    pen.text(242, TOP + 26, words(COUNTED), 13)
    pen.line(219, TOP + 70, WIDTH - 13, TOP + 70)


def _tables(layout: Layout, catalog: Catalog, words: Translator) -> list[tuple[str, Lines, bool]]:
    services = {service.id: service.name for service in catalog.services}
    containers = {container.id: container.name for container in catalog.containers}
    known = [catalog.item[id_] for id_ in layout.items]
    items: Lines = [(_name(item), tick_of(item, layout.pack_of(item.id), words)) for item in known]
    full = [(words(FULL_CONTAINERS, name=containers.get(id_, "")), "") for id_ in layout.containers]
    return [
        (words(N_("Item")), [*items, *[("", "")] * _BLANK_LINES], True),
        (words(N_("Returned, no visit taken")), [*full, (words(N_("Pounds, less the bag or bucket")), "")], False),
        (words(N_("Care")), [(services.get(id_, ""), "") for id_ in layout.services], False),
    ]


FULL_CONTAINERS = N_("{name} containers, full (or write ¼ ½ ¾)")


def _name(item: Item) -> str:
    """Its whole name, where there is room for it."""
    return item.name if width_of(item.name) <= _ITEM - 14 else item.short_name


def _draw_table(pen: Pen, top: float, each: float, title: str, rows: Sequence[tuple[str, str]], *,
                is_of_items: bool) -> float:  # fmt: skip
    """One table; where it ends."""
    words = pen.words
    edges = [0.0, _ITEM, _WIDE, WIDTH - _TOTAL, WIDTH] if is_of_items else [0.0, _WIDE, WIDTH - _TOTAL, WIDTH]
    first, ends = top + _HEAD, top + _HEAD + each * len(rows)
    pen.text(9, top + 16, title, bold=True)
    if is_of_items:
        pen.middle(_ITEM + _TICK / 2, top + 16, words(N_("One tick is")), bold=True)
    pen.text(_WIDE + 9, top + 16, words(N_("Tick marks")), bold=True)
    pen.text(WIDTH - _TOTAL + 9, top + 16, words(TOTAL_IN_UNITS if is_of_items else N_("Total")), bold=True)
    for number in range(len(rows) + 1):
        pen.line(0, first + each * number, WIDTH, first + each * number, _THIN if number else _RULE)
    for x in edges:
        pen.line(x, first, x, ends, _THIN)
    for place, (name, tick) in enumerate(rows):
        y = first + each * place + each / 2 + 4.5
        pen.text(9, y, name)
        pen.middle(_ITEM + _TICK / 2, y, tick)
    return ends
