"""The month as data: what every layout, page and file of figures is made from.  Frozen; it never queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from outreach.entry import POUNDS_PER_KILOGRAM
from outreach.tallies.answers import Answers
from outreach.tallies.drug_checks import DrugChecks
from outreach.tallies.happened import Happened
from outreach.tallies.periods import Period
from outreach.vocabulary import WeightUnit


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Syringes brought back, measured one way.

    `how` is a `ReturnedHow` value; `container` is its name for *container*, else "".
    `amount` is visits for *told* and *counted*, full containers (quarters) for *container*,
    net pounds or kilograms (`unit`) for *weight*.  `per` is the conversion used (syringes in a full container,
    or in one pound whatever the unit weighed in), None where none applies.  `syringes` is whole at each visit.
    """

    how: str
    container: str
    unit: str
    amount: float
    per: int | None
    syringes: int
    visits: int = 0

    @property
    def multiplied_out(self) -> Decimal | None:
        """What a reader gets who multiplies the line; None where there is nothing to multiply."""
        return _multiplied_out(self)


@dataclass(frozen=True, slots=True)
class CollectedLine:
    """Used syringes collected without a visit: where they came from (`CollectedFrom`), else like a `ReturnedLine`.

    `amount` is collections for *told* and *counted*.
    """

    came_from: str
    how: str
    container: str
    unit: str
    amount: float
    per: int | None
    syringes: int

    @property
    def multiplied_out(self) -> Decimal | None:
        return _multiplied_out(self)


@dataclass(frozen=True, slots=True)
class PickedUp:
    """One waste pick-up; `weight` is None where nobody weighed it."""

    on: date
    site: str
    carrier: str
    manifest: str
    containers: Mapping[str, int]
    weight: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Why naloxone was taken at visits: a `NaloxoneReason`, "" where nobody asked; kits, and doses in all."""

    reason: str
    kits: int
    doses: int


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item given: as itself and inside kits (`inside_kits` is part of `given`); by site name."""

    item: str
    category: str
    given: int
    inside_kits: int
    syringes: int
    doses: int
    by_site: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KitLine:
    """A kit, counted as kits, with the day its recipe began and the syringes in one."""

    kit: str
    given: int
    recipe_since: date
    syringes_each: int
    by_site: Mapping[str, int]
    category: str = ""
    changed: int = 0  # part of `given`: a part was swapped or left out


@dataclass(frozen=True, slots=True)
class NaloxoneLine:
    """One naloxone product given; `kits` is None for a single dose, which is no kit."""

    product: str
    kits: int | None
    doses_each: int
    doses: int


@dataclass(frozen=True, slots=True)
class NaloxoneSource:
    """Doses by who paid for them; `known` were scanned or chosen, the rest is by the books."""

    source: str
    award_ends: date | None
    doses: int
    known: int


@dataclass(frozen=True, slots=True)
class NamedCount:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class AskedLine:
    """An item people asked for when there was none left: at how many visits, and how many of it."""

    item: str
    visits: int
    quantity: int


