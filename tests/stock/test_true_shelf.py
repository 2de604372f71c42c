"""People at two sites give, receive, mistype, correct, count and key paper late, beside a shelf that is always right.

The model is a recount in plain Python: what was really on the shelf, and what was keyed.
"""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from outreach.vocabulary import EncounterId
from tests.make import COOKER, FRONT, KIT, NORTH, SYRINGE, Desk, counted

DAY = timedelta(days=1)
START = date(2026, 9, 27)  # so that runs cross the end of a month
ITEMS = (SYRINGE, COOKER)
IN_A_KIT = {SYRINGE: 10, COOKER: 5}
Shelf = tuple[str, str]  # site, item
Order = tuple[date, float]  # a day, and the place in it

sites = st.sampled_from((FRONT, NORTH))
items = st.sampled_from(ITEMS)
amounts = st.integers(1, 60)
codes = st.sampled_from([None, "MA0785", "KL1190", "ZZ0001"])


def pieces(given: dict[str, int]) -> Counter[str]:
    """What leaves the shelf when this is given, kits apart."""
    found: Counter[str] = Counter()
    for name, quantity in given.items():
        found += Counter(
            {part: each * quantity for part, each in IN_A_KIT.items()} if name == KIT else {name: quantity}
        )
    return found


@dataclass
class Visit:
    """What really happened, and what was keyed of it."""

    order: Order
    site: str
    given: dict[str, int]
    keyed: dict[str, int]
    code: str | None
    returned: int | None
    id: EncounterId | None = None
    void: bool = False

    @property
    def stands(self) -> bool:
        return self.id is not None and not self.void

    @property
    def is_right(self) -> bool:
        return pieces(self.given) == pieces(self.keyed if self.stands else {})


@dataclass
class Counted:
    order: Order
    found: int


