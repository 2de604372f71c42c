"""What people said to the optional questions, the four states kept apart, and two questions against each other.

A participant counts with their newest answer that still stands; a contact that is nobody's in particular with its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach import questionnaire
from outreach.catalog import Catalog
from outreach.months import months_before
from outreach.questionnaire import Question
from outreach.tallies.periods import Period
from outreach.vocabulary import AskAgain, ChoiceId, QuestionId, Said, SiteId

_STANDS = "v.is_current AND NOT v.is_void AND v.on_day BETWEEN :first AND :last"
# Joined codes are one person: every code of each person seen, then what was ever said with any of them.
_OF_PEOPLE = """
WITH seen AS (
  SELECT DISTINCT coalesce(p.joined_to_id, p.id) AS person_id
  FROM encounter_versions v JOIN participants p ON p.id = v.participant_id WHERE {stands} AND NOT v.is_unsure_who
), codes AS (
  SELECT person_id, person_id AS code_id FROM seen
  UNION ALL SELECT s.person_id, p.id FROM seen s JOIN participants p ON p.joined_to_id = s.person_id
)
SELECT c.person_id, a.question_id, a.said, a.choice_id, v.on_day, v.encounter_id
FROM codes c JOIN version_answers a ON a.participant_id = c.code_id JOIN encounter_versions v ON v.id = a.version_id
WHERE v.is_current AND NOT v.is_void AND NOT v.is_unsure_who AND v.on_day <= :last
ORDER BY v.on_day, v.encounter_id
"""
_OF_CONTACTS = """
SELECT a.question_id, a.said, a.choice_id, count(*) AS contacts, sum(CASE WHEN a.number = 0 THEN 1 ELSE 0 END) AS asked
FROM encounter_versions v JOIN version_answers a ON a.version_id = v.id
WHERE {stands} AND (v.participant_id IS NULL OR v.is_unsure_who) GROUP BY 1, 2, 3
"""

Told = ChoiceId | Said
"""One row of a table: a choice, or one of the states that are none."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How many people, and how many contacts that are nobody's in particular."""

    name: str
    participants: int
    contacts: int


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """One question.  Asked of is everybody but `not_asked`; only one answer each, unless it `takes_several`."""

    question: str
    takes_several: bool
    answers: tuple[AnswerRow, ...]
    does_not_know: AnswerRow
    prefers_not: AnswerRow
    not_asked: AnswerRow
    all: AnswerRow


@dataclass(frozen=True, slots=True)
class TwoWay:
    """Participants by two questions.  Names are those of choices; `states` stand behind them in both directions."""

    down: str
    across: str
    takes_several: bool
    down_names: tuple[str, ...]
    across_names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    questions: tuple[QuestionTable, ...] = ()
    two_way: tuple[TwoWay, ...] = ()
    unsure: int = 0  # of the contacts: their code is shared, and it was not sure whose visit it was
    on_totals_sheets: int = 0  # contacts that are not here: nobody was there to be asked one by one


STATES = ("does_not_know", "prefers_not", "not_asked")
"""What stands behind the choices in a table of two questions, in this order."""

_OTHER = (Said.DOES_NOT_KNOW, Said.PREFERS_NOT)
_Person = dict[QuestionId, tuple[Told, ...]]


def answers(
    session: Session, catalog: Catalog, period: Period, site_id: SiteId | None, participants: int, nobodys: int,
    unsure: int,
) -> Answers:  # fmt: skip
    """`participants`: people seen; `nobodys`: contacts that are nobody's in particular, `unsure` of them for that."""
    if not catalog.questions:
        return Answers()
    found = _Found(session, catalog, period, site_id)
    shown = [question for question in catalog.questions if found.is_shown(question)]
    tables = tuple(found.table(question, participants, nobodys) for question in shown)
    ids = {question.id: question for question in shown}
    pairs = [(ids[one], ids[other]) for one, other in questionnaire.pairs(session) if one in ids and other in ids]
    return Answers(tables, tuple(found.two_way(*pair, participants) for pair in pairs), unsure if tables else 0)


