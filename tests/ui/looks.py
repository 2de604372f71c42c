"""Pictures of widgets and pages, where a person can open them: build/looks/<name>.png."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

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
