"""A month's tally and a year's, beside the same figures in SQL written by hand."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from time import perf_counter

from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.tallies.tally import Tally
from outreach.upkeep.opening import Opened
from tests.bench import by_hand
from tests.bench.centers import MONTH, Sample
from tests.bench.measuring import Promise, in_turns, medians, seconds

BLOCKS, EACH = 5, 3


def promise(sample: Sample, period: Period, what: str, *, each: int = EACH) -> Promise:
    """The tally of a period, at most 1.5 times what the hand-written SQL takes."""
    with ExitStack() as stack:
        opened = stack.enter_context(closing(sample.open()))
        bare = stack.enter_context(closing(by_hand.connected(opened)))
        read = by_hand.reader(bare, period)
        by_hand.check(read(), _tally(opened, period))
        ours, theirs = medians(
            in_turns((tallying(opened, period), lambda: seconds(read)), blocks=BLOCKS, each=each, warm_up=1)
        )
    return Promise(what, sample.visits, ours, theirs, 1.5)


def flat(small: Sample, large: Sample) -> Promise:
    """The same month in a large file, at most 1.3 times the small file's."""
    with closing(small.open()) as few, closing(large.open()) as many:
        in_few, in_many = medians(
            in_turns((tallying(few, MONTH), tallying(many, MONTH)), blocks=BLOCKS, each=EACH, warm_up=1)
        )
    return Promise("month's tally, flat", large.visits, in_many, in_few, 1.3)


def tallying(opened: Opened, period: Period) -> Callable[[], float]:
    def act() -> float:
        start = perf_counter()
        _tally(opened, period)
        return perf_counter() - start

    return act


def _tally(opened: Opened, period: Period) -> Tally:
    with opened.store.reading() as session:
        return engine.tally(session, period, None, "en")