class _Found:
    """What was said in a period, read in two statements."""

    def __init__(self, session: Session, catalog: Catalog, period: Period, site_id: SiteId | None) -> None:
        self._session, self._period, self._site_id = session, period, site_id
        self._since = {question.id: _stands_from(question, period) for question in catalog.questions}
        self._people: dict[int, _Person] = defaultdict(dict)
        self._asked_now: set[QuestionId] = set()
        self._read_people()
        self._contacts: Counter[tuple[QuestionId, Told]] = Counter()
        self._contacts_asked: Counter[QuestionId] = Counter()
        self._read_contacts()
        self._of_people = Counter(
            (question, told) for said in self._people.values() for question, all_told in said.items()
            for told in all_told
        )  # fmt: skip
        self._people_asked = Counter(question for said in self._people.values() for question in said)

    def is_shown(self, question: Question) -> bool:
        """Where anything was said: in this period, or before it if the question is still asked."""
        is_said = bool(self._people_asked[question.id] or self._contacts_asked[question.id])
        return is_said and (question.is_asked or question.id in self._asked_now)

    def table(self, question: Question, participants: int, nobodys: int) -> QuestionTable:
        rows = [self._row(question.id, choice.id, choice.name) for choice in question.choices]
        kept = [
            row for row, choice in zip(rows, question.choices, strict=True)
            if not choice.is_retired or row.participants or row.contacts
        ]  # fmt: skip
        asked, contacts_asked = self._people_asked[question.id], self._contacts_asked[question.id]
        return QuestionTable(
            question.name,
            question.takes_several,
            tuple(kept),
            self._row(question.id, Said.DOES_NOT_KNOW),
            self._row(question.id, Said.PREFERS_NOT),
            AnswerRow("not_asked", participants - asked, nobodys - contacts_asked),
            AnswerRow("all", participants, nobodys),
        )

    def two_way(self, down: Question, across: Question, participants: int) -> TwoWay:
        """Every pair of answers of each person; whoever gave several counts in each."""
        counts: Counter[tuple[Told | None, Told | None]] = Counter()
        for said in self._people.values():
            for one in said.get(down.id, (None,)):
                for other in said.get(across.id, (None,)):
                    counts[one, other] += 1
        counts[None, None] += participants - len(self._people)
        downs, acrosses = self._used(down), self._used(across)
        down_keys: list[Told | None] = [*downs, *_OTHER, None]
        across_keys: list[Told | None] = [*acrosses, *_OTHER, None]
        return TwoWay(
            down.name,
            across.name,
            down.takes_several or across.takes_several,
            tuple(downs.values()),
            tuple(acrosses.values()),
            tuple(tuple(counts[one, other] for other in across_keys) for one in down_keys),
        )

    def _used(self, question: Question) -> Mapping[Told, str]:
        return {
            choice.id: choice.name
            for choice in question.choices
            if not choice.is_retired or self._of_people[question.id, choice.id]
        }

    def _row(self, question_id: QuestionId, told: Told, name: str = "") -> AnswerRow:
        key = (question_id, told)
        return AnswerRow(name or str(told), self._of_people[key], self._contacts[key])

    def _read_people(self) -> None:
        newest: dict[tuple[int, QuestionId], int] = {}
        first = str(self._period.first)
        for row in self._rows(_OF_PEOPLE):  # oldest first: what comes later takes the place of what was said before
            question_id, day = QuestionId(row["question_id"]), str(row["on_day"])
            if day < self._since[question_id]:
                continue
            if day >= first:
                self._asked_now.add(question_id)
            mine, key = self._people[row["person_id"]], (row["person_id"], question_id)
            before = mine.get(question_id, ()) if newest.get(key) == row["encounter_id"] else ()
            mine[question_id] = (*before, _told(row))
            newest[key] = row["encounter_id"]

    def _read_contacts(self) -> None:
        for row in self._rows(_OF_CONTACTS):
            question_id = QuestionId(row["question_id"])
            self._asked_now.add(question_id)
            self._contacts[question_id, _told(row)] += row["contacts"]
            self._contacts_asked[question_id] += row["asked"]

    def _rows(self, statement: str) -> Iterator[RowMapping]:
        site = " AND v.site_id = :site" if self._site_id is not None else ""
        values: dict[str, Any] = {"first": self._period.first, "last": self._period.last}
        if self._site_id is not None:
            values["site"] = self._site_id
        asked = text(statement.format(stands=_STANDS + site)).bindparams(**values)
        return iter(self._session.execute(asked).mappings())


def _told(row: RowMapping) -> Told:
    return ChoiceId(row["choice_id"]) if row["choice_id"] is not None else Said(row["said"])


def _stands_from(question: Question, period: Period) -> str:
    """The first day of which an answer still stands at the end of the period."""
    match question.ask_again:
        case AskAgain.EVERY_VISIT:
            return str(period.first)
        case AskAgain.AFTER_MONTHS:
            return str(months_before(period.last, question.months or 0))
    return ""
