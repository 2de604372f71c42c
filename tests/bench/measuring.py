"""What was measured: seconds by name, and promises as ratios of two medians taken in turns."""

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

# Windows nobody sees, on the screen of an old laptop: Qt's own idea of one is 800 pixels square, too small for ours.
OFFSCREEN = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={Path(__file__).with_name('screen.json')}"}


@dataclass(frozen=True, slots=True)
class Promise:
    """One ratio of PRODUCT section 5: ours over its bare counterpart, both in seconds."""

    what: str
    visits: int  # in the file
    ours: float
    bare: float
    at_most: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare

    @property
    def is_kept(self) -> bool:
        return self.ratio <= self.at_most


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure nothing was promised about."""

    what: str
    visits: int
    value: float
    unit: str


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def in_turns(
    acts: Sequence[Callable[[], float]], *, blocks: int, each: int, warm_up: int = 0
) -> tuple[list[float], ...]:
    """Seconds of each act: a block of the first, a block of the second, and so on, so that noise meets all alike.

    Blocks, not single turns: each finds its own caches as its own work leaves them.
    """
    taken: tuple[list[float], ...] = tuple([] for _ in acts)
    for _ in range(blocks):
        for act, times in zip(acts, taken, strict=True):
            gc.collect()
            for _ in range(warm_up):
                act()
            times += [act() for _ in range(each)]
    return taken


def medians(taken: Iterable[Sequence[float]]) -> list[float]:
    return [median(times) for times in taken]


def percentile_95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]
