"""One of a few, and any of many: segments, chips, and the row of chips that folds."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.choice_menu import ChoiceMenu
from outreach.ui.shared.control import RADIUS, Control, Piece, draw_box, draw_pieces, rounded, tab_to_chosen, width_of
from outreach.ui.theme import Color

ONE_MORE = N_("{n} more")


class Segmented(QWidget):
    """Exactly one of a few; arrow keys move it, Tab passes it.  `chosen` gives the key of what was pressed.

    `is_light` is the tinted look of a small choice; `is_ticked` marks what is chosen with a tick as well.
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        *,
        name: str = "",
        height: int = 32,
        padding: int = 11,
        is_light: bool = False,
        is_ticked: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._height, self._padding = height, padding
        self._is_light, self._is_ticked = is_light, is_ticked
        self._segments: dict[object, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self.set_options(options, names)

    @property
    def now(self) -> object:
        return next((key for key, segment in self._segments.items() if segment.isChecked()), None)

    @property
    def segments(self) -> tuple[QWidget, ...]:
        return tuple(self._segments.values())

    def set_options(self, options: Sequence[tuple[object, str]], names: Sequence[str] = ()) -> None:
        if [(key, segment.label) for key, segment in self._segments.items()] == list(options):
            return
        for segment in self._segments.values():
            segment.hide()
            segment.deleteLater()
        self._segments = {key: self._segment(key, label) for key, label in options}
        for segment, name in zip(self._segments.values(), names, strict=False):
            segment.setAccessibleName(name)
        self._mark_ends()

    def choose(self, key: object) -> None:
        """Show this one as chosen (none of them if it is not there); nothing is emitted."""
        if key == self.now:
            return
        for one, segment in self._segments.items():
            segment.set_on(one == key)
        tab_to_chosen(list(self._segments.values()))
        self.updateGeometry()

    def focus(self) -> None:
        """Put the keyboard on what is chosen, or on the first."""
        segments = list(self._segments.values())
        at = next((segment for segment in segments if segment.isChecked()), segments[0] if segments else None)
        if at:
            at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_height(self, height: int, padding: int | None = None) -> None:
        self._height, self._padding = height, self._padding if padding is None else padding
        for segment in self._segments.values():
            segment.set_measures(height, self._padding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect(), Color.SURFACE, Color.CONTROL)

    def _segment(self, key: object, label: str) -> "_Segment":
        segment = _Segment(label, self._height, self._padding, is_light=self._is_light, is_ticked=self._is_ticked)
        segment.clicked.connect(lambda: self.chosen.emit(key))
        self._row.addWidget(segment)
        return segment

    def _mark_ends(self) -> None:
        segments = list(self._segments.values())
        tab_to_chosen(segments)
        for segment in segments:
            segment.is_first, segment.is_last = segment is segments[0], segment is segments[-1]


class _Segment(Control):
    def __init__(self, label: str, height: int, padding: int, *, is_light: bool, is_ticked: bool) -> None:
        self._height, self._padding = height, padding
        self._is_light, self._is_ticked = is_light, is_ticked
        self.is_first = self.is_last = False
        super().__init__(label)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # Qt gives it a radio button's keys and role
        self.toggled.connect(lambda _: self.updateGeometry())

    def set_measures(self, height: int, padding: int) -> None:
        if (height, padding) != (self._height, self._padding):
            self._height, self._padding = height, padding
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        # As wide as when chosen, so that nothing moves when it is.
        pieces = self._pieces(is_on=self.isChecked())
        bold = Piece(self.label, weight=theme.SEMIBOLD).width - pieces[-1].width
        return QSize(width_of(pieces, 6) + bold + 2 * theme.px(self._padding) + 1, theme.px(self._height) - 2)

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        if fill := self._fill():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(fill))
            painter.drawPath(rounded(box, theme.px(RADIUS) - 1, left=self.is_first, right=self.is_last))
        if not self.is_last:
            painter.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), theme.color(Color.LINE))
        pieces = self._pieces(is_on=self.isChecked())
        width = width_of(pieces, 6)
        draw_pieces(painter, pieces, QRect((self.width() - width) // 2, 0, width + 1, self.height()), 6)

    def _fill(self) -> Color | None:
        if self.isChecked():
            return Color.TINT if self._is_light else Color.ACCENT
        return Color.ALT if self.is_hovered else None

    def _pieces(self, *, is_on: bool) -> list[Piece]:
        if not is_on:
            return [Piece(self.label, weight=theme.REGULAR, ink=Color.TEXT2)]
        ink = Color.ACCENT if self._is_light else Color.ON_ACCENT
        words = Piece(self.label, weight=theme.SEMIBOLD, ink=ink)
        return [Piece(icon="check", size=icons.XS, ink=ink), words] if self._is_ticked else [words]


class Chip(Control):
    """A toggle: tint, border and a tick when on (`toggled_by_hand`), or with `is_toggle=False` a small button.

    `count` stands behind the words in a lighter ink; `icon` before them while it is off.
    """

    toggled_by_hand = Signal(bool)

    def __init__(
        self,
        label: str = "",
        *,
        icon: str = "",
        count: str = "",
        is_toggle: bool = True,
        is_ticked: bool = True,
        opens_menu: bool = False,
        name: str = "",
        height: int = 28,
    ) -> None:
        self._icon, self._count, self._height = icon, count, height
        self._is_ticked, self._opens_menu = is_ticked, opens_menu
        super().__init__(label, name=name)
        self.setCheckable(is_toggle)
        self.clicked.connect(lambda: self.toggled_by_hand.emit(self.isChecked()))
        self.toggled.connect(lambda _: self.updateGeometry())

    def set_count(self, count: str) -> None:
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    def set_height(self, height: int) -> None:
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        left, right = self._paddings()
        return QSize(width_of(self._pieces(), 5) + left + right, theme.px(self._height))

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        hovered = Color.SUNKEN if self.isDown() else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), Color.TINT if is_on else hovered, Color.ACCENT if is_on else Color.CONTROL)
        left, right = self._paddings()
        draw_pieces(painter, self._pieces(), self.rect().adjusted(left, 0, -right + 1, 0), 5)

    def _paddings(self) -> tuple[int, int]:
        return (theme.px(7), theme.px(9)) if self._icon == "plus" else (theme.px(10), theme.px(10))

    def _pieces(self) -> list[Piece]:
        is_on = self.isChecked()
        ink = Color.ACCENT if is_on else Color.TEXT
        pieces = []
        if is_on and self._is_ticked:
            pieces.append(Piece(icon="check", size=icons.XS, ink=ink))
        elif self._icon:
            pieces.append(Piece(icon=self._icon, size=icons.XS, ink=ink))
        if self.label:
            pieces.append(Piece(self.label, weight=theme.SEMIBOLD if is_on else theme.REGULAR, ink=ink))
        if self._count:
            weight = theme.SEMIBOLD if is_on else theme.REGULAR
            pieces.append(Piece(self._count, weight=weight, ink=ink if is_on else Color.TEXT3))
        if self._opens_menu:
            pieces.append(Piece(icon="chevron-down", size=icons.XS, ink=ink))
        return pieces

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens_menu and event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class ChipRow(QWidget):
    """As many chips as there is room for and "5 more"; what is chosen always shows.  `toggled(key, is_on)`.

    `as_buttons` makes them small buttons (`toggled` with True for a press), with `icon` before each.
    """

    toggled = Signal(object, bool)

    def __init__(
        self,
        words: Translator,
        options: Sequence[tuple[object, str]] = (),
        *,
        name: str = "",
        as_buttons: bool = False,
        icon: str = "",
        at_most: int | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._as_buttons, self._icon, self._at_most = words, as_buttons, icon, at_most
        self._height = 28
        self._options: tuple[tuple[object, str], ...] = ()
        self._chosen: frozenset[object] = frozenset()
        self._chips: dict[object, Chip] = {}
        self._more = Chip("", is_toggle=False, opens_menu=True)
        self._more.setParent(self)
        self._more.hide()
        self._more.clicked.connect(self._open_menu)
        self._menu = ChoiceMenu(self)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {key: self._chip(key, label) for key, label in options}
        self._in_order(self._more)
        self.choose(self._chosen)
        self._arrange()

    def choose(self, keys: Collection[object]) -> None:
        self._chosen = frozenset(keys)
        for key, chip in self._chips.items():
            chip.set_on(key in self._chosen)
        self._arrange()

    def set_height(self, height: int) -> None:
        if height != self._height:
            self._height = height
            for chip in (*self._chips.values(), self._more):
                chip.set_height(height)
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(self._height))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._arrange()

    def _chip(self, key: object, label: str) -> Chip:
        chip = Chip(label, icon=self._icon, is_toggle=not self._as_buttons, height=self._height)
        chip.setParent(self)
        chip.toggled_by_hand.connect(lambda is_on: self._pressed(key, is_on or self._as_buttons))
        return chip

    def _pressed(self, key: object, is_on: bool) -> None:  # noqa: FBT001 - as the signal has it
        if not self._as_buttons:
            self._chosen = self._chosen | {key} if is_on else self._chosen - {key}
        self._arrange()
        self.toggled.emit(key, is_on)

    def _arrange(self) -> None:
        shown = self._fitting()
        x, gap = 0, theme.px(6)
        for key, chip in self._chips.items():
            if key in shown:
                chip.setGeometry(QRect(QPoint(x, 0), chip.sizeHint()))
                x += chip.width() + gap
            chip.setVisible(key in shown)
        hidden = len(self._chips) - len(shown)
        self._more.set_label(self._words(ONE_MORE, n=hidden))
        self._more.setGeometry(QRect(QPoint(x, 0), self._more.sizeHint()))
        self._more.setVisible(hidden > 0)

    def _fitting(self) -> set[object]:
        """Who is shown: what is chosen first, then in order, as long as there is room for "5 more" behind them."""
        order = sorted(self._chips, key=lambda key: key not in self._chosen)
        most = len(order) if self._at_most is None else max(self._at_most, len(self._chosen))
        gap = theme.px(6)
        widths = {key: self._chips[key].sizeHint().width() + gap for key in order}
        if len(order) <= most and sum(widths.values()) - gap <= self.width():
            return set(order)
        self._more.set_label(self._words(ONE_MORE, n=len(order)))
        room = self.width() - self._more.sizeHint().width()
        shown: set[object] = set()
        for key in order[:most]:
            room -= widths[key]
            if room < 0:
                break
            shown.add(key)
        return shown

    def _open_menu(self) -> None:
        self._menu.clear()
        for key, label in self._options:
            if not self._chips[key].isVisibleTo(self):
                self._add_to_menu(key, label)
        actions = self._menu.actions()
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + theme.px(2))), actions[0])
        self._menu.setActiveAction(actions[0])

    def _add_to_menu(self, key: object, label: str) -> None:
        action = self._menu.addAction(label.replace("&", "&&"))
        action.setCheckable(not self._as_buttons)
        action.setChecked(key in self._chosen)
        action.triggered.connect(self._picked(key))

    def _picked(self, key: object) -> Callable[[bool], None]:
        def pick(is_on: bool) -> None:  # noqa: FBT001 - as the signal has it
            self._chips[key].set_on(is_on)
            self._pressed(key, is_on or self._as_buttons)

        return pick

    def _in_order(self, last: QWidget) -> None:
        """Tab goes through the chips in order, then to "more"."""
        before: QWidget | None = None
        for widget in (*self._chips.values(), last):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
