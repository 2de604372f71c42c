"""The optional questions at the desk: all of them are shown for every code and for none, so they tell nothing.  No Qt.

Which of them are due is nobody's to see here: that would say of a code that its person was here, and when.
"""

from dataclasses import replace

from outreach.entry import Answer
from outreach.questionnaire import Choice, Question
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import State
from outreach.vocabulary import ChoiceId, QuestionId, Said

Told = ChoiceId | Said | None
"""A choice, one of the states that are none, or None: not asked."""


class Asking:
    def __init__(self, form: Form) -> None:
        self._form = form

    def toggle(self) -> None:
        """Open the panel, or close it; what was said stays with the visit."""
        state = self._form.state
        self._form.change(is_asking=not state.is_asking and bool(questions(state)))

    def close(self) -> bool:
        """Close the panel; whether it was open."""
        was_open = self._form.state.is_asking
        if was_open:
            self._form.change(is_asking=False)
        return was_open

    def say(self, question_id: QuestionId, told: Told) -> None:
        """Put down what was said; of a question that takes several answers, one more or one less."""
        state = self._form.state
        question = next(one for one in questions(state) if one.id == question_id)
        answer = _answer(question, answer_to(state, question_id), told)
        self._put(tuple(one for one in state.draft.answers if one.question_id != question_id), answer)

    def prefer_not_the_rest(self) -> None:
        """*Prefers not to say* for all that remain, while the questions can be seen."""
        state = self._form.state
        if state.is_asking:
            rest = (Answer(one.id, Said.PREFERS_NOT) for one in remaining(state))
            self._put(state.draft.answers, *rest)

    def _put(self, others: tuple[Answer, ...], *said: Answer | None) -> None:
        answers = (*others, *(one for one in said if one is not None))
        self._form.change(draft=replace(self._form.state.draft, answers=answers))


def questions(state: State) -> tuple[Question, ...]:
    """What is asked here now, and what the visit on the form says besides."""
    if state.catalog is None:
        return ()
    said = {answer.question_id for answer in state.draft.answers}
    return tuple(one for one in state.catalog.questions if one.is_asked or one.id in said)


def remaining(state: State) -> tuple[Question, ...]:
    """What was not asked yet."""
    return tuple(one for one in questions(state) if answer_to(state, one.id) is None)


def answer_to(state: State, question_id: QuestionId) -> Answer | None:
    return next((one for one in state.draft.answers if one.question_id == question_id), None)


def offered(question: Question, answer: Answer | None) -> tuple[Choice, ...]:
    """The choices there are, and one retired since that the visit on the form was answered with."""
    said = answer.choices if answer is not None else ()
    return tuple(one for one in question.choices if not one.is_retired or one.id in said)


def _answer(question: Question, before: Answer | None, told: Told) -> Answer | None:
    if told is None:
        return None
    if isinstance(told, Said):
        return Answer(question.id, told)
    said = before.choices if before is not None else ()
    if not question.takes_several:
        return Answer(question.id, Said.ANSWERED, (told,))
    chosen = tuple(one for one in said if one != told) if told in said else (*said, told)
    in_order = tuple(one.id for one in question.choices if one.id in chosen)
    return Answer(question.id, Said.ANSWERED, in_order) if in_order else None
