"""The optional questions a center asks, and what was answered at visits: read, never guessed.

A question that has no answer was *not asked*; there is no other sign for it anywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db import former
from outreach.db.former import Former
from outreach.db.models import questions as rows
from outreach.entry import Answer
from outreach.vocabulary import AskAgain, ChoiceId, Named, QuestionId, Said

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Choice:
    id: ChoiceId
    name: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was named on a day; `choices` holds those retired by then too."""

    id: QuestionId
    key: str
    name: str
    takes_several: bool
    ask_again: AskAgain
    months: int | None
    choices: tuple[Choice, ...]
    is_asked: bool
    spoken: tuple[str, ...] = ()  # its name in every language

    @property
    def offered(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if not choice.is_retired)

    def choice(self, choice_id: ChoiceId) -> Choice:
        return next(choice for choice in self.choices if choice.id == choice_id)


def load(session: Session, language: str, on: date) -> tuple[Question, ...]:
    """Every question the center ever asked, in its order."""
    asked = session.execute(select(rows.Question.__table__).order_by(rows.Question.position, rows.Question.id)).all()
    if not asked:
        return ()
    then = former.names(session, on)
    named = _names(session.execute(select(rows.QuestionName.__table__)))
    choices = _choices(session, language, on, then)
    return tuple(
        Question(
            id=QuestionId(row.id),
            key=row.key,
            name=called(then, Named.QUESTION, row.id, named[row.id], language),
            takes_several=row.takes_several,
            ask_again=row.ask_again,
            months=row.months,
            choices=choices.get(row.id, ()),
            is_asked=row.retired_on is None or row.retired_on > on,
            spoken=tuple(named[row.id].values()),
        )
        for row in asked
    )


def pairs(session: Session) -> tuple[tuple[QuestionId, QuestionId], ...]:
    """The questions printed against each other."""
    found = session.execute(select(rows.QuestionPair.__table__).order_by(rows.QuestionPair.one_id))
    return tuple((QuestionId(row.one_id), QuestionId(row.other_id)) for row in found)


def answers_of(session: Session, version_ids: Sequence[int]) -> dict[int, tuple[Answer, ...]]:
    """What was answered in some versions of visits, in the order the questions were made."""
    found: dict[int, dict[QuestionId, Answer]] = {}
    table = rows.VersionAnswer
    for ids in _in_slices(version_ids):
        asked = select(table.version_id, table.question_id, table.said, table.choice_id)
        ordered = asked.where(table.version_id.in_(ids)).order_by(table.version_id, table.question_id, table.number)
        for row in session.execute(ordered):
            mine = found.setdefault(row.version_id, {})
            before = mine.get(row.question_id, Answer(row.question_id, Said(row.said)))
            more = (ChoiceId(row.choice_id),) if row.choice_id is not None else ()
            mine[row.question_id] = Answer(before.question_id, before.said, (*before.choices, *more))
    return {version_id: tuple(mine.values()) for version_id, mine in found.items()}


def called(then: Former, what: Named, id_: int, names: dict[str, str], language: str) -> str:
    """A name as it was that day, in the language asked for, else in English, else in any."""
    spoken_in = next((one for one in (language, "en") if one in names), next(iter(names)))
    return then.pair(what, id_, spoken_in, (names[spoken_in], ""))[0]


def _choices(session: Session, language: str, on: date, then: Former) -> dict[int, tuple[Choice, ...]]:
    named = _names(session.execute(select(rows.ChoiceName.__table__)))
    found: dict[int, tuple[Choice, ...]] = {}
    for row in session.execute(select(rows.Choice.__table__).order_by(rows.Choice.position, rows.Choice.id)):
        name = called(then, Named.CHOICE, row.id, named[row.id], language)
        is_retired = row.retired_on is not None and row.retired_on <= on
        found[row.question_id] = (*found.get(row.question_id, ()), Choice(ChoiceId(row.id), name, is_retired))
    return found


def _names(listed: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    """Whose → language → name, of any table of names."""
    found: dict[int, dict[str, str]] = {}
    for whose, language, name in listed:
        found.setdefault(whose, {})[language] = name
    return found


def _in_slices(ids: Iterable[int]) -> Iterable[list[int]]:
    left = iter(ids)
    while slice_ := list(islice(left, _AT_ONCE)):
        yield slice_
