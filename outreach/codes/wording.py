"""A recipe in words, for window and command line: what a piece takes, and what stands there when it is unknown."""

from outreach.codes.pieces import End, Kind, Piece
from outreach.translation import N_, N_plural, Translator

FIRST_LETTERS = N_plural("First letter", "First {n} letters")
LAST_LETTERS = N_plural("Last letter", "Last {n} letters")
DIGITS = N_plural("{n} digit", "{n} digits")
LAST_DIGITS = N_plural("Last digit", "Last {n} digits")
ONE_OF = N_("One of {letters}")
ALWAYS = N_("Always {text}")
_SHORT_YEAR = 2


def takes(piece: Piece, words: Translator) -> str:
    """First 2 letters; Last 2 digits; One of M F T; Always P."""
    match piece.kind:
        case Kind.LETTERS:
            return words.count(*(FIRST_LETTERS if piece.end is End.FIRST else LAST_LETTERS), piece.length)
        case Kind.GENDER:
            return words(ONE_OF, letters=" ".join(piece.text))
        case Kind.FIXED:
            return words(ALWAYS, text=piece.text)
        case Kind.BIRTH_YEAR if piece.length == _SHORT_YEAR:
            return words.count(*LAST_DIGITS, piece.length)
        case _:
            return words.count(*DIGITS, piece.length)


def if_unknown(piece: Piece, words: Translator) -> str:
    """The name whose letters stand in, or the filler; nothing for a piece that is always the same."""
    return words(piece.instead) if piece.instead else piece.filler
