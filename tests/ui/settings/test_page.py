"""The settings page: sections plug in, nothing changed is lost by looking elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from outreach.ui.settings.page import SettingsPage
from outreach.ui.settings.section import Section, SectionView
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label
from tests.ui.looks import look, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


class Hours(SectionView):
    """One field; saving keeps what is typed."""

    saves = True
    note = "Counts from the next day on."

    def __init__(self):
        super().__init__()
        self.kept = "4:00"
        self.field = QLineEdit(self.kept)
        self.field.setAccessibleName("Day ends at")
        self.field.textEdited.connect(self.edited)
        self.setLayout(Column(Label("Day ends at"), self.field, None))
        self.live = Label("Until 4:00 it is still yesterday", wraps=True)

    @property
    def has_changes(self):
        return self.field.text() != self.kept

    def save(self):
        self.kept = self.field.text()
        self.edited.emit()
        self.said.emit("Saved")

    def put_back(self):
        self.field.setText(self.kept)

    def focus_first(self):
        self.field.setFocus()


class Plain(SectionView):
    """Nothing to save here."""


SECTIONS = (Section("hours", "Hours", Hours), Section("plain", "Appearance and language", Plain))


@pytest.fixture
def page(qtbot, dressed, words):
    page = SettingsPage(SECTIONS, words)
    page.resize(1290, 720)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_ctrl_s_saves_the_section_and_says_so(qtbot, page):
    page.view.field.setFocus()
    qtbot.keyClicks(page.view.field, "5")
    look(page, "settings-changed")

    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    assert page.view.kept == "4:005"
    assert page._bar._note.text() == "Saved"
    assert not page.has_work


def test_what_is_changed_stays_while_one_looks_elsewhere_and_is_marked(qtbot, page):
    qtbot.keyClicks(page.view.field, "5")
    marked = page._list._entries["hours"]

    page.turn_to("plain")

    assert page.has_work
    assert marked.accessibleDescription() == "Changed, not saved yet"
    assert not page._bar.isVisible()
    look(page, "settings-unsaved-elsewhere")
    page.turn_to("hours")
    assert page.view.field.text() == "4:005"


def test_put_back_stands_there_only_while_something_is_changed(qtbot, page):
    assert not page._bar._put_back.isVisible()
    qtbot.keyClicks(page.view.field, "5")

    qtbot.mouseClick(page._bar._put_back, Qt.MouseButton.LeftButton)

    assert page.view.field.text() == "4:00"
    assert page.focusWidget() is page.view.field
    assert not page._bar._put_back.isVisible()


def test_saving_nothing_says_that_nothing_has_changed(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)

    assert page._bar._note.text() == "Nothing has changed."


def test_arrow_keys_go_through_the_sections(qtbot, page):
    page.focus_first()

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)

    assert isinstance(page.view, Plain)


@pytest.mark.parametrize(("width", "is_beside"), [(1290, True), (835, False)])
def test_what_answers_the_form_stands_beside_it_or_below(page, width, is_beside):
    page.resize(width, 500)
    look(page, f"settings-{width}")

    live, field = page.view.live, page.view.field
    assert live.isVisible()
    assert (live.mapTo(page, live.rect().topLeft()).x() > field.mapTo(page, field.rect().topRight()).x()) is is_beside


def test_where_the_list_has_no_room_it_is_a_menu(page):
    page.resize(606, 384)

    assert page._menu.isVisible()
    assert not page._list.isVisible()
    look(page, "settings-606")


def test_everything_has_a_name(page):
    assert unnamed(page) == []
