"""Buttons: one filled primary a screen, outlined secondary, text-only quiet; the key stands beside the words."""

from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, width_of
from outreach.ui.shared.labels import Label
from outreach.ui.theme import Color

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from outreach.ui.shared.choice_menu import ChoiceMenu

_GAP = 7
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    FAINT = "faint"  # quiet, in the color of secondary text
    FOOT = "foot"  # fainter still, at the foot of a page
    DANGER = "danger"  # void: red words, never filled
    TOAST = "toast"  # inside a notice that something went well
    HOLD = "hold"  # inside the band of another day
    LOT = "lot"  # a small choice on a line of the basket
    TAB = "tab"


class Measure(NamedTuple):  # as `_Look`: the lock page waits for what a dataclass takes longer to be made
    height: int
    font: int
    padding: int
    key: int = 12


class Size(Enum):
    TINY = Measure(24, 12, 8)
    SMALL = Measure(28, 13, 10)
    NORMAL = Measure(32, 13, 12)
    COMPACT = Measure(36, 14, 12)
    LARGE = Measure(40, 14, 12)
    UNLOCK = Measure(48, 16, 26)
    SAVE = Measure(50, 17, 16, key=13)


class _Look(NamedTuple):
    ink: Color
    key: Color
    border: Color | None = None
    fill: Color | None = None
    hover: Color | None = None
    press: Color | None = None
    weight: int = theme.MEDIUM


_LOOKS = {
    Kind.PRIMARY: _Look(
        Color.ON_ACCENT,
        Color.ON_ACCENT,
        None,
        Color.ACCENT,
        Color.ACCENT_HOVER,
        Color.ACCENT_PRESS,
        weight=theme.SEMIBOLD,
    ),
    Kind.SECONDARY: _Look(Color.TEXT, Color.TEXT3, Color.CONTROL, Color.SURFACE, Color.ALT, Color.SUNKEN),
    Kind.QUIET: _Look(Color.ACCENT, Color.TEXT3, None, None, Color.TINT, Color.TINT),
    Kind.FAINT: _Look(Color.TEXT2, Color.TEXT3, None, None, Color.SUNKEN, Color.SUNKEN),
    Kind.FOOT: _Look(Color.TEXT3, Color.TEXT3, None, None, Color.SUNKEN, Color.SUNKEN, weight=theme.REGULAR),
    Kind.DANGER: _Look(Color.OUT, Color.TEXT3, Color.CONTROL, Color.SURFACE, Color.OUT_FILL, Color.OUT_FILL),
    Kind.TOAST: _Look(Color.OK, Color.OK, Color.OK, Color.OK_FILL, Color.SURFACE, Color.SURFACE),
    Kind.HOLD: _Look(
        Color.HOLD, Color.HOLD, Color.HOLD, Color.SURFACE, Color.HOLD_FILL, Color.HOLD_FILL, weight=theme.SEMIBOLD
    ),
    Kind.LOT: _Look(Color.TEXT2, Color.TEXT3, Color.LINE, Color.SURFACE, Color.ALT, Color.SUNKEN, weight=theme.REGULAR),
    Kind.TAB: _Look(Color.TEXT2, Color.TEXT3, None, None, Color.ALT, Color.SUNKEN),
}


_QUIET = {Kind.QUIET, Kind.FAINT, Kind.FOOT}


