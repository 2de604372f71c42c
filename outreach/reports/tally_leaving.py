"""What left without a visit: handed over, by recipient; disposed of, by reason."""

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable

from outreach.reports.blocks import numbered, section
from outreach.reports.page import NOTE, WIDTH, paragraph
from outreach.reports.tables import Bold, Line, Look, table
from outreach.reports.writing import figure
from outreach.tallies.tally import RecipientLine, Tally
from outreach.translation import N_, Translator

_RECIPIENTS = {
    "partner": N_("Partner organization"),
    "event": N_("Event"),
    "training": N_("Training"),
    "machine": N_("Machine"),
}
_REASONS = {
    "expired": N_("Expired"),
    "damaged": N_("Damaged"),
    "recalled": N_("Recalled"),
    "lost": N_("Lost"),
    "stolen": N_("Stolen"),
    "taken_by_police": N_("Taken by police"),
}


def handed_over(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    """By recipient; contacts and participants know nothing of it."""
    heads = [
        words(head) for head in (N_("Who"), N_("What kind"), N_("County"), N_("Syringes"), N_("Kits"), N_("Doses"))
    ]
    lines = [_recipient(line, words) for line in tally.handed_over]
    sums = [sum(getattr(line, name) for line in tally.handed_over) for name in ("syringes", "naloxone_kits", "doses")]
    total = [figure(one, words) for one in sums]
    lines.append(Line((words(N_("All handed over")), "", "", *total), Look.TOTAL))
    hint = N_("Syringes, naloxone kits and doses. Never a contact or a participant")
    others = [_others(line, words) for line in tally.handed_over]
    notes = [paragraph(" ".join(one for one in others if one), NOTE)] if any(others) else []
    title = numbered(N_("Handed over, by recipient"), number, words, hint=hint)
    return [title, table(lines, WIDTH, heads=heads, texts=3), *notes]


def _recipient(line: RecipientLine, words: Translator) -> Line:
    amounts = [figure(one, words) for one in (line.syringes, line.naloxone_kits, line.doses)]
    return Line((line.name, words(_RECIPIENTS[line.recipient]), line.county, *amounts))


def _others(line: RecipientLine, words: Translator) -> str:
    """Every item of a recipient, since a funder asks for more than syringes and naloxone."""
    items = ", ".join(f"{figure(n, words)} × {item}" for item, n in line.items.items())
    return escape(words(N_("{who}: {items}."), who=line.name, items=items))


def disposed(tally: Tally, words: Translator) -> list[Flowable]:
    """Why each item was disposed of; reasons nothing was disposed of for are left out."""
    if not tally.disposed:
        return []
    reasons = [name for name in _REASONS if any(getattr(line, name) for line in tally.disposed)]
    heads = [words(N_("Disposed, by reason")), *(words(_REASONS[name]) for name in reasons), words(N_("All"))]
    lines = []
    for line in tally.disposed:
        counts = [getattr(line, name) for name in reasons]
        lines.append(Line((line.item, *(figure(n, words) for n in counts), Bold(figure(sum(counts), words)))))
    return section(table(lines, WIDTH, heads=heads))
