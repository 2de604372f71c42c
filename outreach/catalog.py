"""What a center has: sites, places, sources, items, kits, services, conversions; read whole, found by name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach import questionnaire, step_list
from outreach.db import former
from outreach.db.former import Former
from outreach.db.models import catalog as rows
from outreach.db.models.arriving import Supplier as Supplier_
from outreach.db.models.center import Center
from outreach.db.models.leaving import Partner as Partner_
from outreach.errors import Refusal
from outreach.questionnaire import Question
from outreach.step_list import Area
from outreach.vocabulary import (
    At,
    CategoryId,
    ContainerId,
    ItemId,
    Knowingly,
    Naloxone,
    Named,
    PartnerId,
    PlaceId,
    QuestionId,
    RecipeVersionId,
    ReferralId,
    ServiceId,
    SiteId,
    SourceId,
    SupplierId,
)

UNSTATED = {"en": "No source stated", "es": "Sin fuente indicada"}  # as in resources/catalog/sources.toml


@dataclass(eq=False)
class UnknownName(Refusal):
    """No site, item, … of this name; `closest` is what it may have meant, or ''."""

    what: str
    name: str
    closest: str


@dataclass(eq=False)
class NoCenter(Refusal):
    """The file holds no center yet."""


@dataclass(frozen=True, slots=True)
class Site:
    id: SiteId
    name: str
    short_name: str
    usual_place_id: PlaceId | None
    is_machine: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    id: PlaceId
    site_id: SiteId
    name: str
    county: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    id: SourceId
    name: str
    starts: date | None
    ends: date | None
    is_unstated: bool
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Supplier:
    id: SupplierId
    name: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization that is given supplies to give out."""

    id: PartnerId
    name: str
    county: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    id: CategoryId
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    item_id: ItemId
    quantity: int


@dataclass(frozen=True, slots=True)
class Recipe:
    version_id: RecipeVersionId
    since: date
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A coordinator's word about an item to whoever is at the desk."""

    text: str
    since: date


@dataclass(frozen=True, slots=True)
class Barcode:
    """What is in the box, and how many units one scan stands for."""

    item_id: ItemId
    units: int


@dataclass(frozen=True, slots=True)
class Item:
    """One supply.  `search_words` holds every name and alias in every language; `recipe` is today's, for a kit.

    `expired_or_held`: whether handing out a lot that is either asks once.
    """

    id: ItemId
    name: str
    short_name: str
    search_words: tuple[str, ...]
    category_id: CategoryId
    category: str
    naloxone: Naloxone | None
    syringes_per_unit: int
    doses_per_unit: int
    units_per_box: int | None
    units_per_case: int | None
    usual_pack: int
    minimum: int
    shelf: str
    recipe: Recipe | None
    retired: bool
    expired_or_held: Knowingly = Knowingly.ASK
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What is done at a visit; one that is retired is offered no more and keeps its name on pages about the past."""

    id: ServiceId
    name: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Referral:
    id: ReferralId
    name: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container, and the syringes in a full one by today's conversion."""

    id: ContainerId
    name: str
    per: int


@dataclass(frozen=True, slots=True)
class Conversion:
    id: int
    container_id: ContainerId | None
    since: date
    syringes: int


@dataclass(frozen=True, slots=True)
class Conversions:
    """Every dated conversion.  `on` finds the one in force (of two from one day the later); before the first, that."""

    all: tuple[Conversion, ...]

    def on(self, container_id: ContainerId | None, day: date) -> Conversion:
        mine = sorted((c for c in self.all if c.container_id == container_id), key=lambda c: (c.since, c.id))
        return next((c for c in reversed(mine) if c.since <= day), mine[0])