class Button(Control):
    """`Button("Save visit", kind=Kind.PRIMARY, size=Size.SAVE, key="Ctrl+Enter", icon="print")`; `clicked`.

    `key` only says which key does the same; the key itself is a QShortcut of the page.
    """

    def __init__(
        self,
        label: str = "",
        *,
        kind: Kind = Kind.SECONDARY,
        size: Size = Size.NORMAL,
        key: str = "",
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent, name=name)
        self._kind, self._measure = kind, size.value
        self._key, self._icon = key, icon
        self._is_held = False
        self.updateGeometry()

    @property
    def key(self) -> str:
        """The key that stands beside the words."""
        return self._key

    def set_key(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def set_icon(self, icon: str) -> None:
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    def set_held(self, is_held: bool) -> None:  # noqa: FBT001 - it is the state
        """Show that what it opens is open."""
        if is_held != self._is_held:
            self._is_held = is_held
            self.update()

    def set_size(self, size: Size) -> None:
        if size.value != self._measure:
            self._measure = size.value
            self.updateGeometry()
            self.update()

    def set_kind(self, kind: Kind) -> None:
        if kind != self._kind:
            self._kind = kind
            self.updateGeometry()
            self.update()

    def fill_width(self) -> "Button":
        """Take all the width there is; the words stay in the middle."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        width = width_of(self.pieces(), self._gap) + 2 * theme.px(self._padding)
        return QSize(width, theme.px(self._measure.height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it on every system, as Space does."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def pieces(self) -> list[Piece]:
        look, measure = _LOOKS[self._kind], self._measure
        parts = []
        if self._is_held:
            look = look._replace(ink=Color.ACCENT)
        if self._icon:
            icon_size = icons.M if measure.height >= Size.LARGE.value.height else icons.S
            parts.append(Piece(icon=self._icon, size=icon_size, ink=look.ink))
        if self.label:
            parts.append(Piece(self.label, size=measure.font, weight=look.weight, ink=look.ink))
        if self._key:
            parts.append(Piece(self._key, size=measure.key, weight=theme.REGULAR, ink=look.key))
        return parts

    def draw(self, painter: QPainter) -> None:
        look = _LOOKS[self._kind]
        fill = look.press if self.isDown() else look.hover if self.is_hovered else look.fill
        if self._is_held:
            draw_box(painter, self.rect(), Color.TINT, Color.ACCENT)
        elif fill or look.border:
            draw_box(painter, self.rect(), fill, look.border)
        pieces = self.pieces()
        room = self.rect().adjusted(theme.px(self._padding), 0, -theme.px(self._padding), 0)
        width = width_of(pieces, self._gap)
        left = room.left() + max(0, (room.width() - width) // 2)
        draw_pieces(painter, pieces, QRect(QPoint(left, 0), QSize(min(width, room.width()), self.height())), self._gap)

    @property
    def _padding(self) -> int:
        quiet = self._kind in _QUIET and self._measure.height <= Size.NORMAL.value.height
        return 8 if quiet else self._measure.padding

    @property
    def _gap(self) -> int:
        return 4 if self._kind is Kind.LOT else _GAP


class IconButton(Button):
    """An icon alone.  It must be named, for those who do not see it."""

    def __init__(self, icon: str, name: str, *, kind: Kind = Kind.FAINT, size: Size = Size.SMALL) -> None:
        super().__init__("", kind=kind, size=size, icon=icon, name=name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = theme.px(self._measure.height)
        return QSize(side, side)

    @property
    def _padding(self) -> int:
        return 0


class MenuButton(Button):
    """A button that opens a list and shows what was chosen; `chosen` gives the key.  Letters open it where they lead.

    `set_choices([(key, "Front Street"), …], now=key)`.  As a field of a form it is as wide as its place
    (`fill_width`) and its words stand at the left.  `bold` words come first: **Mobile van** · Stop: 5th & Elm.
    """

    chosen = Signal(object)
    about_to_open = Signal()
    entered = Signal()  # Enter, where it goes on (`enter_goes_on`) as in the fields beside it

    def __init__(
        self,
        label: str = "",
        *,
        kind: Kind = Kind.SECONDARY,
        size: Size = Size.NORMAL,
        key: str = "",
        icon: str = "",
        name: str = "",
        is_field: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, kind=kind, size=size, key=key, icon=icon, name=name, parent=parent)
        from outreach.ui.shared.choice_menu import ChoiceMenu  # noqa: PLC0415 - the lock page has none

        self._is_field = is_field
        self._bold = ""
        self._opens_by = {Qt.Key.Key_Down, Qt.Key.Key_Up, *_ENTER}
        self._spoken = name
        self._menu = ChoiceMenu(self)
        self._menu.wanted.connect(self.open_menu)
        self._chosen: object = None
        self._choices: tuple[tuple[object, str], ...] = ()
        self.clicked.connect(self.open_menu)

    @property
    def menu(self) -> "ChoiceMenu":
        """For a menu that is more than a list of choices."""
        return self._menu

    @property
    def now(self) -> object:
        return self._chosen

    def set_bold(self, bold: str, label: str) -> None:
        if (bold, label) != (self._bold, self.label):
            self._bold = bold
            self.set_label(label)
            self.setAccessibleName(" ".join(part for part in (self._spoken, bold, label) if part))
            self.updateGeometry()
            self.update()

    def enter_goes_on(self) -> None:
        """Enter goes on, as in the fields beside it; Space and the arrows open the list."""
        self._opens_by = {Qt.Key.Key_Down, Qt.Key.Key_Up}

    def set_spoken(self, name: str) -> None:
        """What it is a choice of, said before what is chosen."""
        self._spoken = name

    def set_choices(self, choices: Sequence[tuple[object, str]], now: object = None) -> None:
        """Offer these; `now` is the one shown.  Nothing is emitted."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._menu.clear()
            for key, text in choices:
                self._add_choice(key, text)
        self.choose(now)

    def choose(self, key: object) -> None:
        """Show the choice with this key."""
        self._chosen = key
        for action in self._menu.actions():
            action.setChecked(action.data() == key)
        for one, text in self._choices:
            if one == key and not self._bold:
                self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show and say these words, which need not be among the choices."""
        self.set_label(text)
        self.setAccessibleName(f"{self._spoken}: {text}" if self._spoken else text)

    def add_action(self, text: str, then: Callable[[], None]) -> "QAction":
        action = self._menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(then)
        return action

    def open_menu(self) -> None:
        self.about_to_open.emit()
        self._menu.setMinimumWidth(self.width())
        if current := self._current_action():
            self._menu.setActiveAction(current)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + theme.px(2))))

    def pieces(self) -> list[Piece]:
        parts = super().pieces()
        if self._bold:
            words = next((part for part in parts if part.text), Piece())  # there may be nothing but the bold ones
            bold = Piece(self._bold, size=words.size, weight=theme.SEMIBOLD, ink=words.ink, gap=4)
            parts.insert(parts.index(words) if words in parts else len(parts), bold)
        chevron = Piece(icon="chevron-down", size=icons.XS, ink=_LOOKS[self._kind].ink)
        return [*parts, chevron]

    def draw(self, painter: QPainter) -> None:
        if not self._is_field:
            super().draw(painter)
            return
        draw_box(painter, self.rect(), Color.ALT if self.is_hovered else Color.SURFACE, Color.CONTROL)
        *words, chevron = self.pieces()
        pad = theme.px(8)
        end = QRect(self.width() - pad - chevron.width, 0, chevron.width, self.height())
        draw_pieces(painter, words, QRect(pad, 0, end.left() - 2 * pad, self.height()), self._gap)
        draw_pieces(painter, [chevron], end, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up, *_ENTER}:
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.ignore()
            elif event.key() in self._opens_by:
                self.open_menu()
            else:
                self.entered.emit()
            return
        if not self._menu.take(event):
            super().keyPressEvent(event)

    def _add_choice(self, key: object, text: str) -> None:
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(key)
        action.triggered.connect(lambda: self._pick(key))

    def _pick(self, key: object) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _current_action(self) -> "QAction | None":
        actions = [action for action in self._menu.actions() if not action.isSeparator()]
        return next((action for action in actions if action.isChecked()), actions[0] if actions else None)


class KeyHint(Label):
    """The name of a key, small, beside what it does."""

    def __init__(self, key: str) -> None:
        super().__init__(key, "hint")
