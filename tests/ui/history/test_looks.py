"""Pictures of the history in the states that matter: build/looks/history-*.png, to be laid beside the mock-up."""

import pytest

from outreach.ui.history.page import HistoryPage
from outreach.ui.theme import Scheme
from outreach.vocabulary import VoidReason
from tests.make import SYRINGE, TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import colors, look, unnamed

SIZES = {
    "history": ((1290, 768), Scheme.LIGHT, 1.0),
    "history-1366x690": ((1290, 690), Scheme.LIGHT, 1.0),
    "history-1280x648": ((1204, 648), Scheme.LIGHT, 1.0),
    "history-dark": ((1290, 768), Scheme.DARK, 1.0),
    "history-125": ((1271, 768), Scheme.LIGHT, 1.25),
    "history-150": ((1252, 768), Scheme.LIGHT, 1.5),
    "history-200": ((1214, 768), Scheme.LIGHT, 2.0),
}


@pytest.fixture
def page_of(qtbot, dressed, file_desk, visits, looking_at, words):
    def make():
        page = HistoryPage(InlineTasks(file_desk.store), looking_at(InlineTasks()).history, words)
        qtbot.addWidget(page)
        page.refresh()
        return page

    return make


@pytest.mark.parametrize("name", SIZES)
def test_the_history_fits_its_window(dressed, file_desk, visits, page_of, name):
    size, scheme, factor = SIZES[name]
    dressed.choose(scheme, factor)
    file_desk.correct(visits[-1], file_desk.entry({SYRINGE: 50}, code="KR0391"))
    file_desk.void(visits[2], reason=VoidReason.ENTERED_TWICE)
    page = page_of()
    page.presenter.select(visits[-1])
    page.resize(*size)
    page.show()

    picture = look(page, name, size)

    assert (page.width(), page.height()) == size
    assert len(colors(picture)) > 8
    assert unnamed(page) == []


def test_a_day_opened_shows_what_is_noted_of_it(page_of):
    page = page_of()
    page.presenter.select(TODAY)

    assert len(colors(look(page, "history-day", (1290, 768)))) > 8
    assert unnamed(page) == []
