"""Overdose responses by outcome, and incidents apart from services.  Without any, one quiet line says so."""

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from outreach.closed_lists import CameFrom, GivenBy, Hurt, TakenBy, YesNo
from outreach.reports.blocks import Beside, nothing, numbered, part
from outreach.reports.page import NOTE, paragraph
from outreach.reports.tables import Line, Look, table
from outreach.reports.writing import figure
from outreach.tallies.happened import Responses, UsedLine
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator

_YES_NO: Mapping[str, str] = {
    YesNo.YES: N_("Yes"), YesNo.NO: N_("No"), YesNo.NOT_KNOWN: N_("Not known"), YesNo.NOT_ASKED: N_("Not asked"),
}  # fmt: skip
_GIVEN_BY: Mapping[str, str] = {
    GivenBy.PARTICIPANT: N_("Participant"), GivenBy.STAFF: N_("Staff"), GivenBy.SOMEONE_ELSE: N_("Someone else"),
    GivenBy.NOT_KNOWN: N_("Not known"), GivenBy.NOT_ASKED: N_("Not asked"),
}  # fmt: skip
_CAME_FROM: Mapping[str, str] = {
    CameFrom.HERE: N_("Here"), CameFrom.ANOTHER_PROGRAM: N_("Another program"), CameFrom.PHARMACY: N_("Pharmacy"),
    CameFrom.NOT_KNOWN: N_("Not known"), CameFrom.NOT_ASKED: N_("Not asked"),
}  # fmt: skip
_HURT: Mapping[str, str] = {
    Hurt.STAFF: N_("Needle-stick, staff"), Hurt.PARTICIPANT: N_("Needle-stick, participant"),
    Hurt.SOMEBODY_ELSE: N_("Needle-stick, somebody else"), Hurt.NOT_KNOWN: N_("Needle-stick, not known who"),
    Hurt.NOT_ASKED: N_("Needle-stick, who was not asked"),
}  # fmt: skip
_TAKEN: Mapping[str, str] = {
    TakenBy.POLICE: N_("Supplies taken by police"), TakenBy.STOLEN: N_("Supplies stolen"),
    TakenBy.NOT_KNOWN: N_("Supplies taken or stolen, not known which"),
    TakenBy.NOT_ASKED: N_("Supplies taken or stolen, not asked which"),
}  # fmt: skip
_OPEN = ("not_known", "not_asked")
_ANSWERS = 3  # tables of answers in a row
_USED = {
    "another": N_("Another product"),
    "not_known": N_("Not known"),
    "not_asked": N_("Not asked"),
    "not_said": N_("Not said"),
}


def responses(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    said = tally.happened.responses
    hint = N_("Reported in this period, whenever they happened")
    title = numbered(N_("Overdose responses reported"), number, words, hint=hint)
    notes = [paragraph(note, NOTE) for note in _notes(said, words)]
    if not said.events:
        return [title, nothing(N_("Overdose responses reported: 0."), words), *notes]
    used = [_used(N_("Product"), said.products, words), _space(), _used(N_("Paid for by"), said.sources, words)]
    answers = [
        [_answers(N_("Emergency services"), said.emergency, _YES_NO, words)],
        [_answers(N_("Naloxone given by"), said.given_by, _GIVEN_BY, words)],
        [_answers(N_("Came from"), said.came_from, _CAME_FROM, words)],
    ]
    return [title, Beside([[_outcomes(said, words), *notes], used]), _space(), Beside(answers)]


def incidents(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    said = tally.happened.incidents
    title = numbered(N_("Incidents"), number, words, hint=N_("Not services"))
    if not said.total:
        return [title, nothing(N_("No incidents were reported."), words)]
    counts = [(N_("Overdose here"), said.overdoses_here)]
    counts += _named(_HURT, said.needle_sticks)
    counts += _named(_TAKEN, said.taken)
    counts.append((N_("Threats"), said.threats))
    lines = [Line((words(name), figure(count, words))) for name, count in counts]
    left: list[Flowable] = [table(lines, part(2), heads=["", words(N_("Events"))], least=40)]
    taken = [Line((line.category, figure(line.events, words), figure(line.quantity, words))) for line in said.supplies]
    heads = [words(head) for head in (N_("Supplies taken or stolen"), N_("Events"), N_("Units, where known"))]
    right: list[Flowable] = [table(taken, part(2), heads=heads, least=40)] if taken else []
    return [title, Beside([left, right], 2)]


def _space() -> Flowable:
    """Between two tables of a section."""
    return Spacer(1, 7)


def _outcomes(said: Responses, words: Translator) -> Flowable:
    lines = [
        Line((words(N_("Overdose responses reported")), figure(said.events, words)), Look.TOTAL),
        Line((words(N_("reversals (the person survived)")), figure(said.survived, words)), Look.SUB),
        Line((words(N_("the person died")), figure(said.died, words)), Look.SUB),
        Line((words(N_("not known")), figure(said.not_known, words)), Look.SUB),
        Line((words(N_("not asked")), figure(said.not_asked, words)), Look.SUB),
    ]
    if said.here:
        lines.append(Line((words(N_("of these, here")), figure(said.here, words))))
    doses = words(N_("Doses used, known for {n} of {all}"), n=said.doses_known, all=said.events)
    lines.append(Line((doses, figure(said.doses if said.doses_known else None, words))))
    return table(lines, part(2), least=40)


def _notes(said: Responses, words: Translator) -> list[str]:
    notes = []
    if said.events:
        notes.append(
            words(
                N_(
                    "They happened in this period: {within}; earlier: {earlier}; "
                    "not\u00a0known\u00a0when:\u00a0{unknown}; not\u00a0asked\u00a0when:\u00a0{unasked}."
                ),
                within=said.happened_within, earlier=said.happened_earlier, unknown=said.happened_not_known,
                unasked=said.happened_not_asked,
            )
        )  # fmt: skip
    if said.reports > said.events:
        notes.append(
            words(
                N_("{reports} reports were told in this period; those of one event count once, when first told."),
                reports=said.reports,
            )
        )  # fmt: skip
    if said.later_survived or said.later_died:
        notes.append(
            words(
                N_(
                    "Told in this period of events counted before it without an outcome:"
                    " survived {survived}, died {died}."
                ),
                survived=said.later_survived, died=said.later_died,
            )
        )  # fmt: skip
    return notes


def _answers(title: str, counts: Mapping[str, int], named: Mapping[str, str], words: Translator) -> Flowable:
    """Every answer there is, *not asked* too."""
    lines = [Line((words(name), figure(counts.get(str(answer), 0), words))) for answer, name in named.items()]
    return table(lines, part(_ANSWERS), heads=[words(title), words(N_("Responses"))], least=40)


def _used(title: str, used: Sequence[UsedLine], words: Translator) -> Flowable:
    lines = [
        Line((line.name or words(_USED[line.known]), figure(line.responses, words), figure(line.doses, words)))
        for line in used
    ]
    heads = [words(title), words(N_("Responses")), words(N_("Doses used"))]
    return table(lines, part(2), heads=heads, least=40)


def _named(named: Mapping[str, str], counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Each by name, zeros too; *not known* and *not asked* only where there were some."""
    return [
        (name, counts.get(str(answer), 0))
        for answer, name in named.items()
        if answer not in _OPEN or counts.get(str(answer))
    ]
