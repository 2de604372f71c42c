"""The starter catalog: files of supplies, services and conversions read into frozen values.  It knows no database.

A mistake in these files is ours, so it is a `ValueError` that names the entry, never a refusal.
A new supply, service or language is a change of the files only: every text must be there in the same languages.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from outreach.vocabulary import Naloxone

Words = Mapping[str, str]  # language -> text
Entry = TypeVar("Entry")

TILE = 16  # characters a tile of the desk page can show
KEY = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A category, service, referral or source: nothing but what it is called, and `short` over a narrow column."""

    key: str
    name: Words
    short: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StarterPart:
    item: str
    quantity: int


@dataclass(frozen=True, slots=True)
class StarterRecipe:
    since: date
    parts: tuple[StarterPart, ...]


@dataclass(frozen=True, slots=True)
class StarterItem:
    """One supply.  Pack sizes are None where we know none; `expires`: its lots normally carry an expiry date."""

    key: str
    category: str
    name: Words
    short_name: Words
    aliases: Mapping[str, tuple[str, ...]]
    usual_pack: int
    minimum: int
    expires: bool
    units_per_box: int | None = None
    units_per_case: int | None = None
    syringes_per_unit: int = 0
    doses_per_unit: int = 0
    naloxone: Naloxone | None = None
    recipe: StarterRecipe | None = None

    @property
    def search_words(self) -> tuple[str, ...]:
        """Every name and alias in every language, each once."""
        aliases = (alias for some in self.aliases.values() for alias in some)
        return tuple(dict.fromkeys((*self.name.values(), *self.short_name.values(), *aliases)))


@dataclass(frozen=True, slots=True)
class StarterContainer:
    """How many used syringes a full container stands for, since when, and who says so."""

    key: str
    name: Words
    per: int
    since: date
    looked_up: date
    origin: str


@dataclass(frozen=True, slots=True)
class StarterWeight:
    per_pound: int
    since: date
    looked_up: date
    origin: str


@dataclass(frozen=True, slots=True)
class Starter:
    categories: tuple[Named, ...]
    items: tuple[StarterItem, ...]
    services: tuple[Named, ...]
    referrals: tuple[Named, ...]
    containers: tuple[StarterContainer, ...]
    weights: tuple[StarterWeight, ...]
    sources: tuple[Named, ...]
    methods: tuple[Named, ...]
    substances: tuple[Named, ...]

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.categories[0].name)


def load(folder: Path) -> Starter:
    """Read and check the catalog files in `folder` (`paths.resources() / "catalog"`)."""
    supplies = _read(folder / "items.toml")
    care = _read(folder / "services.toml")
    conversions = _read(folder / "conversions.toml")
    checks = _read(folder / "drug_checks.toml")
    starter = Starter(
        categories=_all(Named, supplies["categories"]),
        items=_all(StarterItem, map(_item, supplies["items"])),
        services=_all(Named, care["services"]),
        referrals=_all(Named, care["referrals"]),
        containers=_all(StarterContainer, conversions["containers"]),
        weights=_all(StarterWeight, conversions["weights"]),
        sources=_all(Named, _read(folder / "sources.toml")["sources"]),
        methods=_all(Named, checks["methods"]),
        substances=_all(Named, checks["substances"]),
    )
    check(starter)
    return starter


def short_names(folder: Path) -> Mapping[str, str]:
    """Name → short name of the categories and services that have one, in every language."""
    listed = (*_read(folder / "items.toml")["categories"], *_read(folder / "services.toml")["services"])
    named = _all(Named, listed)
    return {one.name[language]: short for one in named for language, short in one.short.items()}


def check(starter: Starter) -> None:
    """Raise `ValueError` at the first entry that contradicts itself or another."""
    for entries in (
        starter.categories, starter.items, starter.services, starter.referrals, starter.sources, starter.methods,
        starter.substances,
    ):  # fmt: skip
        _check_named(entries, starter.languages)
    _check_named(starter.containers, starter.languages)
    _check_words(starter.items)
    _check_categories(starter)
    items = {item.key: item for item in starter.items}
    for item in starter.items:
        _check_item(item, starter.languages)
        _check_recipe(item, items)
    conversions = [container.per for container in starter.containers] + [one.per_pound for one in starter.weights]
    _require(min(conversions) > 0, "conversions.toml", "a conversion must be above 0")


