"""Editing how codes are made, with the keys and the mouse of the person who does it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from outreach import code_recipes
from outreach.codes.pieces import Kind
from outreach.codes.presets import preset
from outreach.codes.recipes import PieceWrong
from outreach.ui.settings.codes.page import TITLE, CodesView
from outreach.ui.settings.codes.presenter import Codes
from outreach.ui.settings.page import SettingsPage
from outreach.ui.settings.section import Section
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import Label
from outreach.ui.theme import Scheme
from outreach.vocabulary import At, CodesMade
from tests.make import TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, unnamed

# The offscreen platform, where tests run, opens menus and complains.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def settings_of(qtbot, dressed, words, desk):
    def make(initials="JM", size=(1290, 768)):
        codes = Codes(desk.by(initials), lambda: At(TODAY, 9))
        section = Section("codes", TITLE, lambda: CodesView(InlineTasks(desk.store), codes, words))
        page = SettingsPage([section], words)
        page.resize(*size)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        return page

    return make


@pytest.fixture
def page(settings_of):
    return settings_of()


def kinds(page):
    return [piece.kind for piece in page.view.presenter.state.draft.pieces]


def kept(desk):
    return desk.read(code_recipes.current, TODAY)


def fields(page):
    return {field.accessibleName(): field for field in page.view._try_it.findChildren(QLineEdit) if field.isVisible()}


def signs(page):
    return "".join(box._signs.text() for box in page.view._try_it._boxes if box.isVisible())


def said(widget):
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def pick(menu, text):
    """Open a menu by the keyboard and choose by pressing Enter on the words."""
    menu.setFocus()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    action = next(action for action in menu.menu.actions() if action.text() == text)
    menu.menu.setActiveAction(action)
    QTest.keyClick(menu.menu, Qt.Key.Key_Return)


def test_alt_up_and_down_change_the_order_and_the_keyboard_goes_along(qtbot, page):
    page.view._table._rows[2].take.menu.setFocus()

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, ALT)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, ALT)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, ALT)

    assert kinds(page) == [Kind.BIRTH_YEAR, Kind.LETTERS, Kind.BIRTH_MONTH]
    assert page.focusWidget() is page.view._table._rows[0].take.menu
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down, ALT)
    assert kinds(page) == [Kind.LETTERS, Kind.BIRTH_YEAR, Kind.BIRTH_MONTH]


def test_dragging_changes_the_order_too(qtbot, page):
    grip, last = page.view._table._rows[0].grip, page.view._table._rows[2].grip
    below = grip.mapFromGlobal(last.mapToGlobal(QPoint(5, last.height() // 2)))

    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(grip, below)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=below)

    assert kinds(page) == [Kind.BIRTH_MONTH, Kind.BIRTH_YEAR, Kind.LETTERS]


def test_the_moves_of_one_key_at_the_ends_do_nothing(qtbot, page):
    page.view._table._rows[0].take.menu.setFocus()

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, ALT)

    assert not page.has_work


def test_what_a_piece_takes_and_what_stands_for_unknown_are_chosen(page):
    pick(page.view._table._rows[0].take.menu, "Last 3 letters")
    pick(page.view._table._rows[0].unknown.menu, "Own initials")
    pick(page.view._table._rows[2].take.menu, "4 digits")

    first, _, year = page.view.presenter.state.draft.pieces
    assert (first.end, first.length, first.instead, first.filler) == ("last", 3, "Own initials", "XXX")
    assert (year.length, year.filler) == (4, "9999")


def test_a_piece_is_added_and_taken_out_by_keys(qtbot, page):
    pick(page.view._table._add, "Birth day")
    assert kinds(page)[-1] is Kind.BIRTH_DAY

    page.view._table._rows[0].remove.setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)

    assert kinds(page) == [Kind.BIRTH_MONTH, Kind.BIRTH_YEAR, Kind.BIRTH_DAY]
    assert page.focusWidget() is page.view._table._rows[0].remove


def test_a_name_of_the_center_s_own_is_typed_where_it_stands(qtbot, page):
    pick(page.view._table._add, "Letters of another name")
    qtbot.keyClicks(page.focusWidget(), "Street's name")

    assert page.view.presenter.state.draft.pieces[-1].name == "Street's name"
    assert "Street's name" in fields(page)


def test_a_piece_that_does_not_fit_is_said_beside_it_and_nothing_is_kept(qtbot, page, desk):
    pick(page.view._table._add, "Fixed text")

    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    state = page.view.presenter.state
    assert isinstance(state.refusal, PieceWrong)
    assert page.view._table._rows[3].error.isVisible()
    assert page.focusWidget() is page.view._table._rows[3].take.field
    assert kept(desk).since is None
    qtbot.keyClicks(page.focusWidget(), "p")
    assert page.view.presenter.state.draft.pieces[-1].text == "P"


def test_ctrl_s_keeps_the_recipe_and_says_so(qtbot, page, desk):
    page.view.presenter.start_from("philippines")

    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    assert kept(desk).pieces == preset("philippines").recipe.pieces
    assert kept(desk).since == TODAY
    assert not page.has_work
    page.refresh()  # as the window does after every write
    assert page._bar._note.text() == "Saved. New codes are made so from now on."


def test_put_back_shows_what_is_in_the_file(qtbot, page):
    page.view.presenter.start_from("pasmo")

    page._bar._put_back.click()

    assert kinds(page) == [Kind.LETTERS, Kind.BIRTH_MONTH, Kind.BIRTH_YEAR]


def test_a_known_recipe_shows_where_it_is_from(page):
    pick(page.view._table._start, "Ontario: four letters, birth year, gender")

    assert "not how they are chosen" in page.view._source.text()
    assert page.view._table._rows[3].take.field.text() == "MFTO"


def test_codes_given_by_the_center_are_chosen_with_the_arrow_key(qtbot, page, desk):
    page.view.focus_first()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    assert kept(desk).made is CodesMade.ISSUED
    assert kept(desk).pieces == preset("mother-month-year").recipe.pieces
    assert signs(page) == "7KMX4PH"
    assert not fields(page)
    assert page.view._sharing._pairs.text() == "0"


def test_the_slip_box_is_ticked_by_key_and_by_its_words(qtbot, page):
    box = page.view._slips
    box.setFocus()

    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not page.view.presenter.state.draft.points_out_slips
    row = box.parentWidget()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() // 2, 12))
    assert page.view.presenter.state.draft.points_out_slips


def test_new_codes_count_as_been_here_before_until_a_day_that_is_chosen(qtbot, page, desk):
    pick(page.view._before, "Until 15 Jan 2027")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    assert str(kept(desk).before_until) == "2027-01-15"


def test_answers_make_a_code_at_once_and_leaving_one_empty_shows_what_stands_there(qtbot, page):
    assert signs(page) == "MA0785"
    qtbot.keyClicks(fields(page)["Mother’s first name"], "li")
    qtbot.keyClicks(fields(page)["Birth month"], "3")
    assert signs(page) == "LI0399"

    fields(page)["Mother’s first name"].clear()
    page.view._try_it._show()
    qtbot.keyClicks(fields(page)["Own first name"], "zo")

    assert signs(page) == "ZO0399"


def test_an_impossible_answer_is_said_and_makes_no_code(qtbot, page):
    qtbot.keyClicks(fields(page)["Mother’s first name"], "li")
    qtbot.keyClicks(fields(page)["Birth month"], "13")

    assert set(signs(page)) == {"·"}
    assert page.view._try_it._error.text() == "A birth month is a number from 1 to 12."


def test_answers_are_forgotten_and_undo_brings_none_back(qtbot, page):
    field = fields(page)["Mother’s first name"]
    qtbot.keyClicks(field, "qz")

    page.forget()
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)

    assert field.text() == ""
    assert not field.isUndoAvailable()
    assert signs(page) == "MA0785"
    assert "qz" not in repr(page.view.presenter.state)


def test_answers_are_forgotten_when_another_page_is_looked_at(qtbot, page):
    field = fields(page)["Mother’s first name"]
    qtbot.keyClicks(field, "li")

    page.hide()

    assert field.text() == ""


def test_the_estimates_follow_every_change(page):
    figures = said(page.view._sharing)
    assert {"48", "4", "428", "64 of 100", "Participants would read about 46 too low."} <= set(figures)

    pick(page.view._table._add, "Birth day")

    assert page.view._sharing._pairs.text() == "2"
    assert "With birth day" not in said(page.view._sharing)
    assert "As edited" in said(page.view._sharing)


def test_the_center_s_own_codes_say_whether_newcomers_are_asked(desk, settings_of):
    for code in ("MA0785", "KL1190"):
        desk.record(desk.entry(code=code))

    page = settings_of()

    assert (
        "Of 100 newcomers under 1 would be asked, with as many codes as are known here now (2)."
        in page.view._sharing._asked_here.text()
    )


def test_no_estimate_stands_for_a_recipe_that_makes_no_code(qtbot, page):
    for _ in range(3):
        page.view._table._rows[0].remove.click()

    assert "The estimate comes when every piece fits." in said(page.view._sharing)
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.view._refusal.accessibleName() == "Not saved. A code needs at least one answer. Add a piece."


def test_who_may_not_change_it_reads_it_and_is_told_whom_to_ask(settings_of, qtbot):
    page = settings_of("DS")

    assert said(page.view)[0] == "Ask a coordinator to change how codes are made."
    assert not page._bar.isVisible()
    shown = [button.accessibleName() or button.label for button in page.view.findChildren(Button) if button.isVisible()]
    assert shown == []
    assert fields(page)


def test_everything_the_keyboard_reaches_has_a_name(page, settings_of):
    page.view.presenter.start_from("ontario")

    assert unnamed(page) == []
    box = QAccessible.queryAccessibleInterface(page.view._slips)
    assert box.role() is QAccessible.Role.CheckBox
    menu = page.view._table._rows[0].take.menu
    assert menu.accessibleName() == "Own first name, take: First 2 letters"
    assert page.view._table._rows[1].remove.accessibleName() == "Remove Own last name"


@pytest.mark.parametrize(
    ("name", "scheme", "factor", "size", "start"),
    [
        ("codes-1366", Scheme.LIGHT, 1.0, (1290, 768), "mother-month-year"),
        ("codes-1280-dark", Scheme.DARK, 1.0, (1204, 648), "philippines"),
        ("codes-150", Scheme.LIGHT, 1.5, (1290, 768), "ontario"),
        ("codes-200", Scheme.LIGHT, 2.0, (1290, 768), "issued"),
    ],
)
def test_nothing_is_wider_than_its_place(dressed, settings_of, name, scheme, factor, size, start):
    dressed.choose(scheme, factor)
    page = settings_of(size=size)
    page.view.presenter.start_from(start)
    look(page, name)

    frame = page._frames["codes"]
    assert page.width() == size[0]
    assert page.view.minimumSizeHint().width() <= frame.width()
    rights = [one.mapTo(page, QPoint(one.width(), 0)).x() for one in page.view.findChildren(Button) if one.isVisible()]
    assert max(rights, default=0) <= page.width()


def test_tab_goes_through_the_page_as_it_is_read_and_saving_comes_last(qtbot, page):
    pick(page.view._table._add, "Fixed text")
    page.view.focus_first()
    reached = [page.focusWidget()]
    for _ in range(20):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget())

    table, names = page.view._table, [widget.accessibleName() for widget in reached]
    last = table._rows[3]
    assert reached.index(table._rows[0].take.menu) == 1
    assert reached.index(last.remove) < reached.index(table._add) < reached.index(page.view._slips)
    assert reached.index(page.view._before) < names.index("Birth month") < names.index("Birth year")
    assert names.index("Birth year") < reached.index(page._bar._put_back) < reached.index(page._bar.save)
