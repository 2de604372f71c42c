"""What stands beside the supplies given: asked for and none left, not on the list yet, handed out knowingly.

It is printed only where there is something to say.
"""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from outreach.reports.blocks import Beside, part
from outreach.reports.page import NOTE, paragraph
from outreach.reports.tables import Line, table
from outreach.reports.writing import figure
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator


def beyond(tally: Tally, words: Translator) -> list[Flowable]:
    """The tables and notes that end the section of other supplies."""
    asked = _table(N_("Asked for, none left"), ((one.item, one.visits, one.quantity) for one in tally.asked), words)
    unsorted = _table(
        N_("Given, not on the list yet"), ((one.thing, one.visits, one.quantity) for one in tally.unsorted), words
    )
    notes = [paragraph(text, NOTE) for text in _despite(tally, words)]
    columns = [column for column in (asked, unsorted) if column]
    return [*([Beside(columns, 2)] if columns else []), *notes]


def _table(title: str, rows: Iterable[tuple[str, int, int]], words: Translator) -> list[Flowable]:
    lines = [Line((name, figure(visits, words), figure(quantity, words))) for name, visits, quantity in rows]
    heads = [words(head) for head in (title, N_("Visits"), N_("Units"))]
    return [table(lines, part(2), heads=heads, least=40)] if lines else []


def _despite(tally: Tally, words: Translator) -> list[str]:
    expired, held = tally.figures.get("given_expired") or 0, tally.figures.get("given_on_hold") or 0
    past = words.count(
        N_("Of what was given, {n} unit was past its date, handed out knowingly."),
        N_("Of what was given, {n} units were past their date, handed out knowingly."),
        expired,
    )
    hold = words.count(
        N_("Of what was given, {n} unit was of a lot on hold, handed out knowingly."),
        N_("Of what was given, {n} units were of a lot on hold, handed out knowingly."),
        held,
    )
    return [text for text, units in ((past, expired), (hold, held)) if units]
