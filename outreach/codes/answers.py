"""What a person answered, read into the signs of a code.  A refusal names the question and never the answer."""

from dataclasses import dataclass
from datetime import date

from outreach.codes.normalizing import normalize
from outreach.codes.pieces import End, Kind, Piece
from outreach.errors import Refusal

_LEAP_YEAR = 2000
_YEARS = range(1900, 2100)
_RANGES = {Kind.BIRTH_DAY: range(1, 32), Kind.BIRTH_MONTH: range(1, 13), Kind.BIRTH_ORDER: range(1, 31)}
_CENTURY = 2  # digits of a year without its century
_SHORT_NAME = "X"  # a name with fewer letters than the piece takes is filled up with it


@dataclass(eq=False)
class Unanswered(Refusal):
    """The question has no answer yet; *unknown* would be one."""

    label: str


@dataclass(eq=False)
class AnswerWrong(Refusal):
    """It cannot be an answer to this question: a 13th month, a name without a letter."""

    label: str
    kind: Kind


@dataclass(eq=False)
class NoSuchDay(Refusal):
    """Day, month and year are each possible, but no such day was ever: 30 February."""


def read(piece: Piece, label: str, answer: str) -> str:
    """The signs `piece` takes from an answer.  Raises AnswerWrong."""
    match piece.kind:
        case Kind.LETTERS:
            signs = _letters(answer, piece)
        case Kind.GENDER:
            signs = normalize(answer)
            signs = signs if len(signs) == 1 and signs in piece.text else ""
        case Kind.BIRTH_YEAR:
            signs = _year(answer, piece.length)
        case _:
            signs = _number(answer, _RANGES[piece.kind])
    if not signs:
        raise AnswerWrong(label, piece.kind)
    return signs


def check_day(day: str | None, month: str | None, year: str | None) -> None:
    """Raise NoSuchDay unless the answers, each None when not known, can be one day.

    A year of two digits is of the 1900s or 2000s, of which 00 was a leap year in one: it is given the benefit.
    """
    if day is None or month is None:
        return
    known = int(year) if year is not None else _LEAP_YEAR
    try:
        date(known if known in _YEARS else _LEAP_YEAR + known, int(month), int(day))
    except ValueError:
        raise NoSuchDay from None


def _letters(answer: str, piece: Piece) -> str:
    letters = "".join(sign for sign in normalize(answer) if sign.isalpha())
    taken = letters[: piece.length] if piece.end is End.FIRST else letters[-piece.length :]
    return taken.ljust(piece.length, _SHORT_NAME) if taken else ""


def _number(answer: str, possible: range) -> str:
    number = _digits(answer)
    return f"{int(number):02}" if number and int(number) in possible else ""


def _year(answer: str, length: int) -> str:
    year = _digits(answer)
    if len(year) == length == _CENTURY:
        return year
    return year[-length:] if len(year) == len("1985") and int(year) in _YEARS else ""


def _digits(answer: str) -> str:
    typed = answer.strip()
    return typed if typed.isascii() and typed.isdigit() else ""
