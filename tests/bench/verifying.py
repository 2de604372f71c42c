"""How long it takes to prove a file sound."""

from contextlib import closing

from outreach.upkeep import verify
from tests.bench.centers import Sample
from tests.bench.measuring import Fact, seconds


def fact(sample: Sample) -> Fact:
    with closing(sample.open()) as opened, opened.store.reading() as session:
        taken = seconds(lambda: verify.verify(session))
    return Fact("verify", sample.visits, taken, "seconds")
