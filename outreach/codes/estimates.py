"""How well a recipe tells people apart: how many pairs share a code, and how many newcomers would be asked to check.

Pairs sharing = N (N - 1) / 2 x the product, over the pieces, of the chance that two people's agree.

A newcomer is asked when nobody has their code but somebody has one that is a slip away.  With p the chance that
another person has the newcomer's very code and q that they have one a slip away, that is (1-p)^N - (1-p-q)^N.  p and
q differ from person to person (a common name is a slip away from many), so both are worked out for a thousand
newcomers, drawn so that every piece's answers stand among them as often as they are likely, and the mean is taken.
A slip is one sign wrong or two neighbors swapped: codes of one recipe are of one length, so a sign missing or too
many never makes another's code.  Letters added for second persons are left out.  Codes that are given out are drawn
again until nobody has them, and their check character shows a slip: none share, and nobody is asked.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import prod
from random import Random

from outreach.codes.chances import Spread, same, spreads
from outreach.codes.look_alikes import SIGNS
from outreach.codes.pieces import Piece
from outreach.codes.recipes import Recipe
from outreach.vocabulary import CodesMade

ASKED_BELOW = 0.05  # from this share of newcomers on, nobody is asked: a question met so often is not read
_NEWCOMERS = 1_000
_SEED = 7064


def pairs_sharing(recipe: Recipe, people: int) -> float:
    """How many pairs among so many people would make the same code."""
    if recipe.made is CodesMade.ISSUED:
        return 0
    return people * (people - 1) / 2 * prod(map(same, recipe.pieces))


def participants_missed(recipe: Recipe, people: int) -> float:
    """By how many the number of participants would read too low: people less the codes they would make.

    Of people who draw one of D codes, each as likely as 1/D, D (1 - (1 - 1/D)^N) codes are drawn.
    """
    if recipe.made is CodesMade.ISSUED:
        return 0
    one = prod(map(same, recipe.pieces))
    return people - (1 - (1 - one) ** people) / one


def newcomers_asked(recipe: Recipe, people: int) -> float:
    """The share, 0 to 1, of honest newcomers whose code is one slip from somebody's among so many people."""
    if recipe.made is CodesMade.ISSUED:
        return 0
    risks = _risks(recipe.pieces)
    return sum((1 - own) ** people - (1 - own - near) ** people for own, near in risks) / len(risks)


@lru_cache(maxsize=64)
def _risks(pieces: tuple[Piece, ...]) -> tuple[tuple[float, float], ...]:
    """For each of a thousand newcomers: the chance that another has their code, and that they have one a slip away."""
    spread = [one for piece in pieces for one in spreads(piece)]
    nearby = [_nearby(one) for one in spread]
    return tuple(_risk(said, spread, nearby) for said in _newcomers(spread))


def _risk(said: Sequence[str], spread: Sequence[Spread], nearby: Sequence[dict[str, float]]) -> tuple[float, float]:
    own = prod(one[signs] for signs, one in zip(said, spread, strict=True))
    inside = sum(near[signs] / one[signs] for signs, one, near in zip(said, spread, nearby, strict=True))
    across = sum(_swapped(*pair, *both) for pair, both in zip(pairwise(said), pairwise(spread), strict=True))
    return own, own * (inside + across)


def _newcomers(spread: Sequence[Spread]) -> Iterator[tuple[str, ...]]:
    """People whose answers to every question come up as often as they are likely, mixed by a fixed chance."""
    chance = Random(_SEED)  # noqa: S311 - the same estimate every time, and nothing secret
    columns = []
    for one in spread:
        column = list(_evenly(one))
        chance.shuffle(column)
        columns.append(column)
    return zip(*columns, strict=True)


def _evenly(spread: Spread) -> Iterator[str]:
    bounds = iter(accumulate(spread.values()))
    signs = iter(spread)
    said, bound = next(signs), next(bounds)
    for number in range(_NEWCOMERS):
        while (number + 0.5) / _NEWCOMERS > bound:
            said, bound = next(signs, said), next(bounds, 1.0)
        yield said


def _nearby(spread: Spread) -> dict[str, float]:
    """For each thing that may be said: how likely somebody says a thing one slip away."""
    return {signs: sum(spread.get(slip, 0) for slip in _slips(signs)) for signs in spread}


def _slips(signs: str) -> set[str]:
    wrong = {signs[:at] + sign + signs[at + 1 :] for at in range(len(signs)) for sign in SIGNS}
    swapped = {signs[:at] + b + a + signs[at + 2 :] for at, (a, b) in enumerate(pairwise(signs))}
    return (wrong | swapped) - {signs}


def _swapped(left: str, right: str, lefts: Spread, rights: Spread) -> float:
    """How much likelier than the own code is the one with the neighbors at the seam of two pieces swapped."""
    if left[-1] == right[0]:
        return 0
    other = lefts.get(left[:-1] + right[0], 0) * rights.get(left[-1] + right[1:], 0)
    return other / (lefts[left] * rights[right])
