"""Which visits are asked for, as statements an index can answer: those that stand and those voided have one each."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select, text, tuple_

from outreach.days import LONG_AGO
from outreach.db.models import encounters as rows
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Item, RecipePart
from outreach.db.models.center import Center
from outreach.db.models.staff import Staff
from outreach.db.models.stock import Movement
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, EncounterId, ItemId, PlaceId, SiteId, StaffId

VERSION = table_of(rows.EncounterVersion).alias("v")
_ends_at = select(Center.day_ends_at).scalar_subquery()
# Hours since the day began, so that 1 am comes after 11 pm; paper knows no hour and stands below what does.
HOUR = func.coalesce((VERSION.c.hour + (literal(24) - _ends_at)) % 24, literal(-1))
# As the indexes say it, or they would not be used.
STANDING, VOIDED = text("v.is_current AND NOT v.is_void"), text("v.is_current AND v.is_void")

_first = table_of(rows.EncounterVersion).alias("f")  # who entered it, whoever corrected it later
_encounter = table_of(rows.Encounter).alias("e")
_given, _part, _movement, _item = table_of(rows.Given), table_of(RecipePart), table_of(Movement), table_of(Item)
_changed = table_of(rows.GivenPart)


class Kind(StrEnum):
    """Which visits are looked for."""

    ALL = "all"
    CORRECTED = "corrected"
    VOIDED = "voided"
    WITH_CODE = "with_code"
    WITHOUT_CODE = "without_code"
    SHORTFALL = "shortfall"
    ANOTHER_DAY = "another_day"  # entered on another day than it was
    SYRINGES = "syringes"
    RETURNED = "returned"
    NALOXONE = "naloxone"


@dataclass(frozen=True, slots=True)
class Which:
    """The visits asked for; None leaves open."""

    first: date
    last: date
    site_id: SiteId | None = None
    place_id: PlaceId | None = None
    staff_id: StaffId | None = None
    item_id: ItemId | None = None  # given as itself, or inside a kit
    kind: Kind = Kind.ALL
    only: tuple[EncounterId, ...] | None = None  # these and no others, whatever their day


def sees_only_own(by: Actor) -> bool:
    return not by.has(Right.CORRECT_ANY)


def seen(which: Which, by: Actor, at: At) -> Which:
    """What somebody may look at of what they ask for: front desk its own visits of today, whatever day they are for."""
    if not sees_only_own(by):
        return which
    return replace(which, first=at.day - LONG_AGO, last=at.day + LONG_AGO, staff_id=by.staff_id)


def arms(kind: Kind) -> tuple[Any, ...]:
    """Each of the two indexes is asked by itself."""
    return {Kind.ALL: (STANDING, VOIDED), Kind.VOIDED: (VOIDED,)}.get(kind, (STANDING,))


def asked_for(which: Which, by: Actor, at: At) -> Select[Any]:
    which = seen(which, by, at)
    named = {"site_id": which.site_id, "place_id": which.place_id}
    asked = (
        select(VERSION, HOUR.label("in_day"), _encounter.c.recorded_on.label("first_recorded_on"), Staff.initials)
        .join(_encounter, _encounter.c.id == VERSION.c.encounter_id)
        .join(_first, and_(_first.c.encounter_id == VERSION.c.encounter_id, _first.c.number == 1))
        .join(Staff, Staff.id == _first.c.staff_id)
        .where(_in_time(which))
        .where(*(VERSION.c[name] == value for name, value in named.items() if value is not None))
    )
    if which.staff_id is not None:
        asked = asked.where(_first.c.staff_id == which.staff_id)
    if sees_only_own(by):
        asked = asked.where(_encounter.c.recorded_on == at.day)
    if which.kind is Kind.SHORTFALL:
        asked = asked.where(_fell_short(which))
    if which.kind in _OF_KIND:
        asked = asked.where(_OF_KIND[which.kind])
    return asked.where(_gave(which.item_id)) if which.item_id is not None else asked


def _in_time(which: Which) -> Any:
    if which.only is not None:
        return VERSION.c.encounter_id.in_(which.only)
    return VERSION.c.on_day.between(which.first, which.last)


def _contents() -> Select[Any]:
    """What a visit gave, kits opened."""
    of_recipe = (_part.c.recipe_version_id == _given.c.recipe_version_id) & _changed.c.given_id.is_(None)
    parts = _given.outerjoin(_changed, _changed.c.given_id == _given.c.id).outerjoin(_part, of_recipe)
    return select(literal(1)).select_from(parts).where(_given.c.version_id == VERSION.c.id)


def _gave(item_id: ItemId) -> Any:
    return _contents().where(or_(*(table.c.item_id == item_id for table in (_given, _changed, _part)))).exists()


def _gave_any(of: Any) -> Any:
    inside = func.coalesce(_changed.c.item_id, _part.c.item_id, _given.c.item_id)
    return _contents().where(select(_item.c.id).where(_item.c.id == inside, of > 0).exists()).exists()


def _fell_short(which: Which) -> Any:
    """Gave something the books fell short of that day: which of that day's visits it was, nobody can say."""
    short = select(_movement.c.site_id, _movement.c.item_id, _movement.c.occurred_on).where(
        _movement.c.kind == "shortfall"
    )
    if which.only is None:
        short = short.where(_movement.c.occurred_on.between(which.first, which.last))
    short = short.group_by(*short.selected_columns).having(func.sum(_movement.c.quantity) > 0)
    left = _movement.alias("left_shelf")
    taken = select(left.c.id).where(left.c.given_id == _given.c.id, left.c.reverses_id.is_(None))
    back = _movement.alias("taken_back")
    taken = taken.where(~select(back.c.id).where(back.c.reverses_id == left.c.id).exists())
    beyond = taken.where(tuple_(left.c.site_id, left.c.item_id, left.c.occurred_on).in_(short))
    return select(_given.c.id).where(_given.c.version_id == VERSION.c.id, beyond.exists()).exists()


_OF_KIND = {
    Kind.CORRECTED: VERSION.c.number > 1,
    Kind.WITH_CODE: VERSION.c.participant_id.is_not(None),
    Kind.WITHOUT_CODE: VERSION.c.participant_id.is_(None),
    Kind.ANOTHER_DAY: _encounter.c.recorded_on != VERSION.c.on_day,
    Kind.SYRINGES: _gave_any(_item.c.syringes_per_unit),
    Kind.RETURNED: VERSION.c.returned > 0,
    Kind.NALOXONE: _gave_any(_item.c.doses_per_unit),
}
