"""One visit as a line of a list, with what it gave and did: one statement a table for many lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from outreach.db.models import encounters as rows
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Item, RecipePart, Unlisted
from outreach.entry import Answer
from outreach.questionnaire import answers_of
from outreach.visits.changed import ChangedKit, changed_kits, summed
from outreach.vocabulary import EncounterId, ItemId, NaloxoneReason, PlaceId, ReferralId, ReturnedHow, ServiceId, SiteId

_AT_ONCE = 500
_given, _part, _item = table_of(rows.Given), table_of(RecipePart), table_of(Item)
_changed = table_of(rows.GivenPart)


@dataclass(frozen=True, slots=True)
class Line:
    """One visit as it stands, or as it was when it was voided; `recorded_on` is when it was first entered."""

    encounter_id: EncounterId
    version_id: int
    on_day: date
    hour: int | None
    site_id: SiteId
    place_id: PlaceId | None
    staff: str
    recorded_on: date
    has_code: bool
    contacts: int
    for_people: int | None
    returned_how: ReturnedHow
    returned: int | None
    is_corrected: bool
    is_void: bool
    in_day: int = -1  # hours since its day began
    syringes: int = 0
    doses: int = 0
    given: tuple[tuple[ItemId, int], ...] = ()
    changed: tuple[ChangedKit, ...] = ()  # of the kits given, those that were changed
    asked: tuple[tuple[ItemId, int], ...] = ()
    unlisted: tuple[tuple[str, int], ...] = ()
    services: tuple[ServiceId, ...] = ()
    referrals: tuple[ReferralId, ...] = ()
    arrived: tuple[ReferralId, ...] = ()  # known to have got there, of an earlier visit
    reasons: tuple[NaloxoneReason, ...] = ()  # why naloxone was taken, as far as anybody asked
    answers: tuple[Answer, ...] = ()

    @property
    def place_in_order(self) -> tuple[date, int, int]:
        return self.on_day, self.in_day, self.encounter_id


def line_of(row: Row[Any]) -> Line:
    return Line(
        encounter_id=EncounterId(row.encounter_id),
        version_id=row.id,
        on_day=row.on_day,
        hour=row.hour,
        site_id=SiteId(row.site_id),
        place_id=row.place_id,
        staff=row.initials,
        recorded_on=row.first_recorded_on,
        has_code=row.participant_id is not None,
        contacts=row.contacts,
        for_people=row.for_people,
        returned_how=ReturnedHow(row.returned_how),
        returned=row.returned,
        # Voiding is a version too, and no correction.
        is_corrected=row.number > (2 if row.is_void else 1),
        is_void=row.is_void,
        in_day=getattr(row, "in_day", -1),
    )


def filled(session: Session, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines with what each visit gave and did: one statement a table for many lines."""
    says = _says(session, lines)
    ids = list(says.values())
    given = _gave(session, ids)
    asked = _amounts(session, rows.VersionAsked, "item_id", ids)
    named = select(rows.VersionUnlisted.version_id, Unlisted.name, rows.VersionUnlisted.quantity)
    unlisted = _grouped(
        session, named.join(Unlisted, Unlisted.id == rows.VersionUnlisted.unlisted_id), rows.VersionUnlisted, ids
    )
    services = _listed(session, rows.VersionService, "service_id", ids)
    referrals = _listed(session, rows.VersionReferral, "referral_id", ids)
    arrived = _listed(session, rows.VersionArrival, "referral_id", ids)
    answers = answers_of(session, ids)
    return tuple(
        replace(
            line,
            **given.get(id_, {}),
            asked=asked.get(id_, ()),
            unlisted=unlisted.get(id_, ()),
            services=services.get(id_, ()),
            referrals=referrals.get(id_, ()),
            arrived=arrived.get(id_, ()),
            answers=answers.get(id_, ()),
        )
        for line, id_ in ((line, says[line.version_id]) for line in lines)
    )


def _says(session: Session, lines: Sequence[Line]) -> dict[int, int]:
    """Which version holds what a line says: its own, or for a visit voided the last before that."""
    says = {line.version_id: line.version_id for line in lines}
    voided = {line.encounter_id: line.version_id for line in lines if line.is_void}
    version = rows.EncounterVersion
    for ids in _in_slices(voided):
        asked = select(version.encounter_id, version.id).where(version.encounter_id.in_(ids), text("NOT is_void"))
        says |= {voided[row.encounter_id]: row.id for row in session.execute(asked.order_by(version.number))}
    return says


def _gave(session: Session, version_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What each version gave: units as they were given, and the syringes and doses in them, kits opened."""
    of_recipe = (_part.c.recipe_version_id == _given.c.recipe_version_id) & _changed.c.given_id.is_(None)
    inside = (
        _given.outerjoin(_changed, _changed.c.given_id == _given.c.id)
        .outerjoin(_part, of_recipe)
        .join(_item, _item.c.id == func.coalesce(_changed.c.item_id, _part.c.item_id, _given.c.item_id))
    )
    each = func.coalesce(_changed.c.quantity, _part.c.quantity, 1)
    holds = select(
        _given.c.version_id,
        _given.c.id,
        _given.c.item_id,
        _given.c.quantity,
        _given.c.reason,
        func.sum(each * _item.c.syringes_per_unit).label("syringes"),
        func.sum(each * _item.c.doses_per_unit).label("doses"),
        func.count(_changed.c.given_id).label("changed"),
    ).select_from(inside)
    found: dict[int, dict[str, Any]] = {}
    changed: dict[int, int] = {}  # line → version, where its kits were changed
    for ids in _in_slices(version_ids):
        asked = holds.where(_given.c.version_id.in_(ids)).group_by(
            _given.c.version_id, _given.c.id, _given.c.item_id, _given.c.quantity, _given.c.reason
        )
        for row in session.execute(asked.order_by(_given.c.id)):
            facts = found.setdefault(row.version_id, {"given": {}, "reasons": {}, "syringes": 0, "doses": 0})
            facts["given"][row.item_id] = facts["given"].get(row.item_id, 0) + row.quantity
            if row.reason is not None:
                facts["reasons"][NaloxoneReason(row.reason)] = None
            facts["syringes"] += row.quantity * row.syringes
            facts["doses"] += row.quantity * row.doses
            changed |= {row.id: row.version_id} if row.changed else {}
    kits = changed_kits(session, changed) if changed else {}
    return {
        id_: facts
        | {
            "given": tuple(facts["given"].items()),
            "reasons": tuple(facts["reasons"]),
            "changed": summed(kit for given_id, kit in kits.items() if changed[given_id] == id_),
        }
        for id_, facts in found.items()
    }


def _amounts(session: Session, model: Any, of: str, version_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    return _grouped(session, select(model.version_id, getattr(model, of), model.quantity), model, version_ids)


def _listed(session: Session, model: Any, of: str, version_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    pairs = _grouped(session, select(model.version_id, getattr(model, of)), model, version_ids)
    return {id_: tuple(one for (one,) in found) for id_, found in pairs.items()}


def _grouped(session: Session, statement: Any, model: Any, version_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for ids in _in_slices(version_ids):
        for version_id, *rest in session.execute(statement.where(model.version_id.in_(ids))):
            found[version_id] = (*found.get(version_id, ()), tuple(rest))
    return found


def _in_slices(ids: Iterable[int]) -> Iterable[list[int]]:
    left = iter(ids)
    while slice_ := list(islice(left, _AT_ONCE)):
        yield slice_
