"""The starter sets of optional questions and small steps: data read into frozen values, none of it on by itself.

Age is asked in the coarsest bands that every layout a center reports to can be added up from.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from outreach.vocabulary import AskAgain

Words = Mapping[str, str]  # language → text
AGE = "age"
AREA = "area"


@dataclass(frozen=True, slots=True)
class SetChoice:
    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One question that can be switched on, with the choices it then offers."""

    key: str
    name: Words
    choices: tuple[SetChoice, ...]
    takes_several: bool = False
    ask_again: AskAgain = AskAgain.NEVER
    months: int | None = None


@dataclass(frozen=True, slots=True)
class AgeLayout:
    """Bands somebody wants ages in: the ages at which a new one begins, after the youngest."""

    key: str
    name: Words
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepArea:
    key: str
    name: Words
    steps: tuple[SetChoice, ...]


@dataclass(frozen=True, slots=True)
class Sets:
    questions: tuple[QuestionSet, ...]
    age_layouts: tuple[AgeLayout, ...]
    band_words: Mapping[str, Words]  # under, between, over → text with {first} and {last}

    def question(self, key: str, layouts: Iterable[str] | None = None, places: Iterable[str] = ()) -> QuestionSet:
        """The set of this key.

        Age has the bands of the layouts named (of all, if none is), and the question about the area begins with the
        center's own `places`.
        """
        found = next(one for one in self.questions if one.key == key)
        if key == AGE:
            wanted = [one for one in self.age_layouts if layouts is None or one.key in set(layouts)]
            return replace(found, choices=bands(refined(wanted or self.age_layouts), self.band_words))
        if key == AREA:
            own = tuple(SetChoice(f"own-{n}", dict.fromkeys(found.name, place)) for n, place in enumerate(places, 1))
            return replace(found, choices=(*own, *found.choices))
        return found


def refined(layouts: Iterable[AgeLayout]) -> tuple[int, ...]:
    """The ages at which a band must begin so that each of these layouts can be added up from the bands."""
    return tuple(sorted({age for layout in layouts for age in layout.begins}))


def bands(begins: Iterable[int], words: Mapping[str, Words]) -> tuple[SetChoice, ...]:
    """Under 18, 18 to 24, …, 55 and over."""
    edges = list(begins)
    made = [_band("under", words, first=edges[0])]
    made += [_band("between", words, first=a, last=b - 1) for a, b in pairwise(edges)]
    return (*made, _band("over", words, first=edges[-1]))


def load(folder: Path) -> Sets:
    """Read `questions.toml` and `ages.toml` in `folder` (`paths.resources() / "questions"`)."""
    ages = _read(folder / "ages.toml")
    return Sets(
        questions=tuple(_question(one) for one in _read(folder / "questions.toml")["questions"]),
        age_layouts=tuple(AgeLayout(one["key"], one["name"], tuple(one["begins"])) for one in ages["layouts"]),
        band_words=ages["bands"],
    )


def load_steps(folder: Path) -> tuple[StepArea, ...]:
    """Read `steps.toml` in `folder` (`paths.resources() / "steps"`)."""
    return tuple(
        StepArea(one["key"], one["name"], tuple(SetChoice(step["key"], step["name"]) for step in one["steps"]))
        for one in _read(folder / "steps.toml")["areas"]
    )


def _question(said: dict[str, Any]) -> QuestionSet:
    return QuestionSet(
        key=said["key"],
        name=said["name"],
        choices=tuple(SetChoice(one["key"], one["name"]) for one in said.get("choices", ())),
        takes_several=said.get("takes_several", False),
        ask_again=AskAgain(said["ask_again"]),
        months=said.get("months"),
    )


def _band(kind: str, words: Mapping[str, Words], first: int, last: int = 0) -> SetChoice:
    names = {language: text.format(first=first, last=last) for language, text in words[kind].items()}
    return SetChoice({"under": f"under-{first}", "between": f"{first}-{last}", "over": f"{first}-up"}[kind], names)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
