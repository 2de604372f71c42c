"""The sample center as a plan: every delivery and visit, in day order, the same for the same inputs.

Plain values from a seed; no database, no clock.  `outreach.sample.write` makes a center of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

from outreach.sample import baskets, supplies
from outreach.sample.baskets import EACH, NASAL_KIT
from outreach.sample.people import Crowd
from outreach.sample.places import SPOTS, Attendance
from outreach.sample.supplies import READY_MADE, Award, Stores
from outreach.sample.values import Day, Visit, What
from outreach.starter import Starter, StarterItem
from outreach.vocabulary import At, SeenBefore

DAYS_A_MONTH = 30.4
NO_CODE = 0.117
NEWCOMER = 0.052  # of all visits
SCANNED = 0.72  # of naloxone given
_NOT_ASKED = SeenBefore.NOT_ASKED


class Plan:
    """`months` whole months before the one `until` is in, and that one up to `until`, on which it is `until_hour`."""

    def __init__(
        self,
        starter: Starter,
        *,
        months: int,
        contacts_per_day: float,
        seed: int,
        until: date,
        until_hour: int | None = None,
    ) -> None:
        self.first, self.until, self.until_hour = supplies.months_later(until, -months), until, until_hour
        self.contacts_per_day = contacts_per_day
        self.seed = seed
        self.whats: list[What] = baskets.draw(Random(f"{seed} baskets"))  # noqa: S311 - not a secret
        self._items = {item.key: self._as_bought(item) for item in starter.items}
        self._use = supplies.weekly_use(self.whats, self._items, contacts_per_day)
        self.starter = replace(starter, items=tuple(self._stocked()))
        self.expected_visits = round(contacts_per_day * ((until - self.first).days + 1))

    @cached_property
    def awards(self) -> tuple[Award, ...]:
        return supplies.awards(self.first, self.until)

    def days(self) -> Iterator[Day]:
        """Every day on which anything happened; one walk at a time, for `whats` grows while it runs."""
        del self.whats[baskets.DRAWN :]
        yield from _Run(self, self._use, self._items).days(self.seed)

    def at(self, on: date, hour: int) -> At:
        """That hour of a day, or the hour it is on the last day."""
        is_last = on == self.until and self.until_hour is not None
        return At(on, min(hour, self.until_hour or 0) if is_last else hour)

    def is_over(self, hour: int | None) -> bool:
        """Whether that hour of the last day has come."""
        return self.until_hour is None or (hour is not None and hour <= self.until_hour)

    def _as_bought(self, item: StarterItem) -> StarterItem:
        """Kits that are bought ready made need no recipe; the others have theirs from the first day on."""
        recipe = None if item.key in READY_MADE or not item.recipe else replace(item.recipe, since=self.first)
        return replace(item, recipe=recipe)

    def _stocked(self) -> Iterator[StarterItem]:
        """The items this center keeps, with minimums that fit its size."""
        for key, item in self._items.items():
            if key in self._use:
                yield replace(item, minimum=supplies.minimum(self._use[key]))
            elif key in supplies.GIFTS_OF_OLD or item.recipe:
                yield replace(item, minimum=0)


class _Run:
    """One walk through the days."""

    def __init__(self, plan: Plan, use: dict[str, float], items: dict[str, StarterItem]) -> None:
        self._plan, self._use, self._items = plan, use, items
        self._whats = plan.whats
        self._taken: list[tuple[tuple[str, int], ...]] = []  # by what: leaves the shelf without further thought
        self._careful: list[tuple[tuple[str, int], ...]] = []  # by what: naloxone to scan, kits that may be gone
        self._without: dict[tuple[int, str], int] = {}
        for what in plan.whats:
            self._note(what)

    def days(self, seed: int) -> Iterator[Day]:
        plan, styles = self._plan, baskets.weighted_styles()
        self._chance = Random(f"{seed} visits")  # noqa: S311
        self._styles = styles
        self._stores = Stores(self._use, self._items, plan.first, plan.until, Random(f"{seed} supplies"))  # noqa: S311
        attendance = Attendance(plan.contacts_per_day, Random(f"{seed} days"))  # noqa: S311
        a_month = plan.contacts_per_day * DAYS_A_MONTH * (1 - NO_CODE)
        self._crowd = Crowd(a_month, styles, plan.first.year, Random(f"{seed} people"))  # noqa: S311
        for number in range((plan.until - plan.first).days + 1):
            on = plan.first + timedelta(days=number)
            deliveries = self._stores.arrivals(on)
            visits: list[Visit] = []
            for spot, people in enumerate(attendance.on(on)):
                if people:
                    visits += self._visits(on, spot, people)
            if on == plan.until:
                visits = [one for one in visits if plan.is_over(one.hour)]
            if deliveries or visits:
                yield Day(on, deliveries, visits)

    def _visits(self, on: date, spot: int, people: int) -> list[Visit]:
        site, chance = SPOTS[spot].site, self._chance.random
        slots, first_answer = self._crowd.slots[site], self._crowd.first_answer
        styles, careful, some = self._styles, self._careful, len(slots)
        visits: list[Visit] = []
        for hour in self._hours(spot, people):
            dice = chance()
            code: str | None = None
            before = _NOT_ASKED
            if dice < NO_CODE:
                style = styles[int(chance() * len(styles))]
            else:
                person = self._crowd.newcomer(site) if dice > 1 - NEWCOMER else slots[int(chance() * some)]
                code, style = person
                before = first_answer.pop(code, _NOT_ASKED)
            what = style * EACH + int(chance() * EACH)
            scanned = None
            if careful[what]:
                what, scanned = self._hand_out_carefully(site, what, on)
            visits.append(Visit(spot, hour, code, before, what, scanned))
        self._take_the_rest(site, visits)
        return visits

    def _hours(self, spot: int, people: int) -> Sequence[int | None]:
        hours = SPOTS[spot].hours
        if hours[0] is None:
            return [None] * people
        drawn = self._chance.choices(hours, k=people)
        return sorted(drawn)  # type: ignore[type-var]  # a place's hours are all known or all unknown

    def _hand_out_carefully(self, site: str, what: int, on: date) -> tuple[int, str | None]:
        """Give what the shelf still has of ready-made kits, and scan the naloxone (or not)."""
        scanned = None
        for item, quantity in self._careful[what]:
            if item == NASAL_KIT:
                lot = self._stores.take_nasal(site, quantity, on)
                scanned = lot if self._chance.random() < SCANNED else None
            elif self._stores.on_hand[site][item] >= quantity:
                self._stores.take(site, item, quantity)
            else:
                what = self._leave_out(what, item)
        return what, scanned

    def _leave_out(self, what: int, item: str) -> int:
        """The same visit without an item nobody has any more."""
        if (what, item) not in self._without:
            old = self._whats[what]
            self._whats.append(old._replace(given=tuple(line for line in old.given if line[0] != item)))
            self._note(self._whats[-1])
            self._without[what, item] = len(self._whats) - 1
        return self._without[what, item]

    def _take_the_rest(self, site: str, visits: list[Visit]) -> None:
        used: Counter[str] = Counter()
        for what, times in Counter(visit.what for visit in visits).items():
            for item, quantity in self._taken[what]:
                used[item] += quantity * times
        for item, quantity in used.items():
            self._stores.take(site, item, quantity)

    def _note(self, what: What) -> None:
        leaves = tuple(supplies.taken_from_shelf(what, self._items))
        special = READY_MADE | {NASAL_KIT}
        self._taken.append(tuple(line for line in leaves if line[0] not in special))
        self._careful.append(tuple(line for line in leaves if line[0] in special))
