"""Estimates against the published table, against people drawn by chance, and against their own assumptions."""

from collections import Counter
from dataclasses import replace
from functools import cache
from math import comb, prod
from random import Random

import pytest

from outreach.codes import estimates
from outreach.codes.chances import agreeing, same, spreads
from outreach.codes.look_alikes import slips
from outreach.codes.pieces import End, Kind, Piece
from outreach.codes.presets import all_presets, preset
from outreach.vocabulary import CodesMade

MADE = [one.key for one in all_presets() if one.recipe.made is CodesMade.FROM_ANSWERS]
INITIAL = Piece(Kind.LETTERS, 1, name="Own first name", filler="X")
DAY = Piece(Kind.BIRTH_DAY, 2, filler="99")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("mother-month-year", (4, 48, 428)),
        ("lower-east-side", (2, 20, 178)),
        ("pasmo", (0.3, 4, 35)),
        ("regina", (0.0, 0.5, 4)),
        ("philippines", (0, 0, 0.2)),
        ("issued", (0, 0, 0)),
    ],
)
def test_pairs_sharing_are_those_of_the_published_table(key, expected):
    pairs = [estimates.pairs_sharing(preset(key).recipe, people) for people in (300, 1_000, 3_000)]

    assert tuple(round(n, 1) if n < 1 else round(n) for n in pairs) == pytest.approx(expected, abs=0.05)


@cache
def crowd(key, people, seed=1):
    """People whose answers are drawn by chance, as the codes they make."""
    chance = Random(seed)
    spread = [one for piece in preset(key).recipe.pieces for one in spreads(piece)]
    drawn = [chance.choices(list(one), list(one.values()), k=people) for one in spread]
    return list(map("".join, zip(*drawn, strict=True)))


@pytest.mark.parametrize("key", MADE)
def test_people_drawn_by_chance_share_codes_as_often_as_estimated(key):
    sharing = Counter(crowd(key, 60_000)).values()

    estimated = estimates.pairs_sharing(preset(key).recipe, 60_000)
    assert sum(comb(people, 2) for people in sharing) == pytest.approx(estimated, rel=0.05, abs=30)


@pytest.mark.parametrize("key", MADE)
def test_newcomers_drawn_by_chance_are_asked_as_often_as_estimated(key):
    newcomers = crowd(key, 1_500, seed=9)
    near = {code: slips(code) for code in newcomers}
    for people in (300, 1_000):
        asked = 0
        for center in range(5):
            here = set(crowd(key, people, seed=100 + center))
            asked += sum(code not in here and not here.isdisjoint(near[code]) for code in newcomers)

        estimated = estimates.newcomers_asked(preset(key).recipe, people)
        assert asked / 5 / len(newcomers) == pytest.approx(estimated, rel=0.15, abs=0.008)


def test_a_center_of_nobody_asks_nobody_and_a_larger_one_asks_more():
    recipe = preset("mother-month-year").recipe
    asked = [estimates.newcomers_asked(recipe, people) for people in (0, 1, 100, 300, 1_000)]

    assert asked[0] == 0
    assert asked == sorted(asked)
    assert all(0 <= share <= 1 for share in asked)


def test_more_pieces_make_sharing_and_asking_rarer():
    now = preset("mother-month-year").recipe
    richer = [replace(now, pieces=(*now.pieces, *more)) for more in ((), (INITIAL,), (DAY,), (INITIAL, DAY))]

    assert [round(estimates.pairs_sharing(recipe, 1_000)) for recipe in richer] == [48, 4, 2, 0]
    assert [round(100 * estimates.newcomers_asked(recipe, 1_000)) for recipe in richer] == [64, 20, 9, 1]


def test_codes_that_are_given_out_are_shared_by_none_and_ask_none():
    issued = preset("issued").recipe

    assert estimates.newcomers_asked(issued, 3_000) == estimates.participants_missed(issued, 3_000) == 0


def test_participants_read_too_low_by_those_who_share():
    recipe = preset("mother-month-year").recipe

    assert round(estimates.participants_missed(recipe, 1_000)) == 46
    assert estimates.participants_missed(recipe, 1) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("piece", [*(p for key in MADE for p in preset(key).recipe.pieces)], ids=str)
def test_what_people_say_agrees_as_often_as_assumed(piece):
    assert prod(map(agreeing, spreads(piece))) == pytest.approx(same(piece), rel=0.02)
    assert all(sum(one.values()) == pytest.approx(1) for one in spreads(piece))
    assert sum(len(next(iter(one))) for one in spreads(piece)) == piece.length


@pytest.mark.parametrize("length", [1, 2, 3, 6])
@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("name", ["Mother’s first name", "Own last name", "Own initials", "Street"])
def test_any_letters_of_any_name_have_their_chances(name, end, length):
    piece = Piece(Kind.LETTERS, length, name=name, end=end, filler="X" * length)

    assert prod(map(agreeing, spreads(piece))) == pytest.approx(same(piece), rel=0.03)
    assert sum(len(next(iter(one))) for one in spreads(piece)) == length
