"""When the center's day ends."""

import pytest
from sqlalchemy import select

from outreach import catalog, day_end
from outreach.day_end import DayEndsTooLate
from outreach.db.models.center import Audit
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At
from tests.make import TODAY


def end_at(center, hour, by="JM"):
    with center.writing() as session:
        day_end.end_days_at(session, center.by(by), At(TODAY, 10), hour)


def test_a_day_ends_at_four_until_the_center_says_otherwise(desk):
    assert desk.read(day_end.day_ends_at) == 4

    end_at(desk, 2)

    assert desk.read(day_end.day_ends_at) == 2
    assert desk.read(catalog.load, "en", TODAY).day_ends_at == 2
    assert desk.rows(select(Audit.action, Audit.subject_id)) == [("center.day_ends_at", 2)]


@pytest.mark.parametrize("hour", [-1, 12, 24])
def test_a_day_does_not_end_after_noon(desk, hour):
    with pytest.raises(DayEndsTooLate):
        end_at(desk, hour)
    assert desk.read(day_end.day_ends_at) == 4


def test_front_desk_does_not_change_it(desk):
    with pytest.raises(NotAllowed):
        end_at(desk, 2, by="DS")
