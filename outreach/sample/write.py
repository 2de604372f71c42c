"""Makes a center of the sample plan, by the same functions a desk uses; there is no second way into the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from outreach import encounters
from outreach.catalog import Catalog, load
from outreach.catalog_editing import lists
from outreach.codes.normalizing import hash_code
from outreach.db.store import Store
from outreach.entry import Entry, Given, Returned
from outreach.founding import NewCenter, NewPlace, NewSite, NewSource, create_center
from outreach.safety import staff
from outreach.safety.staff import Actor
from outreach.sample import happenings, paper
from outreach.sample.baskets import NASAL_KIT
from outreach.sample.places import CENTER, FRONT_STREET, NORTHGATE, SHORT_NAMES, SITES, SPOTS, TIME_ZONE, VAN
from outreach.sample.plan import Plan
from outreach.sample.saying import Sayings, begin
from outreach.sample.supplies import GENERAL, GIFT, NALOXONE_PROGRAM
from outreach.sample.values import Back, Delivery, Visit, What
from outreach.stock import deliveries, levels
from outreach.vocabulary import (
    At,
    CodeHash,
    ContainerId,
    ItemId,
    LotId,
    LotKnown,
    PlaceId,
    ReferralId,
    Role,
    ServiceId,
    SiteId,
    SourceId,
    SupplierId,
)

STAFF = {"JM": Role.ADMINISTRATOR, "AR": Role.COORDINATOR, "DS": Role.FRONT_DESK, "TK": Role.FRONT_DESK}
ON_DUTY = {FRONT_STREET: ("DS", "TK", "JM"), VAN: ("TK", "AR"), NORTHGATE: ("DS",)}
RECEIVES = "AR"
CASCADE, UNION = "Cascade Medical Supply", "Union Outreach Supply"
SUPPLIERS = {NALOXONE_PROGRAM: NALOXONE_PROGRAM, GENERAL: UNION, GIFT: None}  # everything else comes from one
SLICE = 1_000  # visits in one transaction: a save at the desk never waits long
CLOSING_HOUR = 17


@dataclass(frozen=True, slots=True)
class Written:
    """What was put into the center; `stopped` if it was cancelled before the plan's end."""

    visits: int
    deliveries: int
    shortfalls: int
    stopped: bool


def new_center(plan: Plan) -> NewCenter:
    """What the sample center is; its supplies are `plan.starter`."""
    sites = tuple(
        NewSite(site, SHORT_NAMES[site], tuple(NewPlace(s.place, s.county) for s in SPOTS if s.site == site))
        for site in SITES
    )
    sources = tuple(NewSource(award.name, award.starts, award.ends) for award in plan.awards)
    return NewCenter(CENTER, TIME_ZONE, "en", plan.first, sites, sources, is_sample=True)


def found(session: Session, device: int, plan: Plan) -> None:
    """Make the sample center in an empty, migrated file: its sites, supplies, sources and staff."""
    create_center(session, device, new_center(plan), plan.starter)
    for initials, role in STAFF.items():
        staff.add_first(session, plan.first, device, initials, role)


