"""Kits beside what is inside them, keyed in any order: a plain recount knows only what happened, and on which day.

A kit given is one that was made up if one stood there, else its parts, and one handed over by the books is made up for
it; so is whatever is keyed late.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
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
from outreach.db.models.stock import Movement
from outreach.entry import Given
from outreach.stock import counts, deliveries
from outreach.stock.counts import Found
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.stock.lots import open_lot
from outreach.vocabulary import At, CountSide, LotKnown
from tests.make import COTTON, FRONT, KIT, NORTH, SYRINGE, Desk
from tests.stock.made import dispose, find, hand_over, make_up, move, put_back, take_apart, void

DAY = timedelta(days=1)
FIRST = date(2026, 9, 28)  # so that every story crosses the end of a month
DAYS = [FIRST + n * DAY for n in range(5)]
LAST = DAYS[-1]
PAPER_DAY = LAST + DAY  # what is keyed then was seen by nobody in its order
LOTS = ("K1", "K2")
SITES = (FRONT, NORTH)
CHANGED = {SYRINGE: 3, COTTON: 1}  # what a changed kit holds
ARRIVALS = ("kits came", "kits found", "kits put back", "made up", "syringes came")
DEPARTURES = ("handed over", "moved", "damaged", "taken apart", "lot given", "syringes given")
HAND_OUTS = ("kits given", "changed given")
BY_THE_BOOKS = "kits handed over"  # no lot is named
COLUMNS = (
    "received", "given", "handed_over", "put_back", "moved", "made_up", "disposed", "adjusted", "shortfall",
)  # fmt: skip
COMES = {"kits came": "received", "kits found": "adjusted", "kits put back": "put_back"}
GOES = {"handed over": "handed_over", "damaged": "disposed", "lot given": "given"}


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
        return SITES if self.kind == "moved" else (self.site,)

    @property
    def is_put_right(self) -> bool:
        return self.quantity != self.first


@dataclass(eq=False)
class Counted:
    """Kits, syringes, or both."""

    on: date
    site: str
    first: dict[str, int]
    found: dict[str, int] | None

    @property
    def is_put_right(self) -> bool:
        return self.found != self.first


Fact = Happened | Counted


def story(chance: Random) -> list[Fact]:
    facts: list[Fact] = []
    for _ in range(chance.randint(2, 9)):
        kind = chance.choice(
            [*ARRIVALS, *DEPARTURES, *HAND_OUTS, BY_THE_BOOKS, *["kits came", "made up", "changed given"]]
        )
        kind = chance.choice([kind, kind, chance.choice(["kits given", "kits given", BY_THE_BOOKS])])
        first = chance.randint(1, 9) * (7 if kind.startswith("syringes") else 1)
        quantity = chance.choice([first, first, first, None, chance.randint(1, 9)])
        after = chance.random() < 0.5
        site, lot = chance.choice([FRONT, FRONT, NORTH]), chance.choice(LOTS)
        facts.append(Happened(kind, chance.choice(DAYS), site, lot, first, quantity, after))
    for site, on in sorted({(chance.choice(SITES), chance.choice(DAYS)) for _ in range(chance.randint(0, 2))}):
        items = chance.choice([(KIT,), (SYRINGE,), (KIT, SYRINGE)])
        first_found = {item: chance.randint(0, 9) for item in items}
        found = chance.choice([first_found, first_found, None, {item: chance.randint(0, 9) for item in items}])
        facts.append(Counted(on, site, first_found, found))
    standing = {(fact.on, fact.site) for fact in facts if isinstance(fact, Counted) and fact.found}
    for fact in facts:
        if isinstance(fact, Happened):  # without a count a day has one side only
            fact.after = fact.after and all((fact.on, site) in standing for site in fact.sites)
    return facts


# --- the recount --------------------------------------------------------------------------------------------------

Columns = dict[str, Counter[str]]


@dataclass
class Recount:
    """What the books must say: each day's items at a site, each month's columns of each item."""

    days: dict[tuple[str, date], Counter[str]] = field(default_factory=dict)
    columns: dict[tuple[str, int], Columns] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Counter)))


@dataclass
class Shelf:
    """One site's kits and parts, and the month's columns they are printed in."""

    recipe: Mapping[str, int]
    there: Counter[str] = field(default_factory=Counter)
    columns: Columns = field(default_factory=dict)

    def moves(self, item: str, quantity: int, column: str) -> None:
        self.there[item] += quantity
        self.columns[item][column] += -quantity if column in ("given", "handed_over", "disposed") else quantity

    def parts_move(self, kits: int, column: str, parts: Mapping[str, int] | None = None) -> None:
        for part, each in (parts or self.recipe).items():
            self.moves(part, kits * each, column)

    def happens(self, fact: Happened, site: str) -> None:
        n, kind = fact.quantity or 0, fact.kind
        if kind in COMES:
            self.moves(KIT, n, COMES[kind])
        elif kind in GOES:
            self.moves(KIT, -n, GOES[kind])
        elif kind in ("made up", "taken apart"):
            n = n if kind == "made up" else -n
            self.moves(KIT, n, "made_up")
            self.parts_move(-n, "made_up")
        elif kind == "moved":
            self.moves(KIT, n if site != fact.site else -n, "moved")
        elif kind == "syringes came":
            self.moves(SYRINGE, n, "received")
        elif kind == "syringes given":
            self.moves(SYRINGE, -n, "given")
        elif kind == BY_THE_BOOKS:
            made_up = min(n, max(0, self.there[KIT]))
            self.moves(KIT, n - made_up, "made_up")
            self.parts_move(made_up - n, "made_up")
            self.moves(KIT, -n, "handed_over")
        else:
            self._hand_out(n, kind)

    def _hand_out(self, kits: int, kind: str) -> None:
        made_up = min(kits, max(0, self.there[KIT]))
        if kind == "kits given":
            self.moves(KIT, -made_up, "given")
            self.parts_move(made_up - kits, "given")
        else:  # opened, and what is really in it given
            self.moves(KIT, -made_up, "made_up")
            self.parts_move(made_up, "made_up")
            self.parts_move(-kits, "given", CHANGED)

    def settle(self, item: str) -> None:
        if self.there[item] < 0:
            self.moves(item, -self.there[item], "shortfall")


def recount(facts: list[Fact], recipe: Mapping[str, int]) -> Recount:
    books, items = Recount(), (KIT, *recipe)
    for site in SITES:
        shelf = Shelf(recipe)
        for on in DAYS:
            shelf.columns = books.columns[site, on.month]
            found = next(
                (f.found for f in facts if isinstance(f, Counted) and (f.on, f.site) == (on, site) and f.found), None
            )
            today = [f for f in facts if isinstance(f, Happened) and f.on == on and site in f.sites and f.quantity]
            for part in (False, True) if found else (None,):
                here = [f for f in today if part is None or f.after is part]
                for fact in sorted(here, key=lambda fact: in_a_day(fact, site)):
                    shelf.happens(fact, site)
                if found and part is False:
                    for item, n in found.items():
                        shelf.settle(item)
                        shelf.moves(item, n - shelf.there[item], "adjusted")
            for item in items:
                shelf.settle(item)
            books.days[site, on] = shelf.there.copy()
    return books


def in_a_day(fact: Happened, site: str) -> int:
    """What comes stands there before anything leaves; what surely left goes before what the books can only guess."""
    if fact.kind in ARRIVALS or (fact.kind == "moved" and site != fact.site):
        return 0
    return {BY_THE_BOOKS: 2, "kits given": 3, "changed given": 4}.get(fact.kind, 1)


# --- keying it ----------------------------------------------------------------------------------------------------


class Keyed:
    """Somebody keys a story step by step: each fact once, and once more if it was wrong."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ids: dict[Fact, Any] = {}
        self.sides: dict[Fact, CountSide | None] = {}
        self.counted: set[tuple[str, date]] = set()
        kit = desk.catalog.item[desk.item(KIT)]
        assert kit.recipe is not None
        self.recipe = {desk.catalog.item[part.item_id].name: part.quantity for part in kit.recipe.parts}
        by = desk.by()
        with desk.writing() as session:
            ids = Ids(session, by.device, ("lots",))
            source = next(s.id for s in desk.catalog.sources if s.is_unstated)
            for lot in LOTS:
                open_lot(session, ids, kit.id, lot, source, None, kit.recipe.version_id)

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
        if fact.kind in VISITS:
            entry = self.desk.entry({}, on=fact.on, site=fact.site)
            entry = replace(entry, given=(self._line(fact, quantity),), count_side=self.sides[fact])
            if instead_of is not None:
                self.desk.correct(instead_of, entry, at=at)
                return instead_of
            return self.desk.record(entry, at=at).encounter_id
        said = {"on": fact.on, "site": fact.site, "at": at, "replaces": instead_of, "side": self.sides[fact]}
        if instead_of is not None:
            said["side"] = None  # it stands where the other stood
        return PAPERS[fact.kind](self.desk, fact, quantity, said)

    def _line(self, fact: Happened, quantity: int) -> Given:
        desk = self.desk
        if fact.kind == "syringes given":
            return Given(desk.item(SYRINGE), quantity)
        if fact.kind == "lot given":
            return Given(desk.item(KIT), quantity, desk.lot(KIT, fact.lot), LotKnown.CHOSEN)
        parts = tuple((desk.item(part), n) for part, n in CHANGED.items()) if fact.kind == "changed given" else None
        return Given(desk.item(KIT), quantity, parts=parts)

    def _take_back(self, fact: Happened, at: date) -> None:
        if fact.kind in VISITS:
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
        by, site_id = self.desk.by(), self.desk.site(fact.site)
        with self.desk.writing() as session:
            posted = counts.post(
                session, by, At(at), client_id=uuid4(), site_id=site_id, on=fact.on,
                found=[Found(self.desk.item(item), n) for item, n in found.items()],
                replaces=None if is_new else self.ids[fact],
            )  # fmt: skip
        self.ids[fact] = posted.document_id
        self.counted.add((fact.site, fact.on))


