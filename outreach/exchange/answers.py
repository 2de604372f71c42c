"""Answers and small steps of a visit as JSON: read by the names a center uses, and written the same way.

`"answers": {"Age": "25 to 34", "Race and ethnicity": ["Asian", "White"], "Gender": {"said": "prefers_not"}}` and
`"steps": {"Keep naloxone near": "working_on_it"}`.  A question that is not there was not asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from outreach.catalog import Catalog, UnknownName, folded
from outreach.entry import Answer, StepChosen
from outreach.errors import Refusal
from outreach.questionnaire import Question
from outreach.vocabulary import ChoiceId, QuestionId, Said, StepId, StepIs

Json = Mapping[str, Any]
_NOT_ANSWERED = {said.value: said for said in (Said.DOES_NOT_KNOW, Said.PREFERS_NOT)}
_AN_ANSWER = 'an answer, a list of them, or {"said": "prefers_not"} or {"said": "does_not_know"}'


@dataclass(eq=False)
class Misread(Refusal):
    """A field about answers or steps is not of the shape it needs to be."""

    field: str
    needed: str


def read_answers(said: Json, catalog: Catalog) -> tuple[Answer, ...]:
    """Raises Misread, UnknownName."""
    return tuple(_answer(name, what, catalog) for name, what in _object(said, "answers").items())


def read_steps(said: Json, catalog: Catalog) -> tuple[StepChosen, ...]:
    """Raises Misread, UnknownName."""
    chosen = []
    for name, standing in _object(said, "steps").items():
        step_id = StepId(catalog.find("step", name))
        if standing not in tuple(StepIs):
            raise Misread(name, "working_on_it or done")
        chosen.append(StepChosen(step_id, StepIs(standing)))
    return tuple(chosen)


def answers_json(answers: Sequence[Answer], catalog: Catalog) -> dict[str, Any]:
    """What was answered, by name; as `read_answers` reads it."""
    return {catalog.question[answer.question_id].name: _said(answer, catalog) for answer in answers}


def _said(answer: Answer, catalog: Catalog) -> Any:
    if answer.said is not Said.ANSWERED:
        return {"said": answer.said.value}
    question = catalog.question[answer.question_id]
    names = [question.choice(choice).name for choice in answer.choices]
    return names if question.takes_several else names[0]


def _answer(name: str, what: Any, catalog: Catalog) -> Answer:
    question = catalog.question[QuestionId(catalog.find("question", name))]
    if isinstance(what, dict):
        if set(what) != {"said"} or what["said"] not in _NOT_ANSWERED:
            raise Misread(name, _AN_ANSWER)
        return Answer(question.id, _NOT_ANSWERED[what["said"]])
    named = what if isinstance(what, list) else [what]
    if not named or not all(isinstance(one, str) for one in named):
        raise Misread(name, _AN_ANSWER)
    if len(named) > 1 and not question.takes_several:
        raise Misread(name, "one answer")
    return Answer(question.id, Said.ANSWERED, tuple(_choice(question, one) for one in named))


def _choice(question: Question, name: str) -> ChoiceId:
    known = {folded(choice.name): choice for choice in question.choices}
    if (found := known.get(folded(name))) is not None:
        return found.id
    close = get_close_matches(folded(name), list(known), n=1, cutoff=0.5)
    raise UnknownName("choice", name, known[close[0]].name if close else "")


def _object(said: Json, field: str) -> Json:
    found = said.get(field) or {}
    if not isinstance(found, dict):
        raise Misread(field, "an object of names and what was said")
    return found
