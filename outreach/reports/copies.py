"""Which copy of a report this is: what it says about itself, as message ids."""

from dataclasses import dataclass

from outreach.tallies.tally import Tally
from outreach.translation import N_


@dataclass(frozen=True, slots=True)
class Copy:
    name: str
    caution: str
    standing: str


_EXACT = Copy(
    N_("Exact copy for funder"), N_("Contains small counts of people"), N_("Exact copy, not for publication.")
)
_SAMPLE = Copy(N_("Sample center"), N_("Made-up figures, nobody’s records"), N_("SAMPLE, made-up figures."))


def copy_of(tally: Tally) -> Copy:
    return _SAMPLE if tally.is_sample else _EXACT
