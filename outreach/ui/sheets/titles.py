"""Heads of narrow columns: titles that stay apart, in two lines, cut no more than the room asks.  Pure."""

import re
from collections.abc import Callable, Sequence
from functools import cache

Measure = Callable[[str], int]
LINES = 2
_LETTERS = 3  # a word that is cut keeps so many
_PIECE = re.compile(r"[^\s-]+-?|-")
_JOINING = frozenset({"de", "del", "la", "el", "y", "of", "the", "for", "para", "and"})


def told_apart(names: Sequence[str]) -> list[str]:
    """The first word of each name, or as many as tell it from the others; words all alike begin with are left out."""
    made = []
    for name, words in ((name, _from_where_it_differs(name, names)) for name in names):
        rests = [_from_where_it_differs(one, names) for one in names if one != name]
        length = next((n for n in range(1, len(words)) if not any(rest[:n] == words[:n] for rest in rests)), len(words))
        while length < len(words) and words[length - 1].lower() in _JOINING:
            length += 1
        is_number = bool(words) and words[0][0].isdigit() and not any(c.isalpha() for c in words[0])
        title = " ".join(words[: max(length, 2 if is_number else 1)])
        made.append(title[:1].upper() + title[1:])
    return made


def _from_where_it_differs(name: str, names: Sequence[str]) -> list[str]:
    """Prueba de VIH beside Prueba de hepatitis C is VIH; words that only join are left out with those before them."""
    words = name.split()
    alike = 0
    for other in (one.split() for one in names if one != name):
        same = next((n for n, pair in enumerate(zip(words, other, strict=False)) if pair[0] != pair[1]), len(words))
        alike = max(alike, same)
    return words[alike:] if 0 < alike < len(words) and words[alike - 1].lower() in _JOINING else words


def in_lines(title: str, more: str, room: int, measure: Measure, short: str = "") -> tuple[str, ...]:
    """A title in at most two lines; `more` of the name stands behind it only if all of it has room.

    Where a word of it would be cut, `short` stands there if there is one.
    """
    whole = _filled(pieces_of(f"{title} {more}"), room, measure)
    if more and len(whole) <= LINES and all(measure(line) <= room for line in whole):
        return whole
    pieces = pieces_of(title)
    if short and any(measure(piece) > room for piece in pieces):
        pieces = pieces_of(short)
    cut = _filled([_cut(piece, room, measure) for piece in pieces], room, measure)
    if len(cut) > LINES:
        telling = [piece for piece in pieces if piece.lower() not in _JOINING]
        cut = _filled([_cut(piece, room, measure) for piece in telling], room, measure)
    return cut[:LINES]


def least_rooms(heads: Sequence[tuple[str, str]], least: int, most: int, measure: Measure) -> list[int]:
    """The least room each title (and short) needs to be told from all others, and to keep three letters of a word."""
    measure = cache(measure)

    @cache
    def lines(head: tuple[str, str], room: int) -> tuple[str, ...]:
        title, short = head
        return in_lines(title, "", room, measure, short)

    def is_told(head: tuple[str, str], room: int) -> bool:
        mine = lines(head, room)
        fits = all(measure(line) <= room for line in mine)
        return fits and not any(lines(other, room) == mine for other in heads if other != head)

    return [next((room for room in range(least, most) if is_told(head, room)), most) for head in heads]


def pieces_of(text: str) -> list[str]:
    """Words, and what stands before and behind a hyphen."""
    return _PIECE.findall(text)


def _filled(pieces: Sequence[str], room: int, measure: Measure) -> tuple[str, ...]:
    lines: list[str] = []
    for piece in pieces:
        joined = "" if not lines else lines[-1] + ("" if lines[-1].endswith("-") else " ") + piece
        if lines and measure(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(piece)
    return tuple(lines)


def _cut(word: str, room: int, measure: Measure) -> str:
    """Fentanyl, Fentan., Fen."""
    if measure(word) <= room:
        return word
    bare = word.rstrip("-,")
    for length in range(len(bare) - 1, _LETTERS, -1):
        if measure(f"{bare[:length]}.") <= room:
            return f"{bare[:length]}."
    return f"{bare[:_LETTERS]}." if len(bare) > _LETTERS else bare
