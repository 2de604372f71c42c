"""What came and went without a visit: collections among the returns, waste picked up, referrals that arrived."""

from reportlab.platypus import Flowable

from outreach.reports.blocks import numbered
from outreach.reports.page import WIDTH
from outreach.reports.tables import Line, Look, table
from outreach.reports.tally_returned import amount, how
from outreach.reports.writing import NONE, figure
from outreach.tallies.tally import CollectedLine, PickedUp, Tally
from outreach.translation import N_, Translator
from outreach.vocabulary import CollectedFrom

CAME_FROM = {
    CollectedFrom.DROP_BOX: N_("drop box"),
    CollectedFrom.CLEAN_UP: N_("cleanup"),
    CollectedFrom.PARTNER_BIN: N_("partner’s bin"),
    CollectedFrom.EVENT: N_("event, no visits taken"),
}


_HEADS = (N_("Day"), N_("Site"), N_("Picked up by"), N_("Manifest"), N_("Containers"), N_("Weight"))


def collected_line(line: CollectedLine, words: Translator) -> Line:
    """One way of measuring what came from one kind of place."""
    where = words(CAME_FROM[CollectedFrom(line.came_from)])
    name = words(N_("Without a visit, {where}: {how}"), where=where, how=how(line, words))
    return Line((name, NONE, amount(line, words), figure(line.syringes, words)))


def collections(tally: Tally, words: Translator) -> str:
    """How many collections, and that none is a contact; "" where there were none."""
    number = tally.figures["collections"]
    if not number:
        return ""
    each = ", ".join(
        f"{words(CAME_FROM[CollectedFrom(where)])} {figure(count, words)}" for where, count in tally.collections.items()
    )
    return words.count(
        N_("{n} collection without a visit ({each}); it is no contact."),
        N_("{n} collections without a visit ({each}); none is a contact."),
        number,
        each=each,
    )


def picked_up(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    """Every waste pick-up with its manifest, as an inspector asks for it."""
    heads = [words(head) for head in _HEADS]
    lines = [_picked_up(line, words) for line in tally.picked_up]
    lines.append(Line((words(N_("All picked up")), "", "", "", *_sums(tally, words)), Look.TOTAL))
    return [numbered(N_("Waste picked up for disposal"), number, words), table(lines, WIDTH, heads=heads, texts=5)]


def _picked_up(line: PickedUp, words: Translator) -> Line:
    held = ", ".join(f"{figure(count, words)} × {name}" for name, count in line.containers.items())
    weight = _weight(line.weight, line.unit, words) if line.weight is not None else NONE
    return Line((words.day(line.on), line.site, line.carrier or NONE, line.manifest or NONE, held or NONE, weight))


def _sums(tally: Tally, words: Translator) -> tuple[str, str]:
    containers = sum(sum(line.containers.values()) for line in tally.picked_up)
    units = sorted({line.unit for line in tally.picked_up if line.unit})
    weights = [
        _weight(sum(line.weight or 0 for line in tally.picked_up if line.unit == unit), unit, words) for unit in units
    ]
    return figure(containers, words), ", ".join(weights) or NONE


def _weight(weight: float, unit: str, words: Translator) -> str:
    return f"{figure(weight, words)}\u00a0{unit}"
