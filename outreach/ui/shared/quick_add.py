"""The line that understands `50 29g`, `2 nal` and `kit`.  Pure: words in, matches out; digits are never guessed at."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from outreach.catalog import Item
from outreach.vocabulary import ItemId

LARGEST_AMOUNT = 99_999
MOST_DIGITS = len(str(LARGEST_AMOUNT))
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_FRACTION = re.compile(r"\d*\.\d+")
_POINT = re.compile(r"[./]\d")
_BELOW_NOTHING = re.compile(r"(?<!\S)[-−–][.,]?\d")
_BREAKS = re.compile(r"[^\w./]+|_")
_TIMES = re.compile(r"(?:x(\d+)|(\d+)x)")
_PACKS = re.compile(r"(\d{1,5})([bc])")
_GLUED = re.compile(r"(\d+)([^\W\d_]{3,})")
_START = "\n"
_LAST = "\U0010ffff"  # sorts behind every letter
_SHORTEST_TYPO = 4
_TWO_TYPOS_FROM = 7


@dataclass(frozen=True, slots=True)
class Match:
    """An item the line may mean, and how many of it."""

    item_id: ItemId
    amount: int
    is_usual: bool = False  # no amount was typed


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to understand the line: an amount or none, and the words that must all be found.

    `packs`: the amount is of boxes (b) or cases (c), for items that come in them.
    """

    amount: int | None
    words: tuple[str, ...]
    packs: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    item_id: ItemId
    usual_pack: int
    names: frozenset[str]
    begins: str  # its names as they are shown, each behind a _START
    tokens: frozenset[str]
    packs: Mapping[str, int]

    def amount(self, reading: _Reading) -> int:
        if reading.amount is None:
            return self.usual_pack
        return reading.amount * self.packs.get(reading.packs, 1)


