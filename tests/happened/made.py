"""Short words for what is reported in a test."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from outreach.closed_lists import HappenedId, Happening, Outcome, Product
from outreach.happened import linking, reading, recording
from outreach.happened.report import Report, When
from outreach.vocabulary import At, VoidReason
from tests.make import FRONT, TODAY, Desk


def report(desk: Desk, kind: Happening = Happening.OVERDOSE_RESPONSE, *, site: str = FRONT, **said: Any) -> Report:
    """A report of today; `item` is a product by name, `day` or `month` when it happened."""
    made = Report(uuid4(), kind, said.pop("on", TODAY), desk.site(site))
    if "item" in said:
        said |= {"product": Product.ITEM, "item_id": desk.item(said.pop("item"))}
    if "day" in said:
        said["happened"] = When.day(said.pop("day"))
    if "month" in said:
        said["happened"] = When.month(said.pop("month"))
    return replace(made, **said)


def survived(desk: Desk, **said: Any) -> Report:
    return report(desk, outcome=Outcome.SURVIVED, **said)


def tell(desk: Desk, said: Report, *, at: date | None = None, by: str = "JM") -> HappenedId:
    who = desk.by(by)
    with desk.writing() as session:
        return recording.record(session, who, At(at or said.on, 14), said).happened_id


def correct(desk: Desk, happened_id: HappenedId, said: Report, *, at: date = TODAY, by: str = "JM") -> bool:
    """Correct, and say whether it was so already."""
    who = desk.by(by)
    with desk.writing() as session:
        return recording.correct(session, who, At(at, 15), happened_id, said).already


def void(desk: Desk, happened_id: HappenedId, *, at: date = TODAY, by: str = "JM") -> None:
    who = desk.by(by)
    with desk.writing() as session:
        recording.void(session, who, At(at, 15), happened_id, VoidReason.ENTERED_TWICE)


def link(desk: Desk, one: HappenedId, other: HappenedId, *, by: str = "JM") -> None:
    who = desk.by(by)
    with desk.writing() as session:
        linking.link(session, who, At(TODAY, 15), one, other)


def part(desk: Desk, one: HappenedId, *, by: str = "JM") -> None:
    who = desk.by(by)
    with desk.writing() as session:
        linking.part(session, who, At(TODAY, 15), one)


def opened(desk: Desk, happened_id: HappenedId, *, by: str = "JM", at: date = TODAY) -> reading.OpenedReport:
    found: reading.OpenedReport = desk.read(reading.open_report, desk.by(by), At(at, 15), happened_id)
    return found