def folded(word: str) -> str:
    """As two words are compared: without capitals, accents and doubled spaces."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _item(table: dict[str, Any]) -> dict[str, Any]:
    made = {**table, "aliases": {language: tuple(words) for language, words in table["aliases"].items()}}
    if "naloxone" in table:
        made["naloxone"] = Naloxone(table["naloxone"])
    if "recipe" in table:
        parts = _all(StarterPart, table["recipe"]["parts"])
        made["recipe"] = StarterRecipe(since=table["recipe"]["since"], parts=parts)
    return made


def _all(kind: type[Entry], tables: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(_one(kind, table) for table in tables)


def _one(kind: type[Entry], table: dict[str, Any]) -> Entry:
    frozen = {field: MappingProxyType(value) if isinstance(value, dict) else value for field, value in table.items()}
    try:
        return kind(**frozen)
    except TypeError as error:  # a field missing, or one we do not know
        raise ValueError(f"{table.get('key', kind.__name__)}: {error}") from error


def _check_named(entries: Iterable[Any], languages: frozenset[str]) -> None:
    keys = Counter(entry.key for entry in entries)
    for entry in entries:
        _require(KEY.fullmatch(entry.key) is not None, entry.key, "a key is small letters, digits and hyphens")
        _require(keys[entry.key] == 1, entry.key, "the key is there twice")
        _check_languages(entry.key, entry.name, languages)
        if getattr(entry, "short", None):
            _check_languages(entry.key, entry.short, languages)


def _check_languages(key: str, words: Words, languages: frozenset[str]) -> None:
    _require(words.keys() == languages, key, f"must be in {sorted(languages)}")
    _require(all(text and text == text.strip() for text in words.values()), key, "a text is empty or padded")


def _check_words(items: Iterable[StarterItem]) -> None:
    owner: dict[str, str] = {}
    for item in items:
        for word in item.search_words:
            other = owner.setdefault(folded(word), item.key)
            _require(other == item.key, item.key, f"{word!r} already means {other}")


def _check_categories(starter: Starter) -> None:
    known = {category.key for category in starter.categories}
    used = {item.category for item in starter.items}
    _require(known == used, "categories", f"unknown or unused: {sorted(known ^ used)}")


def _check_item(item: StarterItem, languages: frozenset[str]) -> None:
    _check_languages(item.key, item.short_name, languages)
    _require(all(len(name) <= TILE for name in item.short_name.values()), item.key, f"a tile shows {TILE} characters")
    _require(item.aliases.keys() == languages and all(item.aliases.values()), item.key, "aliases in every language")
    packs = [item.usual_pack, *(pack for pack in (item.units_per_box, item.units_per_case) if pack is not None)]
    _require(min(packs) > 0, item.key, "a pack holds at least 1")
    _require(min(item.minimum, item.syringes_per_unit) >= 0, item.key, "a number is below 0")
    if item.units_per_box and item.units_per_case:
        _require(item.units_per_case % item.units_per_box == 0, item.key, "a case is whole boxes")
    match item.naloxone:
        case None:
            _require(item.doses_per_unit == 0, item.key, "only naloxone has doses")
        case Naloxone.SINGLE_DOSE:
            _require(item.doses_per_unit == 1, item.key, "a single dose is 1 dose")
        case _:
            _require(item.doses_per_unit > 0, item.key, "a naloxone kit has doses")


def _check_recipe(item: StarterItem, items: Mapping[str, StarterItem]) -> None:
    if item.recipe is None:
        return
    parts = Counter(part.item for part in item.recipe.parts)
    _require(bool(parts), item.key, "the recipe is empty")
    for part in item.recipe.parts:
        _require(part.item in items, item.key, f"its recipe names {part.item}, which is no item")
        _require(items[part.item].recipe is None, item.key, f"{part.item} is a kit itself")
        _require(part.quantity > 0 and parts[part.item] == 1, item.key, f"the amount of {part.item}")


def _require(is_so: bool, where: str, trouble: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_so:
        raise ValueError(f"{where}: {trouble}")
