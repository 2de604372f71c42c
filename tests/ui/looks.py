"""Pictures of widgets and pages, where a person can open them: build/looks/<name>.png."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from outreach.ui.shared.buttons import Button, MenuButton
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.labels import ElidedLabel, Label

FOLDER = Path(__file__).parents[2] / "build" / "looks"


def look(widget, name, size=None):
    """Take a picture of `widget` as it is now, at `size`; give the image, so that a test can look too."""
    if size:
        widget.resize(*size)
    widget.ensurePolished()
    QApplication.sendPostedEvents()
    picture = widget.grab()
    FOLDER.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(FOLDER / f"{name}.png"))
    return picture.toImage()


def colors(image, step=3):
    """Which colors it has, looked at on a grid."""
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), step) for y in range(0, image.height(), step)
    }


def unnamed(widget):
    """What the keyboard can reach on it and a screen reader could not name."""
    reached = [one for one in widget.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    heard = [(one, QAccessible.queryAccessibleInterface(one)) for one in reached if one.isVisibleTo(widget)]
    return [one for one, interface in heard if not interface.text(QAccessible.Text.Name)]


def shown_labels(widget):
    """What its labels say where they can be seen."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def cut_off(widget):
    """Words that do not fit where they stand; those that end in … on purpose have a tool tip, and are not meant."""
    shown = [one for one in widget.findChildren(QWidget) if one.isVisibleTo(widget) and _words(one)]
    return [(_words(one), one.size().toTuple(), one.sizeHint().toTuple()) for one in shown if not _fits(one)]


def small_targets(widget, least=24):
    """What can be pressed and is smaller than a fingertip, in pixels of the screen at any text size."""
    shown = [one for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    return [(one.text(), one.size().toTuple()) for one in shown if min(one.width(), one.height()) < least]


def _words(widget):
    return widget.text() if isinstance(widget, Label | Button | Chip) and not isinstance(widget, ElidedLabel) else ""


def _fits(widget):
    if isinstance(widget, MenuButton):  # as a field of a form it shows the beginning of a long name
        return True
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height() + 1
    return widget.sizeHint().width() <= widget.width() + 1
