"""Blank sheets as one PDF, a page each.  The same sheets give the same bytes."""

from collections.abc import Sequence

from outreach.catalog import Catalog
from outreach.reports.paper import Paper
from outreach.reports.sheet_pen import Pen
from outreach.reports.totals_sheet import TOTALS_SHEET, draw_totals_sheet
from outreach.reports.visit_sheet import VISIT_SHEET, draw_visit_sheet
from outreach.sheets.printing import Blank
from outreach.sheets.rules import PaperRules
from outreach.translation import Translator
from outreach.vocabulary import SheetKind


def sheets_pdf(
    blanks: Sequence[Blank], catalog: Catalog, rules: PaperRules, words: Translator, *, paper: Paper = Paper.LETTER
) -> bytes:
    is_crowd = bool(blanks) and blanks[0].layout.kind is SheetKind.TOTALS
    pen = Pen(paper, words(TOTALS_SHEET if is_crowd else VISIT_SHEET), catalog.center, words)
    for blank in blanks:
        draw = draw_totals_sheet if blank.layout.kind is SheetKind.TOTALS else draw_visit_sheet
        draw(pen, blank, catalog, rules)
    return pen.pdf()
