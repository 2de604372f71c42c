"""Visits recorded, corrected and voided at random, over days, sites and months: everything that says how many there
were must agree with a plain recount that shares nothing with the program.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

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

from outreach import days
from outreach.days import DayOpen, SomebodyCame
from outreach.entry import Entry
from outreach.tallies.periods import following_month
from outreach.visits import listing
from outreach.visits.opened import open_visit
from outreach.visits.which import Kind, Which
from outreach.vocabulary import At, EncounterId
from tests.make import COOKER, FRONT, KIT, NORTH, SYRINGE, Desk, counted

FIRST = date(2026, 9, 27)  # so that they cross the end of a month
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
TODAY = DAYS[-1]
STOCK = 100_000
IN_A_KIT = {SYRINGE: 10, COOKER: 5}
Said = dict[str, int]

amounts = st.dictionaries(st.sampled_from((SYRINGE, COOKER, KIT)), st.integers(1, 40), max_size=3)
people = st.sampled_from([None, "MA0785", "KL1190", "ZZ0001"])


@dataclass(frozen=True)
class Visit:
    """What stands of a visit by its own account."""

    on: date
    site: str
    given: tuple[tuple[str, int], ...]
    code: str | None
    returned: int | None
    versions: int = 1
    is_void: bool = False

    @property
    def pieces(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for name, n in self.given:
            for part, each in (IN_A_KIT if name == KIT else {name: 1}).items():
                found[part] += n * each
        return found


visits = st.builds(
    Visit,
    on=st.sampled_from(DAYS),
    site=st.sampled_from((FRONT, NORTH)),
    given=amounts.map(lambda given: tuple(sorted(given.items()))),
    code=people,
    returned=st.none() | st.integers(0, 99),
)


class Recount(RuleBasedStateMachine):
    desk: Desk

    @initialize()
    def open(self) -> None:
        self.said: dict[EncounterId, Visit] = {}
        self.noted: dict[tuple[str, date], DayOpen] = {}
        for site in (FRONT, NORTH):
            for item in (SYRINGE, COOKER):
                self.desk.receive(item, STOCK, "A", site=site, on=FIRST - timedelta(days=1))

    @rule(visit=visits)
    def a_visit_is_recorded(self, visit: Visit) -> None:
        recorded = self.desk.record(self.entry(visit), at=TODAY)
        self.said[recorded.encounter_id] = visit

    @precondition(lambda self: self.standing())
    @rule(choose=st.integers(0, 99), visit=visits)
    def a_visit_is_corrected(self, choose: int, visit: Visit) -> None:
        chosen = self.pick(choose)
        self.desk.correct(chosen, self.entry(visit), at=TODAY)
        self.said[chosen] = replace(visit, versions=self.said[chosen].versions + 1)

    @precondition(lambda self: self.standing())
    @rule(choose=st.integers(0, 99))
    def a_visit_is_voided(self, choose: int) -> None:
        chosen = self.pick(choose)
        self.desk.void(chosen, at=TODAY)
        self.said[chosen] = replace(self.said[chosen], is_void=True)

    @rule(
        site=st.sampled_from((FRONT, NORTH)), on=st.sampled_from(DAYS), quarters=st.integers(0, 40), alone=st.booleans()
    )
    def a_day_is_noted(self, site: str, on: date, quarters: int, alone: bool) -> None:
        said = DayOpen(quarters or (None if alone else 0), nobody_came=alone)
        try:
            with self.desk.writing() as session:
                days.note(session, self.desk.by(), At(TODAY, 12), self.desk.site(site), on, said)
        except SomebodyCame:
            assert [one for one in self.standing() if (one.site, one.on) == (site, on)]
        else:
            self.noted[site, on] = said

    @invariant()
    def the_tally_is_the_recount(self) -> None:
        for month in (FIRST.replace(day=1), TODAY.replace(day=1)):
            tally, there = self.desk.tally(month), self.of_month(month)
            met = {visit.on for visit in there}
            noted = {on for (_, on), said in self.noted.items() if said.is_open and on.replace(day=1) == month}
            assert tally.reconciled
            assert tally.figures["contacts"] == len(there)
            assert tally.figures["contacts_without_code"] == sum(visit.code is None for visit in there)
            assert tally.figures["participants"] == len({visit.code for visit in there if visit.code})
            assert tally.figures["syringes_out"] == sum(visit.pieces[SYRINGE] for visit in there)
            assert tally.figures["syringes_returned"] == sum(visit.returned or 0 for visit in there)
            assert tally.figures["days_open"] == len(met | noted)

    @invariant()
    def the_history_is_the_recount(self) -> None:
        whole = Which(DAYS[0], DAYS[-1])
        with self.desk.store.reading() as session:
            by, at = self.desk.by(), At(TODAY, 20)
            lines = {line.encounter_id: line for line in listing.page(session, by, at, whole, limit=10_000)}
            counts = listing.count(session, by, at, whole)
            corrected = listing.page(session, by, at, replace(whole, kind=Kind.CORRECTED), limit=10_000)
            opened = {id_: open_visit(session, by, at, id_) for id_ in lines}
        assert set(lines) == set(self.said)
        for id_, visit in self.said.items():
            line = lines[id_]
            assert (line.on_day, line.is_void, line.has_code) == (visit.on, visit.is_void, visit.code is not None)
            assert (line.syringes, line.returned) == (visit.pieces[SYRINGE], visit.returned)
            assert len(opened[id_].versions) == visit.versions + visit.is_void
        assert sum(day.standing for day in counts.values()) == len(self.standing())
        assert len(corrected) == sum(visit.versions > 1 for visit in self.standing())

    @invariant()
    def the_days_at_the_desk_are_the_recount(self) -> None:
        for site in (FRONT, NORTH):
            for on in DAYS:
                there = [visit for visit in self.standing() if (visit.site, visit.on) == (site, on)]
                strip = self.desk.read(days.strip, self.desk.site(site), on)
                assert (strip.contacts, strip.syringes_out) == (len(there), sum(v.pieces[SYRINGE] for v in there))

    @invariant()
    def the_shelves_are_the_recount(self) -> None:
        for site in (FRONT, NORTH):
            for item in (SYRINGE, COOKER):
                gone = sum(visit.pieces[item] for visit in self.standing() if visit.site == site)
                assert self.desk.books(item, site) == STOCK - gone
        assert self.desk.verify().is_sound

    def entry(self, visit: Visit) -> Entry:
        returned = None if visit.returned is None else counted(visit.returned)
        return self.desk.entry(dict(visit.given), on=visit.on, site=visit.site, code=visit.code, returned=returned)

    def standing(self) -> list[Visit]:
        return [visit for visit in self.said.values() if not visit.is_void]

    def of_month(self, month: date) -> list[Visit]:
        return [visit for visit in self.standing() if month <= visit.on < following_month(month)]

    def pick(self, choose: int) -> EncounterId:
        standing: Iterable[EncounterId] = [id_ for id_, visit in self.said.items() if not visit.is_void]
        return sorted(standing)[choose % len(list(standing))]


def test_whatever_is_recorded_corrected_and_voided_everything_agrees_with_a_recount(as_new):
    def start() -> Recount:
        machine = Recount()
        machine.desk = as_new()
        return machine

    bounds = settings() if settings().max_examples > 100 else settings(max_examples=6, stateful_step_count=20)
    run_state_machine_as_test(start, settings=bounds)  # type: ignore[arg-type]  # any way to make one will do
