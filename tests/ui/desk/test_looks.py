"""Pictures of the desk in the states that matter: build/looks/desk-*.png, to be laid beside the mock-ups."""

import pytest

from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.theme import Scheme
from outreach.vocabulary import ReturnedHow
from tests.ui.desk.tasks import InlineTasks
from tests.ui.looks import colors, look

SIZES = {
    "desk": ((1290, 768), Scheme.LIGHT, 1.0),
    "desk-1366x690": ((1290, 690), Scheme.LIGHT, 1.0),
    "desk-1280x648": ((1204, 648), Scheme.LIGHT, 1.0),
    "desk-dark": ((1290, 768), Scheme.DARK, 1.0),
    "desk-125": ((1271, 768), Scheme.LIGHT, 1.25),
    "desk-150": ((1252, 768), Scheme.LIGHT, 1.5),
    "desk-200": ((1214, 768), Scheme.LIGHT, 2.0),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_desk_fits_its_window(qtbot, dressed, store, desk_of, name):
    size, scheme, factor = SIZES[name]
    dressed.choose(scheme, factor)
    tasks = InlineTasks(store)
    page = DeskPage(tasks, desk_of(tasks).desk, translator("en"))
    qtbot.addWidget(page)
    page.refresh()
    fill(page.presenter)
    page.resize(*size)
    page.show()

    picture = look(page, name, size)

    assert (page.width(), page.height()) == size
    assert page._left.totalMinimumSize().width() <= page._scroll.viewport().width()
    assert len(colors(picture)) > 8


def fill(presenter):
    for amount in (20, 30):
        presenter.set_amount(presenter.state.tiles[0], amount)
        presenter.aside.set_aside()
    presenter.code_typed("KR0391")
    presenter.code_left()
    presenter.for_people(2)
    presenter.set_amount(presenter.state.tiles[0], 50)
    presenter.set_amount(presenter.state.tiles[1], 2)
    presenter.returned(how=ReturnedHow.CONTAINER, quarters=2)
    presenter.toggle_service(presenter.state.catalog.services[0].id)
    presenter.toggle_referral(presenter.state.catalog.referrals[0].id)
    presenter.what.set_unlisted("rain ponchos", 3)
    presenter.what.none_left(presenter.state.tiles[4])
    presenter.arranging.note(presenter.state.tiles[0], "Two boxes at most until Friday, the order is late")
    presenter.arranging.note(presenter.state.tiles[4], "Back on Friday")
    presenter.line_typed("10 strip")
