"""How many syringes a container or a pound is taken for: from a day on, and never back into what was recorded."""

from datetime import date, timedelta

import pytest

from outreach import catalog, conversions
from outreach.conversions import AlreadyMeasured, OriginMissing, Rule
from outreach.reports.figures import tally_json
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At
from tests.make import SYRINGE, TODAY, Desk, weighed
from tests.test_without_a_visit import SEPTEMBER, TWO_GALLON, collect, collection, containers

OCTOBER_1 = date(2026, 10, 1)


@pytest.fixture
def center(file_desk: Desk) -> Desk:
    """Conversions are part of a center as it is made, and stay on the server between tests: a file is made anew."""
    return file_desk


def set_conversion(
    center: Desk, syringes: int, since: date, container: str | None = TWO_GALLON, by: str = "JM"
) -> None:
    kind = center.container(container) if container else None
    with center.writing() as session:
        conversions.set_from(session, center.by(by), At(TODAY), Rule(kind, since, syringes, "County formula"))


def test_a_conversion_changed_on_the_first_leaves_last_month_as_it_was(center):
    collect(center, collection(center, containers(center, 1), on=SEPTEMBER))
    center.give({SYRINGE: 1}, on=SEPTEMBER, returned=containers(center, 1))
    september = tally_json(center.tally(SEPTEMBER))

    set_conversion(center, 450, OCTOBER_1)
    collect(center, collection(center, containers(center, 1)))

    assert tally_json(center.tally(SEPTEMBER)) == september
    assert center.figures()["syringes_collected"] == 450


def test_paper_of_last_month_keyed_now_is_taken_for_what_it_was_then(center):
    set_conversion(center, 450, OCTOBER_1)
    collect(center, collection(center, containers(center, 1), on=SEPTEMBER))

    assert center.figures(SEPTEMBER)["syringes_collected"] == 400


def test_of_two_conversions_from_one_day_the_later_said_counts(center):
    set_conversion(center, 450, OCTOBER_1)
    set_conversion(center, 425, OCTOBER_1)

    assert collect(center, collection(center, containers(center, 1))).syringes == 425
    assert center.read(conversions.all_of)[-1].container_id is None  # the pound stands last


def test_days_that_were_measured_keep_their_conversion_so_that_keying_order_changes_no_figure(center):
    """The other order is refused: it would print two lines of one month, or change a printed one."""
    center.give({SYRINGE: 1}, returned=containers(center, 1), on=date(2026, 10, 5))
    collect(center, collection(center, containers(center, 2), on=date(2026, 10, 8)))
    before = tally_json(center.tally())

    with pytest.raises(AlreadyMeasured) as refused:
        set_conversion(center, 450, OCTOBER_1)

    assert (refused.value.number, refused.value.last) == (2, date(2026, 10, 8))
    assert tally_json(center.tally()) == before
    set_conversion(center, 450, date(2026, 10, 9))
    collect(center, collection(center, containers(center, 1), on=date(2026, 10, 9)))
    assert [(line.per, line.syringes) for line in center.tally().collected] == [(400, 800), (450, 450)]


def test_a_conversion_of_a_pound_looks_at_weights_only(center):
    center.give({SYRINGE: 1}, returned=containers(center, 1))
    set_conversion(center, 300, OCTOBER_1, container=None)
    center.give({SYRINGE: 1}, returned=weighed("2"))

    with pytest.raises(AlreadyMeasured):
        set_conversion(center, 290, OCTOBER_1, container=None)


def test_what_changes_no_figure_is_no_reason_to_refuse_a_conversion(center):
    told = center.give({SYRINGE: 1}, returned=containers(center, 1), on=date(2026, 10, 5))
    set_conversion(center, 400, OCTOBER_1)  # only who says so is otherwise
    set_conversion(center, 450, date(2026, 10, 6))
    with pytest.raises(AlreadyMeasured):
        set_conversion(center, 425, date(2026, 10, 3))

    center.void(told.encounter_id)
    set_conversion(center, 425, date(2026, 10, 3))

    assert center.read(catalog.conversions).on(center.container(TWO_GALLON), date(2026, 10, 5)).syringes == 425


def test_a_conversion_before_the_first_holds_for_all_days_before_it_and_none_after(center):
    first = min(rule.since for rule in center.read(conversions.all_of) if rule.container_id is not None)
    center.give({SYRINGE: 1}, returned=containers(center, 1))
    set_conversion(center, 500, first - timedelta(days=30))
    center.give({SYRINGE: 1}, returned=containers(center, 1), on=first - timedelta(days=40))

    with pytest.raises(AlreadyMeasured):
        set_conversion(center, 600, first - timedelta(days=35))


def test_a_conversion_is_a_coordinators_to_set_and_says_whose_it_is(center):
    with pytest.raises(NotAllowed):
        set_conversion(center, 450, OCTOBER_1, by="DS")
    with center.writing() as session, pytest.raises(OriginMissing):
        conversions.set_from(session, center.by("JM"), At(TODAY), Rule(None, TODAY, 300, " "))