def receive(desk: Desk, item: str, quantity: int, lot: str, said: Mapping[str, Any]) -> Any:
    by, beside = desk.by(), Beside(side=said["side"], replaces=said["replaces"])
    with desk.writing() as session:
        return deliveries.receive(
            session, by, At(said["at"]), client_id=uuid4(), site_id=desk.site(said["site"]), on=said["on"],
            reference="", lines=[DeliveryLine(desk.item(item), quantity, lot)], beside=beside,
        ).document_id  # fmt: skip


VISITS = (*HAND_OUTS, "lot given", "syringes given")
PAPERS: Mapping[str, Callable[[Desk, Happened, int, dict[str, Any]], Any]] = {
    "kits came": lambda desk, fact, n, said: receive(desk, KIT, n, fact.lot, said),
    "syringes came": lambda desk, _fact, n, said: receive(desk, SYRINGE, n, "", said),
    "kits found": lambda desk, fact, n, said: find(desk, KIT, n, fact.lot, **said).document_id,
    "kits put back": lambda desk, fact, n, said: put_back(desk, KIT, n, fact.lot, **said).document_id,
    "made up": lambda desk, _fact, n, said: make_up(desk, KIT, n, **said).document_id,
    "taken apart": lambda desk, fact, n, said: take_apart(desk, KIT, n, fact.lot, **said).document_id,
    "handed over": lambda desk, fact, n, said: hand_over(desk, KIT, n, fact.lot, **said).document_id,
    BY_THE_BOOKS: lambda desk, _fact, n, said: hand_over(desk, KIT, n, **said).document_id,
    "damaged": lambda desk, fact, n, said: dispose(desk, KIT, n, lot=fact.lot, **said).document_id,
    "moved": lambda desk, fact, n, said: (
        move(desk, KIT, n, NORTH if fact.site == FRONT else FRONT, fact.lot, **said).document_id
    ),
}


