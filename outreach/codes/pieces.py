"""The pieces a recipe is made of: which answer each takes, how much of it, and what stands there when it is unknown.

They are kept as JSON, which only this module writes and reads.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from outreach.translation import N_


class Kind(StrEnum):
    """What a piece takes its signs from; all but FIXED ask a question."""

    LETTERS = "letters"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    BIRTH_ORDER = "birth_order"
    FIXED = "fixed"


class End(StrEnum):
    """Which end of a name the letters are taken from."""

    FIRST = "first"
    LAST = "last"


LENGTHS: dict[Kind, tuple[int, ...]] = {
    Kind.LETTERS: (1, 2, 3, 4, 5, 6),
    Kind.BIRTH_DAY: (2,),
    Kind.BIRTH_MONTH: (2,),
    Kind.BIRTH_YEAR: (2, 4),
    Kind.GENDER: (1,),
    Kind.BIRTH_ORDER: (2,),
    Kind.FIXED: (1, 2, 3, 4, 5, 6),
}
LABELS: dict[Kind, str] = {
    Kind.LETTERS: N_("Letters of another name"),
    Kind.BIRTH_DAY: N_("Birth day"),
    Kind.BIRTH_MONTH: N_("Birth month"),
    Kind.BIRTH_YEAR: N_("Birth year"),
    Kind.GENDER: N_("Gender letter"),
    Kind.BIRTH_ORDER: N_("Birth order"),
    Kind.FIXED: N_("Fixed text"),
}
OWN_FIRST_NAME = N_("Own first name")
OWN_LAST_NAME = N_("Own last name")
OWN_INITIALS = N_("Own initials")
NAMES = (
    N_("Mother’s first name"),
    N_("Father’s first name"),
    OWN_FIRST_NAME,
    N_("Own middle name"),
    OWN_LAST_NAME,
    OWN_INITIALS,
)
FAMILY_NAMES = frozenset({OWN_LAST_NAME})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a code.

    `name` says whose letters a LETTERS piece takes, and `instead` the name whose letters stand in when that one is
    unknown; `text` is what a FIXED piece says, or the letters a GENDER piece chooses from; `filler` stands where
    nothing is known.
    """

    kind: Kind
    length: int
    name: str = ""
    end: End = End.FIRST
    text: str = ""
    instead: str = ""
    filler: str = ""

    @property
    def label(self) -> str:
        """What the piece is called: a message id, or a name the center chose."""
        return self.name or LABELS[self.kind]


def as_json(pieces: Iterable[Piece]) -> str:
    """The pieces as `code_recipes.pieces` keeps them; what a piece does not say is left out."""
    said = [{field: value for field, value in asdict(piece).items() if value} for piece in pieces]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def from_json(kept: str) -> tuple[Piece, ...]:
    return tuple(piece_of(said) for said in json.loads(kept))


def piece_of(said: dict[str, str]) -> Piece:
    """A piece from its fields, as JSON or a file of presets has them."""
    return Piece(**{**said, "kind": Kind(said["kind"]), "end": End(said.get("end", End.FIRST))})  # type: ignore[arg-type]
