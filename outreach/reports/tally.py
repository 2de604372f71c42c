"""The monthly tally as a coordinator signs it.  A tally in, paper out: it never queries."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from reportlab.platypus import Flowable

from outreach.reports import definitions
from outreach.reports.blocks import Beside, banner, section
from outreach.reports.ending import ending
from outreach.reports.heads import headline, letterhead, sheet_of
from outreach.reports.page import print_story, register_fonts, strong
from outreach.reports.statement import not_reconciled, statement_section
from outreach.reports.tally_answers import said, steps_line
from outreach.reports.tally_beyond import beyond
from outreach.reports.tally_checks import drug_checks, has_checks
from outreach.reports.tally_happened import incidents, responses
from outreach.reports.tally_leaving import handed_over
from outreach.reports.tally_people import people, places, returned
from outreach.reports.tally_supplies import naloxone, naloxone_sources, other_supplies, referrals, services, syringes
from outreach.reports.tally_without_visits import picked_up
from outreach.reports.writing import title
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator


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
    number = count(1).__next__
    story += section(Beside([people(tally, words, number()), returned(tally, words, number())]))
    story += section(*syringes(tally, words, number()))
    story += section(Beside([naloxone(tally, words, number()), naloxone_sources(tally, words, number())]))
    story += section(*responses(tally, words, number()))
    story += section(*other_supplies(tally, words, number()), *beyond(tally, words))
    story += section(Beside([services(tally, words, number()), referrals(tally, words, number())]))
    story += section(*incidents(tally, words, number()))
    if has_checks(tally):
        story += section(*drug_checks(tally, words, number()))
    story += section(*places(tally, words, number()))
    if tally.handed_over:
        story += section(*handed_over(tally, words, number()))
    if tally.picked_up:
        story += section(*picked_up(tally, words, number()))
    if tally.answers.questions:
        story += said(tally, words, number())
    story += steps_line(tally, words)
    story += statement_section(tally, words, number())
    return [*story, *ending(definitions.of_tally(tally), words)]


def _headline(tally: Tally) -> Sequence[tuple[int | None, str]]:
    return (
        (tally.figures["contacts"], N_("contacts")),
        (tally.figures["participants"], N_("participants")),
        (tally.figures["syringes_out"], N_("syringes given")),
        (tally.figures["syringes_returned"], N_("syringes returned")),
        (tally.figures["naloxone_doses"], N_("naloxone doses")),
        (tally.happened.responses.events, N_("overdose responses")),
    )
