"""What the recipe being edited would mean, beside richer ones and codes that are given out.  No Qt."""

from dataclasses import dataclass, replace

from outreach.codes import estimates, recipes
from outreach.codes.pieces import OWN_FIRST_NAME, Kind, Piece
from outreach.codes.recipes import Recipe
from outreach.errors import Refusal
from outreach.translation import N_
from outreach.vocabulary import CodesMade

PEOPLE = 1_000
GROWTH = (300, PEOPLE, 3_000)
AS_NOW, AS_EDITED = N_("As now"), N_("As edited")
WITH_INITIAL, WITH_DAY, WITH_BOTH = N_("With own initial"), N_("With birth day"), N_("With both")
GIVEN, FROM_ANSWERS = N_("Given by you"), N_("Made from answers")
_INITIAL = Piece(Kind.LETTERS, 1, name=OWN_FIRST_NAME, filler="X")
_DAY = Piece(Kind.BIRTH_DAY, 2, filler="99")


@dataclass(frozen=True, slots=True)
class Means:
    """A recipe by name: pairs of people who would share a code, and the share of newcomers asked."""

    name: str
    pairs: float
    asked: float


@dataclass(frozen=True, slots=True)
class Sharing:
    """Of the recipe shown: pairs as a center grows, participants missed, this center's own newcomers, and others."""

    pairs: tuple[tuple[int, float], ...]
    missed: float
    asked_here: float
    by_recipe: tuple[Means, ...]


def sharing(recipe: Recipe, codes_known: int, *, is_edited: bool) -> Sharing | None:
    """None while the recipe is one no code can be made with."""
    try:
        recipes.check(recipe)
    except Refusal:
        return None
    now = Means(AS_EDITED if is_edited else AS_NOW, *_at_thousand(recipe))
    return Sharing(
        tuple((people, estimates.pairs_sharing(recipe, people)) for people in GROWTH),
        estimates.participants_missed(recipe, PEOPLE),
        estimates.newcomers_asked(recipe, codes_known),
        (now, *(Means(name, *_at_thousand(other)) for name, other in _others(recipe))),
    )


def _at_thousand(recipe: Recipe) -> tuple[float, float]:
    return estimates.pairs_sharing(recipe, PEOPLE), estimates.newcomers_asked(recipe, PEOPLE)


def _others(recipe: Recipe) -> list[tuple[str, Recipe]]:
    """The recipe with what it lacks of an own initial and the birth day; and the other way of making codes."""
    if recipe.made is CodesMade.ISSUED:
        made = replace(recipe, made=CodesMade.FROM_ANSWERS)
        return [(FROM_ANSWERS, made)] if recipes.questions(made) else []
    own = [] if any(piece.name == OWN_FIRST_NAME for piece in recipe.pieces) else [(WITH_INITIAL, (_INITIAL,))]
    day = [] if any(piece.kind is Kind.BIRTH_DAY for piece in recipe.pieces) else [(WITH_DAY, (_DAY,))]
    both = [(WITH_BOTH, (_INITIAL, _DAY))] if own and day else []
    richer = [(name, replace(recipe, pieces=(*recipe.pieces, *more))) for name, more in (*own, *day, *both)]
    return [*richer, (GIVEN, replace(recipe, made=CodesMade.ISSUED))]
