"""The strip of the day: each figure with its own words, what came without a visit apart, and no word cut."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget

from outreach.days import DayStrip
from outreach.translation import translator
from outreach.ui.desk.strip import Strip
from outreach.visits.which import Which
from tests.ui.desk.conftest import TODAY
from tests.ui.looks import look

FULL = DayStrip(
    contacts=141, syringes_out=11_240, returned=12_412, returned_estimated=11_050, naloxone_doses=190, collected=12_400
)


@pytest.fixture
def strip_of(qtbot, dressed, at_desk):
    pages = []

    def make(day, language="en", width=1200):
        page = QWidget()  # which does not grow with what does not fit
        pages.append(page)
        strip = Strip(at_desk.presenter, translator(language), page)
        qtbot.addWidget(page)
        strip.set_message_width(308)
        strip.resize(width, strip.sizeHint().height())
        page.show()
        strip.show_state(at_desk.state)
        strip._say_figures(day)
        look(strip, f"strip-{language}-{width}-{day.collected}")
        return strip

    return make


def said(strip):
    return [" ".join(piece.text for piece in one._pieces) for one in strip._all if not one.isHidden()]


def test_one_of_a_thing_is_said_as_one(strip_of):
    assert said(strip_of(DayStrip(1, 1, 1, 0, 1))) == ["1 contact", "1 syringe out", "1 returned", "1 naloxone dose"]


def test_what_came_without_a_visit_stands_apart_from_what_visits_brought(strip_of):
    assert said(strip_of(DayStrip(2, 30, 12, 5, 4, 2400), width=1400)) == [
        "2 contacts", "30 syringes out", "12 returned at visits, 5 estimated", "2,400 collected", "4 naloxone doses",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [1180, 1204, 1290, 1400])
def test_the_figures_of_a_great_day_stand_clear_of_each_other_and_of_the_message(strip_of, language, width):
    strip = strip_of(FULL, language, width)

    edges = [(one.x(), one.x() + one.width()) for one in (strip.where, *strip._all)]
    assert all(one.width() >= one.sizeHint().width() for one in strip._all)
    assert all(right <= left for (_, right), (left, _) in pairwise(edges))
    assert edges[-1][1] <= strip._message.x()


def test_a_press_on_what_was_collected_asks_for_the_collections(qtbot, page):
    page._strip._say_figures(FULL)
    with qtbot.waitSignal(page.collected_wanted) as asked:
        page._strip._collected.click()

    assert asked.args == [Which(TODAY, TODAY, page.presenter.state.site_id)]
    assert page._strip._collected.accessibleName() == "12,400 collected: show these collections"
