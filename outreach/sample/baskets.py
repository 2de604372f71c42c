"""What people take, bring and ask for, by style of use: a stock of made-up visits that the plan deals out.

Thousands are drawn once, so that a million visits cost a look-up each.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from outreach.sample.values import Back, Line, What
from outreach.vocabulary import ReturnedHow, WeightUnit

EACH = 2048  # made-up visits of every style
NASAL_KIT = "naloxone-nasal-4mg-kit"


class Wish(NamedTuple):
    """An item, how often somebody takes it, and the amounts people take."""

    item: str
    often: float
    amounts: Sequence[int]


class Style(NamedTuple):
    """A way of using the center.  `instead` replaces `usual` that often; `always` may come with either."""

    share: int
    usual: tuple[Wish, ...]
    instead: tuple[Wish, ...]
    instead_often: float
    always: tuple[Wish, ...]
    brings: str  # injects, bulk or other
    people: Sequence[int | None]


def _works(scale: int) -> tuple[Wish, ...]:
    return (
        Wish("cooker", 0.41, (10 * scale, 10 * scale, 20 * scale)),
        Wish("cotton", 0.37, (10 * scale, 20 * scale, 30 * scale)),
        Wish("sterile-water-5ml", 0.35, (10 * scale, 20 * scale)),
        Wish("alcohol-swab", 0.43, (10 * scale, 20 * scale, 50 * scale)),
        Wish("tourniquet", 0.16, (scale, 2 * scale, 3 * scale)),
    )


_KIT = (Wish("injecting-kit", 1.0, (1, 1, 1, 2)),)
_CARE = (
    Wish("strip-fentanyl", 0.17, (5, 10, 10, 20)),
    Wish("strip-xylazine", 0.02, (5, 5, 10)),
    Wish("sharps-1-quart", 0.16, (1, 1, 1, 2)),
    Wish("condom", 0.14, (6, 12, 12, 24)),
    Wish("wound-care-kit", 0.05, (1,)),
    Wish("hygiene-kit", 0.05, (1,)),
    Wish("snack", 0.05, (1, 2)),
    Wish("bottled-water", 0.05, (1, 2)),
)
_NALOXONE = (
    Wish(NASAL_KIT, 0.30, (1, 1, 1, 1, 2)),
    Wish("naloxone-im-0.4mg-kit", 0.03, (1, 1, 2)),
    Wish("naloxone-nasal-4mg-single", 0.01, (1, 1, 2)),
    Wish("naloxone-im-0.4mg-single", 0.004, (1, 2, 4)),
)
_ALONE = (None, None, None, 1, 1, 1, 1, 1, 1, 2, 2, 3)
_FOR_MANY = (None, 3, 4, 4, 5, 5, 6, 8, 10)


def _syringes(item: str, share: int) -> Style:
    usual = (Wish(item, 0.97, (10, 10, 20, 20, 30, 50)), *_works(1))
    return Style(share, usual, _KIT, 0.42, _CARE, "injects", _ALONE)


STYLES = (
    _syringes("syringe-29g-1-2in-1ml", 38),
    _syringes("syringe-28g-1-2in-1ml", 15),
    _syringes("syringe-31g-5-16in-0.5ml", 4),
    Style(4, (Wish("syringe-25g-1in-3ml", 1.0, (5, 10, 10, 20)),), (), 0.0, _CARE, "injects", _ALONE),
    Style(
        16, (Wish("smoking-kit", 0.80, (1, 1, 2)), Wish("foil-sheet", 0.15, (10, 20))), (), 0.0, _CARE, "other", _ALONE
    ),
    Style(19, (Wish("hygiene-kit", 0.25, (1,)), Wish("snack", 0.35, (1, 2))), (), 0.0, _CARE, "other", _ALONE),
    Style(
        4,
        (Wish("syringe-29g-1-2in-1ml", 1.0, (100, 100, 150, 200, 300)), *_works(5)),
        (),
        0.0,
        (Wish("sharps-2-gallon", 0.3, (1,)), *_CARE),
        "bulk",
        _FOR_MANY,
    ),
)
DRAWN = EACH * len(STYLES)
SERVICES = {
    "safer-use": 0.31,
    "naloxone-training": 0.12,
    "wound-care": 0.07,
    "hiv-test": 0.03,
    "hepatitis-c-test": 0.037,
    "vaccination": 0.02,
    "food-or-warm-drink": 0.39,
}
REFERRALS = {
    "treatment": 0.028,
    "primary-care": 0.033,
    "hepatitis-c-care": 0.014,
    "hiv-care-or-prep": 0.009,
    "housing": 0.046,
    "mental-health": 0.017,
    "legal-help": 0.007,
}
TALK_ONLY = 0.05  # a visit without supplies is a visit


def weighted_styles() -> tuple[int, ...]:
    """Style numbers, each as often as its share."""
    return tuple(number for number, style in enumerate(STYLES) for _ in range(style.share))


def draw(chance: Random) -> list[What]:
    """EACH made-up visits of every style, one style after the other."""
    return [_what(style, chance) for style in STYLES for _ in range(EACH)]


def _what(style: Style, chance: Random) -> What:
    return What(
        _given(style, chance),
        _brought(_BRINGS[style.brings], chance),
        chance.choice(style.people),
        tuple(name for name, often in SERVICES.items() if chance.random() < often),
        tuple(name for name, often in REFERRALS.items() if chance.random() < often),
    )


def _given(style: Style, chance: Random) -> tuple[Line, ...]:
    if chance.random() < TALK_ONLY:
        return ()
    usual = style.instead if chance.random() < style.instead_often else style.usual
    wishes = {wish.item: wish for wish in (*_NALOXONE, *usual, *style.always)}  # naloxone stands first
    return tuple((w.item, chance.choice(w.amounts)) for w in wishes.values() if chance.random() < w.often)


def _brought(ways: dict[Callable[[Random], Back], int], chance: Random) -> Back:
    (measure,) = chance.choices(list(ways), list(ways.values()))
    return measure(chance)


def _container(chance: Random) -> Back:
    container = chance.choice(("1-quart",) * 8 + ("1-liter-bottle", "pocket"))
    return Back(ReturnedHow.CONTAINER, container=container, number=1, quarters=chance.choice((1, 1, 2, 2, 2, 3, 4)))


def _containers(chance: Random) -> Back:
    container = chance.choice(("2-gallon", "2-gallon", "1-gallon", "5-quart", "1-quart"))
    quarters = chance.choice((1, 2, 3, 4, 4))
    return Back(ReturnedHow.CONTAINER, container=container, number=chance.choice((1, 1, 1, 2)), quarters=quarters)


def _pounds(chance: Random) -> Back:
    return Back(ReturnedHow.WEIGHT, gross=50 * chance.randint(4, 20), tare=100, unit=WeightUnit.POUND)


def _many_pounds(chance: Random) -> Back:
    return Back(ReturnedHow.WEIGHT, gross=50 * chance.randint(12, 60), tare=100, unit=WeightUnit.POUND)


def _kilograms(chance: Random) -> Back:
    return Back(ReturnedHow.WEIGHT, gross=20 * chance.randint(6, 24), tare=60, unit=WeightUnit.KILOGRAM)


def _told(chance: Random) -> Back:
    return Back(ReturnedHow.TOLD, syringes=chance.choice((5, 10, 20, 30, 40, 50, 100)))


def _counted(chance: Random) -> Back:
    return Back(ReturnedHow.COUNTED, syringes=chance.randint(1, 60))


def _none(_: Random) -> Back:
    return Back(ReturnedHow.NONE)


def _not_asked(_: Random) -> Back:
    return Back(ReturnedHow.NOT_ASKED)


# Of 100 visits, how many bring what.
_BRINGS: dict[str, dict[Callable[[Random], Back], int]] = {
    "injects": {_not_asked: 28, _none: 18, _told: 4, _counted: 8, _pounds: 3, _kilograms: 1, _container: 38},
    "bulk": {_not_asked: 15, _many_pounds: 20, _containers: 65},
    "other": {_not_asked: 55, _none: 45},
}
