"""How likely people are to give the same answer to a recipe's questions: what every estimate of codes rests on.

Assumed: pieces do not depend on each other and everybody answers.  Two people share the first letter of a first name
8 times in 100 and its first two 4 times in 100, two of a surname 1.5; they were born in any of 35 years (DOMAIN
section 2).  One letter of a surname, and the ends of names, are as in the US Census of 1990; each letter after the
second agrees 4 times in 10.  Of a center's participants 67 in 100 give one gender's letter and 32 another's.  Birth
order is as in families of two or three children.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from math import prod

from outreach.codes.pieces import FAMILY_NAMES, OWN_INITIALS, End, Kind, Piece
from outreach.paths import resources

Spread = Mapping[str, float]  # what some signs may say -> how likely

_NUMBERS: dict[Kind, float] = {
    Kind.FIXED: 1,
    Kind.BIRTH_DAY: 1 / 30.4,
    Kind.BIRTH_MONTH: 1 / 12,
    Kind.BIRTH_YEAR: 1 / 35,
    Kind.GENDER: 0.55,
    Kind.BIRTH_ORDER: 0.3,
}
_LETTERS: dict[tuple[str, End], tuple[float, float]] = {  # of one letter, of two
    ("given", End.FIRST): (0.08, 0.04),
    ("given", End.LAST): (0.21, 0.033),
    ("family", End.FIRST): (0.063, 0.015),
    ("family", End.LAST): (0.106, 0.034),
}
_BORN = range(1970, 2005)
_GENDERS = (0.67, 0.32)  # every other letter 1 in 100
_ORDERS = (0.43, 0.29, 0.15, 0.07, 0.04, 0.02)  # first child, second…
_FURTHER_LETTER: Spread = {"A": 0.56, "E": 0.26, "I": 0.13, "O": 0.05}
_TABLED = 2  # letters a table has


def same(piece: Piece) -> float:
    """The chance that this piece is the same in two people's codes."""
    if piece.kind is not Kind.LETTERS:
        return _NUMBERS[piece.kind]
    return prod(
        _LETTERS[sort, end][letters - 1] * agreeing(_FURTHER_LETTER) ** further
        for sort, end, letters, further in _names(piece)
    )


def spreads(piece: Piece) -> tuple[Spread, ...]:
    """What the piece may say and how likely; one after the other where its signs do not depend on each other."""
    if piece.kind is not Kind.LETTERS:
        return (_of_shares(_said(piece)),)
    return tuple(
        spread
        for sort, end, letters, further in _names(piece)
        for spread in (_tables()[sort][f"{end}_{letters}"], *[_FURTHER_LETTER] * further)
    )


def agreeing(spread: Spread) -> float:
    """The chance that two people say the same."""
    return sum(share * share for share in spread.values())


def _said(piece: Piece) -> dict[str, float]:
    match piece.kind:
        case Kind.GENDER:
            shares = (*_GENDERS, *[0.01] * len(piece.text))
            return dict(zip(piece.text, shares, strict=False))
        case Kind.BIRTH_ORDER:
            return {f"{order:02}": share for order, share in enumerate(_ORDERS, 1)}
        case Kind.BIRTH_DAY:  # thirty days, and a 31st in 4 months of 10
            return {f"{day:02}": 1.0 for day in range(1, 31)} | {"31": 0.4}
        case Kind.BIRTH_MONTH:
            return {f"{month:02}": 1.0 for month in range(1, 13)}
        case Kind.BIRTH_YEAR:
            return {str(year)[-piece.length :]: 1.0 for year in _BORN}
        case _:
            return {piece.text: 1.0}


def _names(piece: Piece) -> tuple[tuple[str, End, int, int], ...]:
    """(sort of name, its end, letters a table has, letters after those); initials are a letter of each of two names."""
    if piece.name == OWN_INITIALS:
        return (("given", End.FIRST, 1, 0), ("family", End.FIRST, 1, max(0, piece.length - 2)))[: piece.length]
    sort = "family" if piece.name in FAMILY_NAMES else "given"
    return ((sort, piece.end, min(piece.length, _TABLED), max(0, piece.length - _TABLED)),)


@cache
def _tables() -> dict[str, dict[str, Spread]]:
    text = (resources() / "codes" / "letters.toml").read_text(encoding="utf-8")
    return {
        sort: {name: _of_shares(_read(listed)) for name, listed in lists.items()}
        for sort, lists in tomllib.loads(text).items()
    }


def _read(listed: str) -> dict[str, float]:
    words = listed.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


def _of_shares(weights: Mapping[str, float]) -> Spread:
    total = sum(weights.values())
    return {sign: weight / total for sign, weight in weights.items()}
