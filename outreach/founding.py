"""A center's first rows: itself, its sites and places, its sources, and the starter catalog."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.catalog import folded
from outreach.db.ids import Ids
from outreach.db.models import catalog as rows
from outreach.db.models import happened as happened_rows
from outreach.db.models.center import Center
from outreach.db.models.stock import Lot, MovementKind
from outreach.errors import Refusal
from outreach.starter import Starter
from outreach.vocabulary import KINDS

_TABLES = (
    "sites", "places", "sources", "categories", "items", "recipe_versions", "services", "referrals", "containers",
    "conversions", "lots", "check_methods", "substances",
)  # fmt: skip

LONGEST_NAME = 60  # characters
DAY_ENDS_AT = 4  # o'clock in the morning, unless a center says otherwise: a van night is one day


@dataclass(eq=False)
class NameTaken(Refusal):
    name: str


@dataclass(eq=False)
class NotAName(Refusal):
    """A center and a site need something to be called by, short enough to print."""

    name: str
    longest: int


@dataclass(eq=False)
class NoSuchTimeZone(Refusal):
    name: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    name: str
    county: str = ""


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site and where people are met from it; the first place is its usual one."""

    name: str
    short_name: str = ""
    places: tuple[NewPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSource:
    name: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class NewCenter:
    name: str
    time_zone: str
    language: str
    began_on: date
    sites: tuple[NewSite, ...]
    sources: tuple[NewSource, ...] = ()
    is_sample: bool = False


def check(new: NewCenter) -> None:
    """Raise what would keep this center from being made: NotAName, NameTaken, NoSuchTimeZone."""
    names = [site.name for site in new.sites]
    for name in (new.name, *names):
        if len(name) > LONGEST_NAME or not name.isprintable() or not any(c.isalnum() for c in name):
            raise NotAName(name[:LONGEST_NAME], LONGEST_NAME)
    _refuse_twins(names)
    check_time_zone(new.time_zone)


def check_time_zone(name: str) -> None:
    """Raise NoSuchTimeZone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # not there, no name of a zone, or a folder of zones
        raise NoSuchTimeZone(name) from error


def create_center(session: Session, device: int, new: NewCenter, starter: Starter) -> None:
    """Fill an empty, migrated file: the center, its sites and places, and the starter catalog.

    Raises NameTaken if two sites or sources share a name.
    """
    ids = Ids(session, device, _TABLES)
    session.execute(
        insert(Center),
        [
            {
                "id": 1,
                "name": new.name,
                "time_zone": new.time_zone,
                "language": new.language,
                "is_sample": new.is_sample,
                "began_on": new.began_on,
                "day_ends_at": DAY_ENDS_AT,
                "new_after_months": 12,
            }
        ],
    )
    session.execute(
        insert(MovementKind),
        [{"kind": kind.value, "sign": sign, "statement_column": column} for kind, sign, column in KINDS],
    )
    _add_sites(session, ids, new.sites)
    _add_sources(session, ids, new, starter)
    _add_items(session, ids, starter)
    _add_listed(session, ids, starter.services, rows.Service, rows.ServiceName, "services", "service_id")
    _add_listed(session, ids, starter.referrals, rows.Referral, rows.ReferralName, "referrals", "referral_id")
    _add_checks(session, ids, starter)
    containers = _add_listed(
        session, ids, starter.containers, rows.Container, rows.ContainerName, "containers", "container_id"
    )
    by_container = [(containers[rule.key], rule.since, rule.per, rule.origin) for rule in starter.containers]
    by_weight = [(None, rule.since, rule.per_pound, rule.origin) for rule in starter.weights]
    session.execute(
        insert(rows.Conversion),
        [
            {
                "id": ids.next("conversions"),
                "container_id": container,
                "since_on": since,
                "syringes": syringes,
                "origin": origin,
            }
            for container, since, syringes, origin in (*by_container, *by_weight)
        ],
    )


def _add_checks(session: Session, ids: Ids, starter: Starter) -> None:
    methods, substances = happened_rows.CheckMethod, happened_rows.Substance
    _add_listed(session, ids, starter.methods, methods, happened_rows.CheckMethodName, "check_methods", "method_id")
    _add_listed(session, ids, starter.substances, substances, happened_rows.SubstanceName, "substances", "substance_id")


def _add_sites(session: Session, ids: Ids, sites: tuple[NewSite, ...]) -> None:
    _refuse_twins(site.name for site in sites)
    for position, site in enumerate(sites):
        site_id = ids.next("sites")
        session.execute(
            insert(rows.Site),
            [{"id": site_id, "position": position, "name": site.name, "short_name": site.short_name or site.name}],
        )
        places = [
            {
                "id": ids.next("places"),
                "site_id": site_id,
                "name": place.name,
                "county": place.county,
                "is_usual": place is site.places[0],
            }
            for place in site.places
        ]
        if places:
            session.execute(insert(rows.Place), places)


def _add_sources(session: Session, ids: Ids, new: NewCenter, starter: Starter) -> None:
    unstated, *listed = ({**source.name}.get(new.language, source.name["en"]) for source in starter.sources)
    own = new.sources or tuple(NewSource(name) for name in listed)
    _refuse_twins((unstated, *(source.name for source in own)))
    session.execute(
        insert(rows.Source),
        [
            {
                "id": ids.next("sources"),
                "name": source.name,
                "starts_on": source.starts,
                "ends_on": source.ends,
                "is_unstated": source.name == unstated,
            }
            for source in (NewSource(unstated), *own)
        ],
    )


def _add_items(session: Session, ids: Ids, starter: Starter) -> None:
    categories = {}
    for position, category in enumerate(starter.categories):
        categories[category.key] = ids.next("categories")
        session.execute(
            insert(rows.Category), [{"id": categories[category.key], "key": category.key, "position": position}]
        )
        session.execute(
            insert(rows.CategoryName),
            [
                {"category_id": categories[category.key], "language": language, "name": name}
                for language, name in category.name.items()
            ],
        )
    item_ids = {item.key: ids.next("items") for item in starter.items}
    unstated = session.scalar(select(rows.Source.id).where(rows.Source.is_unstated))
    session.execute(
        insert(rows.Item),
        [
            {
                "id": item_ids[item.key],
                "key": item.key,
                "category_id": categories[item.category],
                "position": position,
                "naloxone": item.naloxone,
                "syringes_per_unit": item.syringes_per_unit,
                "doses_per_unit": item.doses_per_unit,
                "units_per_box": item.units_per_box,
                "units_per_case": item.units_per_case,
                "usual_pack": item.usual_pack,
                "minimum": item.minimum,
                "shelf": "",
            }
            for position, item in enumerate(starter.items)
        ],
    )
    session.execute(
        insert(rows.ItemName),
        [
            {
                "item_id": item_ids[item.key],
                "language": language,
                "name": name,
                "short_name": item.short_name[language],
            }
            for item in starter.items
            for language, name in item.name.items()
        ],
    )
    session.execute(
        insert(rows.ItemAlias),
        [
            {"item_id": item_ids[item.key], "language": language, "alias": alias}
            for item in starter.items
            for language, aliases in item.aliases.items()
            for alias in aliases
        ],
    )
    session.execute(
        insert(Lot),
        [
            {"id": ids.next("lots"), "item_id": item_id, "number": "", "source_id": unstated, "on_hold": False}
            for item_id in item_ids.values()
        ],
    )
    for item in starter.items:
        if item.recipe is not None:
            version = ids.next("recipe_versions")
            session.execute(
                insert(rows.RecipeVersion),
                [{"id": version, "item_id": item_ids[item.key], "since_on": item.recipe.since}],
            )
            session.execute(
                insert(rows.RecipePart),
                [
                    {"recipe_version_id": version, "item_id": item_ids[part.item], "quantity": part.quantity}
                    for part in item.recipe.parts
                ],
            )


class _StarterNamed(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> Mapping[str, str]: ...


def _add_listed(
    session: Session,
    ids: Ids,
    entries: Sequence[_StarterNamed],
    table: type,
    names: type,
    sequence: str,
    foreign: str,
) -> dict[str, int]:
    made = {entry.key: ids.next(sequence) for entry in entries}
    session.execute(
        insert(table),
        [{"id": made[entry.key], "key": entry.key, "position": position} for position, entry in enumerate(entries)],
    )
    session.execute(
        insert(names),
        [
            {foreign: made[entry.key], "language": language, "name": name}
            for entry in entries
            for language, name in entry.name.items()
        ],
    )
    return made


def _refuse_twins(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if folded(name) in seen:
            raise NameTaken(name)
        seen.add(folded(name))