def fill(
    store: Store,
    device: int,
    code_secret: bytes,
    plan: Plan,
    progress: Callable[[int, int], None] = lambda _done, _expected: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Record the whole plan, about SLICE visits a transaction; `progress(visits done, expected)` after each."""
    with store.writing() as session:
        by = staff.actor(session, RECEIVES, device)
        for name in (CASCADE, UNION, NALOXONE_PROGRAM):
            lists.add_supplier(session, by, At(plan.first), name)
        begin(session, by, At(plan.first, 9))
    with store.reading() as session:
        scribe = _Scribe(session, device, code_secret, plan)
    acts = _acts(plan)
    for batch in _slices(acts):
        if cancelled():
            return scribe.written(stopped=True)
        with store.writing() as session:
            for act in batch:
                scribe.write(session, act)
        progress(scribe.visits, max(plan.expected_visits, scribe.visits))
    with store.writing() as session:
        scribe.begin_sheet(session)
    with store.writing() as session:
        days = plan.first, plan.until
        happenings.tell(session, device, load(session, "en", plan.until), days, plan.seed)
    return scribe.written(stopped=False)


@dataclass(frozen=True, slots=True)
class _Act:
    """One delivery, or visits of one day at one site."""

    on: date
    site: str
    delivery: Delivery | None
    visits: list[Visit]


def _acts(plan: Plan) -> Iterator[_Act]:
    for day in plan.days():
        for delivery in day.deliveries:
            yield _Act(day.on, delivery.site, delivery, [])
        for site, visits in groupby(day.visits, key=lambda visit: SPOTS[visit.spot].site):
            there = list(visits)
            for start in range(0, len(there), SLICE):
                yield _Act(day.on, site, None, there[start : start + SLICE])


def _slices(acts: Iterator[_Act]) -> Iterator[list[_Act]]:
    batch: list[_Act] = []
    for act in acts:
        batch.append(act)
        if sum(len(one.visits) for one in batch) >= SLICE:
            yield batch
            batch = []
    yield batch


@dataclass(frozen=True, slots=True)
class _Said:
    """A `What` in the center's own ids: made once, shared by every visit that was like it."""

    given: tuple[Given, ...]
    returned: Returned
    for_people: int | None
    services: tuple[ServiceId, ...]
    referrals: tuple[ReferralId, ...]


class _Scribe:
    """Knows the center's ids by the plan's names, and writes acts."""

    def __init__(self, session: Session, device: int, code_secret: bytes, plan: Plan) -> None:
        self._plan, self._secret = plan, code_secret
        self._chance = Random(f"{plan.seed} ids")  # noqa: S311 - a sample's ids are not secret
        names = load(session, "en", plan.until)
        self._sayings = Sayings(names, plan.seed)
        self._actors = {initials: staff.actor(session, initials, device) for initials in STAFF}
        self._items = {item.key: ItemId(names.find("item", item.name["en"])) for item in plan.starter.items}
        self._sites = {site: SiteId(names.find("site", site)) for site in SITES}
        self._places = _places(names)
        self._sources = {award.name: SourceId(names.find("source", award.name)) for award in plan.awards}
        self._suppliers = {one.name: one.id for one in names.suppliers}
        starter = plan.starter
        self._services = {one.key: ServiceId(names.find("service", one.name["en"])) for one in starter.services}
        self._referrals = {one.key: ReferralId(names.find("referral", one.name["en"])) for one in starter.referrals}
        self._containers = {one.key: ContainerId(names.find("container", one.name["en"])) for one in starter.containers}
        self._nasal_lots: dict[str, LotId] = {}
        self._said: dict[int, _Said] = {}
        self._codes: dict[str, CodeHash] = {}
        self.visits = self._deliveries = self._shortfalls = 0

    def written(self, *, stopped: bool) -> Written:
        return Written(self.visits, self._deliveries, self._shortfalls, stopped)

    def write(self, session: Session, act: _Act) -> None:
        if act.delivery is not None:
            self._receive(session, act.on, act.delivery)
            return
        by, at = self._on_duty(act), At(act.on, _last_hour(act.visits))
        recorded = encounters.record_many(session, by, at, [self._entry(act.on, visit) for visit in act.visits])
        self.visits += len(recorded)
        self._shortfalls += sum(len(one.shortfalls) for one in recorded)

    def begin_sheet(self, session: Session) -> None:
        """A visit sheet that waits to be keyed further."""
        paper.begin_sheet(
            session, self._actors[ON_DUTY[VAN][0]], self._plan.at(self._plan.until, 10),
            load(session, "en", self._plan.until),
        )  # fmt: skip

    def _on_duty(self, act: _Act) -> Actor:
        there = ON_DUTY[act.site]
        return self._actors[there[act.on.toordinal() % len(there)]]

    def _receive(self, session: Session, on: date, delivery: Delivery) -> None:
        """What arrived on a day, a delivery for each who sends it."""
        by_supplier: dict[SupplierId | None, list[deliveries.DeliveryLine]] = {}
        for line in delivery.lines:
            sender = SUPPLIERS.get(line.source, CASCADE)
            by_supplier.setdefault(self._suppliers[sender] if sender else None, []).append(
                deliveries.DeliveryLine(
                    self._items[line.item], line.quantity, line.lot, line.expires, self._sources[line.source]
                )
            )
        for supplier, lines in by_supplier.items():
            deliveries.receive(
                session,
                self._actors[RECEIVES],
                self._plan.at(on, 9),
                client_id=self._new_id(),
                site_id=self._sites[delivery.site],
                on=on,
                reference=delivery.reference,
                lines=lines,
                beside=deliveries.Beside(supplier_id=supplier),
            )
        self._deliveries += 1
        if any(line.item == NASAL_KIT for line in delivery.lines):
            self._nasal_lots |= {lot.number: lot.lot_id for lot in levels.lots(session, self._items[NASAL_KIT], on)}

    def _entry(self, on: date, visit: Visit) -> Entry:
        said = self._said.get(visit.what) or self._say(visit.what)
        given = said.given
        if visit.scanned is not None:  # naloxone stands first
            lot = self._nasal_lots[visit.scanned]
            given = (replace(given[0], lot_id=lot, lot_known=LotKnown.SCANNED), *given[1:])
        return Entry(
            self._new_id(),
            on,
            visit.hour,
            self._sites[SPOTS[visit.spot].site],
            self._places[visit.spot],
            self._hash(visit.code) if visit.code else None,
            visit.before,
            said.for_people,
            given,
            said.returned,
            said.services,
            said.referrals,
            answers=self._sayings.answers(visit.code),
            steps=self._sayings.steps(visit.code),
        )

    def _say(self, number: int) -> _Said:
        what: What = self._plan.whats[number]
        said = self._said[number] = _Said(
            tuple(Given(self._items[item], quantity) for item, quantity in what.given),
            self._returned(what.back),
            what.for_people,
            tuple(self._services[key] for key in what.services),
            tuple(self._referrals[key] for key in what.referrals),
        )
        return said

    def _returned(self, back: Back) -> Returned:
        return Returned(
            how=back.how,
            syringes=back.syringes,
            container_id=self._containers[back.container] if back.container else None,
            number=back.number,
            quarters=back.quarters,
            gross=_weight(back.gross),
            tare=_weight(back.tare),
            unit=back.unit,
        )

    def _hash(self, code: str) -> CodeHash:
        hashed = self._codes.get(code)
        if hashed is None:
            hashed = self._codes[code] = hash_code(self._secret, code)
        return hashed

    def _new_id(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)


def _places(names: Catalog) -> list[PlaceId]:
    """The id of each of SPOTS."""
    known = {(names.site[place.site_id].name, place.name): place.id for place in names.places}
    return [known[spot.site, spot.place] for spot in SPOTS]


def _last_hour(visits: list[Visit]) -> int:
    return max((visit.hour for visit in visits if visit.hour is not None), default=CLOSING_HOUR)


def _weight(thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else Decimal(thousandths) / 1000