@dataclass(frozen=True, slots=True)
class Basics:
    """What must be known of a center before anything else: its language, and how it tells the day."""

    language: str
    is_sample: bool
    time_zone: str
    day_ends_at: int

    def at(self, moment: datetime) -> At:
        """An aware moment as the center keeps it: its own day, which ends in the small hours, and its hour."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        return At((local - timedelta(hours=self.day_ends_at)).date(), local.hour)


@dataclass(frozen=True)
class Catalog:
    """Everything a desk needs to know by heart, as of one day and in one language."""

    center: str
    is_sample: bool
    time_zone: str
    language: str
    began_on: date
    day_ends_at: int
    sites: tuple[Site, ...]
    places: tuple[Place, ...]
    sources: tuple[Source, ...]
    categories: tuple[Category, ...]
    items: tuple[Item, ...]
    services: tuple[Service, ...]
    referrals: tuple[Referral, ...]
    containers: tuple[Container, ...]
    per_pound: int
    suppliers: tuple[Supplier, ...] = ()
    partners: tuple[Partner, ...] = ()
    questions: tuple[Question, ...] = ()  # every one there ever was; those asked now say so
    areas: tuple[Area, ...] = ()  # of small steps, if the center offers them
    steps_kept: int = 6  # months
    retired_sites: tuple[Site, ...] = ()  # on no list any more, and on pages about the past
    retired_places: tuple[Place, ...] = ()
    category: Mapping[CategoryId, str] = field(repr=False, default_factory=dict)  # the name of every one there was
    barcodes: Mapping[str, Barcode] = field(repr=False, default_factory=dict)
    names: Mapping[str, Mapping[str, int]] = field(repr=False, default_factory=dict)

    @cached_property
    def item(self) -> Mapping[ItemId, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def question(self) -> Mapping[QuestionId, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def site(self) -> Mapping[SiteId, Site]:
        return {site.id: site for site in (*self.sites, *self.retired_sites)}

    @cached_property
    def place(self) -> Mapping[PlaceId, Place]:
        return {place.id: place for place in (*self.places, *self.retired_places)}

    def at(self, moment: datetime) -> At:
        """As `Basics.at`."""
        return Basics(self.language, self.is_sample, self.time_zone, self.day_ends_at).at(moment)

    def find(self, what: str, name: str) -> int:
        """The id of the site, place, source, item, service, referral or container called `name`, in any language.

        Case, accents, spaces and the way a fraction or an inch is typed do not matter.
        Raises UnknownName with the closest name there is.
        """
        known = self.names[what]
        found = known.get(folded(name))
        if found is None:
            raise UnknownName(what, name, closest(name, self._spoken(what)))
        return found

    def _spoken(self, what: str) -> list[str]:
        groups: dict[str, Sequence[_Named]] = {
            "site": self.sites, "place": self.places, "source": self.sources, "item": self.items,
            "supplier": self.suppliers, "partner": self.partners,
            "service": self.services, "referral": self.referrals, "container": self.containers,
            "category": self.categories,
            "question": self.questions, "step": [step for area in self.areas for step in area.steps],
        }  # fmt: skip
        return [entry.name for entry in groups[what]]


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅝": "5/8", "⅜": "3/8", "⅛": "1/8"}
_INCH = re.compile(r"(?<=\d)\s*(?:″|”|\"|inch(?:es)?\b)")


@lru_cache(4_096)  # the same thousand words every time a catalog is read
def folded(name: str) -> str:
    """A name as names are compared: `Syringe 29G ½″ 1 ml` and `syringe 29g 1/2 in 1 mL` are one."""
    for sign, typed in _FRACTIONS.items():
        name = name.replace(sign, typed)
    name = _INCH.sub("in", name.casefold())
    apart = unicodedata.normalize("NFKD", name)
    return "".join(c for c in apart if c.isalnum() or c in "/.")


def closest(name: str, spoken: Iterable[str]) -> str:
    """The one of these that `name` may have meant, or ''."""
    by_folded = {folded(word): word for word in spoken}
    close = get_close_matches(folded(name), list(by_folded), n=1, cutoff=0.5)
    return by_folded[close[0]] if close else ""


def load(session: Session, language: str, on: date) -> Catalog:
    """The whole catalog, named in `language`, with the recipes and conversions in force `on` that day."""
    center = session.execute(select(Center.__table__)).one_or_none()
    if center is None:
        raise NoCenter
    sites = session.execute(select(rows.Site.__table__).order_by(rows.Site.position, rows.Site.id)).all()
    places = session.execute(
        select(rows.Place.__table__).order_by(rows.Place.site_id, rows.Place.position, rows.Place.id)
    ).all()
    usual = {p.site_id: PlaceId(p.id) for p in places if p.is_usual and not _is_retired(p, on)}
    sources = session.execute(select(rows.Source.__table__).order_by(rows.Source.position, rows.Source.id)).all()
    then = former.names(session, on)
    categories, category_words, gone = _categories(session, language, on)
    items, item_words = _items(session, language, on, then, categories)
    services, service_words = _listed(session, rows.Service, rows.ServiceName, "service_id", language, then)
    referrals, referral_words = _listed(session, rows.Referral, rows.ReferralName, "referral_id", language, then)
    containers, container_words = _listed(session, rows.Container, rows.ContainerName, "container_id", language, then)
    rules = conversions(session)
    suppliers = session.execute(select(Supplier_.__table__).order_by(Supplier_.name)).all()
    partners = session.execute(select(Partner_.__table__).order_by(Partner_.name)).all()
    questions, rules_of_steps = questionnaire.load(session, language, on, then), step_list.rules(session)
    areas = step_list.offered(session, language, on, rules_of_steps, then)
    every_site = tuple(
        Site(
            SiteId(s.id), *then.pair(Named.SITE, s.id, "", (s.name, s.short_name)), usual.get(s.id), s.is_machine,
            _is_retired(s, on),
        )
        for s in sites
    )  # fmt: skip
    every_place = tuple(
        Place(PlaceId(p.id), SiteId(p.site_id), then.name(Named.PLACE, p.id, p.name), p.county, _is_retired(p, on))
        for p in places
    )
    return Catalog(
        center=center.name,
        is_sample=center.is_sample,
        time_zone=center.time_zone,
        language=language,
        began_on=center.began_on,
        day_ends_at=center.day_ends_at,
        sites=tuple(site for site in every_site if not site.retired),
        places=tuple(place for place in every_place if not place.retired),
        retired_sites=tuple(site for site in every_site if site.retired),
        retired_places=tuple(place for place in every_place if place.retired),
        sources=tuple(
            Source(
                SourceId(s.id),
                source_said(then.name(Named.SOURCE, s.id, s.name), language),
                s.starts_on,
                s.ends_on,
                s.is_unstated,
                _is_retired(s, on),
            )
            for s in sources
        ),
        suppliers=tuple(Supplier(SupplierId(s.id), s.name, _is_retired(s, on)) for s in suppliers),
        partners=tuple(
            Partner(PartnerId(p.id), then.name(Named.PARTNER, p.id, p.name), p.county, _is_retired(p, on))
            for p in partners
        ),
        categories=tuple(Category(id_, name) for id_, name in categories.items() if id_ not in gone),
        category=categories,
        items=items,
        services=tuple(Service(ServiceId(row.id), name, _is_retired(row, on)) for row, name in services),
        referrals=tuple(Referral(ReferralId(row.id), name, _is_retired(row, on)) for row, name in referrals),
        containers=tuple(
            Container(ContainerId(row.id), name, rules.on(ContainerId(row.id), on).syringes) for row, name in containers
        ),
        questions=questions,
        areas=areas,
        steps_kept=rules_of_steps.keep_months,
        per_pound=rules.on(None, on).syringes,
        barcodes=_barcodes(session),
        names={
            "site": {folded(word): s.id for s in sites for word in (s.short_name, s.name)},
            "place": {folded(p.name): p.id for p in places},
            "source": {folded(s.name): s.id for s in sources},
            "supplier": {folded(s.name): s.id for s in suppliers},
            "partner": {folded(p.name): p.id for p in partners},
            "item": item_words,
            "service": service_words,
            "referral": referral_words,
            "container": container_words,
            "category": category_words,
            "question": {folded(word): one.id for one in questions for word in one.spoken},
            "step": {folded(step.name): step.id for area in areas for step in area.steps},
        },
    )


def source_said(name: str, language: str) -> str:
    """A center's own words; the line for no source speaks each language as long as nobody called it otherwise."""
    return UNSTATED.get(language, name) if name in UNSTATED.values() else name


