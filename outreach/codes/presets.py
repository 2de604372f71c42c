"""Recipes that programs have published, each with who uses it and where it is written down.  Read from a file.

A mistake in the file is ours: a `Refusal` or `ValueError` while reading fails a test, never a center.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from outreach.codes.pieces import piece_of
from outreach.codes.recipes import Recipe, check
from outreach.errors import Refusal
from outreach.paths import resources
from outreach.vocabulary import CodesMade

DEFAULT = "mother-month-year"


@dataclass(eq=False)
class NoSuchPreset(Refusal):
    key: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """`example` is a code such a program published or describes; `source` says where we read it."""

    key: str
    name: str
    source: str
    note: str
    example: str
    recipe: Recipe


@cache
def all_presets() -> tuple[Preset, ...]:
    text = (resources() / "codes" / "presets.toml").read_text(encoding="utf-8")
    presets = tuple(_preset(table) for table in tomllib.loads(text)["presets"])
    for preset in presets:
        check(preset.recipe)
    return presets


def preset(key: str) -> Preset:
    """The preset with this key.  Raises NoSuchPreset."""
    presets = {one.key: one for one in all_presets()}
    if key not in presets:
        raise NoSuchPreset(key, tuple(presets))
    return presets[key]


def _preset(table: dict[str, object]) -> Preset:
    said: dict[str, str] = {key: value for key, value in table.items() if isinstance(value, str)}
    pieces = tuple(piece_of(piece) for piece in table.get("pieces", ()))  # type: ignore[attr-defined]
    made = CodesMade(said.get("made", CodesMade.FROM_ANSWERS))
    return Preset(
        said["key"], said["name"], said["source"], said.get("note", ""), said["example"], Recipe(made, pieces)
    )
