"""Who may do what.  Every function that writes takes an `Actor` and begins by asking it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.staff import Staff
from outreach.errors import Refusal
from outreach.vocabulary import At, Role, StaffId

LONGEST_INITIALS = 5


class Right(StrEnum):
    RECORD = "record"
    CORRECT_OWN_TODAY = "correct_own_today"
    CORRECT_ANY = "correct_any"
    RECEIVE = "receive"
    COUNT = "count"
    ENTER_COUNTS = "enter_counts"
    REPORT = "report"
    BACK_UP = "back_up"
    MOVE_STOCK = "move_stock"
    HOLD_LOTS = "hold_lots"
    EDIT_CATALOG = "edit_catalog"
    JOIN_CODES = "join_codes"
    FIND_BY_CODE = "find_by_code"
    CHANGE_SETTINGS = "change_settings"
    ARRANGE_DESK = "arrange_desk"
    SORT = "sort"
    MANAGE_STAFF = "manage_staff"


_FRONT_DESK = frozenset({Right.RECORD, Right.CORRECT_OWN_TODAY, Right.ENTER_COUNTS})
_COORDINATOR = _FRONT_DESK | {
    Right.CORRECT_ANY, Right.RECEIVE, Right.COUNT, Right.REPORT, Right.BACK_UP, Right.MOVE_STOCK, Right.HOLD_LOTS,
    Right.EDIT_CATALOG, Right.CHANGE_SETTINGS, Right.JOIN_CODES, Right.FIND_BY_CODE, Right.ARRANGE_DESK, Right.SORT,
}  # fmt: skip
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.FRONT_DESK: _FRONT_DESK,
    Role.COORDINATOR: _COORDINATOR,
    Role.ADMINISTRATOR: _COORDINATOR | {Right.MANAGE_STAFF},
}


@dataclass(eq=False)
class NotAllowed(Refusal):
    """This staff member's role does not include it; a coordinator's or administrator's does."""

    right: Right


@dataclass(eq=False)
class NoSuchStaff(Refusal):
    initials: str


@dataclass(eq=False)
class InitialsTaken(Refusal):
    initials: str


@dataclass(eq=False)
class InitialsNotInitials(Refusal):
    """Initials are one to five letters or digits; a name is not wanted here."""

    initials: str


@dataclass(eq=False)
class LastAdministrator(Refusal):
    """Somebody must be left who can add staff."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The staff member doing something, on which device."""

    staff_id: StaffId
    initials: str
    role: Role
    device: int

    def may(self, right: Right) -> None:
        """Raise NotAllowed unless this person's role includes `right`."""
        if not self.has(right):
            raise NotAllowed(right)

    def has(self, right: Right) -> bool:
        return right in _RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class StaffMember:
    id: StaffId
    initials: str
    role: Role


def checked_initials(typed: str) -> str:
    """Upper-case initials, one to five letters or digits; anything longer looks like a name and is refused."""
    initials = typed.strip().upper()
    if not (1 <= len(initials) <= LONGEST_INITIALS and initials.isalnum()):
        raise InitialsNotInitials(typed.strip())
    return initials


def actor(session: Session, initials: str, device: int) -> Actor:
    """The staff member with these initials, working on `device`.  Raises NoSuchStaff."""
    found = session.execute(
        select(Staff.id, Staff.initials, Staff.role).where(
            Staff.initials == initials.strip().upper(), Staff.left_on.is_(None)
        )
    ).one_or_none()
    if found is None:
        raise NoSuchStaff(initials.strip())
    return Actor(StaffId(found.id), found.initials, found.role, device)


def everyone(session: Session) -> tuple[StaffMember, ...]:
    """The staff who have not left, in the order they came."""
    rows = session.execute(
        select(Staff.id, Staff.initials, Staff.role).where(Staff.left_on.is_(None)).order_by(Staff.id)
    )
    return tuple(StaffMember(StaffId(row.id), row.initials, row.role) for row in rows)


def ever(session: Session) -> tuple[StaffMember, ...]:
    """Everybody who was ever here, those who have left too."""
    rows = session.execute(select(Staff.id, Staff.initials, Staff.role).order_by(Staff.initials))
    return tuple(StaffMember(StaffId(row.id), row.initials, row.role) for row in rows)


def add(session: Session, by: Actor, at: At, initials: str, role: Role) -> StaffMember:
    """Add a staff member.  Raises NotAllowed, InitialsNotInitials, InitialsTaken."""
    by.may(Right.MANAGE_STAFF)
    return add_first(session, at.day, by.device, initials, role)


def add_first(session: Session, on: date, device: int, initials: str, role: Role) -> StaffMember:
    """Add a staff member while the center is being made, when nobody is there yet to ask."""
    initials = checked_initials(initials)
    if session.scalar(select(Staff.id).where(Staff.initials == initials)) is not None:
        raise InitialsTaken(initials)
    member = StaffMember(StaffId(Ids(session, device, ("staff",)).next("staff")), initials, role)
    session.execute(insert(Staff), [{"id": member.id, "initials": initials, "role": role, "since_on": on}])
    return member


def leave(session: Session, by: Actor, at: At, initials: str) -> None:
    """Note that a staff member has left.  Raises NotAllowed, NoSuchStaff, LastAdministrator."""
    by.may(Right.MANAGE_STAFF)
    leaving = actor(session, initials, by.device)
    others = [member for member in everyone(session) if member.id != leaving.staff_id]
    if all(member.role is not Role.ADMINISTRATOR for member in others):
        raise LastAdministrator
    session.execute(update(Staff).where(Staff.id == leaving.staff_id).values(left_on=at.day))
