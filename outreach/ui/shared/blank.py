"""An empty screen, for when somebody looks over a shoulder.  It locks nothing; the key that made it takes it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label

BLANKED, BACK = N_("Screen blanked"), N_("{key} or Esc brings it back")


class Blank(QWidget):
    left = Signal()

    def __init__(self, words: Translator, key: str) -> None:
        super().__init__()
        self.setAccessibleName(words(BLANKED))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("no_ring", True)  # noqa: FBT003 - a property's value
        column = Column(None, gap=0, edges=20)
        column.addWidget(Label(words(BACK, key=key), "hint"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.left.emit()
