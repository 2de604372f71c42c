"""Questions and small steps of the test center, and short words for what is said to them."""

from dataclasses import replace

from outreach import catalog, question_sets, step_list, steps
from outreach.catalog_editing import questions as questions_editing
from outreach.catalog_editing import steps as steps_editing
from outreach.entry import Answer, StepChosen
from outreach.paths import resources
from outreach.step_list import Rules
from outreach.vocabulary import At, Said, StepIs
from tests.make import TODAY

SETS = question_sets.load(resources() / "questions")
STEP_AREAS = question_sets.load_steps(resources() / "steps")
NOT_SAID = {None: Said.DOES_NOT_KNOW, "-": Said.PREFERS_NOT}


def ask(desk, *keys, on=TODAY):
    """Switch on these starter questions."""
    by = desk.by()
    with desk.writing() as session:
        for key in keys:
            questions_editing.switch_on(session, by, At(on, 9), SETS.question(key))


def known(desk, on=TODAY, language="en"):
    return desk.read(catalog.load, language, on)


def answers(desk, **said):
    """`age="25 to 34"`, `race=["Asian", "White"]`; None: doesn't know; "-": prefers not to say."""
    found = {question.key: question for question in known(desk).questions}
    return tuple(_answer(found[key.replace("_", "-")], what) for key, what in said.items())


def _answer(question, what):
    if what in (None, "-"):
        return Answer(question.id, NOT_SAID[what])
    named = [what] if isinstance(what, str) else what
    ids = {choice.name: choice.id for choice in question.choices}
    return Answer(question.id, Said.ANSWERED, tuple(ids[name] for name in named))


def visit(desk, on=TODAY, code=None, *, unsure=False, site=None, **said):
    entry = desk.entry(on=on, code=code, **({"site": site} if site else {}))
    return desk.record(replace(entry, answers=answers(desk, **said), is_unsure_who=unsure), at=on).encounter_id


def table(desk, key, month=TODAY, site=None):
    """A printed question: what was said → (participants, contacts)."""
    name = next(one.name for one in known(desk).questions if one.key == key)
    found = next(one for one in desk.tally(month, site).answers.questions if one.question == name)
    rows = {row.name: (row.participants, row.contacts) for row in found.answers if row.participants or row.contacts}
    for state in ("does_not_know", "prefers_not", "not_asked", "all"):
        row = getattr(found, state)
        rows[state] = (row.participants, row.contacts)
    return rows


def offer_steps(desk, *, keep=6, printed=False, on=TODAY):
    by = desk.by()
    with desk.writing() as session:
        steps_editing.begin_with(session, by, At(on, 9), STEP_AREAS)
        steps.set_rules(session, by, At(on, 9), Rules(is_offered=True, keep_months=keep, is_printed=printed))


def step(desk, name):
    return next(s.id for area in desk.read(step_list.load, "en", TODAY) for s in area.steps if s.name == name)


def choose(desk, code, on=TODAY, **chosen):
    """`choose(desk, "MA0785", Not_use_alone="done")`."""
    said = tuple(StepChosen(step(desk, name.replace("_", " ")), StepIs(how)) for name, how in chosen.items())
    return desk.record(replace(desk.entry(on=on, code=code), steps=said), at=on).encounter_id


def forget(desk, on):
    by = desk.by("DS")
    with desk.writing() as session:
        return steps.forget(session, by, At(on, 9))
