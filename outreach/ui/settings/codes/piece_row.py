"""One piece of the recipe: its name, what it takes, what stands for unknown; each can be chosen, typed or read."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from outreach.codes.pieces import NAMES, Kind, Piece
from outreach.codes.wording import if_unknown, takes
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.codes import offers
from outreach.ui.shared.buttons import IconButton, MenuButton
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.theme import Color

TAKE, IF_UNKNOWN, REMOVE = N_("{piece}, take"), N_("{piece}, if unknown"), N_("Remove {piece}")
NAME_OF_PIECE, LETTERS_TO_CHOOSE, TEXT = N_("Which name"), N_("Letters to choose from"), N_("Letters or digits")


class Grip(IconLabel):
    """What one drags a piece by; the keys do the same (Alt+Up, Alt+Down), so the keyboard does not stop here."""

    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("grip", Color.TEXT3)
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(28), theme.px(28))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the moves go to somebody else

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.dropped.emit()


class Cell(QStackedWidget):
    """A choice, a text field, or plain words where there is nothing to choose."""

    def __init__(self, words: Translator, change: Callable[[Piece], None]) -> None:
        super().__init__()
        self._words, self._change = words, change
        self._typed: Callable[[str], Piece] = lambda _: Piece(Kind.FIXED, 1)
        self.menu = MenuButton(is_field=True)
        self.menu.fill_width()
        self.field = TextField(name="")
        self.plain = ElidedLabel(role="small")
        for widget in (self.menu, self.field, self.plain):
            self.addWidget(widget)
        self.menu.chosen.connect(self._chosen)
        self.field.textEdited.connect(lambda text: self._change(self._typed(text)))

    @property
    def control(self) -> QWidget:
        return self.currentWidget() or self.plain

    @property
    def inside(self) -> tuple[QWidget, ...]:
        return self.menu, self.field

    def say(self, text: str) -> None:
        self.plain.set_text(text)
        self.setCurrentWidget(self.plain)

    def offer(self, name: str, offered: tuple[offers.Offer, ...], now: Piece) -> None:
        """Let one choose; plain words if there is only one thing."""
        if len(offered) < 2:  # noqa: PLR2004
            self.say(offered[0][1] if offered else "")
            return
        self.menu.set_spoken(name)
        self.menu.set_choices(offered, now)
        self.setCurrentWidget(self.menu)

    def let_type(self, name: str, text: str, make: Callable[[str], Piece]) -> None:
        self._typed = make
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.set_text(text)
        self.setCurrentWidget(self.field)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(32))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(32))

    def _chosen(self, piece: object) -> None:
        if isinstance(piece, Piece):
            self._change(piece)


class PieceRow:
    """The cells of one row; the table places them."""

    def __init__(self, words: Translator, change: Callable[[Piece], None], remove: Callable[[], None]) -> None:
        self._words = words
        self.grip = Grip()
        self.name = Cell(words, change)
        self.take = Cell(words, change)
        self.unknown = Cell(words, change)
        self.remove = IconButton("close", "")
        self.remove.clicked.connect(remove)
        self.error = Label(role="error", wraps=True)

    @property
    def cells(self) -> tuple[QWidget, ...]:
        return (self.grip, self.name, self.take, self.unknown, self.remove)

    def show_piece(self, piece: Piece, *, may_change: bool, error: str) -> None:
        words = self._words
        label = words(piece.label)
        self.error.set_text(error)
        set_shown(self.error, bool(error))
        for widget in self.cells:
            set_shown(widget, may_change or isinstance(widget, Cell))
        if not may_change:
            self.name.say(label)
            self.take.say(takes(piece, words))
            self.unknown.say(if_unknown(piece, words))
            return
        self._let_change(piece, label)
        self.remove.setAccessibleName(words(REMOVE, piece=label))
        self.remove.setToolTip(words(REMOVE, piece=label))

    def hide(self) -> None:
        for widget in (*self.cells, self.error):
            widget.hide()

    def _let_change(self, piece: Piece, label: str) -> None:
        words = self._words
        if piece.kind is Kind.LETTERS and piece.name not in NAMES:
            self.name.let_type(words(NAME_OF_PIECE), piece.name, lambda typed: _named(piece, typed))
        else:
            self.name.say(label)
        if piece.kind in offers.TYPED:
            name = words(TEXT if piece.kind is Kind.FIXED else LETTERS_TO_CHOOSE)
            self.take.let_type(name, piece.text, lambda typed: offers.with_text(piece, typed))
        else:
            self.take.offer(words(TAKE, piece=label), offers.taken(piece, words), piece)
        self.unknown.offer(words(IF_UNKNOWN, piece=label), offers.unknown(piece, words), piece)


def _named(piece: Piece, typed: str) -> Piece:
    return replace(piece, name=typed)
