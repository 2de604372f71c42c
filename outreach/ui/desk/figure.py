"""A figure of the day and what it counts, which opens the visits behind it: a press, or Enter."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.control import Control, Piece, width_of
from outreach.ui.theme import Color

_GAP = 5


class Figure(Control):
    def __init__(self, opens: str = N_("{n} {what}: show these visits")) -> None:
        super().__init__()
        self._opens = opens
        self._pieces: tuple[Piece, Piece] = (Piece("0"), Piece(" "))

    def say(self, figure: int, of: str, words: Translator) -> None:
        said = words.number(figure)
        if (said, of) == tuple(piece.text for piece in self._pieces):
            return
        self._pieces = _pieces(said, of)
        self.setAccessibleName(words(self._opens, n=said, what=of))
        self.updateGeometry()
        self.update()

    def width_of(self, figure: int, of: str, words: Translator) -> int:
        """How wide it would be, saying this."""
        return width_of([*_pieces(words.number(figure), of)], _GAP) + 1

    def sizeHint(self) -> QSize:
        return QSize(width_of([*self._pieces], _GAP) + 1, theme.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        """Both on one line, as words of two sizes stand; underlined where a press would open it."""
        base = (self.height() + QFontMetrics(theme.font(16)).capHeight()) // 2
        x = 0
        for piece in self._pieces:
            font = theme.font(piece.size, piece.weight)
            font.setUnderline(self.is_hovered)
            painter.setFont(font)
            painter.setPen(theme.color(piece.ink))
            painter.drawText(x, base, piece.text)
            x += piece.width + theme.px(_GAP)


def _pieces(figure: str, of: str) -> tuple[Piece, Piece]:
    return Piece(figure, size=16, weight=theme.SEMIBOLD), Piece(of, weight=theme.REGULAR, ink=Color.TEXT2)
