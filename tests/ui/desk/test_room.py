"""Room on the desk: with the optional questions open all of it is in sight on a small screen, or comes into sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from outreach.translation import translator
from outreach.ui import theme
from outreach.ui.desk.answer_button import AnswerButton
from outreach.ui.desk.page import DeskPage
from outreach.ui.shared.answers import NOT_ASKED
from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.control import Piece
from outreach.ui.shared.status import status_width
from outreach.ui.theme import Scheme
from tests.ui.desk.tasks import InlineTasks
from tests.ui.desk.test_questions_page import asked  # noqa: F401 - the questions and steps of a center
from tests.ui.looks import look

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
# What is left of the screen beside the rail, below the title of the window and the line of a sample center.
BIG, SMALL = (1290, 724), (1196, 676)


@pytest.fixture
def page_of(qtbot, dressed, store, desk_of, asked):  # noqa: F811
    def make(language, size, factor=1.0):
        dressed.choose(Scheme.LIGHT, factor)
        page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator(language))
        qtbot.addWidget(page)
        page.resize(*size)
        page.refresh()
        with qtbot.waitActive(page):
            page.show()
        page.focus_first()
        page.presenter.code_typed("KR0391")
        page.presenter.code_left()
        return page

    return make


def settle(page):
    QApplication.processEvents()  # what is shown next is asked for at the end of this turn
    page._left.activate()


def whole_in_sight(page, panel):
    top = panel.mapTo(page._scroll.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + panel.height() <= page._scroll.viewport().height()


@pytest.mark.parametrize(("language", "size"), [("en", BIG), ("es", BIG), ("en", SMALL), ("es", SMALL)])
def test_with_the_questions_open_the_whole_desk_is_in_sight(page_of, language, size):
    page = page_of(language, size)
    page._ask()
    settle(page)
    look(page, f"desk-room-{language}-{size[0]}")

    assert page._scroll.verticalScrollBar().maximum() == 0
    assert all(whole_in_sight(page, panel) for panel in (page._who, page._returned, page._care))


@pytest.mark.parametrize(("language", "size", "factor"), [("es", SMALL, 1.0), ("en", BIG, 1.5), ("es", BIG, 1.5)])
def test_what_was_not_asked_is_said_whole_in_every_field(page_of, language, size, factor):
    page = page_of(language, size, factor)
    page._ask()
    settle(page)
    fields = page._who.questions.findChildren(AnswerButton)

    assert len(fields) == 4
    nothing = translator(language)(NOT_ASKED)
    assert all(field.width() >= field.width_for(nothing) for field in fields)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_has_the_keyboard_brings_all_of_its_panel_into_sight(page_of, language):
    page = page_of(language, BIG, 1.5)
    page._ask()
    for focus, panel in ((page._returned.focus, page._returned), (page._care._happened.setFocus, page._care)):
        focus()
        settle(page)
        assert whole_in_sight(page, panel)
    page._who.focus_code()
    settle(page)
    assert whole_in_sight(page, page._who)


@pytest.mark.parametrize(("language", "factor"), [("en", 1.5), ("es", 1.5), ("en", 2.0), ("es", 2.0)])
def test_however_large_the_text_nothing_stands_beside_the_window(page_of, language, factor):
    page = page_of(language, BIG, factor)
    page._ask()
    settle(page)
    look(page, f"desk-room-{language}-{factor}")

    assert page._left.totalMinimumSize().width() <= page._scroll.viewport().width()


def test_returned_and_care_stand_side_by_side_from_the_first_moment(page_of):
    page = page_of("es", SMALL)
    settle(page)

    assert page._returned.y() == page._care.y()


def test_small_steps_stand_where_there_is_room_when_the_window_changes(qtbot, page_of):
    page = page_of("en", (1290, 768))
    qtbot.keyClick(page.window().windowHandle(), K.Key_S, ALT)
    box = page._steps()
    assert box.isVisible()

    page.resize(*SMALL)
    settle(page)

    assert box.geometry() == page._area()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_word_in_the_code_box_stands_clear_of_its_key(page_of, language):
    page = page_of(language, SMALL)
    code: CodeField = page._who.code
    code.clear()
    room = code.width() - 2 * 11 - code.textMargins().right()  # between its edges, and before the key

    assert QFontMetrics(code.fitting(room)).horizontalAdvance(code.placeholderText()) <= room


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_tile_that_is_out_keeps_its_name_and_its_status_whole(page_of, language):
    page = page_of(language, SMALL)
    page._ask()  # so that a tile has one line between its name and its amount
    look(page, f"desk-tiles-{language}")
    out = [tile for tile in page._tiles.tiles if tile.isVisible() and tile.asked.isVisible()]

    assert out
    for tile in out:
        inside = tile.width() - 2 * 9
        assert not tile._has_two_lines
        name = Piece(tile.item.short_name, weight=theme.SEMIBOLD).width
        status = status_width(*tile._status)
        assert name + Piece(tile._key, size=12).width <= inside
        assert tile.asked.geometry().right() <= tile.width() - 9 - status
        assert tile.asked.width() >= tile.asked.sizeHint().width()
        assert tile.asked.accessibleName().startswith(f"{tile.item.name}: ")
