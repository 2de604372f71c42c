"""The keystroke budgets of PRODUCT.md, by real keys at the page; one key is one press of a key that is no modifier."""

import pytest
from PySide6.QtCore import QEvent, QObject

from tests.ui.desk.test_page import ALT, CTRL, SYRINGE, K, amounts, item, strip

MODIFIERS = {K.Key_Control, K.Key_Alt, K.Key_Shift, K.Key_AltGr, K.Key_Meta}
KIT, NASAL, FENTANYL = "Injecting kit", "Nasal naloxone 4 mg kit", "Fentanyl test strips"


class CountedKeys(QObject):
    """Counts releases, at the window: the press of a shortcut goes another way, its release comes with the others."""

    def __init__(self, page):
        super().__init__(page)
        self.count = 0
        page.window().windowHandle().installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.KeyRelease and event.key() not in MODIFIERS:
            self.count += 1
        return False


@pytest.fixture
def counted(page):
    return CountedKeys(page)


@pytest.fixture
def usual_kit(page, press):
    """A desk where the kit is what is given most, as its tiles know after a visit or two."""
    page.presenter.set_amount(item(page, KIT), 1)
    press(K.Key_Return, CTRL)
    page.presenter._books.read_tiles()  # ranks the tiles anew
    assert page.presenter.state.tiles[0] == item(page, KIT)


def test_a_visitor_without_a_code_and_one_usual_kit_take_three(page, press, usual_kit, counted):
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)

    assert strip(page).contacts == 2
    assert counted.count <= 3


def test_the_same_by_the_line_of_words_takes_its_letters_and_two(page, press, counted):
    press(K.Key_F3)
    press("kit")
    press(K.Key_Return)
    press(K.Key_Return, CTRL)

    assert strip(page).contacts == 1
    assert counted.count <= len("kit") + 3


def test_a_code_three_items_with_quantities_and_a_counted_return_take_the_code_and_twenty(page, press, counted):
    press("MA0785")
    press(K.Key_Return)
    press("50 29")
    press(K.Key_Return)
    press("2 n")
    press(K.Key_Return)
    press("9 f")
    press(K.Key_Return)
    press(K.Key_F6)
    press("35")
    given = amounts(page)
    press(K.Key_Return, CTRL)

    assert given == {item(page, SYRINGE): 50, item(page, NASAL): 2, item(page, FENTANYL): 9}
    assert (strip(page).contacts, strip(page).returned) == (1, 35)
    assert counted.count <= len("MA0785") + 20


def test_another_lot_of_a_line_takes_two(page, press, counted):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)
    press("1")

    assert page.presenter.state.draft.lines[0].lot.number == "24A17"
    assert counted.count == 2


def test_setting_aside_and_bringing_back_take_one_each(page, press, counted):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_A, ALT)
    assert amounts(page) == {}
    press(K.Key_H, ALT)

    assert amounts(page) == {item(page, SYRINGE): 10}
    assert counted.count == 2


def test_asked_for_and_none_left_takes_one(page, press, counted):
    page._line.setFocus()
    page.presenter.line_typed("cotton")
    press(K.Key_O, ALT)

    assert [one.item_id for one in page.presenter.state.draft.asked] == [item(page, "Cotton")]
    assert counted.count == 1


def test_the_count_can_exceed_a_budget(page, press, counted):
    press("1234")
    press(K.Key_Shift)

    assert counted.count == 4
