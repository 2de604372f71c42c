"""Whether what was typed is made as the center's codes are.  Pure: a hint while it is typed, never a refusal."""

import re
from collections.abc import Iterable

from outreach.codes import issued
from outreach.codes.normalizing import normalize
from outreach.codes.pieces import Kind, Piece
from outreach.codes.recipes import SUFFIXES, Recipe
from outreach.vocabulary import CodesMade

_LETTER = r"[^\W\d_]"
_TAKES = {
    Kind.BIRTH_DAY: r"(?:0[1-9]|[12]\d|3[01])",
    Kind.BIRTH_MONTH: r"(?:0[1-9]|1[0-2])",
    Kind.BIRTH_ORDER: r"(?:0[1-9]|[12]\d|30)",
}


def fits(recipes: Iterable[Recipe], typed: str) -> bool:
    """Whether one of these recipes could have made it; where there are none, anything fits."""
    known = tuple(recipes)
    return not known or any(_is_made_by(recipe, typed) for recipe in known)


def _is_made_by(recipe: Recipe, typed: str) -> bool:
    if recipe.made is CodesMade.ISSUED:
        return issued.is_right(typed)
    pieces = "".join(_signs(piece) for piece in recipe.pieces)
    return re.fullmatch(f"{pieces}[{SUFFIXES}]?", normalize(typed)) is not None  # a second person's letter behind it


def _signs(piece: Piece) -> str:
    """What a piece may be in a code: of an answer, or what stands for an unknown one."""
    if piece.kind is Kind.FIXED:
        return re.escape(piece.text)
    match piece.kind:
        case Kind.LETTERS:
            takes = f"{_LETTER}{{{piece.length}}}"
        case Kind.GENDER:
            takes = f"[{re.escape(piece.text)}]"
        case Kind.BIRTH_YEAR:
            takes = rf"\d{{{piece.length}}}"
        case _:
            takes = _TAKES[piece.kind]
    return f"(?:{takes}|{re.escape(piece.filler)})"
