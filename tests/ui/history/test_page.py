"""The history as a person meets it: real keys in, what is shown out."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from outreach.ui.history.codes import FIND_BY_CODE, CodesPanel
from outreach.ui.history.codes_presenter import Codes
from outreach.ui.history.page import HistoryPage
from outreach.ui.history.presenter import History
from outreach.ui.history.state import Span
from outreach.ui.shared.rows_model import LOOK_ROLE, RowLook
from outreach.visits.beside import What
from outreach.visits.which import Kind
from outreach.vocabulary import VoidReason
from tests.make import NORTH, SYRINGE
from tests.ui.history.conftest import NOW, YESTERDAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import shown_labels

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page_of(qtbot, dressed, file_desk, visits, words):
    def make(who="JM", **more):
        history = History(file_desk.by(who), lambda: NOW)
        page = HistoryPage(InlineTasks(file_desk.store), history, words, **more)
        qtbot.addWidget(page)
        page.resize(1290, 768)
        page.refresh()
        with qtbot.waitActive(page):
            page.show()
        page.focus_first()
        return page

    return make


@pytest.fixture
def page(page_of):
    return page_of()


@pytest.fixture
def press(qtbot):
    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        at = QApplication.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(at, key)
        else:
            qtbot.keyClick(at, key, modifiers)

    return press


def cells(page, row):
    model = page._table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def kind(page):
    return page.presenter.state.which.kind


def said(page):
    """Everything the panel beside the list says."""
    shown = page._chosen.currentWidget()
    return " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisibleTo(shown))


def test_lines_say_hour_code_or_none_figures_the_rest_and_who(page):
    assert cells(page, 0)[0] == "Today, Thu 15 Oct 2026. 3 visits so far"
    assert cells(page, 1)[:8] == ["2 pm", "Code", "510", "not asked", "0", "Injecting kit 1", "Front St", "JM"]
    assert cells(page, 2)[:8] == ["1 pm", "No code", "40", "12", "4", "For 2 people", "Front St", "DS"]
    assert cells(page, 6)[:6] == ["11 am", "Code", "0", "they say 70", "0", "Cookers 5"]


def test_no_minute_and_no_code_is_anywhere_on_the_page(page):
    model = page._table.model()
    texts = " ".join(str(cell) for row in range(model.rowCount()) for cell in cells(page, row)) + said(page)

    assert re.search(r"\d:\d\d", texts) is None
    assert "KR0391" not in texts


def test_keys_go_down_the_visits_and_what_is_gone_to_is_opened(page, press, visits):
    press(K.Key_Down)

    assert page.presenter.state.selected == visits[3]
    assert "For how many 2 people" in said(page)
    assert "Lot NX4417 · no expiry date · by the books" in said(page)


def test_what_a_visit_said_before_is_seen_and_not_gone_to(page, press, file_desk, visits):
    file_desk.correct(visits[4], file_desk.entry({SYRINGE: 50}, code="KR0391"))
    page.refresh()
    page.presenter.select(visits[4])
    looks = [page._table.model().index(row, 0).data(LOOK_ROLE) for row in range(page._table.model().rowCount())]
    assert looks.count(RowLook.PART) == 2
    assert "First entry" in said(page)
    assert "All lines reversed in stock" in said(page)

    page._table.setFocus()
    press(K.Key_Down)

    assert page.presenter.state.selected == YESTERDAY  # its heading


def test_ctrl_e_asks_for_the_visit_to_be_corrected(qtbot, page, press, visits):
    with qtbot.waitSignal(page.correct) as asked:
        press(K.Key_E, CTRL)

    assert asked.args == [visits[4]]


def test_delete_voids_for_a_reason_and_not_without_one(qtbot, page, press, file_desk):
    press(K.Key_Delete)
    (dialog,) = page.findChildren(QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    void = next(one for one in dialog.findChildren(type(page._visit.void)) if one.label == "Void the visit")
    void.click()
    assert dialog.isVisible()
    assert "Choose why" in dialog._missing.text()

    press(K.Key_Right)
    press(K.Key_Space)
    void.click()

    assert not dialog.isVisible()
    assert page.presenter.state.opened.now.voided is VoidReason.WRONG_PERSON
    assert "Voided" in said(page)
    assert file_desk.verify().is_sound


def test_leaving_the_question_changes_nothing(page, press):
    press(K.Key_Delete)
    press(K.Key_Escape)

    assert not page.presenter.state.lines[0].is_void


def test_a_visit_voided_cannot_be_corrected_or_voided_again(qtbot, page, press):
    page.presenter.void(VoidReason.TEST_ENTRY)
    press(K.Key_Delete)

    assert page.findChildren(QDialog) == []
    assert not page._visit.correct.isVisible()


def test_a_lock_closes_the_question_unanswered(page, press):
    press(K.Key_Delete)
    page.forget()

    assert not any(dialog.isVisible() for dialog in page.findChildren(QDialog))
    assert not page.presenter.state.lines[0].is_void


def test_a_chip_shows_where_there_is_something_behind_it_and_narrows_the_list(page):
    assert not page._filters._voided.isVisible()
    page.presenter.void(VoidReason.ENTERED_TWICE)
    page._filters._voided.click()

    assert kind(page) is Kind.VOIDED
    assert [line.is_void for line in page.presenter.state.lines] == [True]


def test_menus_narrow_the_list_and_one_press_shows_all_again(page, file_desk):
    page._filters._kind.chosen.emit(Kind.CORRECTED)
    assert page._rows.currentWidget() is page._empty
    page._empty.button.click()
    assert kind(page) is Kind.ALL

    page._filters._where.chosen.emit((file_desk.site(NORTH), None))

    assert [line.syringes for line in page.presenter.state.lines] == [20]


def test_other_days_are_typed(page, press):
    page._filters.days.chosen.emit(Span.OTHER)
    press("10/14")
    press(K.Key_Tab)
    page._other_days._last.selectAll()
    press("yesterday")
    press(K.Key_Return)

    assert (page.presenter.state.which.first, page.presenter.state.which.last) == (YESTERDAY, YESTERDAY)
    assert len(page.presenter.state.lines) == 2


def test_front_desk_is_told_once_what_it_sees_and_whom_to_ask(page_of):
    page = page_of("DS")

    assert page._top.hint.text() == "Your visits of today. Ask a coordinator to see others."
    assert not page._filters.days.isVisible()
    assert [line.staff for line in page.presenter.state.lines] == ["DS"]


def test_a_day_s_heading_opens_the_day(page, press):
    press(K.Key_Up)

    assert "Thursday 15 Oct 2026" in said(page)
    assert "3 contacts" in said(page)


@pytest.mark.parametrize("key", [(K.Key_E, Qt.KeyboardModifier.ControlModifier), (K.Key_Delete,)])
def test_on_a_day_s_heading_what_is_asked_of_a_visit_is_answered(page, press, key):
    press(K.Key_Up)
    press(*key)
    assert "Choose a visit first." in shown_labels(page)
    press(K.Key_Down)

    assert "Choose a visit first." not in shown_labels(page)


def test_where_a_filter_finds_nothing_it_is_named_and_taken_away_with_one_press(page):
    page.presenter.show(What.DRUG_CHECKS)
    assert "Only this is looked for: Drug checks." in shown_labels(page)
    page._empty.button.click()

    assert page._empty.button.label == "Show all"
    assert len(page.presenter.state.lines) == 5


def test_a_panel_to_find_by_code_stands_beside_the_list_while_it_is_wanted(page_of, press):
    panel = QLabel("find")
    page = page_of(find=("Find by code…", panel))
    page._toggle_find()
    assert panel.isVisible()
    press(K.Key_Escape)

    assert not panel.isVisible()
    assert page._visit.isVisible()


def test_visits_found_by_a_code_are_shown_alone_whatever_their_day_and_the_code_is_gone(
    qtbot, page_of, press, file_desk, visits, words
):
    tasks = InlineTasks(file_desk.store)
    panel = CodesPanel(tasks, Codes(file_desk.by("JM"), lambda: NOW, file_desk.code), words)
    page = page_of(find=(words(FIND_BY_CODE), panel))
    panel.found.connect(page.show_only)
    page._toggle_find()
    qtbot.waitUntil(panel._code.hasFocus)
    press("ma-0785")
    press(K.Key_Return)

    assert [line.encounter_id for line in page.presenter.state.lines] == [visits[0]]
    assert page._filters.days.label == "Found by code"
    assert page._filters.days.accessibleName() == "Days: Found by code"
    assert panel._code.text() == ""
    page._filters.narrowed.emit({"kind": Kind.ALL})
    assert len(page.presenter.state.lines) == 5


def test_in_a_narrow_window_the_visit_covers_the_list_and_esc_goes_back(page, press):
    page.resize(900, 700)
    assert not page._beside.chosen.isVisible()
    press(K.Key_Return)
    assert page._beside.chosen.isVisible()
    press(K.Key_Escape)

    assert page._beside.rows.isVisible()
