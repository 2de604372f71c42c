"""The optional questions of the center: what is asked, in which answers, for how long an answer stands.  No Qt.

Each act is kept at once: there is nothing half changed that could be lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from outreach import catalog, question_sets, questionnaire
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import questions as editing
from outreach.catalog_editing.questions import Rule
from outreach.errors import Refusal
from outreach.paths import resources
from outreach.question_sets import QuestionSet, Sets
from outreach.questionnaire import Question
from outreach.safety.staff import Right
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At, ChoiceId, Named, QuestionId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Called = Mapping[str, str]
LAYOUTS = ("minors", "who", "ten-years")  # chosen until somebody says otherwise


@dataclass(frozen=True, slots=True)
class State:
    """`chosen` is the key of the question being looked at; `starters` were never asked here."""

    may_change: bool
    questions: tuple[Question, ...] = ()
    starters: tuple[QuestionSet, ...] = ()
    chosen: str = ""
    called: Called = field(default_factory=lambda: MappingProxyType({}))
    choices_called: Mapping[ChoiceId, Called] = field(default_factory=lambda: MappingProxyType({}))
    renaming: ChoiceId | None = None
    layouts: tuple[str, ...] = LAYOUTS
    pairs: tuple[tuple[QuestionId, QuestionId], ...] = ()
    refusal: Refusal | None = None

    @property
    def question(self) -> Question | None:
        return next((one for one in self.questions if one.key == self.chosen), None)

    @property
    def starter(self) -> QuestionSet | None:
        return next((one for one in self.starters if one.key == self.chosen), None)


@dataclass(frozen=True, slots=True)
class _Read:
    questions: tuple[Question, ...]
    pairs: tuple[tuple[QuestionId, QuestionId], ...]
    counties: tuple[str, ...]
    called: Mapping[int, Called]
    choices_called: Mapping[ChoiceId, Called]


class QuestionsPresenter:
    def __init__(
        self, tasks: Tasks, settings: EditedBy, show: Callable[[State], None], done: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._done = tasks, settings, show, done
        self.sets: Sets = question_sets.load(resources() / "questions")
        self._read: _Read | None = None
        self.state = State(settings.by.has(Right.EDIT_CATALOG))

    def refresh(self) -> None:
        load = partial(_load, language=self._settings.language, at=self._settings.clock())
        self._tasks.read(load, self._was_read, self._refused, key="question settings")

    def choose(self, key: str) -> None:
        """Look at a question."""
        self._change(chosen=key, renaming=None, refusal=None)

    def switch(self, key: str, *, is_asked: bool) -> None:
        """Ask it from now on, or no more; it is looked at too."""
        self.choose(key)
        question = self.state.question
        if question is not None:
            act = in_languages.bring_back if is_asked else in_languages.retire
            self._act(act, Named.QUESTION, question.id)
        elif is_asked and self._read is not None:
            self._act(editing.switch_on, self.sets.question(key, self.state.layouts, self._read.counties))

    def toggle_layout(self, key: str) -> None:
        """Whose age bands are wanted, before the question about age is asked for the first time."""
        before = self.state.layouts
        layouts = tuple(one for one in before if one != key) if key in before else (*before, key)
        self._change(layouts=layouts or before)

    def add(self, called: Called, *, takes_several: bool) -> None:
        """A question of the center's own; its answers come next."""
        if self.state.may_change:
            self._act(partial(editing.add, takes_several=takes_several), called, (), then=self._choose_newest)

    def rename(self, called: Called) -> None:
        if self.state.question is not None:
            self._act(in_languages.rename, Named.QUESTION, self.state.question.id, called)

    def add_choice(self, called: Called) -> None:
        """One more answer, or another name for the one being renamed."""
        question, renaming = self.state.question, self.state.renaming
        if question is not None and renaming is None:
            self._act(editing.add_choice, question.id, called)
        elif renaming is not None:
            self._act(in_languages.rename, Named.CHOICE, renaming, called)

    def rename_choice(self, choice_id: ChoiceId) -> None:
        """Put its names in the fields; pressing it again lets go of it."""
        self._change(renaming=None if self.state.renaming == choice_id else choice_id)

    def offer(self, choice_id: ChoiceId, *, is_offered: bool) -> None:
        act = in_languages.bring_back if is_offered else in_languages.retire
        self._act(act, Named.CHOICE, choice_id)

    def ask_again(self, rule: Rule) -> None:
        if self.state.question is not None:
            self._act(editing.ask_again, self.state.question.id, rule)

    def move(self, by: int) -> None:
        """The question looked at, one place up (-1) or down."""
        ids = [one.id for one in self.state.questions]
        question = self.state.question
        if question is None:
            return
        place = ids.index(question.id)
        to = min(max(0, place + by), len(ids) - 1)
        if to != place:
            ids.insert(to, ids.pop(place))
            self._act(in_languages.put_in_order, Named.QUESTION, tuple(ids))

    def pair(self, other: QuestionId) -> None:
        """Print the question looked at against another, or no longer."""
        if self.state.question is not None:
            self._act(editing.pair, self.state.question.id, other)

    def _choose_newest(self) -> None:
        if self._read is not None and self._read.questions:
            newest = max(self._read.questions, key=lambda one: one.id)
            self.choose(newest.key)

    def _act(self, act: Callable[..., Any], *args: Any, then: Callable[[], None] = lambda: None) -> None:
        settings = self._settings

        def change(session: "Session") -> _Read:
            act(session, settings.by, settings.clock(), *args)
            return _load(session, settings.language, settings.clock())

        def done(read: _Read) -> None:
            self._change(renaming=None)
            self._was_read(read)
            then()
            self._done()

        self._tasks.write(change, done, self._refused)

    def _was_read(self, read: _Read) -> None:
        self._read = read
        known = {one.key for one in read.questions}
        starters = tuple(one for one in self.sets.questions if one.key not in known)
        self._change(questions=read.questions, starters=starters, pairs=read.pairs, refusal=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        question, read = self.state.question, self._read
        if read is not None:
            called = read.called.get(question.id, {}) if question is not None else {}
            self.state = replace(self.state, called=called, choices_called=read.choices_called)
        self._show(self.state)


def _load(session: "Session", language: str, at: At) -> _Read:
    """Everything there is, as it will be called tomorrow: a name changed today shows at once."""
    known = catalog.load(session, language, at.day)
    found = questionnaire.load(session, language, at.day.replace(year=at.day.year + 1, day=1))
    asked = {one.id: one.is_asked for one in known.questions}
    questions = tuple(replace(one, is_asked=asked[one.id]) for one in found)
    return _Read(
        questions,
        questionnaire.pairs(session),
        tuple(dict.fromkeys(place.county for place in known.places if place.county)),
        {one.id: in_languages.names_of(session, Named.QUESTION, one.id) for one in questions},
        {
            choice.id: in_languages.names_of(session, Named.CHOICE, choice.id)
            for one in questions
            for choice in one.choices
        },
    )
