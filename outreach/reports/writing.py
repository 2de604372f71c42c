"""How figures, days and stretches of days are written on paper.  A number is always one unbroken run of text."""

from outreach.tallies.periods import Period
from outreach.translation import N_, Translator

NONE = "–"  # does not apply, or cannot be known yet; 0 is a figure


def figure(n: float | None, words: Translator) -> str:
    if n is None:
        return NONE
    return words.number(n)


def signed(n: int, words: Translator) -> str:
    return words.signed(n)


def days(period: Period, words: Translator) -> str:
    return words(N_("{first} to {last}"), first=period.first, last=period.last)


def title(period: Period, words: Translator) -> str:
    if period.is_month:
        return words(N_("Monthly tally, {month}"), month=words.month(period.first))
    return words(N_("Tally, {days}"), days=days(period, words))
