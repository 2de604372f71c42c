"""How used syringes were measured, and how much of what: the words of a line, at visits and without one."""

from decimal import Decimal

from outreach.reports.writing import NONE, figure
from outreach.tallies.tally import CollectedLine, ReturnedLine, Tally
from outreach.translation import N_, Translator
from outreach.vocabulary import ReturnedHow


def how(line: ReturnedLine | CollectedLine, words: Translator) -> str:
    match line.how:
        case ReturnedHow.TOLD:
            return words(N_("They say"))
        case ReturnedHow.COUNTED:
            return words(N_("Counted"))
        case ReturnedHow.CONTAINER:
            return words(N_("{container}, {per} when full"), container=line.container, per=line.per)
        case _:
            return words(N_("Weight in {unit}, {per} per pound"), unit=line.unit, per=line.per)


def amount(line: ReturnedLine | CollectedLine, words: Translator) -> str:
    """Containers or a weight, with decimals that stand under each other; what was only counted has none."""
    return words.measure(Decimal(str(line.amount))) if line.per is not None else NONE


def rounding(tally: Tally, words: Translator) -> str:
    """Why the lines do not multiply out to the whole, where they do not; else ""."""
    estimated = tally.figures["syringes_returned_estimated"]
    if estimated == tally.estimated_at_once:
        return ""
    return words(
        N_(
            "Each visit is estimated by itself, to whole syringes, a half rounded up: {estimated} in all. "
            "The amounts multiplied out at once come to {at_once}."
        ),
        estimated=figure(estimated, words),
        at_once=figure(tally.estimated_at_once, words),
    )
