"""Pictures of widgets and pages, where a person can open them: build/looks/<name>.png."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

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
