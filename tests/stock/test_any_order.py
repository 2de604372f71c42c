"""Anything that can happen to stock, keyed in any order, beside a plain recount that knows only what happened."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from outreach.db.ids import Ids
from outreach.db.models.stock import Lot, Movement
from outreach.stock import counts, deliveries
from outreach.stock.counts import Found
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.stock.lots import open_lot
from outreach.vocabulary import At, CountSide
from tests.make import FRONT, NORTH, SYRINGE, Desk
from tests.stock.made import dispose, find, found_short, hand_over, move, open_with, put_back, void

DAY = timedelta(days=1)
FIRST = date(2026, 9, 28)  # so that every story crosses the end of a month
DAYS = [FIRST + n * DAY for n in range(6)]
LAST = DAYS[-1]
LOTS = ("A", "B", "C")
SITES = (FRONT, NORTH)
# What a thing that happens does to its shelf, and in which column it is printed with which sign.
SIGNS = {
    "delivery": (1, "received", 1), "opening": (1, "adjusted", 1), "found": (1, "adjusted", 1),
    "put_back": (1, "put_back", 1), "visit": (-1, "given", 1), "hand_over": (-1, "handed_over", 1),
    "disposal": (-1, "disposed", 1), "short": (-1, "received", -1), "transfer": (-1, "moved", -1),
}  # fmt: skip
ARRIVE = {"opening": open_with, "found": find, "put_back": put_back}
LEAVE: dict[str, Any] = {"hand_over": hand_over, "disposal": dispose, "short": found_short}
COLUMNS = ("received", "given", "handed_over", "put_back", "moved", "disposed", "adjusted", "shortfall")


@dataclass(eq=False)
class Happened:
    """One thing: keyed with `first`, then put right to `quantity`, or (None) taken back."""

    kind: str
    on: date
    site: str
    lot: str
    first: int
    quantity: int | None
    after: bool  # a count of its day, if there is one

    @property
    def sites(self) -> tuple[str, ...]:
        return SITES if self.kind == "transfer" else (self.site,)

    @property
    def is_put_right(self) -> bool:
        return self.quantity != self.first


Shelves = dict[str, int | None]
"""What stands there by lot; None: nobody looked."""


@dataclass(eq=False)
class Counted:
    on: date
    site: str
    first: Shelves
    found: Shelves | None
    damaged: int = 0  # of lot A, beside what was found

    @property
    def is_put_right(self) -> bool:
        return self.found != self.first


Fact = Happened | Counted


def story(chance: Random) -> list[Fact]:
    facts: list[Fact] = []
    for _ in range(chance.randint(2, 9)):
        first = chance.randint(1, 60)
        quantity = chance.choice([first, first, first, None, chance.randint(1, 60)])
        kind = chance.choice([*SIGNS, "delivery", "visit", "visit", "visit"])
        facts.append(
            Happened(
                kind,
                chance.choice(DAYS),
                chance.choice(SITES),
                chance.choice(LOTS),
                first,
                quantity,
                chance.random() < 0.5,
            )
        )
    for site, on in sorted({(chance.choice(SITES), chance.choice(DAYS)) for _ in range(chance.randint(0, 3))}):
        first_found = leave_out({lot: chance.choice([0, chance.randint(0, 60)]) for lot in LOTS}, chance)
        found_anew = leave_out({lot: chance.randint(0, 60) for lot in LOTS}, chance)
        found = chance.choice([first_found, first_found, None, found_anew])
        is_looked_at = None not in (first_found["A"], found_anew["A"])
        damaged = chance.choice([0, 0, chance.randint(1, 20)]) if is_looked_at else 0
        facts.append(Counted(on, site, first_found, found, damaged))
    return facts


def leave_out(found: Shelves, chance: Random) -> Shelves:
    """Sometimes nobody looked at one of them, or at two."""
    return found | dict.fromkeys(chance.sample(LOTS, chance.choice([0, 0, 1, 2])), None)


# --- the recount --------------------------------------------------------------------------------------------------


@dataclass
class Recount:
    """What the books must say: each day's lots at a site, each month's columns."""

    days: dict[tuple[str, date], Counter[str]] = field(default_factory=dict)
    columns: dict[tuple[str, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def recount(facts: list[Fact], lots: tuple[str, ...]) -> Recount:
    books = Recount()
    for site in SITES:
        shelf = Counter(dict.fromkeys(lots, 0))
        for on in DAYS:
            column = books.columns[site, on.month]
            count = next(
                (f for f in facts if isinstance(f, Counted) and (f.on, f.site) == (on, site) and f.found), None
            )
            today = [f for f in facts if isinstance(f, Happened) and f.on == on and site in f.sites and f.quantity]
            for part in (False, True) if count else (None,):
                for fact in today:
                    if part is None or fact.after is part:
                        happen(fact, site, shelf, column, lots)
                settle(shelf, column)
                if count and count.found and part is False:
                    there = as_counted(count.found, shelf, lots)
                    column["disposed"] += count.damaged
                    column["adjusted"] += sum(there.values()) + count.damaged - sum(shelf.values())
                    shelf = there
            books.days[site, on] = shelf.copy()
    return books


def as_counted(found: Shelves, shelf: Counter[str], lots: tuple[str, ...]) -> Counter[str]:
    """What stands there after a count: of a lot nobody looked at, what the books had of it."""
    if len(lots) == 1:
        return Counter({lots[0]: sum(n or 0 for n in found.values())})
    return Counter({lot: shelf[lot] if n is None else n for lot, n in found.items()})


def happen(fact: Happened, site: str, shelf: Counter[str], column: Counter[str], lots: tuple[str, ...]) -> None:
    sign, name, printed = SIGNS[fact.kind]
    arrives = fact.kind == "transfer" and site != fact.site
    quantity = fact.quantity or 0
    shelf[fact.lot if len(lots) > 1 else lots[0]] += -sign * quantity if arrives else sign * quantity
    column[name] += -printed * quantity if arrives else printed * quantity


def settle(shelf: Counter[str], column: Counter[str]) -> None:
    short = max(0, -sum(shelf.values()))
    column["shortfall"] += short
    for lot in sorted(shelf):
        covered = min(short, max(0, -shelf[lot]))
        shelf[lot] += covered
        short -= covered


# --- keying it ----------------------------------------------------------------------------------------------------


class Keyed:
    """Somebody keys a story step by step: each fact once, and once more if it was wrong."""

    def __init__(self, desk: Desk, by_lot: bool) -> None:
        self.desk, self.by_lot = desk, by_lot
        self.ids: dict[Fact, Any] = {}
        self.sides: dict[Fact, CountSide | None] = {}
        self.counted: set[tuple[str, date]] = set()
        by = desk.by()
        with desk.writing() as session:
            ids = Ids(session, by.device, ("lots",))
            source = next(s.id for s in desk.catalog.sources if s.is_unstated)
            for lot in LOTS:
                open_lot(session, ids, desk.item(SYRINGE), lot, source, None)

    def step(self, fact: Fact, at: date) -> None:
        if isinstance(fact, Counted):
            self._count(fact, at)
        elif fact not in self.ids:
            is_counted = any((site, fact.on) in self.counted for site in fact.sites)
            side = CountSide.AFTER if fact.after else CountSide.BEFORE
            self.sides[fact] = side if is_counted else None
            self.ids[fact] = self._happens(fact, fact.first, at)
        elif fact.quantity is None:
            self._take_back(fact, at)
        else:
            self._happens(fact, fact.quantity, at, instead_of=self.ids[fact])

    def _happens(self, fact: Happened, quantity: int, at: date, instead_of: Any = None) -> Any:
        desk, lot = self.desk, fact.lot if self.by_lot else None
        if fact.kind == "visit":
            entry = desk.entry({SYRINGE: quantity}, on=fact.on, site=fact.site, lot=lot)
            entry = replace(entry, count_side=self.sides[fact])
            if instead_of is not None:
                desk.correct(instead_of, entry, at=at)
                return instead_of
            return desk.record(entry, at=at).encounter_id
        said = {"on": fact.on, "site": fact.site, "at": at, "replaces": instead_of, "side": self.sides[fact]}
        if instead_of is not None:
            said["side"] = None  # it stands where the other stood
        if fact.kind == "delivery":
            return receive(desk, quantity, fact.lot, **said)
        if fact.kind == "transfer":
            to = NORTH if fact.site == FRONT else FRONT
            return move(desk, SYRINGE, quantity, to, lot, **said).document_id
        if fact.kind in ARRIVE:
            return ARRIVE[fact.kind](desk, SYRINGE, quantity, fact.lot, **said).document_id
        return LEAVE[fact.kind](desk, SYRINGE, quantity, lot=lot, **said).document_id

    def _take_back(self, fact: Happened, at: date) -> None:
        if fact.kind == "visit":
            self.desk.void(self.ids[fact], at=at)
        else:
            void(self.desk, self.ids[fact], at=at)

    def _count(self, fact: Counted, at: date) -> None:
        is_new = fact not in self.ids
        if not is_new and fact.found is None:
            void(self.desk, self.ids[fact], at=at)
            self.counted.discard((fact.site, fact.on))
            return
        found = fact.first if is_new else fact.found or {}
        item = self.desk.item(SYRINGE)
        damaged = {"A": fact.damaged}
        lines = [Found(item, n, self.desk.lot(SYRINGE, lot), damaged=damaged.get(lot, 0)) for lot, n in found.items()]
        if not self.by_lot:
            lines = [Found(item, sum(n or 0 for n in found.values()), damaged=fact.damaged)]
        by, site_id = self.desk.by(), self.desk.site(fact.site)
        with self.desk.writing() as session:
            posted = counts.post(
                session, by, At(at), client_id=uuid4(), site_id=site_id, on=fact.on, found=lines,
                replaces=None if is_new else self.ids[fact],
            )  # fmt: skip
        self.ids[fact] = posted.document_id
        self.counted.add((fact.site, fact.on))


def receive(desk: Desk, quantity: int, lot: str, *, on: date, site: str, at: date, **beside: Any) -> Any:
    by = desk.by()
    with desk.writing() as session:
        return deliveries.receive(
            session, by, At(at), client_id=uuid4(), site_id=desk.site(site), on=on, reference="",
            lines=[DeliveryLine(desk.item(SYRINGE), quantity, lot)], beside=Beside(**beside),
        ).document_id  # fmt: skip


def as_it_happened(facts: list[Fact]) -> list[tuple[Fact, date]]:
    def place(fact: Fact) -> tuple[date, float]:
        return fact.on, 0.5 if isinstance(fact, Counted) else float(fact.after)

    ordered = sorted(facts, key=place)
    return [(fact, fact.on) for fact in ordered] + [(fact, LAST) for fact in ordered if fact.is_put_right]


def as_paper_came(facts: list[Fact], chance: Random) -> list[tuple[Fact, date]]:
    """Any order, but what came after a count of its day, on paper as in life, is keyed after it."""
    steps = [fact for fact in facts for _ in range(1 + fact.is_put_right)]
    chance.shuffle(steps)
    for fact in facts:
        if isinstance(fact, Happened) and fact.after:
            same_day = [c for c in facts if isinstance(c, Counted) and c.on == fact.on and c.site in fact.sites]
            for count in same_day:
                if steps.index(count) > steps.index(fact):
                    steps.remove(count)
                    steps.insert(0, count)
    return [(fact, LAST) for fact in steps]


# --- comparing ----------------------------------------------------------------------------------------------------


def check(desk: Desk, books: Recount, by_lot: bool) -> None:
    for (site, on), shelf in books.days.items():
        found = on_hand(desk, site, on)
        if by_lot:
            assert {lot: found[lot] for lot in LOTS} == {lot: shelf[lot] for lot in LOTS}, (site, on)
        assert sum(found.values()) == sum(shelf.values()), (site, on)
    for (site, month), column in books.columns.items():
        tally = desk.tally(date(2026, month, 1), site)
        assert tally.reconciled
        said = dict.fromkeys(COLUMNS, 0)
        for line in tally.statement:
            if line.item == SYRINGE:
                said = {name: getattr(line, name) for name in COLUMNS}
        assert said == {name: column[name] for name in COLUMNS}, (site, month)
    assert desk.verify().problems == ()


def on_hand(desk: Desk, site: str, on: date) -> Counter[str]:
    rows = desk.rows(
        select(Lot.number, func.sum(Movement.quantity).label("quantity"))
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Movement.site_id == desk.site(site), Movement.item_id == desk.item(SYRINGE), Movement.occurred_on <= on)
        .group_by(Lot.number)
    )
    return Counter({row.number: int(row.quantity) for row in rows})


BOUNDS = settings() if settings().max_examples > 100 else settings(max_examples=12)
ALONE = settings(BOUNDS, suppress_health_check=list(HealthCheck))  # every example has a center as new


@ALONE
@given(chance=st.randoms(use_true_random=False), by_lot=st.booleans(), as_they_came=st.booleans())
def test_whatever_happens_and_whenever_it_is_keyed_the_books_are_a_plain_recount(as_new, chance, by_lot, as_they_came):
    facts = story(chance)
    keyed = Keyed(as_new(), by_lot)

    for fact, at in as_paper_came(facts, chance) if as_they_came else as_it_happened(facts):
        keyed.step(fact, at)

    check(keyed.desk, recount(facts, LOTS if by_lot else ("",)), by_lot)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_on_a_server_as_in_a_file(center, seed):
    chance = Random(seed)
    facts = story(chance)
    keyed = Keyed(center, by_lot=True)

    for fact, at in as_paper_came(facts, chance):
        keyed.step(fact, at)

    check(center, recount(facts, LOTS), by_lot=True)


def test_a_count_written_again_settles_nothing_that_was_short_before_it(file_desk):
    """Found by chance: between the two counts, what came after them would have covered what was short before them."""
    visit = Happened("visit", FIRST, FRONT, "A", 1, 1, after=False)
    came = [Happened("delivery", FIRST, FRONT, "A", 1, 1, after=True) for _ in range(5)]
    empty: Shelves = dict.fromkeys(LOTS, 0)
    one_of_c: Shelves = {"A": 0, "B": 0, "C": 1}
    count = Counted(FIRST, FRONT, empty, one_of_c)
    facts: list[Fact] = [visit, count, *came]
    keyed = Keyed(file_desk, by_lot=True)
    for fact in facts:
        keyed.step(fact, FIRST)
    keyed.step(count, LAST)

    check(file_desk, recount(facts, LOTS), by_lot=True)
