"""Visits recorded, corrected, voided, taken back, and codes joined, parted and shared, in any order, beside a recount.

The model is plain Python: what each visit says, and which codes somebody has said are one person's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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

from outreach import history, known_codes
from outreach.codes.recipes import SUFFIXES
from outreach.entry import Entry
from outreach.known_codes import Known
from outreach.vocabulary import EncounterId, SeenBefore, VoidReason
from tests.make import BEGAN, FRONT, NORTH, SYRINGE, Desk

DAY = timedelta(days=1)
TODAY = date(2026, 10, 15)
CODES = ("MA0785", "KL1190", "ZZ0001", "PX5521")

codes = st.sampled_from(CODES)
days = st.sampled_from([date(2026, 8, 31), TODAY - 20 * DAY, TODAY - DAY, TODAY])
answers = st.sampled_from(list(SeenBefore))
choices = st.integers(0, 99)


@dataclass
class Visit:
    id: EncounterId
    entry: Entry
    code: str | None
    site: str
    void: bool = False

    @property
    def who(self) -> str | None:
        """The code that surely says who came."""
        return None if self.entry.is_unsure_who else self.code


class TruePeople(RuleBasedStateMachine):
    desk: Desk

    @initialize()
    def open(self) -> None:
        self.visits: list[Visit] = []
        self.pairs: set[frozenset[str]] = set()
        self.used: set[str] = set()
        self.apart: dict[str, str] = {}  # a second person's code → the first one's
        self.desk.give({}, on=BEGAN)  # records go back far enough to know who is new

    # --- what happens ------------------------------------------------------------------------------------------------

    @rule(code=st.one_of(st.none(), codes), on=days, site=st.sampled_from((FRONT, NORTH)), before=answers)
    def somebody_comes(self, code: str | None, on: date, site: str, before: SeenBefore) -> None:
        self.say(code, on, site, before)

    @precondition(lambda self: self.used & {*CODES})
    @rule(choose=choices, on=days, before=answers)
    def somebody_says_that_is_not_me(self, choose: int, on: date, before: SeenBefore) -> None:
        first = pick(sorted(self.used & {*CODES}), choose)
        letter = next(letter for letter in SUFFIXES if not self.stands(first + letter))
        self.apart[first + letter] = first
        self.say(first + letter, on, FRONT, before, shares_with=self.desk.code(first))

    @precondition(lambda self: self.apart)
    @rule(choose=choices, on=days, before=answers)
    def somebody_is_not_sure_which_they_are(self, choose: int, on: date, before: SeenBefore) -> None:
        self.say(pick(sorted(set(self.apart.values())), choose), on, NORTH, before, is_unsure_who=True)

    @precondition(lambda self: self.standing())
    @rule(choose=choices, code=st.one_of(st.none(), codes), on=days, before=answers)
    def a_visit_is_corrected(self, choose: int, code: str | None, on: date, before: SeenBefore) -> None:
        visit = pick(self.standing(), choose)
        said = self.entry(code, on, visit.site, before)
        self.desk.correct(visit.id, said, at=TODAY)
        visit.entry, visit.code = replace(said, client_id=visit.entry.client_id), code
        self.used |= {code} - {None}  # type: ignore[arg-type]

    @precondition(lambda self: self.standing())
    @rule(choose=choices, reason=st.sampled_from([VoidReason.TAKEN_BACK, VoidReason.WRONG_PERSON]))
    def a_visit_is_taken_back(self, choose: int, reason: VoidReason) -> None:
        visit = pick(self.standing(), choose)
        self.desk.void(visit.id, at=TODAY, reason=reason)
        visit.void = True

    @precondition(lambda self: self.apart_from_each_other())
    @rule(choose=choices)
    def two_codes_are_joined(self, choose: int) -> None:
        one, other = pick(self.apart_from_each_other(), choose)
        self.desk.join(one, other)
        self.pairs.add(frozenset((one, other)))

    @precondition(lambda self: self.pairs)
    @rule(choose=choices)
    def two_codes_are_parted(self, choose: int) -> None:
        pair = pick(sorted(self.pairs, key=sorted), choose)
        self.desk.part(*sorted(pair))
        self.pairs.remove(pair)

    # --- what must be so ---------------------------------------------------------------------------------------------

    @invariant()
    def the_file_is_sound(self) -> None:
        assert self.desk.verify().problems == ()

    @invariant()
    def the_month_is_a_plain_recount(self) -> None:
        for month in (TODAY, TODAY - 20 * DAY):
            figures = self.desk.figures(month)
            here = [visit for visit in self.standing() if visit.entry.on.replace(day=1) == month.replace(day=1)]
            people = {self.person(visit.who) for visit in here if visit.who}
            new = {who for who in people if self.first_day(who) >= month.replace(day=1)}
            assert figures["contacts"] == len(here)
            assert figures["contacts_with_code"] == sum(visit.code is not None for visit in here)
            assert figures["participants"] == len(people)
            assert figures["new_participants"] == sum(self.answer(who) is not SeenBefore.BEFORE for who in new)
            assert figures["new_said_first"] == sum(self.answer(who) is SeenBefore.FIRST for who in new)
            assert figures["seen_earlier"] == len(people - new)

    @invariant()
    def every_site_is_a_plain_recount(self) -> None:
        for line in self.desk.tally(TODAY).by_site:
            here = [v for v in self.standing() if v.entry.on >= TODAY.replace(day=1) and v.site == line.site]
            assert line.participants == len({self.person(visit.who) for visit in here if visit.who})

    @invariant()
    def every_visit_is_read_back_as_it_stands(self) -> None:
        for visit in self.standing()[-4:]:
            assert self.desk.read(history.entry_of, visit.id) == replace(visit.entry, shares_with=None)

    @invariant()
    def the_desk_knows_whoever_came_and_offers_all_who_share_a_code(self) -> None:
        for code in CODES:
            others = [
                second
                for second, first in self.apart.items()
                if first == code and self.person(second) != self.person(code) and self.stands(second)
            ]
            found = self.desk.read(known_codes.look_up, self.desk.code(code))
            assert isinstance(found, Known) == bool(self.stands(code) or others)
            if isinstance(found, Known):
                assert {*found.sharing[1:]} == {self.desk.code(second) for second in others}

    # --- the recount -------------------------------------------------------------------------------------------------

    def say(self, code: str | None, on: date, site: str, before: SeenBefore, **more: Any) -> None:
        entry = replace(self.entry(code, on, site, before), **more)
        self.visits.append(Visit(self.desk.record(entry, at=TODAY).encounter_id, entry, code, site))
        self.used |= {code} - {None}  # type: ignore[arg-type]

    def entry(self, code: str | None, on: date, site: str, before: SeenBefore) -> Entry:
        return self.desk.entry({SYRINGE: 1}, code=code, on=on, site=site, before=before)

    def standing(self) -> list[Visit]:
        return [visit for visit in self.visits if not visit.void]

    def person(self, code: str | None) -> str:
        """The lowest code that pairs connect with this one: walk as long as anything is added."""
        reached = {code}
        while more := {one for pair in self.pairs if pair & reached for one in pair} - reached:
            reached |= more
        return min(reached)  # type: ignore[type-var, return-value]

    def of(self, person: str) -> list[Visit]:
        return [visit for visit in self.standing() if visit.who and self.person(visit.who) == person]

    def stands(self, code: str) -> bool:
        return bool(self.of(self.person(code)))

    def first_day(self, person: str) -> date:
        return min(visit.entry.on for visit in self.of(person))

    def answer(self, person: str) -> SeenBefore:
        said = {visit.entry.before for visit in self.of(person)}
        return next((one for one in (SeenBefore.BEFORE, SeenBefore.FIRST) if one in said), SeenBefore.NOT_ASKED)

    def apart_from_each_other(self) -> list[tuple[str, str]]:
        used = sorted(self.used)
        return [(a, b) for a in used for b in used if a < b and self.person(a) != self.person(b)]


def pick(some: list[Any], choose: int) -> Any:
    return some[choose % len(some)]


def test_tally_history_and_desk_agree_with_a_recount_whatever_was_joined_or_taken_back(as_new: Callable[[], Desk]):
    def start() -> TruePeople:
        machine = TruePeople()
        machine.desk = as_new()
        return machine

    bounds = settings() if settings().max_examples > 100 else settings(max_examples=10, stateful_step_count=25)
    run_state_machine_as_test(start, settings=bounds)  # type: ignore[arg-type]  # any way to make one will do
