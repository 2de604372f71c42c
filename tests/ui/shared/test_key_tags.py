"""Holding Alt shows where each Alt key belongs; letting go, or using one, ends it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.control import width_of_text
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.key_tags import KeyTags
from outreach.ui.shortcuts import Key, tag
from tests.ui.looks import look

ALT = Qt.KeyboardModifier.AltModifier


class Page(QWidget):
    def __init__(self):
        super().__init__()
        self.code, self.save = QLineEdit(), Button("Take back", key=Key.TAKE_BACK.shown)
        self.other = Button("Save visit", key=Key.SAVE_VISIT.shown)
        tag(Key.CODE, self.code)
        self.setLayout(Column(self.code, self.save, self.other, gap=16, edges=20))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.tags = KeyTags(self, app, hold_ms=0)


@pytest.fixture
def page(qtbot, dressed):
    page = Page()
    qtbot.addWidget(page)
    page.resize(320, 200)
    with qtbot.waitActive(page):
        page.show()
    return page


def _alt(page, kind=QEvent.Type.KeyPress):
    QApplication.sendEvent(page.windowHandle(), QKeyEvent(kind, Qt.Key.Key_Alt, ALT))


def _holds_alt(qtbot, page):
    with qtbot.waitSignal(page.tags.shown):
        _alt(page)


def test_alt_held_alone_shows_each_alt_key_on_its_control(qtbot, page):
    before = [widget.geometry() for widget in (page.code, page.save, page.other)]

    _holds_alt(qtbot, page)

    assert [key for _, key in page.tags.tags()] == ["Alt+C", "Alt+Z"]
    assert [widget.geometry() for widget in (page.code, page.save, page.other)] == before
    assert all(page.rect().contains(box) for box, _ in page.tags.tags())
    look(page, "key-tags")


def test_a_tag_covers_no_words_but_a_key_that_says_the_same(qtbot, page):
    page.code.setText("A code that fills all of its field from one end of it to the other")
    page.day = Button("Today, Wed 12 Nov")  # its key is told elsewhere
    tag(Key.DAY, page.day)
    page.layout().addWidget(page.day)
    page.resize(320, 260)
    _holds_alt(qtbot, page)
    boxes = {key: box for box, key in page.tags.tags()}
    look(page, "key-tags-words")

    for widget, key in ((page.code, "Alt+C"), (page.day, "Alt+D")):
        middle = widget.mapTo(page, QPoint(0, widget.height() // 2)).y()
        assert boxes[key].bottom() < middle - 7
        assert boxes[key].bottom() >= widget.y()  # and is seen to belong to it
    assert boxes["Alt+Z"].left() > page.save.x() + width_of_text("Take back", 13)


def test_letting_go_ends_it(qtbot, page):
    _holds_alt(qtbot, page)

    _alt(page, QEvent.Type.KeyRelease)

    assert not page.tags.isVisible()


def test_alt_as_part_of_a_key_shows_nothing(qtbot, page):
    _alt(page)
    qtbot.keyClick(page.windowHandle(), Qt.Key.Key_Z, ALT)

    assert not page.tags._held.isActive()
    assert not page.tags.isVisible()


def test_another_window_coming_up_ends_it(qtbot, page):
    _holds_alt(qtbot, page)

    QApplication.sendEvent(page.windowHandle(), QEvent(QEvent.Type.FocusOut))

    assert not page.tags.isVisible()


def test_what_is_hidden_has_no_tag(qtbot, page):
    page.save.hide()

    assert [key for _, key in page.tags.tags()] == ["Alt+C"]


def test_the_tags_take_neither_mouse_nor_keyboard(page):
    assert page.tags.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert page.tags.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_tags_stand_over_the_ring(qtbot, page):
    ring = FocusRing(page)
    page.code.setFocus()
    _holds_alt(qtbot, page)
    QApplication.processEvents()

    above = page.children()
    assert ring.isVisible()
    assert above.index(page.tags) > above.index(ring)
