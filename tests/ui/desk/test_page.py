"""The desk as a person meets it: real keys in, the books changed, nothing left behind."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import select

from outreach.db.models.encounters import Encounter
from outreach.translation import translator
from outreach.ui import theme
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import Code
from outreach.ui.theme import Scheme
from outreach.vocabulary import ReturnedHow
from tests.ui.desk.tasks import HeldTasks

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SYRINGE, SWAB = "Syringe 29G ½″ 1 ml", "Alcohol swab"


def item(page, name):
    return page.presenter.state.catalog.find("item", name)


def amounts(page):
    return {line.item_id: line.amount for line in page.presenter.state.draft.lines}


def strip(page):
    return page.presenter.state.strip


def test_digits_typed_after_a_tile_replace_its_amount(page, press):
    press(K.Key_1, ALT)
    press(K.Key_1, ALT)
    press("7")

    assert list(amounts(page).values()) == [7]


def test_digits_after_f6_mean_counted_and_leave_the_keyboard_in_the_figure(page, press):
    press(K.Key_F6)
    press("35")

    returned = page.presenter.state.draft.returned
    assert (returned.how, returned.counted) == (ReturnedHow.COUNTED, 35)


def test_enter_in_the_code_goes_to_the_line_and_enter_there_adds(page, press):
    press("MA0785")
    press(K.Key_Return)
    press("2 narcan")
    press(K.Key_Return)

    assert list(amounts(page).values()) == [2]
    assert page._line.hasFocus()
    assert page._line.text() == ""


def test_the_arrow_takes_the_second_match(page, press):
    press(K.Key_F3)
    press("10 strip")
    second = page.presenter.state.matches[1].item_id
    press(K.Key_Down)
    press(K.Key_Return)

    assert amounts(page) == {second: 10}


def test_both_enter_keys_save(page, press):
    press(K.Key_1, ALT)
    press(K.Key_Enter, CTRL)

    assert strip(page).contacts == 1


def test_pressing_save_twice_saves_once(page, press):
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    press(K.Key_Return, CTRL)

    assert strip(page).contacts == 1
    assert page._basket.asked.isVisible()


def test_after_saving_the_keyboard_is_in_an_empty_code_box_that_cannot_be_undone(page, press):
    press("MA0785")
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    press(K.Key_Z, CTRL)

    assert page._who.code.hasFocus()
    assert page._who.code.text() == ""
    assert not page._who.code.isUndoAvailable()


def test_a_code_typed_and_deleted_cannot_be_undone_by_the_next_person(page, press):
    press("MA0785")
    for _ in range(6):
        press(K.Key_Backspace)
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    press(K.Key_Z, CTRL)

    assert page._who.code.text() == ""


def test_alt_z_takes_back_what_was_saved_and_fills_the_form_again(page, press):
    press(K.Key_1, ALT)
    press("7")
    press(K.Key_Return, CTRL)
    press(K.Key_Z, ALT)

    assert strip(page).contacts == 0
    assert list(amounts(page).values()) == [7]
    press(K.Key_Return, CTRL)
    assert strip(page).contacts == 1


def test_a_known_code_shows_nothing_of_anybody(page, press):
    press("MA0785")
    press(K.Key_1, ALT)
    press("7")
    press(K.Key_Return, CTRL)
    before = set(spoken(page))

    press("MA0785")
    press(K.Key_Return)

    assert page.presenter.state.code is Code.KNOWN
    assert set(spoken(page)) - before <= {"MA0785", "Participant code", "Repeat last", "Not me"}


def test_a_code_is_nowhere_in_the_accessibility_tree_once_saved(page, press):
    press("MA0785")
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)

    assert not any("MA0785" in said for said in spoken(page))
    assert "MA0785" not in QApplication.clipboard().text()


@pytest.mark.parametrize("amount", ["36", "3600", "36000", "9999999"])
def test_an_amount_in_the_basket_is_shown_whole(page, press, amount):
    press(K.Key_1, ALT)
    press(amount)

    field = page._basket._lines[0].amount
    assert field.text() == amount
    assert field.fontMetrics().horizontalAdvance(amount) <= field.width() - 2 * theme.px(8)


def test_a_code_cannot_be_copied(page, press):
    QApplication.clipboard().setText("before")
    press("MA0785")
    page._who.code.selectAll()
    press(K.Key_C, CTRL)
    press(K.Key_X, CTRL)

    assert QApplication.clipboard().text() == "before"
    assert page._who.code.text() == "MA0785"


def test_locking_leaves_no_letter_of_a_code_on_the_page_and_keeps_the_visit(page, press):
    press("MA0785")
    press(K.Key_1, ALT)

    page.forget()

    assert page._who.code.text() == ""
    assert not page._who.code.isUndoAvailable()
    assert page.presenter.state.code is Code.KEPT
    assert amounts(page)


def test_an_amount_emptied_in_the_basket_is_not_saved_as_it_was(page, press):
    press(K.Key_1, ALT)
    press(K.Key_2, ALT)
    page._basket._lines[0].amount.setFocus()
    press(K.Key_Backspace)
    kept = page.presenter.state.draft.lines[1]
    press(K.Key_Return, CTRL)
    press(K.Key_Z, ALT)

    assert page.presenter.state.draft.lines == (kept,)


def test_an_amount_in_the_basket_can_be_emptied_and_typed_anew(page, press):
    press(K.Key_1, ALT)
    field = page._basket._lines[0].amount
    field.setFocus()
    press(K.Key_Backspace)
    assert len(amounts(page)) == 1
    press("25")

    assert list(amounts(page).values()) == [25]


def test_escape_clears_the_line_then_the_visit_and_the_visit_comes_back(page, press):
    press(K.Key_1, ALT)
    press(K.Key_F3)
    press("2 nal")
    press(K.Key_Escape)
    assert amounts(page)
    press(K.Key_Escape)
    assert not amounts(page)

    page._basket.aside.buttons[0].click()

    assert amounts(page)


def test_all_items_are_found_and_added_by_keys_alone(page, press, qtbot):
    press(K.Key_F4)
    search = page._all_items()._search
    qtbot.keyClicks(search, "12 cooker")
    qtbot.keyClick(search, K.Key_Return)

    assert amounts(page) == {item(page, "Cooker"): 12}


def test_a_late_answer_never_paints_on_the_next_form(qtbot, dressed, store, desk_of):
    tasks = HeldTasks(store)
    page = DeskPage(tasks, desk_of(tasks).desk, translator("en"))
    qtbot.addWidget(page)
    page.refresh()
    tasks.let_go()
    page._tiles.add(0)
    page.presenter.save()
    page._who.code.setText("KR")
    page.presenter.code_typed("KR")

    tasks.let_go()

    assert page._who.code.text() == "KR"
    assert amounts(page) == {}


def test_drawing_the_same_state_twice_changes_nothing(page, press):
    press("MA0785")
    press(K.Key_1, ALT)
    page.show_state(page.presenter.state)
    before = page.grab().toImage()

    page.show_state(page.presenter.state)

    assert page.grab().toImage() == before


@pytest.mark.parametrize("how", [ReturnedHow.NOT_ASKED, ReturnedHow.COUNTED, ReturnedHow.WEIGHT])
def test_tab_goes_through_the_page_in_reading_order(page, how):
    page.presenter.returned(how=how)
    page._who.code.setFocus()
    zones = (page._who, page._what, page._returned, page._care, page._basket)
    order: list[QWidget] = []
    for _ in range(60):
        page.focusNextChild()
        inside = next((zone for zone in zones if zone.isAncestorOf(page.focusWidget())), None)
        if inside and (not order or order[-1] is not inside):
            order.append(inside)

    assert order[:5] == list(zones)


def test_tab_comes_to_the_ways_of_measuring_whichever_is_chosen(page):
    page.presenter.returned(how=ReturnedHow.COUNTED)
    page._tiles.all_items_button.setFocus()

    page.focusNextChild()

    assert page._returned._how.isAncestorOf(page.focusWidget())


def test_everything_the_keyboard_reaches_has_a_name(page):
    reached = [widget for widget in page.findChildren(QWidget) if widget.focusPolicy() and widget.isVisible()]

    nameless = [widget for widget in reached if not QAccessible.queryAccessibleInterface(widget).text(NAME)]

    assert nameless == []


@pytest.mark.parametrize("size", [(1290, 768), (1290, 690), (1204, 648), (835, 512), (560, 384)])
def test_nothing_is_cut_off_at_any_size(page, press, size):
    press("MA0785")
    press(K.Key_Return)
    press("10 strip")
    page.resize(*size)
    QApplication.sendPostedEvents()

    assert page.width() == size[0]
    inside = page._scroll.widget()
    assert inside.minimumSizeHint().width() <= page._scroll.viewport().width()
    assert page._basket.foot.save.visibleRegion().isEmpty() != page._bottom.save.visibleRegion().isEmpty()


NAME = QAccessible.Text.Name


def spoken(page):
    """Every name, description and value in the accessibility tree."""
    said = []
    for widget in (page, *page.findChildren(QWidget)):
        if not widget.isVisibleTo(page):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        said += [face.text(kind) for kind in (NAME, QAccessible.Text.Description, QAccessible.Text.Value)]
        if isinstance(widget, QLineEdit):
            said.append(widget.text())
    return [words for words in said if words and not words.isdigit()]


@pytest.mark.parametrize(
    "leave", [lambda page: page.forget(), lambda page: page.hide(), lambda page: page.focus_first()]
)
def test_no_item_of_a_list_that_is_covered_is_in_the_accessibility_tree(page, press, leave):
    press(K.Key_F4)
    heard = QAccessible.queryAccessibleInterface(page._all_items()._list)
    assert heard.childCount() > 5

    leave(page)

    assert heard.childCount() == 0


def test_nothing_moves_however_often_the_look_changes(page, dressed):
    def places():
        return page._line.mapTo(page, QPoint(0, 0)).x(), page._who.code.mapTo(page, QPoint(0, 0)).x()

    before = places()

    for scheme in (Scheme.DARK, Scheme.LIGHT, Scheme.DARK, Scheme.LIGHT, Scheme.DARK):
        dressed.choose(scheme, 1.0)
        QApplication.processEvents()
        assert places() == before
    dressed.choose(Scheme.LIGHT, 1.5)
    dressed.choose(Scheme.LIGHT, 1.0)
    QApplication.processEvents()

    assert places() == before


def test_a_number_below_nothing_is_no_number_of_people(page, press):
    press(K.Key_P, ALT)
    press("-3")
    assert page.presenter.state.draft.for_people is None

    press(K.Key_F3)
    press(K.Key_P, ALT)
    press("3")

    assert page.presenter.state.draft.for_people == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5 29g", "An amount is a whole number, 1 or more"),
        ("2.5 nalox", "An amount is a whole number, 1 or more"),
        ("1000001 29g", "That amount is too large. The most at once is 99,999"),
        ("nothing like it", "Nothing found by that. All items: F4. Not on the list: Alt+U"),
    ],
)
def test_the_line_says_what_is_wrong_with_an_amount(page, typed, said):
    page.presenter.line_typed(typed)

    assert page._suggestions._said.text() == said


def test_during_a_correction_nothing_is_offered_that_could_not_be_brought_back(page, press, store):
    for _ in range(2):
        press(K.Key_1, ALT)
        press(K.Key_Return, CTRL)
    with store.reading() as session:
        recorded = session.scalars(select(Encounter.id)).first()
    press(K.Key_1, ALT)
    press(K.Key_A, ALT)
    press(K.Key_1, ALT)
    press(K.Key_Escape)
    assert page._basket.aside.isVisible()
    assert page._basket.foot.aside.isVisible()

    page.correct(recorded)
    assert not page._basket.aside.isVisible()
    assert not page._basket.foot.aside.isVisible()

    page.presenter.back()
    assert page._basket.aside.isVisible()
    assert page._basket.foot.aside.isVisible()
