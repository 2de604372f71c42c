"""Finds an item by the beginnings of its words, in any language it has a name in.  Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from outreach.catalog import Item

_BREAKS = re.compile(r"[^\w./]+|_")


class Finder:
    """Made once for a catalog, asked on each key press."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._entries = tuple((item, *_called(item)) for item in items if not item.retired)

    def find(self, typed: str) -> Sequence[Item]:
        """Every item all typed words begin a word of; whoever's name begins with them comes first."""
        said = _words(typed)
        found = [
            (not any(name.startswith(" ".join(said)) for name in names), item)
            for item, names, words in self._entries
            if all(any(word.startswith(begun) for word in words) for begun in said)
        ]
        return [item for _, item in sorted(found, key=lambda one: one[0])]


def _called(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    names = [_words(name) for name in item.search_words]
    words = {word for name in names for word in name}
    words |= {first + second for name in names for first, second in pairwise(name)}  # `1 mL` as 1ml
    return frozenset(" ".join(name) for name in names), frozenset(words)


def _words(text: str) -> list[str]:
    """Words without case, accents or punctuation; `½` is `1/2` and stays one word."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("\N{FRACTION SLASH}", "/")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for piece in _BREAKS.split(plain) if (word := piece.strip("./"))]
