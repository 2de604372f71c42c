"""The sample center's shelves and orders: what arrives when, in which lots, paid by whom.

It keeps rough books of its own, so that deliveries follow use.  Towards the end some items run low on purpose,
one runs out, some lots are near their date and two are past it: the stock page has something to say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log10
from random import Random

from outreach.sample.baskets import EACH, NASAL_KIT, STYLES
from outreach.sample.places import FRONT_STREET, NORTHGATE, SITES, VAN, share
from outreach.sample.values import Arrived, Delivery, What
from outreach.starter import StarterItem

GIFT, GENERAL, NALOXONE_PROGRAM, SHARPS_GRANT = "Gift", "General funds", "State naloxone program", "State sharps grant"
ORDER_DAY = {FRONT_STREET: 0, NORTHGATE: 1, VAN: 2}
RUN_LOW = {"syringe-31g-5-16in-0.5ml", "sharps-1-quart", NASAL_KIT}
RUN_OUT = {"smoking-kit"}  # kept at Front Street only
NEAR_THEIR_DATE = {"naloxone-im-0.4mg-kit", "strip-xylazine"}
GIFTS_OF_OLD = ("naloxone-nasal-8mg-kit", "sterile-water-3ml")  # some of it is past its date by the end
READY_MADE = {"smoking-kit", "wound-care-kit", "hygiene-kit"}  # bought as kits; the injecting kit is made up
MONTHS_ON_THE_SHELF = {"syringes": 50, "naloxone": 30, "drug-checking": 20, "safer-sex": 46, "kits": 24}
MINIMUM_WEEKS, ORDER_BELOW_WEEKS, ORDER_UP_TO_WEEKS = 1.6, 2.6, 7.0
LATE = 0.07  # an order that arrives a week late: now and then the books run short
LAST_WEEKS = 12


@dataclass(slots=True)
class NasalLot:
    number: str
    expires: date
    left: int


@dataclass(frozen=True, slots=True)
class Award:
    name: str
    starts: date | None = None
    ends: date | None = None


def awards(first: date, until: date) -> tuple[Award, ...]:
    """Who pays: yearly county awards, two state programs, general funds and gifts."""
    county = (Award(_county(year), date(year, 1, 1), date(year, 12, 31)) for year in range(first.year, until.year + 1))
    return (
        *county,
        Award(NALOXONE_PROGRAM, date(first.year - 1, 7, 1), date(until.year + 1, 6, 30)),
        Award(SHARPS_GRANT, date(first.year - 1, 10, 1), date(until.year + 1, 9, 30)),
        Award(GENERAL),
        Award(GIFT),
    )


def weekly_use(whats: list[What], items: Mapping[str, StarterItem], contacts_per_day: float) -> dict[str, float]:
    """Units of every item a week takes, on average, at all sites; what a made-up kit holds as its parts."""
    use: Counter[str] = Counter()
    shares = sum(style.share for style in STYLES)
    for number, what in enumerate(whats):
        weight = STYLES[number // EACH].share / shares / EACH
        for item, quantity in taken_from_shelf(what, items):
            use[item] += quantity * weight  # type: ignore[assignment]  # a Counter of fractions
    return {item: each * contacts_per_day * 7 for item, each in use.items()}


def taken_from_shelf(what: What, items: Mapping[str, StarterItem]) -> Iterator[tuple[str, int]]:
    for item, quantity in what.given:
        recipe = items[item].recipe
        if recipe is None:
            yield item, quantity
        else:
            yield from ((part.item, part.quantity * quantity) for part in recipe.parts)


def minimum(use_a_week: float) -> int:
    """Ten days' use, as a round figure."""
    wanted = use_a_week * MINIMUM_WEEKS
    step = 10 ** max(0, int(log10(wanted)) - 1) if wanted >= 1 else 1
    return ceil(wanted / step) * step


