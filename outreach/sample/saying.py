"""What made-up people say to the optional questions when they are asked, and the small steps some of them choose.

It has dice of its own, so that nothing else of the sample center depends on it.
"""

from random import Random

from sqlalchemy.orm import Session

from outreach import question_sets, steps
from outreach.catalog import Catalog
from outreach.catalog_editing import questions
from outreach.catalog_editing import steps as steps_editing
from outreach.entry import Answer, StepChosen
from outreach.paths import resources
from outreach.questionnaire import Question
from outreach.safety.staff import Actor
from outreach.sample.places import SPOTS
from outreach.step_list import Rules
from outreach.vocabulary import At, Said, StepIs

ASKED = ("age", "gender", "housing", "area")
AGE_LAYOUTS = ("minors", "who", "ten-years")
_ASKED_AT = 0.62  # of first visits; whoever was not asked then may be asked next time
_WITHOUT_CODE = 0.30
_STATES = ((Said.PREFERS_NOT, 0.05), (Said.DOES_NOT_KNOW, 0.06))  # below these, one after the other
_SHARES = {  # of the choices, in their order
    "age": (1, 14, 60, 68, 41, 20),
    "gender": (68, 108, 6, 3, 8, 3),
    "housing": (60, 12, 52, 14, 24, 46),
}
_CHOOSES_STEPS = 0.03


def begin(session: Session, by: Actor, at: At) -> None:
    """Let the sample center ask four questions, print two against each other, and offer small steps."""
    sets = question_sets.load(resources() / "questions")
    counties = tuple(dict.fromkeys(spot.county for spot in SPOTS))
    made = {key: questions.switch_on(session, by, at, sets.question(key, AGE_LAYOUTS, counties)) for key in ASKED}
    questions.pair(session, by, at, made["age"], made["gender"])
    steps_editing.begin_with(session, by, at, question_sets.load_steps(resources() / "steps"))
    steps.set_rules(session, by, at, Rules(is_offered=True, is_printed=True))


class Sayings:
    """Who was asked already, and what each of them says."""

    def __init__(self, catalog: Catalog, seed: int) -> None:
        self._chance = Random(f"{seed} sayings")  # noqa: S311 - not a secret
        self._questions = catalog.questions
        self._steps = [step.id for area in catalog.areas for step in area.offered]
        self._asked: set[str] = set()

    def answers(self, code: str | None) -> tuple[Answer, ...]:
        """What is said at this visit; nothing if nobody asks."""
        dice = self._chance.random()
        if code is None:
            return tuple(map(self._answer, self._questions)) if dice < _WITHOUT_CODE else ()
        if code in self._asked or dice > _ASKED_AT:
            return ()
        self._asked.add(code)
        return tuple(map(self._answer, self._questions))

    def steps(self, code: str | None) -> tuple[StepChosen, ...]:
        if code is None or not self._steps or self._chance.random() > _CHOOSES_STEPS:
            return ()
        chosen = sorted(self._chance.sample(self._steps, self._chance.choice((1, 1, 2))))
        return tuple(StepChosen(step, self._chance.choice(tuple(StepIs))) for step in chosen)

    def _answer(self, question: Question) -> Answer:
        dice = self._chance.random()
        for said, below in _STATES:
            if dice < below:
                return Answer(question.id, said)
        shares = _SHARES.get(question.key, (1,) * len(question.offered))
        choice = self._chance.choices(question.offered, weights=shares)[0]
        return Answer(question.id, Said.ANSWERED, (choice.id,))
