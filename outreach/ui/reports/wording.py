"""What the reports page says, made while it is drawn."""

from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator
from outreach.ui.reports.presenter import Report

NAMES = {Report.TALLY: N_("Monthly tally"), Report.STATEMENT: N_("Stock statement")}
_FIGURES = (
    (N_("{n} contact"), N_("{n} contacts"), "contacts"),
    (N_("{n} participant"), N_("{n} participants"), "participants"),
    (N_("{n} syringe given"), N_("{n} syringes given"), "syringes_out"),
    (N_("{n} syringe returned"), N_("{n} syringes returned"), "syringes_returned"),
    (N_("{n} naloxone dose"), N_("{n} naloxone doses"), "naloxone_doses"),
)


def reconciled(tally: Tally, words: Translator) -> str:
    lines = tally.statement + tally.kit_statement
    balanced = sum(line.balances for line in lines)
    message = N_("Reconciled: {balanced} of {all} items balance")
    if not tally.reconciled:
        message = N_("Not reconciled: {balanced} of {all} items balance")
    return words(message, balanced=balanced, all=len(lines))


def spoken(tally: Tally, words: Translator) -> str:
    """The page for those who hear it: its first figures, and whether its stock balances."""
    figures = [words.count(one, many, tally.figures[name] or 0) for one, many, name in _FIGURES]
    return ", ".join([*figures, reconciled(tally, words)])
