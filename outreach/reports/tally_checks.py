"""Drug checks: what samples were bought as, and what was found in them.  Nothing is printed where none were tested."""

from reportlab.platypus import Flowable

from outreach.reports.blocks import numbered
from outreach.reports.page import NOTE, WIDTH, paragraph
from outreach.reports.tables import Line, Look, table
from outreach.reports.writing import figure
from outreach.tallies.drug_checks import BoughtLine
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator

_UNNAMED = {"not_known": N_("Not known"), "not_asked": N_("Not asked")}


def has_checks(tally: Tally) -> bool:
    return bool(tally.drug_checks.samples or tally.drug_checks.came_later)


def drug_checks(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    said = tally.drug_checks
    title = numbered(N_("Drug checks"), number, words, hint=N_("Samples, never people"))
    drawn: list[Flowable] = [title]
    if said.bought:
        heads = [words(head) for head in (N_("Bought as"), N_("Found in it"), N_("Samples"), N_("With it"))]
        lines = [line for bought in said.bought for line in _bought(bought, words)]
        lines.append(Line((words(N_("All samples")), "", figure(said.samples, words), ""), Look.TOTAL))
        drawn.append(table(lines, WIDTH, heads=heads, texts=2))
    notes = []
    if said.methods:
        methods = ", ".join(f"{name} {figure(count, words)}" for name, count in said.methods.items())
        notes.append(words(N_("Tested by: {methods}."), methods=methods))
    if said.came_later:
        notes.append(
            words.count(
                N_("{n} result came in this period for a sample taken before it."),
                N_("{n} results came in this period for samples taken before it."),
                said.came_later,
            )
        )
    return [*drawn, *(paragraph(note, NOTE) for note in notes)]


def _bought(bought: BoughtLine, words: Translator) -> list[Line]:
    """One line for each thing found in it; how many samples there were stands on the first."""
    found = list(bought.found.items())
    rest = (N_("Nothing that was looked for"), bought.nothing), (N_("Unclear"), bought.unclear)
    found += [(words(name), count) for name, count in (*rest, (N_("Not back yet"), bought.waiting)) if count]
    name = bought.bought_as or words(_UNNAMED[bought.known])
    lines = []
    for place, (thing, count) in enumerate(found):
        first = (name, thing, figure(bought.samples, words)) if place == 0 else ("", thing, "")
        lines.append(Line((*first, figure(count, words))))
    return lines
