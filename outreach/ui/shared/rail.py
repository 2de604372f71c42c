"""The rail at the left: the pages there are, the lock, and whose session this is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces
from outreach.ui.shared.labels import set_shown
from outreach.ui.theme import Color

WIDTH, _SIDE = 76, 6
LOCK, UNLOCKED_BY, PAGES = N_("Lock"), N_("Unlocked by {initials}"), N_("Pages")
SHOWN_NOW = N_("shown now")


class Rail(QWidget):
    """`Rail(words, [("desk", "Desk", "desk"), …])`: key, title (already words), icon.  `chosen(key)`, `locked()`."""

    chosen = Signal(object)
    locked = Signal()

    def __init__(self, words: Translator, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words(PAGES))
        self.setProperty("ring_ink", Color.RAIL_STRONG)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items: dict[str, _Item] = {}
        self._lock = _Item(words(LOCK), "lock")
        self._lock.clicked.connect(self.locked)
        self._me = _Me()
        self._column = QVBoxLayout(self)
        self._logo = _Logo()
        self._column.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignHCenter)
        for key, title, icon in pages:
            self._add(key, title, icon)
        self._column.addStretch(1)
        self._column.addWidget(self._lock)
        self._column.addWidget(self._me, 0, Qt.AlignmentFlag.AlignHCenter)
        self._measure()

    def choose(self, key: str) -> None:
        for one, item in self._items.items():
            item.set_now(one == key, self._words(SHOWN_NOW))

    def set_initials(self, initials: str) -> None:
        self._me.set_initials(initials, self._words(UNLOCKED_BY, initials=initials))

    def tab_stops(self) -> list[QWidget]:
        """In order; the rail comes last on every page."""
        return [*self._items.values(), self._lock]

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        """As wide as its longest word needs, in any language."""
        widest = max(item.sizeHint().width() for item in (*self._items.values(), self._lock))
        return QSize(max(theme.px(WIDTH), widest + 2 * theme.px(_SIDE)), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color(Color.RAIL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_me"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _add(self, key: str, title: str, icon: str) -> None:
        item = _Item(title, icon)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        self._column.addWidget(item)

    def _measure(self) -> None:
        """Where text is large and the window low, everything is still there, closer together."""
        items = [*self._items.values(), self._lock]
        is_tight = self.height() < theme.px(42 + (len(items) + 1) * 58 + 36)
        for item in items:
            item.set_tight(is_tight)
        set_shown(self._logo, not is_tight)
        edge = theme.px(4 if is_tight else 10)
        self._column.setContentsMargins(theme.px(_SIDE), edge, theme.px(_SIDE), edge)
        self._column.setSpacing(theme.px(2 if is_tight else 4))
        self.updateGeometry()


class _Item(Control):
    """A plain button, not one of several: arrow keys would turn pages while somebody looks for the right one."""

    def __init__(self, title: str, icon: str) -> None:
        self._icon, self._is_now, self._is_tight = icon, False, False
        super().__init__(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tight(self, is_tight: bool) -> None:  # noqa: FBT001 - it is the state
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.updateGeometry()

    def set_now(self, is_now: bool, spoken: str) -> None:  # noqa: FBT001 - it is the state
        if is_now != self._is_now:
            self._is_now = is_now
            self.setAccessibleDescription(spoken if is_now else "")
            self.update()

    def sizeHint(self) -> QSize:
        words = Piece(self.label, size=12, weight=theme.SEMIBOLD).width + theme.px(6)
        return QSize(max(theme.px(64), words), theme.px(41 if self._is_tight else 54))

    def draw(self, painter: QPainter) -> None:
        is_on = self._is_now
        if is_on or self.is_hovered:
            draw_box(painter, self.rect(), Color.RAIL_SELECTED, None)
        ink = Color.RAIL_ON if is_on or self.is_hovered else Color.RAIL_TEXT
        size, line, gap = theme.px(icons.L), theme.px(16), theme.px(1 if self._is_tight else 3)
        top = (self.height() - size - line - gap) // 2
        icons.paint(painter, self._icon, (self.width() - size) / 2, top, size, ink)
        words = Piece(self.label, size=12, weight=theme.SEMIBOLD if is_on else theme.REGULAR, ink=ink)
        left = max(0, (self.width() - words.width) // 2)
        draw_pieces(painter, [words], QRect(left, top + size + gap, self.width() - left, line), 0)


class _Logo(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = theme.px(icons.L)
        left, top = (self.width() - size) / 2, (theme.px(36) - size) / 2
        icons.paint(QPainter(self), "outreach", left, top, size, Color.RAIL_STRONG)


class _Me(QWidget):
    """Whose session this is; not a button."""

    def __init__(self) -> None:
        super().__init__()
        self._initials = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_initials(self, initials: str, spoken: str) -> None:
        self._initials = initials
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(36), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._initials:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect(), None, Color.RAIL_LINE)
        words = Piece(self._initials, weight=theme.SEMIBOLD, ink=Color.RAIL_STRONG)
        draw_pieces(painter, [words], self.rect().adjusted((self.width() - words.width) // 2, 0, 0, 0), 0)
