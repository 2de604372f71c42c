"""How a participant's code is made from answers: the questions a recipe asks, and the code.  Pure.

Answers go in and a code comes out; nothing is kept of either.  An answer of None means *unknown*: letters of another
name stand in where the recipe says so, and where nothing is known, a filler.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from outreach.codes.answers import Unanswered, check_day, read
from outreach.codes.normalizing import LONGEST, normalize
from outreach.codes.pieces import LENGTHS, Kind, Piece
from outreach.errors import Refusal
from outreach.vocabulary import CodesMade

SUFFIXES = "XYZWVUTSRQPNMKJHGFEDCBA"  # for the second, third… person who makes the same code; none looks like a digit
LONGEST_NAME = 40


@dataclass(eq=False)
class AsksNothing(Refusal):
    """A recipe without a question would give everyone the same code."""


@dataclass(eq=False)
class PieceWrong(Refusal):
    """A piece no code can be made with; `number` counts from 1."""

    number: int


@dataclass(eq=False)
class CodeTooLong(Refusal):
    longest: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """How codes are made from the day `since` on (None: it was never set).

    `points_out_slips` asks about a code that is one slip from another's.  A code first used until `before_until`
    counts as *been here before*: the recipe changed, and people known here make a code nobody has seen.
    """

    made: CodesMade
    pieces: tuple[Piece, ...] = ()
    points_out_slips: bool = True
    since: date | None = None
    before_until: date | None = None

    def marks_before(self, on: date) -> bool:
        """Whether a code first used that day counts as *been here before* because the recipe changed."""
        return self.before_until is not None and on <= self.before_until


@dataclass(frozen=True, slots=True)
class Question:
    """What *Build code* asks.  One with `instead_of` is asked only when the answer to one of those keys is unknown."""

    key: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


def questions(recipe: Recipe) -> tuple[Question, ...]:
    """What to ask for a code, each thing once, in the order of the pieces; nothing for codes that are issued."""
    if recipe.made is CodesMade.ISSUED:
        return ()
    asked: dict[str, Question] = {}
    for piece in recipe.pieces:
        if piece.kind is not Kind.FIXED:
            asked.setdefault(_key(piece), Question(_key(piece), piece.label, piece.kind, tuple(piece.text)))
    stand_ins: dict[str, tuple[str, ...]] = {}
    for piece in recipe.pieces:
        if piece.instead and piece.instead not in asked:
            stand_ins[piece.instead] = (*stand_ins.get(piece.instead, ()), _key(piece))
    return (
        *asked.values(),
        *(Question(name, name, Kind.LETTERS, instead_of=keys) for name, keys in stand_ins.items()),
    )


def build(recipe: Recipe, answers: Mapping[str, str | None]) -> str:
    """The code these answers make.

    Raises Unanswered, AnswerWrong, NoSuchDay, or what `check` raises of the recipe.
    """
    check(recipe)
    parts = [_signs(piece, answers) for piece in recipe.pieces]
    known = {
        piece.kind: signs
        for piece, signs in zip(recipe.pieces, parts, strict=True)
        if piece.kind is not Kind.FIXED and answers.get(_key(piece)) is not None
    }
    check_day(known.get(Kind.BIRTH_DAY), known.get(Kind.BIRTH_MONTH), known.get(Kind.BIRTH_YEAR))
    return "".join(parts)


def parts(recipe: Recipe, answers: Mapping[str, str | None]) -> tuple[str, ...]:
    """The code in the pieces it was made of, to show where each comes from.  Raises as `build` does."""
    build(recipe, answers)
    return tuple(_signs(piece, answers) for piece in recipe.pieces)


def check(recipe: Recipe) -> None:
    """Raise AsksNothing, PieceWrong or CodeTooLong unless codes can be made so."""
    if recipe.made is CodesMade.ISSUED:
        return
    for number, piece in enumerate(recipe.pieces, 1):
        if not all(_rules(piece)):
            raise PieceWrong(number)
    if not questions(recipe):
        raise AsksNothing
    if sum(piece.length for piece in recipe.pieces) > LONGEST - 1:  # a second person's letter goes behind it
        raise CodeTooLong(LONGEST - 1)


def _rules(piece: Piece) -> Iterator[bool]:
    yield piece.length in LENGTHS[piece.kind]
    yield all(_is_name(name) for name in (piece.name, piece.instead) if name)
    if piece.kind is Kind.LETTERS:
        yield bool(piece.name) and piece.name != piece.instead
    else:
        yield not piece.name and not piece.instead
    if piece.kind is Kind.FIXED:
        yield normalize(piece.text) == piece.text and len(piece.text) == piece.length
    else:
        yield normalize(piece.filler) == piece.filler and len(piece.filler) == piece.length
    if piece.kind is Kind.GENDER:
        yield len(set(piece.text)) == len(piece.text) > 1 and normalize(piece.text) == piece.text


def _is_name(label: str) -> bool:
    """Whether it can stand over a box; braces would be taken for a message's fields, and a kind's key is not a name."""
    taken = {kind.value for kind in Kind}
    return 1 <= len(label) <= LONGEST_NAME and label == label.strip() and not {*"{}"} & {*label} and label not in taken


def _key(piece: Piece) -> str:
    return piece.name if piece.kind is Kind.LETTERS else piece.kind.value


def _signs(piece: Piece, answers: Mapping[str, str | None]) -> str:
    if piece.kind is Kind.FIXED:
        return piece.text
    own = {_key(piece): piece.label}
    stand_in = {piece.instead: piece.instead} if piece.instead else {}
    for key, label in (own | stand_in).items():
        answer = answers.get(key, "")
        if answer is not None:
            if not answer.strip():
                raise Unanswered(label)
            return read(piece, label, answer)
    return piece.filler