class TrueShelf(RuleBasedStateMachine):
    desk: Desk

    @initialize()
    def open(self) -> None:
        self.today, self.sequence = START, 0
        self.shelf: Counter[Shelf] = Counter()
        self.yesterday: Counter[Shelf] = Counter()
        self.visits: list[Visit] = []
        self.received: list[tuple[Order, Shelf, int]] = []
        self.counts: dict[Shelf, Counted] = {}

    # --- what happens ------------------------------------------------------------------------------------------------

    @rule(days=st.integers(1, 3))
    def a_night_passes(self, days: int) -> None:
        self.today += days * DAY
        self.yesterday = self.shelf.copy()

    @rule(site=sites, item=items, quantity=st.integers(20, 200), lot=st.sampled_from(["", "A", "B"]))
    def a_delivery_arrives(self, site: str, item: str, quantity: int, lot: str) -> None:
        self.shelf[site, item] += quantity
        self.received.append((self.next(), (site, item), quantity))
        self.desk.receive(item, quantity, lot, site=site, on=self.today)

    @rule(
        site=sites, item=items, wanted=amounts, mistyped=st.sampled_from([1, 1, 1, 10]), code=codes, paper=st.booleans()
    )
    def somebody_is_given(
        self, site: str, item: str, wanted: int, mistyped: int, code: str | None, paper: bool
    ) -> None:
        quantity = min(wanted, self.shelf[site, item])
        given = {item: quantity} if quantity else {}
        self.happens(site, given, {name: n * mistyped for name, n in given.items()}, code, paper=paper)

    @rule(site=sites, kits=st.integers(1, 3), beside=st.integers(0, 9), paper=st.booleans())
    def somebody_is_given_kits(self, site: str, kits: int, beside: int, paper: bool) -> None:
        given = {KIT: kits, COOKER: beside} if beside else {KIT: kits}
        if all(self.shelf[site, item] >= n for item, n in pieces(given).items()):
            self.happens(site, given, given, None, paper=paper)

    @rule(site=sites, brought=st.integers(0, 300), code=codes)
    def somebody_brings_syringes_back(self, site: str, brought: int, code: str | None) -> None:
        self.happens(site, {}, {}, code, paper=False, returned=brought)

    @rule(site=sites, item=items, quantity=amounts, days_ago=st.integers(0, 4))
    def a_visit_is_keyed_that_never_was(self, site: str, item: str, quantity: int, days_ago: int) -> None:
        order = self.next() if days_ago == 0 else (self.today - days_ago * DAY, -1.0)
        self.visits.append(Visit(order, site, {}, {item: quantity}, None, None))
        self.key(self.visits[-1])

    # --- what is put right -------------------------------------------------------------------------------------------

    @precondition(lambda self: any(self.on_paper()))
    @rule(choose=st.integers(0, 99))
    def paper_is_keyed(self, choose: int) -> None:
        self.key(pick_one(self.on_paper(), choose))

    @precondition(lambda self: any(visit.stands for visit in self.visits))
    @rule(choose=st.integers(0, 99))
    def a_visit_is_corrected(self, choose: int) -> None:
        visit = pick_one([visit for visit in self.visits if visit.stands], choose)
        visit.keyed = visit.given
        assert visit.id is not None
        self.desk.correct(visit.id, self.entry(visit), at=self.today)

    @precondition(lambda self: any(visit.stands for visit in self.visits))
    @rule(choose=st.integers(0, 99))
    def a_visit_is_taken_back(self, choose: int) -> None:
        """Right if it never was; else the books are wrong until the next count."""
        visit = pick_one([visit for visit in self.visits if visit.stands], choose)
        assert visit.id is not None
        self.desk.void(visit.id, at=self.today)
        visit.void = True

    @rule(site=sites, some=st.sampled_from([ITEMS, (SYRINGE,), (COOKER,)]))
    def the_shelf_is_counted(self, site: str, some: tuple[str, ...]) -> None:
        self.desk.count({item: self.shelf[site, item] for item in some}, site=site, on=self.today)
        for item in some:
            self.counts[site, item] = Counted(self.next(), self.shelf[site, item])
            assert self.desk.books(item, site) == self.shelf[site, item]

    @rule(site=sites, item=items)
    def yesterday_s_count_is_keyed(self, site: str, item: str) -> None:
        found, evening = self.yesterday[site, item], (self.today - DAY, math.inf)
        self.desk.count({item: found}, site=site, on=self.today - DAY, at=self.today)
        if (site, item) not in self.counts or self.counts[site, item].order < evening:
            self.counts[site, item] = Counted(evening, found)

    # --- what must be so ---------------------------------------------------------------------------------------------

    @invariant()
    def the_books_are_the_last_count_and_what_was_keyed_of_what_came_after(self) -> None:
        for site in (FRONT, NORTH):
            for item in ITEMS:
                assert self.desk.books(item, site) == self.expected(site, item)

    @invariant()
    def where_everything_since_the_count_is_right_the_books_are_the_shelf(self) -> None:
        for shelf in self.counts:
            since = [visit for visit in self.visits if visit.site == shelf[0] and self.is_after(visit.order, shelf)]
            if all(visit.is_right for visit in since):
                assert self.desk.books(shelf[1], shelf[0]) == self.shelf[shelf]

    @invariant()
    def the_file_is_sound(self) -> None:
        assert self.desk.verify().problems == ()

    @invariant()
    def the_month_is_a_plain_recount(self) -> None:
        tally = self.desk.tally(self.today)
        standing = [v for v in self.visits if v.stands and v.order[0].replace(day=1) == self.today.replace(day=1)]
        assert tally.reconciled
        assert tally.figures["contacts"] == len(standing)
        assert tally.figures["participants"] == len({visit.code for visit in standing if visit.code})
        assert tally.figures["contacts_without_code"] == sum(visit.code is None for visit in standing)
        assert tally.figures["syringes_out"] == sum(pieces(visit.keyed)[SYRINGE] for visit in standing)
        assert tally.figures["syringes_returned"] == sum(visit.returned or 0 for visit in standing)
        closing = {line.item: line.closing for line in tally.statement}
        for item in ITEMS:
            assert closing.get(item, 0) == sum(self.expected(site, item) for site in (FRONT, NORTH))

    # --- the recount -------------------------------------------------------------------------------------------------

    def happens(
        self, site: str, given: dict[str, int], keyed: dict[str, int], code: str | None, *, paper: bool,
        returned: int | None = None,
    ) -> None:  # fmt: skip
        if paper and any(self.is_counted_today(site, item) for item in pieces(given)):
            paper = False  # on paper nobody can tell whether it was before the count or after
        self.shelf.subtract({(site, item): n for item, n in pieces(given).items()})
        visit = Visit(self.next(), site, given, keyed, code, returned)
        self.visits.append(visit)
        if not paper:
            self.key(visit)

    def key(self, visit: Visit) -> None:
        recorded = self.desk.record(self.entry(visit), at=self.today)
        visit.id = recorded.encounter_id

    def entry(self, visit: Visit) -> Any:
        return self.desk.entry(
            visit.keyed,
            on=visit.order[0],
            site=visit.site,
            code=visit.code,
            returned=counted(visit.returned) if visit.returned is not None else None,
        )

    def next(self) -> Order:
        self.sequence += 1
        return self.today, float(self.sequence)

    def on_paper(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.id is None and visit.order[0] < self.today]

    def is_counted_today(self, site: str, item: str) -> bool:
        return (site, item) in self.counts and self.counts[site, item].order[0] == self.today

    def is_after(self, order: Order, shelf: Shelf) -> bool:
        return shelf not in self.counts or order > self.counts[shelf].order

    def expected(self, site: str, item: str) -> int:
        """The last count, then each day's comings and goings; no day ends below nothing."""
        shelf = (site, item)
        days: Counter[date] = Counter()
        for order, where, quantity in self.received:
            if where == shelf and self.is_after(order, shelf):
                days[order[0]] += quantity
        for visit in self.visits:
            if visit.stands and visit.site == site and self.is_after(visit.order, shelf):
                days[visit.order[0]] -= pieces(visit.keyed)[item]
        books = self.counts[shelf].found if shelf in self.counts else 0
        for day in sorted(days):
            books = max(0, books + days[day])
        return books


def pick_one(visits: list[Visit], choose: int) -> Visit:
    return visits[choose % len(visits)]


def test_after_a_count_the_books_are_the_shelf_whatever_is_keyed_when(as_new):
    def start() -> TrueShelf:
        machine = TrueShelf()
        machine.desk = as_new()
        return machine

    bounds = settings() if settings().max_examples > 100 else settings(max_examples=8, stateful_step_count=25)
    run_state_machine_as_test(start, settings=bounds)  # type: ignore[arg-type]  # any way to make one will do
