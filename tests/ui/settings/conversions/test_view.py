"""Conversions in the settings: every figure with its day and who says so, and another from a day on."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from outreach import catalog, conversions
from outreach.conversions import AlreadyMeasured, OriginMissing
from outreach.entry import Returned
from outreach.ui.settings.conversions.view import ConversionsView
from outreach.ui.settings.edited_by import EditedBy
from outreach.vocabulary import At, ReturnedHow
from tests.make import SYRINGE, TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import cut_off, look, unnamed

TWO_GALLON = "2 gallon"


@pytest.fixture
def view_of(qtbot, dressed, words, file_desk):
    def make(who="JM"):
        settings = EditedBy(file_desk.by(who), lambda: At(TODAY, 10), "en")
        view = ConversionsView(InlineTasks(file_desk.store), settings, words)
        qtbot.addWidget(view)
        view.resize(860, 700)
        view.refresh()
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        return view

    return make


def kind(view, name):
    return next(one for one in view.presenter.state.kinds if one.name == name)


def texts(view):
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]


def test_every_container_and_the_pound_show_their_figure_and_who_says_so(view_of):
    view = view_of()

    assert kind(view, TWO_GALLON).now.syringes == 400
    assert kind(view, "").now.syringes == 281
    assert "A pound" in texts(view)
    assert "400 syringes" in texts(view)
    assert any(kind(view, TWO_GALLON).now.origin in text for text in texts(view))
    look(view, "settings-conversions")
    assert unnamed(view) == []


def test_another_figure_holds_from_its_day_on_and_leaves_the_days_before(view_of, qtbot, file_desk):
    view = view_of()
    two_gallon = kind(view, TWO_GALLON).id
    view.presenter.choose(two_gallon)
    qtbot.keyClicks(QApplication.focusWidget(), "350")
    view._origin.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "County formula")
    view.presenter.say(since=date(TODAY.year, TODAY.month, 1))
    assert any(text.startswith("Days on which something was measured keep the figure they had") for text in texts(view))
    assert cut_off(view) == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    rules = file_desk.read(catalog.conversions)
    assert rules.on(two_gallon, TODAY).syringes == 350
    assert rules.on(two_gallon, date(TODAY.year, TODAY.month - 1, 28)).syringes == 400
    assert "350 syringes" in texts(view)
    assert not view.has_changes


def test_a_figure_nobody_stands_for_is_refused_and_stays_in_the_field(view_of, file_desk):
    view = view_of()
    before = file_desk.read(conversions.all_of)
    view.presenter.choose(None)
    view.presenter.say(syringes=300)
    view.presenter.keep()

    assert isinstance(view.presenter.state.refusal, OriginMissing)
    assert view.presenter.state.syringes == 300
    assert view.has_changes
    assert file_desk.read(conversions.all_of) == before


def test_a_figure_begun_can_be_let_go(view_of):
    view = view_of()
    view.presenter.choose(None)
    view.presenter.say(syringes=300)
    view.put_back()

    assert not view.has_changes


def test_the_front_desk_may_read_and_not_change(view_of):
    view = view_of("DS")

    assert "400 syringes" in texts(view)
    assert not any(line.change.isVisible() for line in view._kinds.lines)
    assert "Ask a coordinator to change this." in texts(view)


def test_days_that_have_visits_keep_their_figure_and_the_form_says_so(view_of, file_desk):
    container = Returned(ReturnedHow.CONTAINER, container_id=file_desk.container(TWO_GALLON), number=1, quarters=4)
    file_desk.give({SYRINGE: 1}, returned=container)
    view = view_of()
    view.presenter.choose(kind(view, TWO_GALLON).id)
    view.presenter.say(syringes=350, origin="County formula", since=date(TODAY.year, TODAY.month, 1))

    view.presenter.keep()

    assert isinstance(view.presenter.state.refusal, AlreadyMeasured)
    assert any("Choose a day after" in text for text in texts(view))
    assert kind(view, TWO_GALLON).now.syringes == 400
    assert (view.presenter.state.syringes, cut_off(view)) == (350, [])