def as_it_happened(facts: list[Fact], chance: Random) -> list[tuple[Fact, date]]:
    """Each on its day, what comes before what leaves; what was wrong is put right at the end."""

    ordered = sorted(facts, key=lambda fact: (fact.on, place(fact, chance)))
    put_right = [fact for fact in ordered if fact.is_put_right]
    chance.shuffle(put_right)
    return [(fact, fact.on) for fact in ordered] + [(fact, PAPER_DAY) for fact in put_right]


def place(fact: Fact, chance: Random) -> float:
    """Where in its day, from 0 to 2, with a count at 1."""
    if isinstance(fact, Counted):
        return 1
    among = {"moved": 0.1, BY_THE_BOOKS: 0.15, "kits given": 0.2, "changed given": 0.6}
    return fact.after + among.get(fact.kind, 0 if fact.kind in ARRIVALS else chance.uniform(0.2, 0.8)) + 0.001


def partly_late(facts: list[Fact], chance: Random) -> list[tuple[Fact, date]]:
    """Some on their day, some from paper of a later one; what was wrong is put right any day after, or that evening."""
    steps: list[tuple[date, float, Fact]] = []
    is_late = {fact: isinstance(fact, Happened) and chance.random() < 0.5 for fact in facts}
    papers = {(f.on, f.site) for f in facts if isinstance(f, Happened) and f.kind == BY_THE_BOOKS and is_late[f]}
    for fact in facts:
        late = is_late[fact]
        if isinstance(fact, Happened) and fact.kind in HAND_OUTS:  # what is late goes after what is not
            late = late or fact.kind == "changed given" or (fact.on, fact.site) in papers
        at = chance.choice([day for day in (*DAYS, PAPER_DAY) if day > fact.on]) if late else fact.on
        steps.append((at, chance.uniform(0, 2) if late else place(fact, chance), fact))
        if fact.is_put_right:
            evening = chance.choice([day for day in (*DAYS, PAPER_DAY) if day >= at])
            steps.append((evening, 3 + chance.random(), fact))
    return [(fact, at) for at, _, fact in sorted(steps, key=lambda step: step[:2])]


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
    return [(fact, PAPER_DAY) for fact in steps]


