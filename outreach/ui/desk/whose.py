"""Whose visit it is: a code typed, built, given out or forgotten, and what may be asked about it.  No Qt.

A look-up answers for the form and the code it was asked about, or not at all.  Nothing here waits for it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import code_recipes, known_codes
from outreach.codes import estimates, issued
from outreach.codes.look_alikes import slips
from outreach.codes.normalizing import LONGEST, normalize
from outreach.codes.recipes import SUFFIXES
from outreach.known_codes import FirstSeen, Known, Supplies, Supply
from outreach.ui.desk.lines import Line, Parts
from outreach.ui.desk.state import Code, Question, State
from outreach.vocabulary import CodeHash, CodesMade, SeenBefore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.codes.recipes import Recipe
    from outreach.ui.desk.form import Form
    from outreach.ui.tasks import Tasks

_RECIPE = "desk recipe"
_DRAWN = 8  # codes drawn at once, of which the first that is nobody's is given out
_NOBODY: dict[str, Any] = {"sharing": (), "is_forgotten": False, "has_nothing_to_repeat": False, "stepping": None}


class Whose:
    def __init__(self, tasks: Tasks, form: Form, give: Callable[[Line], None]) -> None:
        self._tasks, self._form, self._give = tasks, form, give
        self._is_second = False  # the code is itself one told from another by its last letter

    @property
    def _state(self) -> State:
        return self._form.state

    def refresh(self) -> None:
        """Read how codes are made now."""
        self._tasks.read(
            partial(code_recipes.current, on=self._form.desk.clock().day),
            then=lambda recipe: self._form.change(recipe=recipe),
            key=_RECIPE,
        )

    # A code comes

    def typed(self, text: str) -> None:
        if text == self._state.code_text:
            return
        draft = self._state.draft
        if draft.code is not None:  # a letter more, and it is nobody's yet
            draft = draft.of_nobody()
        self._form.change(draft=draft, code_text=text, code=Code.TYPING if text.strip() else Code.NONE, **_NOBODY)

    def left(self) -> None:
        """The box was left: hash what stands in it, and find out what may be said of it."""
        if self._state.code is not Code.TYPING or self._state.draft.code is not None:
            return
        if code := self._form.take_code():
            hash_code, recipe = self._form.desk.hash_code, self._state.recipe
            query = partial(_look_up, code=code, typed=self._state.code_text, recipe=recipe, hash_code=hash_code)
            self._tasks.read(query, then=partial(self._looked_up, self._state.draft.client_id, code))

    def none(self) -> None:
        draft = self._state.draft.of_nobody()
        self._form.change(draft=draft, code_text="", code=Code.NONE, question=Question.NONE, **_NOBODY)

    def built(self, code: str, *, is_forgotten: bool = False) -> None:
        """The answers made this code; they are gone.  Whoever forgot theirs has been here before, if it is new."""
        self.typed(code)
        self._form.change(is_forgotten=is_forgotten)
        self.left()

    def give_out(self, *, is_forgotten: bool = False) -> None:
        """Draw a new code that is nobody's."""
        drawn = [issued.new_code() for _ in range(_DRAWN)]
        hashed = [self._form.desk.hash_code(code) for code in drawn]
        before = SeenBefore.BEFORE if is_forgotten else SeenBefore.NOT_ASKED
        self._draw_free(drawn, hashed, before, shares_with=None)

    # What is asked about it

    def keep(self) -> None:
        """It was typed right, whatever it looks like."""
        if self._state.code in {Code.LOOKS_ALIKE, Code.CHECK_WRONG}:
            self._first_seen(Code.FIRST_SEEN)

    def seen_before(self, answer: SeenBefore) -> None:
        self._form.change(draft=replace(self._state.draft, before=answer), question=Question.NONE)

    def is_one_of(self, place: int | None) -> None:
        """Which of those who share the code this is, from 0; None: not sure."""
        sharing = self._state.sharing
        if self._state.code is Code.SHARED and (place is None or place < len(sharing)):
            draft = replace(self._state.draft, code=sharing[place or 0], is_unsure_who=place is None, steps=())
            self._form.change(draft=draft, has_nothing_to_repeat=False, stepping=None)

    def not_me(self) -> None:
        """Somebody else's code is the same: this person gets one of their own, a letter behind it."""
        state, hash_code = self._state, self._form.desk.hash_code
        if state.code not in {Code.KNOWN, Code.SHARED}:
            return
        letters = normalize(state.code_text)
        first = letters[:-1] if self._is_second else letters
        if len(first) < LONGEST:
            drawn = [first + letter for letter in SUFFIXES]
            hashed = [hash_code(code) for code in drawn]
            self._draw_free(drawn, hashed, SeenBefore.NOT_ASKED, shares_with=hash_code(first))

    def repeat(self) -> None:
        """Fill in the supplies of the last time, and nothing else."""
        self.left()
        state = self._state
        if state.draft.code is not None and not state.draft.is_unsure_who:
            then = partial(self._repeated, state.draft.client_id, state.draft.code)
            self._tasks.read(partial(known_codes.repeat, code=state.draft.code), then=then)

    # Answers

    def _looked_up(self, client_id: UUID, code: CodeHash, found: Known | FirstSeen | None) -> None:
        state = self._state
        if (state.draft.client_id, state.draft.code, state.code) != (client_id, code, Code.TYPING):
            return
        self._form.change(draft=replace(state.draft, is_looked_up=True))
        match found:
            case Known(sharing=(), is_told_apart=is_second):
                self._is_second = is_second
                self._form.change(code=Code.KNOWN)
            case Known(sharing=sharing, is_told_apart=is_second):
                self._is_second = is_second
                self._form.change(code=Code.SHARED, sharing=sharing)
                self.is_one_of(None)  # until somebody says which
            case FirstSeen(looks_like_another=True):
                self._form.change(code=Code.LOOKS_ALIKE)
            case FirstSeen():
                self._first_seen(Code.FIRST_SEEN)
            case None:
                self._form.change(code=Code.CHECK_WRONG)

    def _first_seen(self, code: Code) -> None:
        """Been here before is what a forgotten code says by itself, and one made by a recipe that changed."""
        state = self._state
        draft = state.draft
        if draft.before is SeenBefore.NOT_ASKED and (state.is_forgotten or state.counts_as_before):
            draft = replace(draft, before=SeenBefore.BEFORE)
        self._form.change(code=code, draft=draft)

    def _draw_free(
        self, drawn: list[str], hashed: list[CodeHash], before: SeenBefore, shares_with: CodeHash | None
    ) -> None:
        client_id, text = self._state.draft.client_id, self._state.code_text

        def then(place: int | None) -> None:
            state = self._state
            if place is None or (state.draft.client_id, state.code_text) != (client_id, text):
                return
            draft = replace(
                state.draft.of_nobody(), code=hashed[place], before=before, shares_with=shares_with, is_looked_up=True
            )
            self._form.change(draft=draft, code_text=drawn[place], question=Question.NONE, **_NOBODY)
            self._first_seen(Code.MADE)

        self._tasks.read(partial(known_codes.first_free, codes=hashed), then=then)

    def _repeated(self, client_id: UUID, code: CodeHash, supplies: Supplies) -> None:
        draft = self._state.draft
        if (draft.client_id, draft.code) != (client_id, code) or draft.is_unsure_who:
            return
        self._form.change(has_nothing_to_repeat=not supplies)
        for one in supplies:
            if one.item_id in self._state.items and not draft.amount_of(one.item_id):  # what was typed stays as typed
                self._give(Line(one.item_id, one.quantity, parts=self._parts(one)))

    def _parts(self, one: Supply) -> Parts | None:
        """How a kit was changed, as long as it is made by the same recipe and all that was in it is still given."""
        items = self._state.items
        recipe = items[one.item_id].recipe
        is_same = recipe is not None and recipe.version_id == one.recipe_version_id
        has_all = all(part in items and not items[part].retired for part, _ in one.parts or ())
        return one.parts if is_same and has_all else None


def _look_up(
    session: Session, code: CodeHash, typed: str, recipe: Recipe | None, hash_code: Callable[[str], CodeHash]
) -> Known | FirstSeen | None:
    """What may be said of a code; None: it is first seen, and its check character does not fit."""

    def alike(codes: int) -> Collection[CodeHash]:
        return [hash_code(slip) for slip in sorted(slips(typed))] if _points_out(recipe, codes) else ()

    is_issued = recipe is not None and recipe.made is CodesMade.ISSUED
    does_not_fit = is_issued and issued.has_check(typed) and not issued.is_right(typed)
    found = known_codes.look_up(session, code, alike)
    return None if does_not_fit and isinstance(found, FirstSeen) else found


def _points_out(recipe: Recipe | None, codes: int) -> bool:
    """Whether a newcomer may be asked: seldom enough, with so many codes, that the question is still read."""
    if recipe is None or not recipe.points_out_slips:
        return False
    return estimates.newcomers_asked(recipe, codes) < estimates.ASKED_BELOW
