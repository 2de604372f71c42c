"""The window: its pages, its lock, its blank."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from outreach.errors import FileDamaged
from outreach.ui.lock.page import LockPage
from outreach.ui.main_window import MainWindow
from outreach.ui.shared.announce import spoken
from outreach.ui.shared.idle import Idle
from outreach.ui.shortcuts import Key
from outreach.ui.workspace import PageSpec
from tests.ui.looks import look, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Center:
    def initials(self):
        return ("JM", "AR")

    def open(self, _initials, _passphrase):
        return "keys"


class Page(QWidget):
    """A page of two fields that counts what is asked of it."""

    def __init__(self):
        super().__init__()
        self.refreshed = self.forgotten = self.concealed = self.begun_again = 0
        self.first, self.second = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.second)

    def refresh(self):
        self.refreshed += 1

    def forget(self):
        self.forgotten += 1

    def conceal(self):
        self.concealed += 1

    def show_first(self):
        self.begun_again += 1

    def focus_first(self):
        self.first.setFocus()


class Window(MainWindow):
    """Remembers the pages made for it."""

    def __init__(self, words):
        super().__init__(words, LockPage(Center(), words, tell=repr))
        self.pages: dict[object, Page] = {}


@pytest.fixture
def window(qtbot, dressed, words):
    window = Window(words)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def _made(window, who):
    def make(key):
        def page(_parent):
            window.pages[who, key] = Page()
            return window.pages[who, key]

        return page

    return [PageSpec(key, icon, make(key)) for key, icon in ((Key.DESK, "desk"), (Key.STOCK, "stock"))]


def _open(window, who="JM"):
    window.open(who, _made(window, who), is_sample=True)
    return window.pages[who, Key.DESK]


def test_a_task_bar_reads_only_the_name_of_the_program(window):
    assert window.windowTitle() == "Outreach"


def test_the_window_is_never_larger_than_its_screen(window):
    free = window.screen().availableGeometry()

    assert window.minimumWidth() <= free.width()
    assert window.minimumHeight() < free.height()

    window.ask_first_size()

    assert window.width() <= free.width()
    assert window.height() < free.height()


def test_it_begins_locked_with_the_keyboard_in_the_passphrase(window):
    assert window.is_locked
    assert window.focusWidget() is window._lock._field


def test_a_page_is_made_when_first_turned_to(window):
    _open(window)

    assert set(window.pages) == {("JM", Key.DESK)}


def test_ctrl_digits_turn_pages_and_the_keyboard_goes_along(qtbot, window):
    _open(window)

    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)

    stock = window.pages["JM", Key.STOCK]
    assert stock.isVisible()
    assert window.focusWidget() is stock.first
    assert stock.refreshed == 1


def test_the_page_that_is_shown_begins_again_when_it_is_asked_for_once_more(qtbot, window):
    desk = _open(window)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    stock = window.pages["JM", Key.STOCK]
    assert stock.begun_again == 0

    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    window.workspace.rail.chosen.emit(Key.STOCK.name)
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)

    assert (stock.begun_again, desk.begun_again) == (2, 0)


def test_what_was_written_is_read_again_where_it_is_seen_and_elsewhere_when_turned_to(qtbot, window):
    desk = _open(window)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    stock = window.pages["JM", Key.STOCK]
    before = (desk.refreshed, stock.refreshed)

    window.committed()
    assert (desk.refreshed, stock.refreshed) == (before[0], before[1] + 1)
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)

    assert desk.refreshed == before[0] + 1


def test_after_unlock_the_keyboard_is_in_the_same_field(qtbot, window):
    desk = _open(window)
    desk.second.setFocus()

    qtbot.keyClick(desk.second, Qt.Key.Key_L, CTRL)
    assert window.is_locked
    assert not desk.isVisible()
    assert desk.forgotten == 1
    assert window.resume("JM")

    assert window.focusWidget() is desk.second


def test_nobody_sees_what_another_has_begun(qtbot, window):
    desk = _open(window, "JM")
    desk.first.setText("MA0785")
    window.lock()

    assert not window.resume("AR")
    other = _open(window, "AR")
    assert other.first.text() == ""
    window.lock()
    window.resume("JM")

    assert window.workspace.page is desk
    assert desk.first.text() == "MA0785"


def test_the_lock_covers_open_dialogs_and_gives_them_back_to_who_had_them(qtbot, window):
    _open(window, "JM")
    dialog = QDialog(window)
    dialog.open()
    window.lock()
    assert not dialog.isVisible()

    _open(window, "AR")
    assert not dialog.isVisible()
    window.lock()
    window.resume("JM")

    assert dialog.isVisible()
    dialog.close()


def test_ctrl_l_locks_from_within_a_dialog(qtbot, window):
    _open(window)
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    field.setFocus()

    qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)

    assert window.is_locked
    assert not dialog.isVisible()
    window.resume("JM")
    dialog.close()


def test_ctrl_l_locks_over_an_open_menu(qtbot, window):
    desk = _open(window)
    menu = QMenu(desk)
    menu.addAction("Front Street")
    menu.popup(desk.mapToGlobal(desk.rect().center()))
    qtbot.waitUntil(menu.isVisible)

    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_L, CTRL)

    assert window.is_locked
    assert not menu.isVisible()


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_B, ALT)])
def test_the_blank_key_covers_everything_and_brings_it_back(qtbot, window, key, modifier):
    desk = _open(window)
    desk.second.setFocus()

    qtbot.keyClick(window, key, modifier)
    assert not desk.isVisible()
    qtbot.keyClick(window, key, modifier)

    assert desk.isVisible()
    assert window.focusWidget() is desk.second


def _dialog(qtbot, window):
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    field.setFocus()
    return dialog


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_B, ALT)])
def test_the_blank_key_covers_a_dialog_from_within_it_and_gives_it_back(qtbot, window, key, modifier):
    _open(window)
    dialog = _dialog(qtbot, window)

    qtbot.keyClick(dialog.windowHandle(), key, modifier)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    assert window.centralWidget().currentWidget() is window._blank
    qtbot.keyClick(window, key, modifier)

    assert dialog.isVisible()
    dialog.close()


def test_the_blank_key_covers_an_open_menu(qtbot, window):
    desk = _open(window)
    menu = QMenu(desk)
    menu.addAction("Front Street")
    menu.popup(desk.mapToGlobal(desk.rect().center()))
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is menu.windowHandle())

    qtbot.keyClick(menu.windowHandle(), Qt.Key.Key_F9)

    assert not menu.isVisible()
    assert not desk.isVisible()


def test_no_code_is_there_when_a_blanked_screen_comes_back(qtbot, window):
    desk = _open(window)

    qtbot.keyClick(window, Qt.Key.Key_F9)

    assert desk.concealed == 1


def test_a_blank_screen_says_nothing_but_how_to_come_back(qtbot, window):
    _open(window)
    qtbot.keyClick(window, Qt.Key.Key_F9)

    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert shown == ["F9 or Esc brings it back"]
    assert window.windowTitle() == "Outreach"


def test_turning_to_a_page_says_which(qtbot, window):
    _open(window)
    heard: list[str] = []
    spoken.said.connect(heard.append)

    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_F1)

    spoken.said.disconnect(heard.append)
    assert heard == ["Stock", "This list of keys"]


def test_keys_typed_at_a_blank_screen_go_nowhere(qtbot, window):
    desk = _open(window)
    qtbot.keyClick(window, Qt.Key.Key_F9)

    qtbot.keyClicks(window.focusWidget(), "MA0785")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert desk.first.text() == ""
    assert desk.isVisible()


def test_it_locks_from_behind_a_blank_screen(qtbot, window):
    _open(window)
    qtbot.keyClick(window, Qt.Key.Key_F9)

    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)

    assert window.is_locked
    assert window._lock.isVisible()


def test_seal_asks_nothing(qtbot, window):
    _open(window)

    with qtbot.waitSignal(window.sealed):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)


def test_a_center_that_cannot_be_opened_says_why_on_the_lock_page(window):
    window.refuse(FileDamaged("center.db"))

    assert window.is_locked
    assert "FileDamaged" in window._lock._line.text()


def test_the_list_of_keys_comes_and_goes(qtbot, window):
    desk = _open(window)
    desk.second.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not desk.isVisible()
    look(window, "keys")
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert window.focusWidget() is desk.second


def test_everything_on_the_rail_and_the_page_of_keys_has_a_name(qtbot, window):
    _open(window)
    qtbot.keyClick(window, Qt.Key.Key_F1)

    assert unnamed(window.workspace) == []


def test_tab_comes_to_the_rail_last(qtbot, window):
    desk = _open(window)
    seen = []
    for _ in range(6):
        seen.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)

    assert seen[:2] == [desk.first, desk.second]
    assert seen[2:5] == window.workspace.rail.tab_stops()
    assert seen[5] is desk.first


def test_the_sample_band_is_on_every_page(window):
    _open(window)
    image = look(window, "window")

    assert window.workspace.isVisible()
    assert image.height() == 768


class Clocked(Idle):
    """Goes by the time it is told."""

    def __init__(self, app):
        self.now = 0.0
        super().__init__(app, 600, clock=lambda: self.now)


@pytest.fixture
def idle(qapp):
    idle = Clocked(qapp)
    idle.start()
    yield idle
    idle.stop()


def test_ten_minutes_untouched_and_it_locks_once(qtbot, idle):
    passed = []
    idle.passed.connect(lambda: passed.append(idle.now))

    for idle.now in (300.0, 599.0, 600.0, 700.0):
        idle.look()

    assert passed == [600.0]


def test_any_touch_begins_the_ten_minutes_again(qtbot, idle):
    idle.now = 599.0
    idle.eventFilter(idle, QEvent(QEvent.Type.KeyPress))
    idle.now = 1000.0

    with qtbot.assertNotEmitted(idle.passed):
        idle.look()


def test_the_touch_that_wakes_a_computer_locks_it(qtbot, idle):
    idle.now = 40_000.0

    with qtbot.waitSignal(idle.passed):
        idle.eventFilter(idle, QEvent(QEvent.Type.MouseMove))


def test_a_key_in_any_field_is_a_touch(qtbot, window):
    desk = _open(window)
    window._idle._touched = -1e9
    window._idle.passed.disconnect()

    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)

    assert window._idle._touched > 0
    assert QApplication.focusWidget() is desk.first


def test_after_unlock_the_keyboard_is_where_the_page_begins_when_its_field_is_gone(window):
    desk = _open(window)
    desk.second.setFocus()
    window.lock()
    desk.second.deleteLater()
    QApplication.sendPostedEvents(desk.second, QEvent.Type.DeferredDelete)

    window.resume("JM")

    assert window.focusWidget() is desk.first