class Stores:
    """What is on the shelf of each site, and the deliveries that keep it filled."""

    def __init__(
        self, use: Mapping[str, float], items: Mapping[str, StarterItem], first: date, until: date, chance: Random
    ) -> None:
        self._items, self._first, self._until, self._chance = items, first, until, chance
        self._use = {
            site: {
                item: each * share(site) for item, each in use.items() if site == FRONT_STREET or item not in RUN_OUT
            }
            for site in SITES
        }
        self.on_hand: dict[str, dict[str, int]] = {site: defaultdict(int) for site in SITES}
        self._nasal: dict[str, list[NasalLot]] = {site: [] for site in SITES}
        self._ordinal = {key: number for number, key in enumerate(items)}
        self._invoice = 48_000
        self._old_gifts_came = False

    def arrivals(self, on: date) -> tuple[Delivery, ...]:
        """What is delivered on this day, site by site; on the first day everything."""
        opening = on == self._first
        sites = [site for site in SITES if opening or on.weekday() == ORDER_DAY[site]]
        return tuple(delivery for site in sites if (delivery := self._delivery(site, on, opening=opening)))

    def take(self, site: str, item: str, quantity: int) -> None:
        """Note what left the shelf.  The books never go below zero: what is missing was a shortfall."""
        shelf = self.on_hand[site]
        shelf[item] = max(0, shelf[item] - quantity)

    def take_nasal(self, site: str, quantity: int, on: date) -> str | None:
        """Take nasal kits, first expiry first; the lot's number if one lot covers them, to be scanned."""
        self.take(site, NASAL_KIT, quantity)
        lots = [lot for lot in self._nasal[site] if lot.left and lot.expires >= on]
        number = lots[0].number if lots and lots[0].left >= quantity else None
        for lot in lots:
            taken = min(lot.left, quantity)
            lot.left -= taken
            quantity -= taken
            if not quantity:
                break
        return number

    def _delivery(self, site: str, on: date, *, opening: bool) -> Delivery | None:
        lines = [line for item in self._use[site] if (line := self._ordered(site, item, on, opening=opening))]
        if site == FRONT_STREET:
            lines += self._gifts(on)
        if not lines:
            return None
        for line in lines:
            self.on_hand[site][line.item] += line.quantity
            if line.item == NASAL_KIT and line.expires:
                self._shelve(site, line.lot, line.expires, line.quantity)
        self._invoice += self._chance.randint(3, 90)
        return Delivery(site, f"Invoice {self._invoice}", tuple(lines))

    def _shelve(self, site: str, number: str, expires: date, quantity: int) -> None:
        shelf = self._nasal[site]
        shelf[:] = [lot for lot in shelf if lot.left]
        known = next((lot for lot in shelf if lot.number == number), None)
        if known:
            known.left += quantity
        else:
            shelf.append(NasalLot(number, expires, quantity))
        shelf.sort(key=lambda lot: lot.expires)

    def _ordered(self, site: str, item: str, on: date, *, opening: bool) -> Arrived | None:
        below, up_to = self._cover(item, on)
        use, there = self._use[site][item], self.on_hand[site][item]
        if there >= below * use or there >= up_to * use:
            return None
        if not opening and item not in READY_MADE and self._chance.random() < LATE:
            return None
        lot, expires = self._lot(item, on)
        quantity = self._in_packs(item, up_to * use - there, exact=up_to < ORDER_UP_TO_WEEKS)
        return Arrived(item, quantity, lot, expires, self._payer(item, on))

    def _cover(self, item: str, on: date) -> tuple[float, float]:
        """Weeks of use: order when there is less than the first, up to the second."""
        weeks_left = (self._until - on).days / 7
        if item in RUN_LOW and weeks_left < LAST_WEEKS:
            return 1.15, 1.5
        if item in RUN_OUT and weeks_left < LAST_WEEKS:
            return ORDER_BELOW_WEEKS, weeks_left - 4
        return ORDER_BELOW_WEEKS, ORDER_UP_TO_WEEKS

    def _in_packs(self, item: str, quantity: float, *, exact: bool) -> int:
        supply = self._items[item]
        pack = supply.usual_pack
        if not exact:
            pack = supply.units_per_box or supply.units_per_case or pack
            if supply.units_per_case and quantity >= supply.units_per_case:
                pack = supply.units_per_case
        return max(1, ceil(quantity / pack)) * pack

    def _lot(self, item: str, on: date) -> tuple[str, date | None]:
        """One lot of an item a month; those without an expiry date carry no number either."""
        supply = self._items[item]
        if not supply.expires:
            return "", None
        number = self._ordinal[item]
        if item in NEAR_THEIR_DATE and (self._until - month_end(on)).days < 365:  # noqa: PLR2004 - a year
            expires = month_end(self._until + timedelta(days=45 + number % 3 * 15))
        else:
            months = MONTHS_ON_THE_SHELF.get(supply.category, 34) - (number * 7 + on.month) % 6
            expires = month_end(months_later(on, months))
        if supply.naloxone:
            return f"NX{on.year % 100}{on.month:02}{number % 10}", expires
        return f"{on.year % 100}{'ABCDEFGHIJKL'[on.month - 1]}{number:02}", expires

    def _payer(self, item: str, on: date) -> str:
        if self._items[item].naloxone:
            return NALOXONE_PROGRAM
        category = self._items[item].category
        if category == "sharps-containers":
            return SHARPS_GRANT
        return GENERAL if category in ("kits", "hygiene", "food-and-water", "safer-smoking") else _county(on.year)

    def _gifts(self, on: date) -> list[Arrived]:
        """Donated naloxone, now and then and with little time left; once, two lots that nobody uses up in time."""
        given = []
        if on.isocalendar().week % 8 == 3:  # noqa: PLR2004 - about every two months
            quantity = 6 + round(self._use[FRONT_STREET][NASAL_KIT] / 2)
            expires = month_end(months_later(on, 7))
            given.append(Arrived(NASAL_KIT, quantity, f"GN{on.year % 100}{on.month:02}", expires, GIFT))
        if not self._old_gifts_came and (self._until - on).days < 150:  # noqa: PLR2004 - five months
            self._old_gifts_came = True
            last_month = self._until.replace(day=1) - timedelta(days=1)
            month_before = last_month.replace(day=1) - timedelta(days=1)
            next_year = month_end(self._until + timedelta(days=400))
            for item, number, expires in (
                (GIFTS_OF_OLD[0], "GN8801", last_month),
                (GIFTS_OF_OLD[0], "GN8814", next_year),
                (GIFTS_OF_OLD[1], "W3007", month_before),
                (GIFTS_OF_OLD[1], "W3012", next_year),
            ):
                given.append(Arrived(item, 4 * self._items[item].usual_pack, number, expires, GIFT))
        return given


def month_end(day: date) -> date:
    """A date that is known by its month lasts to the month's end."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The first of the month so many months after the one `day` is in."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _county(year: int) -> str:
    return f"County award {year}"
