"""Trying a recipe out: what is typed makes a code at once and is kept nowhere.  No Qt.

A box left empty, while another is filled, counts as *unknown*, so that one sees what stands there then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle

from outreach.codes import recipes
from outreach.codes.pieces import Kind, Piece
from outreach.codes.recipes import Question, Recipe
from outreach.errors import Refusal
from outreach.translation import N_

_LETTERS = ("MADORU", "REKALI", "TISOLE", "ANUMBE")  # of no name
_ANSWERS = {
    Kind.BIRTH_DAY: "14",
    Kind.BIRTH_MONTH: "07",
    Kind.BIRTH_YEAR: "1985",
    Kind.BIRTH_ORDER: "02",
}
SHORT = {
    Kind.BIRTH_DAY: N_("Day"),
    Kind.BIRTH_MONTH: N_("Month"),
    Kind.BIRTH_YEAR: N_("Year"),
    Kind.GENDER: N_("Gender"),
    Kind.BIRTH_ORDER: N_("Order"),
}
WHOSE = {
    "Mother’s first name": N_("mother"),
    "Father’s first name": N_("father"),
    "Own first name": N_("first name"),
    "Own middle name": N_("middle name"),
    "Own last name": N_("last name"),
    "Own initials": N_("initials"),
}
CAPTIONS = {
    Kind.BIRTH_DAY: N_("day"),
    Kind.BIRTH_MONTH: N_("month"),
    Kind.BIRTH_YEAR: N_("year"),
    Kind.GENDER: N_("gender"),
    Kind.BIRTH_ORDER: N_("order"),
    Kind.FIXED: N_("always"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """The signs each piece makes, whether of an example, and what cannot be an answer."""

    signs: tuple[str, ...] = ()
    is_example: bool = True
    refusal: Refusal | None = None

    @property
    def code(self) -> str:
        return "".join(self.signs)


def tried(recipe: Recipe, typed: Mapping[str, str]) -> Tried:
    """What these answers make; those of an example while nothing is typed."""
    asked = recipes.questions(recipe)
    is_example = not any(typed.get(question.key, "").strip() for question in asked)
    answers = example(recipe) if is_example else {key: text if text.strip() else None for key, text in typed.items()}
    whole = {question.key: None for question in asked} | answers
    try:
        return Tried(recipes.parts(recipe, whole), is_example)
    except Refusal as refusal:
        return Tried(tuple("·" * piece.length for piece in recipe.pieces), is_example, refusal)


def shown_questions(recipe: Recipe, typed: Mapping[str, str]) -> tuple[Question, ...]:
    """A stand-in is asked for only once something else is typed and what it stands in for is not."""
    filled = {key for key, text in typed.items() if text.strip()}
    return tuple(
        question
        for question in recipes.questions(recipe)
        if not question.instead_of or question.key in filled or (filled and set(question.instead_of) - filled)
    )


def caption(piece: Piece, pieces: tuple[Piece, ...]) -> str:
    """The word under a piece's signs: *name* where there is only one, else whose."""
    if piece.kind is not Kind.LETTERS:
        return CAPTIONS[piece.kind]
    names = {one.name for one in pieces if one.kind is Kind.LETTERS}
    return N_("name") if len(names) == 1 else WHOSE.get(piece.name, piece.label)


def example(recipe: Recipe) -> dict[str, str | None]:
    letters = cycle(_LETTERS)
    return {question.key: _example(question, letters) for question in recipes.questions(recipe)}


def _example(question: Question, letters: Iterator[str]) -> str:
    if question.kind is Kind.LETTERS:
        return next(letters)
    return question.choices[0] if question.choices else _ANSWERS[question.kind]
