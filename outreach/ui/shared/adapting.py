"""A page that makes do with the room it has: fewer columns, or one panel over the other, before a window grows."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from outreach.ui import theme


class AdaptingPage(QWidget):
    """`_adapt` is called whenever the page or the size of its text is another, once the page has its layout."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(320))  # it adapts; a long name does not make the window grow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._adapt()

    def _adapt(self) -> None:
        """Lay out what there is in the room there is."""

    def _is_narrower_than(self, width: int) -> bool:
        """In pixels of the design, before the text size."""
        return self.width() < theme.px(width)
