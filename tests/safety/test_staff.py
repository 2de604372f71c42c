"""Who may do what."""

import pytest

from outreach.safety import staff
from outreach.safety.staff import (
    Actor,
    InitialsNotInitials,
    InitialsTaken,
    LastAdministrator,
    NoSuchStaff,
    NotAllowed,
    Right,
)
from outreach.vocabulary import At, Role, StaffId
from tests.make import TODAY

NOW = At(TODAY, 9)
DESK = {Right.RECORD, Right.CORRECT_OWN_TODAY, Right.ENTER_COUNTS}


def actor(role):
    return Actor(StaffId(1), "XX", role, 1)


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.FRONT_DESK, DESK),
        (Role.COORDINATOR, set(Right) - {Right.MANAGE_STAFF}),
        (Role.ADMINISTRATOR, set(Right)),
    ],
)
def test_each_role_may_do_this_and_no_more(role, rights):
    assert {right for right in Right if actor(role).has(right)} == rights


def test_who_may_not_is_told_what(desk):
    with pytest.raises(NotAllowed) as refused:
        desk.by("DS").may(Right.RECEIVE)
    assert refused.value.right is Right.RECEIVE


@pytest.mark.parametrize("typed", ["", "JMJMJM", "J M", "J.", "Jo-An"])
def test_initials_are_not_names(typed):
    with pytest.raises(InitialsNotInitials):
        staff.checked_initials(typed)


def test_initials_are_found_however_they_are_typed(desk):
    assert desk.by(" jm ").initials == "JM"
    with pytest.raises(NoSuchStaff):
        desk.by("QQ")


def test_initials_belong_to_one_person_for_ever(desk):
    by = desk.by("AR")
    with desk.writing() as session:
        staff.leave(session, by, NOW, "TK")

    with pytest.raises(NoSuchStaff):
        desk.by("TK")
    with pytest.raises(InitialsTaken), desk.writing() as session:
        staff.add(session, by, NOW, "tk", Role.FRONT_DESK)


def test_only_an_administrator_adds_staff_and_the_last_one_stays(desk):
    with pytest.raises(NotAllowed), desk.writing() as session:
        staff.add(session, desk.by("JM"), NOW, "ZZ", Role.FRONT_DESK)
    with pytest.raises(LastAdministrator), desk.writing() as session:
        staff.leave(session, desk.by("AR"), NOW, "AR")

    assert [member.initials for member in desk.read(staff.everyone)] == ["AR", "JM", "DS", "TK"]
