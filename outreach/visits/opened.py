"""A visit opened: all it ever said, oldest first, and the lots of what it gave.  Never its code."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from outreach.db.models.encounters import Encounter, EncounterVersion
from outreach.db.models.encounters import Given as GivenRow
from outreach.db.models.staff import Staff
from outreach.db.models.stock import Lot, Movement
from outreach.encounters import NoSuchEncounter, NotYours
from outreach.safety.staff import Actor, Right
from outreach.sheets.reading import of_visit
from outreach.stock.written_anew import written_anew
from outreach.visits.changed import ChangedKit, changed_kits
from outreach.visits.lines import Line, filled, line_of
from outreach.vocabulary import At, Despite, EncounterId, ItemId, Kind, LotKnown, SeenBefore, VoidReason


@dataclass(frozen=True, slots=True)
class FromLot:
    """What of an item left from which lot, and how that is known; number '' for what has no lot number."""

    item_id: ItemId
    quantity: int
    number: str
    expires_on: date | None
    known: LotKnown


@dataclass(frozen=True, slots=True)
class HandedOut:
    """One line of what was given."""

    item_id: ItemId
    quantity: int
    despite: Despite | None = None
    lots: tuple[FromLot, ...] = ()
    changed: ChangedKit | None = None  # its kits held something else than their recipe says


@dataclass(frozen=True, slots=True)
class Version:
    """What a visit said from one moment on (`line`), and who wrote that when."""

    line: Line
    number: int
    staff: str
    recorded_on: date
    recorded_hour: int | None
    before: SeenBefore
    is_other_code: bool  # than in the version before
    voided: VoidReason | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit opened, its versions oldest first."""

    encounter_id: EncounterId
    versions: tuple[Version, ...]
    given: tuple[HandedOut, ...]
    sheet: tuple[str, int] | None = None  # the number of the paper it was keyed from, and the row

    @property
    def now(self) -> Version:
        return self.versions[-1]

    @property
    def is_void(self) -> bool:
        return self.now.voided is not None


def open_visit(session: Session, by: Actor, at: At, encounter_id: EncounterId) -> Opened:
    """A visit with all its versions and the lots of what stands.  Raises NotAllowed, NoSuchEncounter, NotYours."""
    by.may(Right.RECORD)
    found = _versions(session, encounter_id)
    if not found:
        raise NoSuchEncounter
    is_own = found[0].staff_id == by.staff_id and found[0].first_recorded_on == at.day
    if not (is_own or by.has(Right.CORRECT_ANY)):
        raise NotYours
    lines = filled(session, [line_of(row) for row in found])
    versions = tuple(
        Version(
            line=line,
            number=row.number,
            staff=row.initials,
            recorded_on=row.version_recorded_on,
            recorded_hour=row.recorded_hour,
            before=SeenBefore(row.before),
            is_other_code=before is not None and row.participant_id != before.participant_id,
            voided=row.void_reason and VoidReason(row.void_reason),
        )
        for line, row, before in zip(lines, found, [None, *found], strict=False)
    )
    spoke = [row.id for row in found if not row.is_void]  # a void says what the version before it said
    return Opened(encounter_id, versions, _handed_out(session, spoke[-1]), of_visit(session, encounter_id))


def _versions(session: Session, encounter_id: EncounterId) -> list[Row[Any]]:
    """The versions of a visit, oldest first."""
    asked = (
        select(
            EncounterVersion.__table__,
            EncounterVersion.recorded_on.label("version_recorded_on"),
            Encounter.recorded_on.label("first_recorded_on"),
            Staff.initials,
        )
        .join(Encounter, Encounter.id == EncounterVersion.encounter_id)
        .join(Staff, Staff.id == EncounterVersion.staff_id)
        .where(EncounterVersion.encounter_id == encounter_id)
        .order_by(EncounterVersion.number)
    )
    return list(session.execute(asked))


def _handed_out(session: Session, version_id: int) -> tuple[HandedOut, ...]:
    """Each line given, with the lots it left from: a kit drawn apart has those of its parts."""
    rows = session.execute(
        select(
            GivenRow.id,
            GivenRow.item_id,
            GivenRow.quantity,
            GivenRow.despite,
            GivenRow.recipe_version_id,
            Movement.item_id.label("left"),
            Movement.lot_known,
            Lot.number,
            Lot.expires_on,
            (-Movement.quantity).label("taken"),
        )
        .select_from(GivenRow)
        .outerjoin(
            Movement,
            (Movement.given_id == GivenRow.id)
            & (Movement.kind == Kind.GIVEN.value)
            & Movement.reverses_id.is_(None)
            & ~written_anew("given_id"),
        )
        .outerjoin(Lot, Lot.id == Movement.lot_id)
        .where(GivenRow.version_id == version_id)
        .order_by(GivenRow.id, Movement.id)
    )
    lines: dict[int, HandedOut] = {}
    kits: set[int] = set()
    for row in rows:
        line = lines.get(row.id, HandedOut(ItemId(row.item_id), row.quantity, row.despite))
        if row.left is not None:
            lot = FromLot(ItemId(row.left), row.taken, row.number, row.expires_on, LotKnown(row.lot_known))
            line = replace(line, lots=(*line.lots, lot))
        lines[row.id] = line
        kits |= {row.id} if row.recipe_version_id is not None else set()
    changed = changed_kits(session, kits) if kits else {}
    return tuple(replace(line, changed=changed.get(given_id)) for given_id, line in lines.items())