class QuickAdd:
    """Every item by every word of every name it has.  Made once for a catalog; asked on each key press."""

    def __init__(self, items: Iterable[Item], most_given: Sequence[ItemId] = ()) -> None:
        first = {item_id: rank for rank, item_id in enumerate(most_given)}
        current = sorted((item for item in items if not item.retired), key=lambda item: first.get(item.id, len(first)))
        self._entries = tuple(_entry(item) for item in current)
        self._names = frozenset(name for entry in self._entries for name in entry.names)
        self._having: dict[str, frozenset[int]] = {}
        self._begun: dict[int, dict[str, frozenset[int]]] = {}
        for place, entry in enumerate(self._entries):
            for token in entry.tokens:
                self._having[token] = self._having.get(token, frozenset()) | {place}
        self._sorted = sorted(self._having)

    def matches(self, text: str, limit: int = 3) -> tuple[Match, ...]:
        """The items `text` may mean, likeliest first.  An exact reading of any kind wins over a forgiven typo."""
        tokens = _tokens(text)
        if _BELOW_NOTHING.search(text) and " ".join(tokens) not in self._names:
            return ()
        readings = tuple(self._readings(tokens))
        for found in (self._starting_with, self._nearly_starting_with):
            for reading in readings:
                if places := self._in_packs(self._places(reading.words, found), reading):
                    return tuple(self._match(place, reading) for place in self._ordered(places, reading)[:limit])
        return ()

    def called(self, text: str) -> tuple[ItemId, ...]:
        """The items that all words of `text` call, numbers being words too, likeliest first; no typo is forgiven."""
        reading = _Reading(None, _tokens(text))
        places = self._places(reading.words, self._starting_with)
        return tuple(self._entries[place].item_id for place in self._ordered(places, reading))

    def _readings(self, tokens: tuple[str, ...]) -> Iterable[_Reading]:
        if " ".join(tokens) in self._names:  # a whole name, whatever numbers are in it
            yield _Reading(None, tokens)
            return
        numbers = [place for place, token in enumerate(tokens) if self._amount(token) is not None]
        for place in numbers:
            words = tokens[:place] + tokens[place + 1 :]
            if words:
                yield _Reading(self._amount(tokens[place]), words)
        if len(numbers) < len(tokens):  # numbers alone still wait for their word
            yield _Reading(None, tokens)
        if not numbers:
            yield from self._unglued(tokens)
            yield from self._of_packs(tokens)
            yield from self._for_all_that(tokens)

    def _for_all_that(self, tokens: tuple[str, ...]) -> Iterable[_Reading]:
        """`30` is what some call a syringe, and still an amount where nothing is called by all the words: `30 29g`."""
        for place, token in enumerate(tokens):
            if len(tokens) > 1 and (number := _number(token)):
                yield _Reading(number, tokens[:place] + tokens[place + 1 :])

    def _unglued(self, tokens: tuple[str, ...]) -> Iterable[_Reading]:
        """`2nal` is two words in a hurry; `29g` is one, and never an amount."""
        for place, token in enumerate(tokens):
            if (glued := _GLUED.fullmatch(token)) and token not in self._names and 1 <= int(glued[1]) <= LARGEST_AMOUNT:
                yield _Reading(int(glued[1]), (*tokens[:place], glued[2], *tokens[place + 1 :]))

    def _of_packs(self, tokens: tuple[str, ...]) -> Iterable[_Reading]:
        """`2b swabs` is two boxes of them, as on a delivery; alone it is a word like any other."""
        for place, token in enumerate(tokens):
            if (packs := _PACKS.fullmatch(token)) and token not in self._names and len(tokens) > 1 and int(packs[1]):
                yield _Reading(int(packs[1]), tokens[:place] + tokens[place + 1 :], packs[2])

    def _in_packs(self, places: frozenset[int], reading: _Reading) -> frozenset[int]:
        if not reading.packs:
            return places
        sized = (place for place in places if reading.packs in self._entries[place].packs)
        return frozenset(place for place in sized if self._entries[place].amount(reading) <= LARGEST_AMOUNT)

    def _amount(self, token: str) -> int | None:
        return None if token in self._names else _number(token)

    def _places(self, words: tuple[str, ...], found: Callable[[str], frozenset[int]]) -> frozenset[int]:
        places = frozenset(range(len(self._entries)))
        for word in words:
            places &= found(word)
            if not places:
                break
        return places

    def _starting_with(self, word: str) -> frozenset[int]:
        first, end = bisect_left(self._sorted, word), bisect_left(self._sorted, word + _LAST)
        return frozenset().union(*(self._having[token] for token in self._sorted[first:end]))

    def _nearly_starting_with(self, word: str) -> frozenset[int]:
        """As `_starting_with`, forgiving a slip or two in a word of letters.  A gauge one off is another syringe."""
        if exact := self._starting_with(word):
            return exact
        if len(word) < _SHORTEST_TYPO or not word.isalpha():
            return frozenset()
        slips = 2 if len(word) >= _TWO_TYPOS_FROM else 1
        beginnings = self._beginnings(len(word))
        near = process.extract(word, beginnings.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        return frozenset().union(*(beginnings[beginning] for beginning, _distance, _key in near))

    def _beginnings(self, length: int) -> dict[str, frozenset[int]]:
        """How words of letters begin, cut to about `length`: a slip may have lost a letter or added one."""
        if length not in self._begun:
            begun: dict[str, frozenset[int]] = {}
            for token, places in self._having.items():
                for cut in {token[: length + more] for more in (-1, 0, 1)} if token.isalpha() else ():
                    begun[cut] = begun.get(cut, frozenset()) | places
            self._begun[length] = begun
        return self._begun[length]

    def _ordered(self, places: frozenset[int], reading: _Reading) -> list[int]:
        """Called exactly this, then whose name begins so; of equals the order of the entries, most given first."""
        said = " ".join(reading.words)
        return sorted(sorted(places), key=partial(self._rank, said, _START + said))

    def _rank(self, said: str, begun: str, place: int) -> int:
        entry = self._entries[place]
        return 0 if said in entry.names else 1 if begun in entry.begins else 2

    def _match(self, place: int, reading: _Reading) -> Match:
        entry = self._entries[place]
        return Match(entry.item_id, entry.amount(reading), reading.amount is None)


class Trouble(StrEnum):
    """Why what is typed is no amount of anything."""

    NOT_WHOLE = "not_whole"
    TOO_LARGE = "too_large"


def trouble(text: str) -> Trouble | None:
    """What is wrong with the number in a line that means nothing."""
    tokens = _tokens(text)
    if _BELOW_NOTHING.search(text) or any(_FRACTION.fullmatch(token) for token in tokens):
        return Trouble.NOT_WHOLE
    counted = (times[1] or times[2] if (times := _TIMES.fullmatch(token)) else token for token in tokens)
    is_large = any(one.isascii() and one.isdigit() and len(one.lstrip("0")) > MOST_DIGITS for one in counted)
    return Trouble.TOO_LARGE if is_large else None


def as_thing(text: str) -> tuple[str, int]:
    """A line that means no item, as a thing by its own name and how many of it."""
    first, _, words = text.strip().partition(" ")
    amount = _number(first)
    if amount is None or not words.strip():
        return text.strip(), 1
    return words.strip(), amount


def _number(token: str) -> int | None:
    """What `50`, `x50` and `50x` say, if so many can be given."""
    times = _TIMES.fullmatch(token)
    digits = (times[1] or times[2]) if times else token
    if not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if 1 <= int(digits[:9]) <= LARGEST_AMOUNT else None


def _entry(item: Item) -> _Entry:
    names = [_tokens(name) for name in (item.name, item.short_name, *item.search_words)]
    tokens = {token for name in names for token in name}
    tokens |= {first + second for name in names for first, second in pairwise(name)}  # `1 mL` as 1ml
    packs = {sign: units for sign, units in (("b", item.units_per_box), ("c", item.units_per_case)) if units}
    called = [" ".join(name) for name in names]
    begins = "".join(_START + name for name in called[:2])  # name and short name
    return _Entry(item.id, max(1, item.usual_pack), frozenset(called), begins, frozenset(tokens), packs)


def _tokens(text: str) -> tuple[str, ...]:
    """Words without case, accents or punctuation; `½` becomes `1/2` and stays one word."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("×", "x")).replace("\N{FRACTION SLASH}", "/")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _DECIMAL.sub(".", _THOUSANDS.sub(lambda number: number[0].replace(",", ""), plain))
    return tuple(token for word in _BREAKS.split(plain) if (token := _unpointed(word)))


def _unpointed(word: str) -> str:
    """Without the dots and strokes around it; the one before digits makes another number of them, and stays."""
    word = word.rstrip("./")
    return word if _POINT.match(word) else word.lstrip("./")
