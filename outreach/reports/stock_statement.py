"""The stock statement on paper of its own.  A tally in, paper out: it never queries."""

from datetime import date

from outreach.reports import definitions
from outreach.reports.ending import ending
from outreach.reports.heads import letterhead, sheet_of
from outreach.reports.page import print_story, register_fonts
from outreach.reports.statement import statement_section
from outreach.reports.writing import days
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator


def statement_pdf(tally: Tally, words: Translator, *, printed_on: date, initials: str) -> bytes:
    register_fonts()
    when = words.month(tally.period.first) if tally.period.is_month else days(tally.period, words)
    name = words(N_("Stock statement, {period}"), period=when)
    defined = definitions.of_statement(tally)
    story = [
        *letterhead(tally, words, name, printed_on, initials),
        *statement_section(tally, words),
        *ending(defined, words),
    ]
    return print_story(story, sheet_of(tally, words, name, defined), words)
