"""What is being told: a report of something that happened, or a drug check; every answer may stay open.  No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from outreach.catalog import Item
from outreach.closed_lists import BoughtAs, DrugCheckId, Happening, Product
from outreach.drug_checks.check import Check
from outreach.happened.report import ASKED, Report, When, is_open
from outreach.vocabulary import ItemId, PlaceId, SiteId


class Telling(StrEnum):
    """What can be told, in the order of the side list."""

    OVERDOSE_RESPONSE = "overdose_response"
    OVERDOSE_HERE = "overdose_here"
    NEEDLE_STICK = "needle_stick"
    TAKEN = "taken"
    THREAT = "threat"
    DRUG_CHECK = "drug_check"

    @property
    def happening(self) -> Happening | None:
        """The kind of report; None: a drug check, which is none."""
        return None if self is Telling.DRUG_CHECK else Happening(self.value)


@dataclass(frozen=True, slots=True)
class Where:
    """The site a report or a sample is told at, and the place people are met there."""

    site_id: SiteId
    place_id: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as far as it is told.

    Of an overdose here, what left the shelf follows from the doses until somebody says it (`is_used_said`).
    """

    said: Report
    is_used_said: bool = False

    @classmethod
    def blank(cls, client_id: UUID, kind: Happening, on: date, where: Where) -> "ReportDraft":
        return cls(Report(client_id, kind, on, where.site_id, where.place_id))

    @classmethod
    def again(cls, said: Report) -> "ReportDraft":
        """A report recorded before, as it would stand on the form."""
        return cls(said, is_used_said=said.kind is Happening.OVERDOSE_HERE)

    def told_as(self, kind: Happening, before: "ReportDraft | None" = None) -> "ReportDraft":
        """The same as one of another kind: what both are asked stays, what only that kind is asked is as `before`."""
        said = self.said
        if said.kind is kind:
            return self
        blank = Report(said.client_id, kind, said.on, said.site_id)
        asked = {name: getattr(said, name) for name in ASKED[kind] if name in ASKED[said.kind]}
        everywhere = {name: getattr(said, name) for name in ("on", "site_id", "place_id", "happened")}
        into = before or ReportDraft(blank)
        return replace(into, said=replace(into.said, **everywhere, **asked))

    @property
    def is_begun(self) -> bool:
        """Something would be lost with it."""
        said = self.said
        return said.happened != When() or not all(is_open(said, name) for name in ASKED[said.kind])

    def used(self, items: Mapping[ItemId, Item]) -> int | None:
        """How many units of the product left our own shelf: as said, else as many as the doses take."""
        said = self.said
        if said.kind is not Happening.OVERDOSE_HERE or said.product is not Product.ITEM or said.item_id is None:
            return None
        if self.is_used_said:
            return said.used
        if said.doses == 0:
            return None
        item = items.get(said.item_id)
        doses_per_unit = max(1, item.doses_per_unit if item is not None else 1)
        return -(-(said.doses or 1) // doses_per_unit)

    def to_record(self, items: Mapping[ItemId, Item]) -> Report:
        return replace(self.said, used=self.used(items))


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample recorded before, whose result came."""

    check_id: DrugCheckId
    said: Check


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A sample as far as it is told.  Its result is waited for until somebody says it (`is_result_said`)."""

    said: Check
    is_result_said: bool = False

    @classmethod
    def blank(cls, client_id: UUID, on: date, where: Where) -> "CheckDraft":
        return cls(Check(client_id, on, where.site_id, where.place_id))

    @property
    def is_begun(self) -> bool:
        said = self.said
        return self.is_result_said or bool(said.methods) or said.bought is not BoughtAs.NOT_ASKED