def _is_retired(row: Any, on: date) -> bool:
    return row.retired_on is not None and row.retired_on <= on


def basics(session: Session) -> Basics:
    """Where opening a center begins.  Raises NoCenter."""
    asked = select(Center.language, Center.is_sample, Center.time_zone, Center.day_ends_at)
    found = session.execute(asked).one_or_none()
    if found is None:
        raise NoCenter
    return Basics(*found)


def language(session: Session) -> str:
    """The language a center calls its items in.  Raises NoCenter."""
    found: str | None = session.scalar(select(Center.language))
    if found is None:
        raise NoCenter
    return found


def conversions(session: Session) -> Conversions:
    """Every conversion the center has ever used."""
    columns = rows.Conversion.id, rows.Conversion.container_id, rows.Conversion.since_on, rows.Conversion.syringes
    found = session.execute(select(*columns))
    return Conversions(tuple(Conversion(r.id, r.container_id, r.since_on, r.syringes) for r in found))


def place_of(catalog: Catalog, site_id: SiteId, name: str) -> PlaceId:
    """The place of this name at this site.  Raises UnknownName."""
    here = {folded(p.name): p for p in catalog.places if p.site_id == site_id}
    found = here.get(folded(name))
    if found is None:
        raise UnknownName("place", name, closest(name, (p.name for p in here.values())))
    return found.id


# --- reading it ------------------------------------------------------------------------------------------------------


