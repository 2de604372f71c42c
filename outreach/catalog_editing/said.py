"""What a person says of an item or of an entry of a list, as one value: read, edited, and saved whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach.barcodes import Listed
from outreach.catalog import Part
from outreach.catalog_editing.items import Called, Facts
from outreach.vocabulary import CategoryId, ItemId, Named, RuleId, SiteId

NOTHING_SAID = Called("", "", ())


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """`called` has every language we speak, blank where it has no name; a short name that is the name is blank.

    `since` and `parts` are a recipe to be written; without a day the recipes stay as they are.
    """

    facts: Facts
    called: Mapping[str, Called]
    targets: Mapping[SiteId, tuple[int, int]] = field(default_factory=dict)
    barcodes: tuple[Listed, ...] = ()
    since: date | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What a kit holds from a day on."""

    since: date
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    id: ItemId
    said: ItemSaid
    versions: tuple[Version, ...] = ()
    is_retired: bool = False

    @property
    def is_kit(self) -> bool:
        return bool(self.versions)

    @property
    def waits(self) -> bool:
        """A barcode of it was said at the desk, and nobody has looked at it."""
        return any(barcode.waits for barcode in self.said.barcodes)


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What a source may or may not buy, and when; without an id it is new."""

    may_buy: bool = True
    item_id: ItemId | None = None
    category_id: CategoryId | None = None
    since: date | None = None
    until: date | None = None
    id: RuleId | None = None


@dataclass(frozen=True, slots=True)
class EntrySaid:
    """An entry of any list; what a list does not have stays as it is here."""

    name: str = ""
    name_es: str = ""  # of a category
    short_name: str = ""  # of a site; blank where it is the name
    county: str = ""  # of a place or a partner organization
    site_id: SiteId | None = None  # of a place
    is_usual: bool = False
    is_machine: bool = False
    starts: date | None = None  # of a source
    ends: date | None = None
    rules: tuple[RuleSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRecord:
    id: int
    said: EntrySaid
    is_retired: bool = False
    is_fixed: bool = False  # *no source stated* is always there


@dataclass(frozen=True, slots=True)
class Book:
    """The whole catalog as it is edited, the retired too, in its order."""

    items: tuple[ItemRecord, ...]
    lists: Mapping[Named, tuple[EntryRecord, ...]]

    def entries_of_items(self) -> tuple[EntryRecord, ...]:
        """The categories an item stands in, in their order."""
        used = {item.said.facts.category_id for item in self.items}
        return tuple(entry for entry in self.entries(Named.CATEGORY) if entry.id in used)

    def entries(self, what: Named) -> tuple[EntryRecord, ...]:
        return self.lists.get(what, ())
