"""The one row below the line for another item: what Enter puts in, how many others there are, or what to type."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.state import State, Swapping
from outreach.ui.shared.announce import announce
from outreach.ui.shared.control import Control, Piece, draw_pieces
from outreach.ui.theme import Color

_HEIGHT = 30


class FoundRow(Control):
    def __init__(self, words: Translator) -> None:
        self._shelf = self._behind = ""
        self._is_match = False
        super().__init__()
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_found(self, state: State, now: Swapping) -> None:
        words = self._words
        self._is_match = now.chosen < len(now.matches)
        self.setEnabled(self._is_match)
        if not self._is_match:
            nothing = words(N_("Nothing found by that")) if now.line.strip() else words(N_("Its name, then Enter"))
            self._say(nothing, "", "")
            return
        match = now.matches[now.chosen]
        item = state.items[match.item_id]
        title = item.name if match.is_usual else words(N_("{n} × {item}"), n=match.amount, item=item.name)
        level = state.levels.get(match.item_id)
        many = words(N_("{n} of {m} ↓"), n=now.chosen + 1, m=len(now.matches)) if len(now.matches) > 1 else ""
        self._say(title, wording.shelf(level, words), "   ".join(filter(None, (many, words(N_("Enter"))))))

    def _say(self, title: str, shelf: str, behind: str) -> None:
        said = ", ".join(filter(None, (title, shelf)))
        if said != self.accessibleName() and self._is_match:
            announce(self, said)
        self._shelf, self._behind = shelf, behind
        self.set_label(title)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        box = self.rect()
        room = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if not self._is_match:
            draw_pieces(painter, [Piece(self.label, size=13, weight=theme.REGULAR, ink=Color.TEXT2)], room, 0)
            return
        painter.fillRect(box, theme.color(Color.TINT))
        painter.fillRect(QRect(0, 0, theme.px(3), box.height()), theme.color(Color.ACCENT))
        behind = Piece(self._behind, size=12, weight=theme.REGULAR, ink=Color.TEXT3)
        draw_pieces(painter, [behind], QRect(room.right() + 1 - behind.width, 0, behind.width + 1, box.height()), 0)
        room.setRight(room.right() - behind.width - theme.px(8))
        title = Piece(self.label, weight=theme.SEMIBOLD)
        shelf = Piece(self._shelf, size=12, weight=theme.REGULAR, ink=Color.TEXT2)
        draw_pieces(painter, [title, shelf], room, theme.px(8))
