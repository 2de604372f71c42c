"""What the reports page says, made while it is drawn."""

from outreach.tallies.tally import Tally
from outreach.translation import N_, N_plural, Translator
from outreach.ui.reports.presenter import Report

NAMES = {Report.TALLY: N_("Monthly tally"), Report.STATEMENT: N_("Stock statement")}


def reconciled(tally: Tally, words: Translator) -> str:
    lines = tally.statement + tally.kit_statement
    if not lines:
        return words(N_("No stock has been entered yet."))
    balanced = sum(line.balances for line in lines)
    message = N_plural("Reconciled: {balanced} of {n} item balances", "Reconciled: {balanced} of {n} items balance")
    if not tally.reconciled:
        message = N_plural(
            "Not reconciled: {balanced} of {n} item balances", "Not reconciled: {balanced} of {n} items balance"
        )
    return words.count(*message, len(lines), balanced=balanced)


def spoken(tally: Tally, words: Translator) -> str:
    """The page for those who hear it: its first figures, and whether its stock balances."""
    contacts, participants, given, returned, doses = (
        tally.figures[name] or 0
        for name in ("contacts", "participants", "syringes_out", "syringes_returned", "naloxone_doses")
    )
    figures = (
        words.count(N_("{n} contact"), N_("{n} contacts"), contacts),
        words.count(N_("{n} participant"), N_("{n} participants"), participants),
        words.count(N_("{n} syringe given"), N_("{n} syringes given"), given),
        words.count(N_("{n} syringe returned"), N_("{n} syringes returned"), returned),
        words.count(N_("{n} naloxone dose"), N_("{n} naloxone doses"), doses),
    )
    return ", ".join([*figures, reconciled(tally, words)])
