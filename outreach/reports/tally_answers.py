"""What people said to the optional questions, and the one line about small steps; nothing where nothing was asked."""

from dataclasses import asdict
from typing import Any

from reportlab.platypus import Flowable, Spacer

from outreach.reports.blocks import Beside, numbered, part, section
from outreach.reports.page import NOTE, WIDTH, paragraph
from outreach.reports.tables import Line, Look, table
from outreach.reports.tally_people import counted_on_totals_sheets
from outreach.reports.writing import figure
from outreach.tallies.answers import STATES, AnswerRow, Answers, QuestionTable, TwoWay
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator

_STATES = {
    "does_not_know": N_("Doesn’t know"),
    "prefers_not": N_("Prefers not to say"),
    "not_asked": N_("Not asked"),
}
_BESIDE = 2  # tables in a row
_COLUMN = 34.0


def said(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    """The section, its tables beside each other; each page of it may break between two rows of tables."""
    found = tally.answers
    hint = N_("Questions are always optional")
    pairs = [found.questions[at : at + _BESIDE] for at in range(0, len(found.questions), _BESIDE)]
    rows = [Beside([[_table(one, words)] for one in pair], _BESIDE) for pair in pairs]
    first, *others = rows
    title = numbered(N_("What people said"), number, words, hint=hint)
    story = section(title, first)
    for row in others:
        story += section(row)
    for two_way in found.two_way:
        story += section(*_two_way(two_way, words))
    notes = [paragraph(note, NOTE) for note in _notes(found, words)]
    return [*story[:-1], *notes, story[-1]]


def steps_line(tally: Tally, words: Translator) -> list[Flowable]:
    """Said only where the center wants it, and zero is said too."""
    if tally.visits_with_steps is None:
        return []
    return section(
        paragraph(words(N_("Visits at which somebody chose a small step: {n}."), n=tally.visits_with_steps), NOTE)
    )


def answers_json(found: Answers) -> dict[str, Any]:
    """Every count by name; the states that are no answers stand by themselves."""
    return {
        "questions": [_question_json(one) for one in found.questions],
        "two_way": [_two_way_json(one) for one in found.two_way],
        "contacts_not_sure_whose": found.unsure,
    }


def _table(one: QuestionTable, words: Translator) -> Flowable:
    heads = [one.question, words(N_("Participants")), words(N_("Contacts, no code"))]
    lines = [_line(row.name, row, words) for row in one.answers]
    lines += [_line(words(_STATES[name]), getattr(one, name), words, Look.SUB) for name in STATES]
    lines.append(_line(words(N_("All")), one.all, words, Look.TOTAL))
    return table(lines, part(_BESIDE), heads=heads, least=_COLUMN)


def _line(name: str, row: AnswerRow, words: Translator, look: Look = Look.PLAIN) -> Line:
    return Line((name, figure(row.participants, words), figure(row.contacts, words)), look)


def _two_way(one: TwoWay, words: Translator) -> list[Flowable]:
    states = tuple(words(_STATES[name]) for name in STATES)
    corner = words(N_("{down} by {across}"), down=one.down, across=one.across)
    heads = [corner, *one.across_names, *states]
    lines = [
        Line((name, *(figure(n, words) for n in counts)), Look.SUB if at >= len(one.down_names) else Look.PLAIN)
        for at, (name, counts) in enumerate(zip((*one.down_names, *states), one.counts, strict=True))
    ]
    if not one.takes_several:
        heads.append(words(N_("All")))
        lines = [
            Line((*line.cells, figure(sum(counts), words)), line.look)
            for line, counts in zip(lines, one.counts, strict=True)
        ]
        sums = [sum(column) for column in zip(*one.counts, strict=True)]
        lines.append(Line((words(N_("All")), *(figure(n, words) for n in (*sums, sum(sums)))), Look.TOTAL))
    return [Spacer(WIDTH, 2), table(lines, WIDTH, heads=heads, least=_COLUMN)]


def _notes(found: Answers, words: Translator) -> list[str]:
    notes = [words(N_("A participant’s answer is the last one given up to the end of the period that still stands."))]
    several = [one.question for one in found.questions if one.takes_several]
    if several:
        said_so = N_("{questions}: more than one answer can be given, and each counts; they add up to more than all.")
        notes.append(words(said_so, questions=", ".join(several)))
    if found.unsure:
        notes.append(
            words.count(
                N_("{n} contact counts as without a code: its code is shared, and it was not sure whose visit it was."),
                N_("{n} contacts count as without a code: the code is shared, and it was not sure whose visit it was."),
                found.unsure,
            )
        )
    if found.on_totals_sheets:
        notes.append(counted_on_totals_sheets(found.on_totals_sheets, words))
    return notes


def _question_json(one: QuestionTable) -> dict[str, Any]:
    return {
        "question": one.question,
        "takes_several": one.takes_several,
        "answers": [asdict(row) for row in one.answers],
        **{name: _counts(getattr(one, name)) for name in (*STATES, "all")},
    }


def _counts(row: AnswerRow) -> dict[str, int]:
    return {"participants": row.participants, "contacts": row.contacts}


def _two_way_json(one: TwoWay) -> dict[str, Any]:
    across = (*one.across_names, *STATES)
    return {
        "down": one.down,
        "across": one.across,
        "takes_several": one.takes_several,
        "counts": {
            name: dict(zip(across, counts, strict=True))
            for name, counts in zip((*one.down_names, *STATES), one.counts, strict=True)
        },
    }