# --- comparing ----------------------------------------------------------------------------------------------------


def check(desk: Desk, books: Recount, recipe: Mapping[str, int]) -> None:
    items = (KIT, *recipe)
    for (site, on), shelf in books.days.items():
        found = on_hand(desk, site, on)
        assert {item: found[item] for item in items} == {item: shelf[item] for item in items}, (site, on)
    for (site, month), columns in books.columns.items():
        tally = desk.tally(date(2026, month, 1), site)
        assert tally.reconciled
        lines = {line.item: line for line in (*tally.statement, *tally.kit_statement)}
        for item in items:
            said = {name: getattr(lines.get(item), name, 0) for name in COLUMNS}
            whole = {name: columns[item][name] + recipe.get(item, 0) * columns[KIT][name] for name in COLUMNS}
            assert said == whole, (site, month, item)
    assert desk.verify().problems == ()


def on_hand(desk: Desk, site: str, on: date) -> Counter[str]:
    rows = desk.rows(
        select(Movement.item_id, func.sum(Movement.quantity).label("quantity"))
        .where(Movement.site_id == desk.site(site), Movement.occurred_on <= on)
        .group_by(Movement.item_id)
    )
    return Counter({desk.catalog.item[row.item_id].name: int(row.quantity) for row in rows})


BOUNDS = settings() if settings().max_examples > 100 else settings(max_examples=12)
ALONE = settings(BOUNDS, suppress_health_check=list(HealthCheck))  # every example has a center as new


@ALONE
@given(chance=st.randoms(use_true_random=False), in_order=st.sampled_from([as_it_happened, partly_late, as_paper_came]))
def test_kits_and_what_is_inside_them_are_a_plain_recount_whenever_they_are_keyed(as_new, chance, in_order):
    facts = story(chance)
    keyed = Keyed(as_new())

    for fact, at in in_order(facts, chance):
        keyed.step(fact, at)

    check(keyed.desk, recount(facts, keyed.recipe), keyed.recipe)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_on_a_server_as_in_a_file(center, seed):
    chance = Random(seed)
    facts = story(chance)
    keyed = Keyed(center)

    for fact, at in as_paper_came(facts, chance):
        keyed.step(fact, at)

    check(center, recount(facts, keyed.recipe), keyed.recipe)