def _items(
    session: Session, language: str, on: date, then: Former, categories: Mapping[CategoryId, str]
) -> tuple[tuple[Item, ...], dict[str, int]]:
    names: dict[int, dict[str, tuple[str, str]]] = {}
    for called_so in session.execute(select(rows.ItemName.__table__)):
        names.setdefault(called_so.item_id, {})[called_so.language] = (called_so.name, called_so.short_name)
    aliases: dict[int, list[str]] = {}
    for alias in session.execute(select(rows.ItemAlias.item_id, rows.ItemAlias.alias)):
        aliases.setdefault(alias.item_id, []).append(alias.alias)
    recipes, notes = _recipes(session, on), _notes(session)
    found = []
    words: dict[str, int] = {}
    for row in session.execute(select(rows.Item.__table__).order_by(rows.Item.position, rows.Item.id)):
        called = names[row.id]
        spoken_in = language if language in called else "en"
        name, short_name = then.pair(Named.ITEM, row.id, spoken_in, called[spoken_in])
        spoken = [word for pair in called.values() for word in pair] + aliases.get(row.id, [])
        found.append(
            Item(
                id=ItemId(row.id),
                name=name,
                short_name=short_name,
                search_words=tuple(dict.fromkeys(spoken)),
                category_id=CategoryId(row.category_id),
                category=categories[CategoryId(row.category_id)],
                naloxone=row.naloxone and Naloxone(row.naloxone),
                syringes_per_unit=row.syringes_per_unit,
                doses_per_unit=row.doses_per_unit,
                units_per_box=row.units_per_box,
                units_per_case=row.units_per_case,
                usual_pack=row.usual_pack,
                minimum=row.minimum,
                shelf=row.shelf,
                recipe=recipes.get(row.id),
                retired=_is_retired(row, on),
                expired_or_held=Knowingly(row.expired_or_held),
                note=notes.get(row.id),
            )
        )
        for word in spoken:
            words.setdefault(folded(word), row.id)
    return tuple(found), words


def _notes(session: Session) -> dict[int, Note]:
    standing = select(rows.ItemNote.item_id, rows.ItemNote.note, rows.ItemNote.since_on)
    found = session.execute(standing.where(rows.ItemNote.ended_on.is_(None)).order_by(rows.ItemNote.id))
    return {row.item_id: Note(row.note, row.since_on) for row in found}


def _barcodes(session: Session) -> dict[str, Barcode]:
    found = session.execute(
        select(rows.Barcode.code, rows.Barcode.item_id, rows.Barcode.units).where(rows.Barcode.retired_on.is_(None))
    )
    return {row.code: Barcode(ItemId(row.item_id), row.units) for row in found}


def _recipes(session: Session, on: date) -> dict[int, Recipe]:
    parts: dict[int, list[Part]] = {}
    for part in session.execute(select(rows.RecipePart.__table__)):
        parts.setdefault(part.recipe_version_id, []).append(Part(ItemId(part.item_id), part.quantity))
    versions = session.execute(select(rows.RecipeVersion.__table__).order_by(rows.RecipeVersion.since_on))
    recipes: dict[int, Recipe] = {}
    for version in versions:
        if version.since_on <= on or version.item_id not in recipes:
            recipes[version.item_id] = Recipe(
                RecipeVersionId(version.id), version.since_on, tuple(parts.get(version.id, ()))
            )
    return recipes


def _categories(
    session: Session, language: str, on: date
) -> tuple[dict[CategoryId, str], dict[str, int], set[CategoryId]]:
    """The name of each in order, every language's folded names, and those that are off the list."""
    asked = select(rows.Category.id, rows.Category.retired_on).order_by(rows.Category.position, rows.Category.id)
    ordered = session.execute(asked).all()
    names: dict[int, dict[str, str]] = {}
    for row in session.execute(select(rows.CategoryName.__table__)):
        names.setdefault(row.category_id, {})[row.language] = row.name
    words = {folded(name): id_ for id_, spoken in names.items() for name in spoken.values()}
    called = {CategoryId(row.id): names[row.id].get(language) or names[row.id]["en"] for row in ordered}
    return called, words, {CategoryId(row.id) for row in ordered if _is_retired(row, on)}


def _listed(
    session: Session,
    table: type[rows.Service | rows.Referral | rows.Container],
    names: type,
    foreign: str,
    language: str,
    then: Former,
) -> tuple[list[tuple[Any, str]], dict[str, int]]:
    """(row, its name that day) in order, and every language's folded names, of one of the simple lists."""
    called: dict[int, dict[str, str]] = {}
    for row in session.execute(select(names.__table__)):  # type: ignore[attr-defined]
        called.setdefault(getattr(row, foreign), {})[row.language] = row.name
    what = _RENAMED.get(table)
    listed = []
    for row in session.execute(select(table.__table__).order_by(table.position, table.id)):
        spoken_in = language if language in called[row.id] else "en"
        name = called[row.id][spoken_in]
        listed.append((row, then.pair(what, row.id, spoken_in, (name, ""))[0] if what else name))
    return listed, {folded(name): id_ for id_, spoken in called.items() for name in spoken.values()}


_RENAMED: Mapping[type, Named] = {rows.Service: Named.SERVICE, rows.Referral: Named.REFERRAL}
