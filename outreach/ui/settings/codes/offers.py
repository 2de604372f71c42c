"""What a coordinator may choose from while editing a recipe: each choice is the piece it would make.  No Qt."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from outreach.codes.normalizing import normalize
from outreach.codes.pieces import LENGTHS, NAMES, OWN_FIRST_NAME, OWN_INITIALS, OWN_LAST_NAME, End, Kind, Piece
from outreach.codes.wording import if_unknown, takes
from outreach.translation import N_, Translator

Offer = tuple[Piece, str]
NO_DAY, UNTIL = N_("No: they count as new"), N_("Until {day}")
MOST_LETTERS = 4
MONTHS = (1, 3, 6, 12)
TYPED = frozenset({Kind.GENDER, Kind.FIXED})
_STAND_INS = (OWN_FIRST_NAME, OWN_INITIALS, OWN_LAST_NAME)
_FILLERS = "9X0"


def taken(piece: Piece, words: Translator) -> tuple[Offer, ...]:
    """How much of its answer the piece may take; of a piece whose signs are typed, no choice."""
    if piece.kind in TYPED:
        return ()
    if piece.kind is Kind.LETTERS:
        lengths = [length for length in LENGTHS[piece.kind] if length <= max(MOST_LETTERS, piece.length)]
        ways = [replace(_as_long(piece, length), end=end) for end in End for length in lengths]
    else:
        ways = [_as_long(piece, length) for length in LENGTHS[piece.kind]]
    return _with(piece, ways, lambda way: takes(way, words))


def unknown(piece: Piece, words: Translator) -> tuple[Offer, ...]:
    """What may stand there when the answer is unknown."""
    if piece.kind is Kind.FIXED:
        return ()
    names = [replace(piece, instead=name) for name in _STAND_INS if name != piece.name]
    fillers = [replace(piece, instead="", filler=sign * piece.length) for sign in _FILLERS if sign not in piece.text]
    ways = [*names, *fillers] if piece.kind is Kind.LETTERS else fillers
    return _with(piece, ways, lambda way: if_unknown(way, words))


def to_add(words: Translator) -> tuple[Offer, ...]:
    """Every piece that may be added; the one of another name has no name yet."""
    names = [Piece(Kind.LETTERS, 2, name=name, filler="XX") for name in NAMES]
    others = [
        Piece(Kind.LETTERS, 2, filler="XX"),
        Piece(Kind.BIRTH_DAY, 2, filler="99"),
        Piece(Kind.BIRTH_MONTH, 2, filler="99"),
        Piece(Kind.BIRTH_YEAR, 2, filler="99"),
        Piece(Kind.GENDER, 1, text="MFT", filler="X"),
        Piece(Kind.BIRTH_ORDER, 2, filler="99"),
        Piece(Kind.FIXED, 1),
    ]
    return tuple((piece, words(piece.label)) for piece in (*names, *others))


def with_text(piece: Piece, typed: str) -> Piece:
    """The piece with what was typed: a fixed text, or the letters there are for gender."""
    text = normalize(typed)
    return replace(piece, text=text, length=len(text)) if piece.kind is Kind.FIXED else replace(piece, text=text)


def days(today: date, now: date | None, words: Translator) -> tuple[tuple[date | None, str], ...]:
    """Until when new codes may count as *been here before*; what is set stays among the choices."""
    later = {_months_after(today, months) for months in MONTHS} | ({now} if now else set())
    return ((None, words(NO_DAY)), *((day, words(UNTIL, day=day)) for day in sorted(later)))


def _as_long(piece: Piece, length: int) -> Piece:
    filler = piece.filler if length == piece.length else piece.filler[:1] * length
    return replace(piece, length=length, filler=filler)


def _with(now: Piece, ways: Iterable[Piece], say) -> tuple[Offer, ...]:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a function of a piece
    pieces = tuple(ways)
    return tuple((piece, say(piece)) for piece in (pieces if now in pieces else (now, *pieces)))


def _months_after(day: date, months: int) -> date:
    """The same day some months on, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_after - timedelta(days=1))
