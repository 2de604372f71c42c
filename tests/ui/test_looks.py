"""The eyes of the other tests see what they are there to see."""

from PySide6.QtWidgets import QWidget

from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, IconButton
from outreach.ui.shared.labels import ElidedLabel, Label
from tests.ui.looks import cut_off, small_targets, unnamed


def _page(qtbot, *parts, width=400):
    page = QWidget()
    page.setLayout(Row(*parts))
    qtbot.addWidget(page)
    page.show()
    page.resize(width, 60)
    for part in parts:
        part.setMinimumWidth(0)
    return page


def test_words_that_fit_are_not_cut_off(qtbot, dressed):
    assert cut_off(_page(qtbot, Label("On hand"), Button("Save visit"))) == []


def test_words_that_do_not_fit_are(qtbot, dressed):
    label, button = Label("Given most often here in 30 days"), Button("Save visit", key="Ctrl+Enter")
    page = _page(qtbot, label, button)
    label.setFixedWidth(90)
    button.setFixedWidth(60)

    assert [words for words, *_ in cut_off(page)] == ["Given most often here in 30 days", "Save visit"]


def test_lines_that_do_not_fit_are(qtbot, dressed):
    label = Label("Saved too soon? Alt+Z takes it back and fills the form again.", wraps=True)
    page = _page(qtbot, label, width=120)
    label.setFixedHeight(20)

    assert len(cut_off(page)) == 1


def test_what_ends_in_dots_on_purpose_is_not(qtbot, dressed):
    label = ElidedLabel("Nasal naloxone 4 mg kit")
    page = _page(qtbot, label)
    label.setFixedWidth(40)

    assert cut_off(page) == []


def test_a_button_too_small_for_a_finger_is_found(qtbot, dressed):
    button = IconButton("close", "Remove")
    page = _page(qtbot, button)
    button.setFixedSize(20, 28)

    assert small_targets(page) == [("", (20, 28))]


def test_a_button_without_a_name_is_found(qtbot, dressed):
    button = IconButton("close", "")

    assert unnamed(_page(qtbot, button)) == [button]
