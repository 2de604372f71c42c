"""What the program says in its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.ui.shared.notices import Banner, EmptyState, Toast, Tone
from outreach.ui.shared.panels import SampleBand
from outreach.ui.shared.status import Mark, StatusChip
from tests.ui.looks import look


def _first(banner):
    item = banner._buttons.itemAt(0)
    return item.widget() if item else None


def test_nothing_opens_a_window_of_its_own(qtbot, dressed, words):
    before = set(QApplication.topLevelWidgets())
    banner, toast = Banner(), Toast()
    made = [
        banner,
        toast,
        StatusChip(Mark.LOW, "Low"),
        EmptyState("box", "Nothing yet", action="Add"),
        SampleBand(words),
    ]
    banner.say(Tone.LOW, "Changed since closed")
    toast.say(Tone.OK, "Saved")

    assert not [widget for widget in set(QApplication.topLevelWidgets()) - before if widget.isVisible()]
    for widget in made:
        qtbot.addWidget(widget)


def test_a_banner_says_it_and_offers_what_can_be_done(qtbot, dressed):
    banner, pressed = Banner(), []
    qtbot.addWidget(banner)
    banner.say(Tone.OUT, "Not saved yet. Your entry is safe.", "The disk is full.")
    banner.choices(("Try again", lambda: pressed.append("again")))
    banner.show()
    look(banner, "banner", (800, 38))

    qtbot.mouseClick(_first(banner), Qt.MouseButton.LeftButton)

    assert pressed == ["again"]
    assert banner.accessibleName() == "Not saved yet. Your entry is safe. The disk is full."


def test_the_same_choices_again_stay_where_the_keyboard_is(qtbot, dressed):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.choices(("Try again", print))
    button = _first(banner)

    banner.choices(("Try again", print))

    assert _first(banner) is button


def test_a_toast_stays_until_the_next_and_can_be_taken_back(qtbot, dressed):
    toast, taken = Toast(), []
    qtbot.addWidget(toast)
    toast.say(Tone.OK, "Saved")
    toast.offer("Take back", key="Alt+Z", icon="take-back", then=lambda: taken.append(True))
    toast.show()
    look(toast, "toast", (308, 32))

    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)

    assert taken == [True]
    assert toast.isVisible()


def test_a_status_without_words_takes_no_room(qtbot, dressed):
    chip = StatusChip(Mark.LOW, "Low")
    qtbot.addWidget(chip)
    chip.show()

    chip.set_status(Mark.OK, "")

    assert not chip.isVisible()
