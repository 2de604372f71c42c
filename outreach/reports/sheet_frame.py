"""What stands around every sheet: its name, its number and where to write day and place; its foot."""

from collections.abc import Sequence

from outreach.catalog import Catalog
from outreach.reports.page import SAMPLE
from outreach.reports.sheet_pen import WIDTH, Pen, broken, width_of
from outreach.sheets.numbers import as_barcode
from outreach.sheets.printing import Blank
from outreach.sheets.rules import PaperRules
from outreach.translation import N_

TOP = 128.0  # where what is filled in begins
_BOX = 104.0
_BARS = 22.0  # as high as a scanner likes
FOOT = 50.0  # from the bottom of the paper to the line above the foot
USUAL_RULE = N_("Keep or destroy as your record rule says.")


def draw_head(pen: Pen, blank: Blank, catalog: Catalog, title: str, said: tuple[str, str]) -> None:
    pen.begin(pen.words(SAMPLE) if catalog.is_sample else "")
    pen.text(0, 51, catalog.center, 13, bold=True)
    pen.text(0, 77, title, 23, bold=True)
    box = max(_BOX, width_of(blank.number, bold=True, size=18) + 20)
    pen.box(WIDTH - box, 35, box, 47)
    pen.middle(WIDTH - box / 2, 51, pen.words(N_("Sheet")))
    pen.middle(WIDTH - box / 2, 73, blank.number, 18, bold=True)
    room = (
        WIDTH - box - 14 - max(width_of(title, bold=True, size=23), width_of(catalog.center, bold=True, size=13)) - 24
    )
    plain, bold = (broken(one, room) for one in said)
    for place, line in enumerate(reversed([*plain, *bold])):
        pen.right(WIDTH - box - 14, 79 - 16 * place, line, bold=place < len(bold))


def draw_fields(pen: Pen, fields: Sequence[tuple[str, float]], site: str, across: float) -> None:
    """Labels with a line to write on; the first is filled in."""
    gap, whole = 16.0, sum(share for _, share in fields)
    room = across - gap * (len(fields) - 1)
    x = 0.0
    for place, (label, share) in enumerate(fields):
        width = room * share / whole
        pen.text(x, 113, label)
        if place == 0:
            name = _fitting(site, width - width_of(label) - 8)
            pen.text(x + width_of(label) + 8, 113, name, bold=True)
        pen.line(x, 117, x + width, 117)
        x += width + gap


def draw_foot(pen: Pen, blank: Blank, rules: PaperRules) -> None:
    words = pen.words
    top = pen.height - FOOT
    pen.bars(WIDTH, top - 5, as_barcode(blank.number), _BARS)
    pen.line(0, top, WIDTH, top)
    rule = rules.record_rule or words(USUAL_RULE)
    pen.text(0, top + 18, f"{words(N_('Keyed by ________ on __________'))}   {rule}")
    sheet = words(N_("Sheet {number} · Layout {layout}"), number=blank.number, layout=str(blank.layout.number))
    pen.right(WIDTH, top + 18, sheet)
    pen.end()


def note_width() -> float:
    """Room for a note beside the bars."""
    return WIDTH - 118


def _fitting(name: str, width: float) -> str:
    while name and width_of(name, bold=True) > width:
        name = name[:-1]
    return name
