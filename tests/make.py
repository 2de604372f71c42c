"""Builders: a center with people at its desk, and short words for what they do there."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach import catalog, encounters, founding, joining
from outreach.catalog import Catalog
from outreach.codes.normalizing import hash_code
from outreach.db.devices import this_device
from outreach.db.models.stock import Balance, Lot
from outreach.db.store import Store, open_file
from outreach.db.upgrade import upgrade
from outreach.encounter_rows import Recorded
from outreach.entry import Entry, Given, Returned
from outreach.founding import NewCenter, NewPlace, NewSite, NewSource
from outreach.paths import Center, resources
from outreach.safety import staff
from outreach.safety.staff import Actor
from outreach.safety.vault import Keys, Vault
from outreach.safety.vault_recovery import RecoveryKey
from outreach.safety.vault_sealing import Cost
from outreach.starter import load as load_starter
from outreach.stock import counts, deliveries
from outreach.stock.counts import Found, Posted
from outreach.stock.deliveries import DeliveryLine
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.tallies.tally import StatementLine, Tally
from outreach.upkeep import opening
from outreach.upkeep.opening import NewStaff, Opened
from outreach.upkeep.verify import Findings, verify
from outreach.vocabulary import (
    At,
    CodeHash,
    ContainerId,
    EncounterId,
    ItemId,
    LotId,
    LotKnown,
    PlaceId,
    ReferralId,
    ReturnedHow,
    Role,
    SeenBefore,
    ServiceId,
    SiteId,
    SourceId,
    VoidReason,
    WeightUnit,
)

T = TypeVar("T")

BEGAN = date(2024, 1, 1)
TODAY = date(2026, 10, 15)
PASSPHRASE = "correct horse battery"  # noqa: S105 - opens only test centers
CHEAP = Cost(8, 1, 1)
FRONT, NORTH = "Front Street", "Northgate"
SYRINGE, COOKER, COTTON = "Syringe 29G 1/2 in 1 mL", "Cooker", "Cotton"
NASAL, SINGLE, KIT = "Nasal naloxone 4 mg kit", "Nasal naloxone 4 mg single dose", "Injecting kit"
STATE, COUNTY = "State program", "County award"
PEOPLE = (
    ("AR", Role.ADMINISTRATOR),
    ("JM", Role.COORDINATOR),
    ("DS", Role.FRONT_DESK),
    ("TK", Role.FRONT_DESK),
)
NEW = NewCenter(
    name="Eastbank",
    time_zone="America/New_York",
    language="en",
    began_on=BEGAN,
    sites=(
        NewSite(FRONT, "Front St", (NewPlace("Front room", "Kings"), NewPlace("River stop", "Queens"))),
        NewSite(NORTH, "", (NewPlace("North room", "Bronx"),)),
    ),
    sources=(
        NewSource(STATE, date(2026, 1, 1), date(2026, 12, 31)),
        NewSource(COUNTY, date(2026, 1, 1), date(2027, 6, 30)),
    ),
)


def new_center(folder: Path, new: NewCenter = NEW) -> tuple[Opened, RecoveryKey]:
    """A center as `outreach new` makes it, but with passphrases that cost nothing to try."""
    people = [NewStaff(initials, role, PASSPHRASE) for initials, role in PEOPLE]
    return opening.create(Center(folder), new, people, vault=Vault(folder, CHEAP))


def center_on(store: Store, folder: Path, new: NewCenter = NEW) -> None:
    """The same rows in a database without a file: migrated, filled, its device beside it in `folder`."""
    upgrade(store.write_engine, copy_aside=lambda _revision: None)
    device = this_device(store, Center(folder), new.began_on)
    with store.writing() as session:
        for initials, role in PEOPLE:
            staff.add_first(session, new.began_on, device, initials, role)
        founding.create_center(session, device, new, load_starter(resources() / "catalog"))


def counted(syringes: int) -> Returned:
    return Returned(ReturnedHow.COUNTED, syringes=syringes)


def told(syringes: int) -> Returned:
    return Returned(ReturnedHow.TOLD, syringes=syringes)


def weighed(gross: str, tare: str = "0", unit: WeightUnit = WeightUnit.POUND) -> Returned:
    return Returned(ReturnedHow.WEIGHT, gross=Decimal(gross), tare=Decimal(tare), unit=unit)


NONE_BROUGHT = Returned(ReturnedHow.NONE)


@dataclass
class Desk:
    """An open center in a test.  Everything goes through the domain's own functions, in one transaction each."""

    opened: Opened
    known: Catalog | None = None  # what stands in every copy of one template

    @property
    def store(self) -> Store:
        return self.opened.store

    @property
    def secret(self) -> bytes:
        return self.opened.keys.code_secret

    @cached_property
    def catalog(self) -> Catalog:
        if self.known is not None:
            return self.known
        with self.store.reading() as session:
            return catalog.load(session, "en", TODAY)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.store.writing() as session:
            yield session

    def by(self, initials: str = "JM") -> Actor:
        return self.opened.actor(initials)

    def read(self, query: Any, *args: Any, **named: Any) -> Any:
        with self.store.reading() as session:
            return query(session, *args, **named)

    def rows(self, statement: Any) -> list[Any]:
        with self.store.reading() as session:
            return list(session.execute(statement))

    # --- names -------------------------------------------------------------------------------------------------------

    def item(self, name: str) -> ItemId:
        return ItemId(self.catalog.find("item", name))

    def site(self, name: str = FRONT) -> SiteId:
        return SiteId(self.catalog.find("site", name))

    def place(self, name: str) -> PlaceId:
        return PlaceId(self.catalog.find("place", name))

    def source(self, name: str) -> SourceId:
        return SourceId(self.catalog.find("source", name))

    def container(self, name: str) -> ContainerId:
        return ContainerId(self.catalog.find("container", name))

    def code(self, typed: str) -> CodeHash:
        return hash_code(self.secret, typed)

    def lots_of(self, item: str, number: str) -> list[LotId]:
        """The lots of an item with this number, one a source."""
        with self.store.reading() as session:
            wanted = select(Lot.id).where(Lot.item_id == self.item(item), Lot.number == number)
            return [LotId(lot) for lot in session.scalars(wanted)]

    def lot(self, item: str, number: str) -> LotId:
        with self.store.reading() as session:
            found = session.scalars(select(Lot.id).where(Lot.item_id == self.item(item), Lot.number == number)).one()
        return LotId(found)

    # --- what people do ----------------------------------------------------------------------------------------------

    def entry(
        self,
        items: Mapping[str, int] | None = None,
        *,
        on: date = TODAY,
        site: str = FRONT,
        place: str | None = None,
        code: str | None = None,
        before: SeenBefore = SeenBefore.NOT_ASKED,
        for_people: int | None = None,
        returned: Returned | None = None,
        services: tuple[str, ...] = (),
        referrals: tuple[str, ...] = (),
        lot: str | None = None,
        id_: UUID | None = None,
    ) -> Entry:
        """A visit; with `lot`, everything given was taken from the lot of that number, by somebody's choice."""
        given = tuple(
            Given(self.item(name), quantity, self.lot(name, lot), LotKnown.CHOSEN)
            if lot is not None
            else Given(self.item(name), quantity)
            for name, quantity in (items or {}).items()
        )
        return Entry(
            client_id=id_ or uuid4(),
            on=on,
            hour=None,
            site_id=self.site(site),
            place_id=self.place(place) if place else None,
            code=self.code(code) if code else None,
            before=before,
            for_people=for_people,
            given=given,
            returned=returned or Returned(),
            services=tuple(ServiceId(self.catalog.find("service", name)) for name in services),
            referrals=tuple(ReferralId(self.catalog.find("referral", name)) for name in referrals),
        )

    def record(self, entry: Entry, *, at: date = TODAY, by: str = "JM") -> Recorded:
        who = self.by(by)
        with self.writing() as session:
            return encounters.record(session, who, At(at, 14), entry)

    def give(self, items: Mapping[str, int], *, on: date = TODAY, at: date | None = None, **said: Any) -> Recorded:
        """Record a visit on its day, or (with `at`) from paper on a later one."""
        return self.record(self.entry(items, on=on, **said), at=at or on)

    def correct(self, visit: EncounterId, entry: Entry, *, at: date = TODAY, by: str = "JM") -> Recorded:
        who = self.by(by)
        with self.writing() as session:
            return encounters.correct(session, who, At(at, 15), visit, entry)

    def void(
        self, visit: EncounterId, *, at: date = TODAY, by: str = "JM", reason: VoidReason = VoidReason.ENTERED_TWICE
    ) -> None:
        who = self.by(by)
        with self.writing() as session:
            encounters.void(session, who, At(at, 15), visit, reason)

    def record_many(self, entries: list[Entry], *, at: date = TODAY) -> list[Recorded]:
        who = self.by()
        with self.writing() as session:
            return encounters.record_many(session, who, At(at, 14), entries)

    def join(self, one: str, other: str, *, at: date = TODAY, by: str = "JM") -> None:
        who = self.by(by)
        with self.writing() as session:
            joining.join(session, who, At(at, 15), self.code(one), self.code(other))

    def part(self, one: str, other: str, *, at: date = TODAY, by: str = "JM") -> None:
        who = self.by(by)
        with self.writing() as session:
            joining.part(session, who, At(at, 15), self.code(one), self.code(other))

    def receive(
        self,
        item: str,
        quantity: int,
        lot: str = "",
        *,
        expires: date | None = None,
        source: str | None = None,
        site: str = FRONT,
        on: date = TODAY,
        at: date | None = None,
    ) -> None:
        line = DeliveryLine(self.item(item), quantity, lot, expires, self.source(source) if source else None)
        who = self.by()
        with self.writing() as session:
            deliveries.receive(
                session,
                who,
                At(at or on),
                client_id=uuid4(),
                site_id=self.site(site),
                on=on,
                reference="",
                lines=[line],
            )

    def count(self, found: Mapping[str, int], *, site: str = FRONT, on: date = TODAY, at: date | None = None) -> Posted:
        return self.count_lots([Found(self.item(name), n) for name, n in found.items()], site=site, on=on, at=at)

    def count_lots(self, found: list[Found], *, site: str = FRONT, on: date = TODAY, at: date | None = None) -> Posted:
        who, here = self.by(), self.site(site)
        with self.writing() as session:
            return counts.post(session, who, At(at or on), client_id=uuid4(), site_id=here, on=on, found=found)

    # --- what the books say ------------------------------------------------------------------------------------------

    def books(self, item: str, site: str = FRONT) -> int:
        with self.store.reading() as session:
            total = session.scalar(
                select(func.coalesce(func.sum(Balance.quantity), 0)).where(
                    Balance.item_id == self.item(item), Balance.site_id == self.site(site)
                )
            )
        return int(total or 0)

    def lots(self, item: str, site: str = FRONT) -> dict[str, int]:
        """What the books hold by lot number, lots at zero left out."""
        with self.store.reading() as session:
            rows = session.execute(
                select(Lot.number, Balance.quantity)
                .join(Lot, Lot.id == Balance.lot_id)
                .where(Balance.item_id == self.item(item), Balance.site_id == self.site(site), Balance.quantity != 0)
                .order_by(Lot.number)
            )
            return {row.number: row.quantity for row in rows}

    def tally(self, month: date = TODAY, site: str | None = None) -> Tally:
        period = Period.month(month.year, month.month)
        found: Tally = self.read(engine.tally, period, self.site(site) if site else None, "en")
        return found

    def figures(self, month: date = TODAY, site: str | None = None) -> Mapping[str, int | None]:
        return self.tally(month, site).figures

    def line(self, item: str, month: date = TODAY, site: str | None = None) -> StatementLine:
        """An item's line of the stock statement."""
        return next(line for line in self.tally(month, site).statement if line.item == item)

    def verify(self) -> Findings:
        found: Findings = self.read(verify)
        return found

    def close(self) -> None:
        self.store.close()


def noon(day: date) -> datetime:
    """The middle of a day, wherever our centers are."""
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def make_as(store: Store, file: Path, key: bytes) -> None:
    """Make an open store hold what `file` holds; the statements it has compiled stay compiled."""
    with closing(open_file(file, key)) as like:
        source, target = like.write_engine.raw_connection(), store.write_engine.raw_connection()
        source.driver_connection.backup(target.driver_connection)  # type: ignore[union-attr]
        source.close()
        target.close()


def opened_again(folder: Path, keys: Keys, known: Catalog | None = None, on: date = TODAY) -> Desk:
    return Desk(opening.open_center(Center(folder), keys, noon(on)), known)