@dataclass(frozen=True, slots=True)
class UnsortedLine:
    """Something given that is not on the list yet, by the name staff gave it."""

    thing: str
    visits: int
    quantity: int


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site in one period.  `place` is "" for the whole site.

    Hours are noted of a site, not of its places, and None where nobody noted any.
    """

    site: str
    place: str
    county: str
    days_open: int
    contacts: int
    contacts_without_code: int
    participants: int
    new_participants: int | None
    syringes_out: int
    syringes_returned: int
    naloxone_doses: int
    hours_open: float | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One item's way through the period; the columns of ARCHITECTURE, signs as printed.

    closing = opening + received - given - handed_over - used_here + put_back + moved + made_up
              - disposed + adjusted + shortfall
    `inside_kits` is the part of each column that stands inside kits (None for an item in no kit).
    `balances`: the closing computed here equals the books' own running balance.
    """

    item: str
    opening: int
    received: int
    given: int
    handed_over: int
    used_here: int
    put_back: int
    moved: int
    made_up: int
    disposed: int
    adjusted: int
    shortfall: int
    closing: int
    balances: bool = True
    went_below_zero: bool = False
    inside_kits: "StatementLine | None" = None


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """What one recipient was handed over: `recipient` is partner, event, training or machine.

    Kits count as what is inside; `items` has every item's units.
    """

    recipient: str
    name: str
    county: str
    syringes: int
    naloxone_kits: int
    doses: int
    items: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DisposedLine:
    """Why an item was disposed of, each reason apart."""

    item: str
    expired: int
    damaged: int
    recalled: int
    lost: int
    stolen: int
    taken_by_police: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One period, for one site or all.  `figures` holds the headline numbers by name; None prints as "–".

    Figures: contacts, contacts_without_code, contacts_with_code, contacts_on_totals_sheets (of those without a code;
    they are in no *not asked*), participants, new_participants,
    new_said_first, new_not_asked, new_been_here_before, seen_earlier, people_supplied_at_visits,
    for_people_asked, for_people_not_asked, syringes_out, syringes_out_inside_kits,
    syringes_returned (at visits, and collected), syringes_returned_counted, syringes_returned_estimated
    (container + weight, collected ones too), syringes_returned_told, syringes_collected, collections,
    returned_asked, returned_some, returned_zero, returned_none, returned_not_asked,
    naloxone_kits, naloxone_doses, naloxone_doses_known, days_open (with a contact, or noted as open), days_nobody_came,
    days_with_hours, given_expired, given_on_hold (units, knowingly), asked_none_left, unsorted (units).  `hours_open`
    beside them is a number of quarters.
    """

    center: str
    is_sample: bool
    period: Period
    site: str | None
    sites: tuple[str, ...]
    figures: Mapping[str, int | None]
    records_since: date | None
    new_shown_from: date | None
    returned: tuple[ReturnedLine, ...]
    items: tuple[ItemLine, ...]
    kits: tuple[KitLine, ...]
    naloxone: tuple[NaloxoneLine, ...]
    naloxone_sources: tuple[NaloxoneSource, ...]
    services: tuple[NamedCount, ...]
    referrals: tuple[NamedCount, ...]
    by_site: tuple[SiteLine, ...]
    by_place: tuple[SiteLine, ...]
    statement: tuple[StatementLine, ...]
    kit_statement: tuple[StatementLine, ...]
    last_proved: date | None
    handed_over: tuple[RecipientLine, ...] = ()
    disposed: tuple[DisposedLine, ...] = ()
    asked: tuple[AskedLine, ...] = ()
    unsorted: tuple[UnsortedLine, ...] = ()
    hours_open: float | None = None
    happened: Happened = field(default_factory=Happened)
    drug_checks: DrugChecks = field(default_factory=DrugChecks)
    answers: Answers = field(default_factory=Answers)
    visits_with_steps: int | None = None  # None: the center does not print it
    collected: tuple[CollectedLine, ...] = ()
    collections: Mapping[str, int] = field(default_factory=dict)
    picked_up: tuple[PickedUp, ...] = ()
    arrived: tuple[NamedCount, ...] = ()
    naloxone_reasons: tuple[ReasonLine, ...] = ()

    @property
    def reconciled(self) -> bool:
        """Every line's closing equals the running balance, and given on the page equals given in the books."""
        return all(line.balances for line in self.statement + self.kit_statement)

    @property
    def estimated_at_once(self) -> int:
        """What all estimates would be if the lines were multiplied out and rounded once, not visit by visit."""
        lines: tuple[ReturnedLine | CollectedLine, ...] = self.returned + self.collected
        exact = sum((line.multiplied_out or Decimal(0) for line in lines), Decimal(0))
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _multiplied_out(line: ReturnedLine | CollectedLine) -> Decimal | None:
    if line.per is None:
        return None
    amount = Decimal(str(line.amount)) * (POUNDS_PER_KILOGRAM if line.unit == WeightUnit.KILOGRAM else 1)
    return (amount * line.per).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
