"""The lock page by key."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from outreach.safety.vault_sealing import WrongPassphrase
from outreach.ui.lock.page import LockPage
from outreach.ui.theme import Scheme
from tests.ui.looks import look, unnamed

KEY = Qt.Key
RIGHT = {"river stone"}


class Center:
    """Knows one passphrase, and opens when it is let."""

    def __init__(self, initials=("JM", "AR", "DS", "TK")):
        self._initials = initials
        self.may_open = threading.Event()
        self.may_open.set()

    def initials(self):
        return self._initials

    def open(self, _initials, passphrase):
        assert self.may_open.wait(10)
        if passphrase not in RIGHT:
            raise WrongPassphrase
        return "keys"


@pytest.fixture
def center():
    return Center()


@pytest.fixture
def page(qtbot, dressed, words, center):
    page = LockPage(center, words)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    return page


def _type(qtbot, page, text):
    qtbot.keyClicks(page.focusWidget(), text)


def test_it_takes_keys_at_once_and_enter_unlocks(qtbot, page):
    _type(qtbot, page, "river stone")

    with qtbot.waitSignal(page.unlocked) as unlocked:
        qtbot.keyClick(page.focusWidget(), KEY.Key_Return)

    assert unlocked.args == ["JM", "keys"]
    assert page._field.text() == ""


def test_a_wrong_one_stays_selected_so_that_typing_replaces_it(qtbot, page):
    _type(qtbot, page, "river")

    qtbot.keyClick(page.focusWidget(), KEY.Key_Return)

    qtbot.waitUntil(lambda: page._line.text() == "That did not match. Try again.")
    assert page._field.hasSelectedText()
    assert page.focusWidget() is page._field


def test_slowed_down_it_says_how_long(qtbot, page):
    for tries in range(1, 4):
        _type(qtbot, page, "river")
        qtbot.keyClick(page.focusWidget(), KEY.Key_Return)
        qtbot.waitUntil(lambda tries=tries: page.presenter._attempts._wrong == tries)

    qtbot.waitUntil(lambda: page._line.text() == "That did not match. Try again in 1 second.")
    look(page, "lock-wait")
    qtbot.waitUntil(lambda: page._line.text() == "That did not match. Try again.", timeout=3000)


def test_keys_typed_while_it_opens_go_where_the_keyboard_is_then(qtbot, page, center):
    center.may_open.clear()
    _type(qtbot, page, "river stone")
    qtbot.keyClick(page.focusWidget(), KEY.Key_Return)
    _type(qtbot, page, "MA0785")
    assert page._field.text() == "river stone"
    code = QLineEdit()
    qtbot.addWidget(code)

    with qtbot.waitSignal(page.unlocked):
        center.may_open.set()
    with qtbot.waitActive(code):
        code.show()
    code.setFocus()
    page.let_keys_go()

    qtbot.waitUntil(lambda: code.text() == "MA0785")
    assert page._field.text() == ""


def test_a_passphrase_typed_again_while_the_wrong_one_is_tried_replaces_it(qtbot, page, center):
    center.may_open.clear()
    _type(qtbot, page, "river")
    qtbot.keyClick(page.focusWidget(), KEY.Key_Return)
    _type(qtbot, page, "river stone")

    center.may_open.set()

    qtbot.waitUntil(lambda: page._field.text() == "river stone")


def test_alt_s_lets_someone_else_choose_with_the_arrow_keys(qtbot, page):
    _type(qtbot, page, "half a passph")

    qtbot.keyClick(page, KEY.Key_S, Qt.KeyboardModifier.AltModifier)
    assert page._field.text() == ""
    qtbot.keyClick(page.focusWidget(), KEY.Key_Right)
    qtbot.keyClick(page.focusWidget(), KEY.Key_Space)

    assert page.presenter.state.chosen == "AR"
    assert page.focusWidget() is page._field


def test_arrow_keys_go_through_the_initials_and_typing_goes_on_in_the_passphrase(qtbot, page):
    qtbot.keyClick(page.focusWidget(), KEY.Key_Backtab)
    for _ in range(2):
        qtbot.keyClick(page.focusWidget(), KEY.Key_Right)

    qtbot.keyClick(page.focusWidget(), KEY.Key_R)

    assert page.presenter.state.chosen == "DS"
    assert page._field.text() == "r"


def test_a_press_on_initials_leads_to_the_passphrase(qtbot, page):
    qtbot.mouseClick(page._tiles._tiles["TK"], Qt.MouseButton.LeftButton)

    assert page.presenter.state.chosen == "TK"
    assert page.focusWidget() is page._field


def test_the_eye_shows_the_passphrase_and_says_what_it_will_do(qtbot, page):
    _type(qtbot, page, "river")

    qtbot.mouseClick(page._field.eye, Qt.MouseButton.LeftButton)
    assert page._field.displayText() == "river"
    assert page._field.eye.accessibleName() == "Hide passphrase"
    qtbot.mouseClick(page._field.eye, Qt.MouseButton.LeftButton)

    assert page._field.displayText() == "•••••"


def test_a_screen_reader_hears_no_passphrase(qtbot, page):
    _type(qtbot, page, "river")

    heard = QAccessible.queryAccessibleInterface(page._field)

    assert heard.state().passwordEdit
    assert "river" not in heard.text(QAccessible.Text.Value)


def test_everything_the_keyboard_reaches_has_a_name(page):
    assert unnamed(page) == []


def test_locking_hides_what_was_shown(qtbot, page):
    qtbot.mouseClick(page._field.eye, Qt.MouseButton.LeftButton)
    _type(qtbot, page, "river")

    page.lock("JM")

    assert page._field.text() == ""
    assert page._field.echoMode() is QLineEdit.EchoMode.Password
    assert page._line.text() == "Your unfinished work is kept."


def test_who_has_forgotten_is_told_in_place_and_nothing_moves(qtbot, page):
    before = page._box.geometry()

    qtbot.mouseClick(page._forgot, Qt.MouseButton.LeftButton)

    assert page._help.isVisible()
    assert "outreach recover --as JM" in page._how_back.text()
    assert page._box.geometry() == before
    look(page, "lock-forgotten")


def test_who_has_forgotten_is_told_which_center_it_is(qtbot, dressed, words):
    page = LockPage(Center(), words, center_option=lambda: " --center '/our van'")
    qtbot.addWidget(page)

    page._forgot.click()

    assert "“outreach recover --center '/our van' --as JM”" in page._how_back.text()


def test_with_many_staff_initials_are_typed_instead(qtbot, dressed, words):
    page = LockPage(Center(tuple(f"A{n}" for n in range(30))), words)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitActive(page):
        page.show()

    qtbot.keyClick(page, KEY.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(page._who, "A7")

    assert not page._tiles.isVisible()
    assert page.presenter.state.chosen == "A7"


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 1.0), (Scheme.LIGHT, 1.5)])
def test_it_looks_as_it_was_drawn(qtbot, dressed, page, scheme, factor):
    dressed.choose(scheme, factor)
    page.lock("JM")
    page.focus_first()
    _type(qtbot, page, "ten letter")

    image = look(page, f"lock-{scheme}-{factor}", (1366, 768))

    assert image.width() == 1366
    assert page._foot.geometry().bottom() < page.height()


_LATER = ("sqlalchemy", "reportlab", "babel", "alembic", "pypdfium2", "sqlcipher3", "PIL", "rapidfuzz", "psycopg")


def test_a_lock_page_that_takes_keys_has_loaded_nothing_but_qt_and_the_vault():
    program = """
import sys
from PySide6.QtWidgets import QApplication
from outreach.safety.vault import Vault
from outreach.translation import translator
from outreach.ui.lock.page import LockPage
from outreach.ui.main_window import MainWindow
from outreach.ui.theme import Appearance
from pathlib import Path
app = QApplication([])
Appearance(app)
class Center:
    def initials(self): return ("JM",)
window = MainWindow(translator("en"), LockPage(Center(), translator("en")))
window.show()
window.grab()
print(*{name.split(".")[0] for name in sys.modules})
"""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) & set(_LATER) == set()
