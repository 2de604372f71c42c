"""Optional questions, switched on and off, added and changed by the center; none is ever taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import in_languages
from outreach.catalog_editing.in_languages import Called
from outreach.db.ids import Ids
from outreach.db.models import questions as rows
from outreach.errors import Refusal
from outreach.question_sets import QuestionSet
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import AskAgain, At, ChoiceId, Named, QuestionId

LONGEST = 120  # months


@dataclass(eq=False)
class MonthsWrong(Refusal):
    """An answer stands for a number of months, or for none that is counted."""

    most: int = LONGEST


@dataclass(frozen=True, slots=True)
class Rule:
    """For how long an answer stands."""

    ask_again: AskAgain
    months: int | None = None


ONCE = Rule(AskAgain.NEVER)


def switch_on(session: Session, by: Actor, at: At, found: QuestionSet) -> QuestionId:
    """Ask a question of the starter sets from now on; one that was asked before comes back as it was.

    Raises NotAllowed, NameTaken.
    """
    by.may(Right.EDIT_CATALOG)
    known = session.scalar(select(rows.Question.id).where(rows.Question.key == found.key))
    if known is not None:
        in_languages.bring_back(session, by, at, Named.QUESTION, known)
        return QuestionId(known)
    rule = Rule(found.ask_again, found.months)
    question_id = _add(session, by, at, found.key, found.name, rule, takes_several=found.takes_several)
    for choice in found.choices:
        _add_choice(session, by, question_id, choice.key, choice.name)
    return question_id


def add(
    session: Session, by: Actor, at: At, called: Called, choices: Sequence[Called], rule: Rule = ONCE,
    *, takes_several: bool = False,
) -> QuestionId:  # fmt: skip
    """A question of the center's own.  Raises NotAllowed, NameMissing, NameTaken, MonthsWrong."""
    by.may(Right.EDIT_CATALOG)
    question_id = _add(session, by, at, f"own-{uuid4()}", called, rule, takes_several=takes_several)
    for choice in choices:
        _add_choice(session, by, question_id, f"own-{uuid4()}", choice)
    return question_id


def add_choice(session: Session, by: Actor, at: At, question_id: QuestionId, called: Called) -> ChoiceId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    choice_id = _add_choice(session, by, question_id, f"own-{uuid4()}", called)
    audit.note(session, by, at, "choice.added", (choice_id,))
    return choice_id


def ask_again(session: Session, by: Actor, at: At, question_id: QuestionId, rule: Rule) -> None:
    """Raises NotAllowed, MonthsWrong."""
    by.may(Right.EDIT_CATALOG)
    _check(rule)
    mine = update(rows.Question).where(rows.Question.id == question_id)
    session.execute(mine.values(ask_again=rule.ask_again, months=rule.months))
    audit.note(session, by, at, "question.changed", (question_id,))


def pair(session: Session, by: Actor, at: At, one: QuestionId, other: QuestionId) -> None:
    """Print the two against each other, or no longer, if they are.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    first, second = sorted((one, other))
    mine = (rows.QuestionPair.one_id == first) & (rows.QuestionPair.other_id == second)
    if session.scalar(select(rows.QuestionPair.one_id).where(mine)) is None:
        session.execute(insert(rows.QuestionPair), [{"one_id": first, "other_id": second}])
    else:
        session.execute(delete(rows.QuestionPair).where(mine))
    audit.note(session, by, at, "question.paired", (first,))


def _add(
    session: Session, by: Actor, at: At, key: str, called: Called, rule: Rule, *, takes_several: bool
) -> QuestionId:
    _check(rule)
    said = in_languages.checked(session, Named.QUESTION, called)
    id_ = Ids(session, by.device, ("questions",)).next("questions")
    values = {"key": key, "takes_several": takes_several, "ask_again": rule.ask_again, "months": rule.months}
    in_languages.write(session, Named.QUESTION, id_, values, said)
    audit.note(session, by, at, "question.added", (id_,))
    return QuestionId(id_)


def _add_choice(session: Session, by: Actor, question_id: QuestionId, key: str, called: Called) -> ChoiceId:
    said = in_languages.checked(session, Named.CHOICE, called, inside=question_id)
    id_ = Ids(session, by.device, ("choices",)).next("choices")
    in_languages.write(session, Named.CHOICE, id_, {"question_id": question_id, "key": key}, said)
    return ChoiceId(id_)


def _check(rule: Rule) -> None:
    counts = rule.ask_again is AskAgain.AFTER_MONTHS
    if counts != (rule.months is not None) or (rule.months is not None and not 1 <= rule.months <= LONGEST):
        raise MonthsWrong
