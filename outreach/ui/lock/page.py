"""The lock page.  It takes keys before anything but Qt and the vault is there, so it imports nothing else."""

import time
from collections.abc import Callable
from itertools import pairwise
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QSizePolicy, QWidget

from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.lock.presenter import LockPresenter, Opens, State, Trouble
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, Size
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, tab_to_chosen
from outreach.ui.shared.fields import SECRET, TextField
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shortcuts import Key, bind
from outreach.ui.theme import Color

T = TypeVar("T")

LOCKED = N_("Locked")
HOW = N_("Choose your initials, then type your passphrase.")
HOW_TYPED = N_("Type your initials, then your passphrase.")
INITIALS, PASSPHRASE = N_("Initials"), N_("Passphrase")
UNLOCK, OPENING = N_("Unlock"), N_("Opening…")
SHOW, HIDE = N_("Show passphrase"), N_("Hide passphrase")
KEPT = N_("Your unfinished work is kept.")
BLANK, SOMEONE_ELSE, FORGOT = N_("Blank the screen"), N_("Someone else"), N_("Forgot your passphrase?")
SEAL, SEALS = N_("Seal"), N_("Closes Outreach and wipes the keys")
WRONG = N_("That did not match. Try again.")
WAIT_ONE = N_("That did not match. Try again in {n} second.")
WAIT_MANY = N_("That did not match. Try again in {n} seconds.")
WHO_FIRST, TYPE_FIRST = N_("Choose your initials first."), N_("Type your passphrase first.")
YOURS = N_("YOUR INITIALS")
FORGOT_FACT = N_("The recovery sheet lets you back in")
FORGOT_HOW = N_(
    "It is the printed page with the recovery key; ask who keeps it. With it at hand, the command "
    "“outreach recover --as {initials}” on this computer sets a new passphrase. Nothing is lost meanwhile."
)
MOST_TILES = 12
_NOT_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_WIDTH, _PER_ROW = 560, 4
_SAY_OPENING_AFTER, _TICK = 300, 250


class LockPage(QWidget):
    """`unlocked(initials, keys)`; `blanked()`, `sealed()`.

    Keys typed while a passphrase is being tried are held, and go where the keyboard then is: `let_keys_go()`.
    """

    unlocked = Signal(object, object)
    blanked = Signal()
    sealed = Signal()

    def __init__(
        self,
        vault: Opens,
        words: Translator,
        *,
        tell: Callable[[Refusal], str] | None = None,
        lists_initials: bool = True,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._tell, self._lists = words, tell, lists_initials
        self._tries = Elsewhere(self)
        self._held: list[QKeyEvent] = []
        self._said = ""
        self.presenter = LockPresenter(vault, self._tries.run, clock, self.show_state, self._let_in)
        self._make()
        self._arrange()
        self._connect()
        self.presenter.start()

    def lock(self, initials: str, *, is_work_kept: bool = True) -> None:
        """Begin again, after a session of these initials."""
        self._field.clear()
        self._hide_passphrase()
        self._held.clear()
        self.presenter.start(now=initials, is_work_kept=is_work_kept)

    def refuse(self, refusal: Refusal) -> None:
        """The passphrase was right, and still the center could not be opened: say why."""
        self._held.clear()
        self.presenter.refuse(refusal)

    def focus_first(self) -> None:
        if self.presenter.state.chosen:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_listing:
            self._tiles.focus()
        else:
            self._who.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_keys_go(self) -> None:
        """Send what was typed meanwhile to where the keyboard is now."""
        held, self._held = self._held, []
        if target := QApplication.focusWidget():
            for event in held:
                QApplication.postEvent(target, event)

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing it twice changes nothing."""
        if self._tiles.show_initials(state.initials if self._is_listing else (), state.chosen):
            self._in_order()
        set_shown(self._who, not self._is_listing)
        self._how.set_text(self._words(HOW if self._is_listing else HOW_TYPED))
        if state.is_opening:
            self._opening.start()
        else:
            self._opening.stop()
            self._unlock.set_label(self._words(UNLOCK))
            self._unlock.set_key("Enter")
        self._ticks.start() if state.wait else self._ticks.stop()
        self._how_back.set_text(self._words(FORGOT_HOW, initials=state.chosen or self._words(YOURS)))
        set_shown(self._help, state.has_forgotten)
        self._say(state)
        if not state.is_opening and state.trouble is Trouble.WRONG and self._held:
            self._field.clear()
            self.let_keys_go()

    @property
    def _is_listing(self) -> bool:
        return self._lists and len(self.presenter.state.initials) <= MOST_TILES

    def _make(self) -> None:
        words = self._words
        self._how = Label(words(HOW), "body2")
        self._tiles = _Tiles(words(INITIALS))
        self._who = TextField(name=words(INITIALS), placeholder=words(INITIALS), role="field-large")
        self._field = _Passphrase(words, self._hold)
        self._unlock = Button(words(UNLOCK), kind=Kind.PRIMARY, size=Size.UNLOCK, key="Enter")
        self._icon, self._line = IconLabel("done", Color.TEXT2, icons.S), Label("", "small2")
        self._help = self._recovery()
        self._blank = Button(words(BLANK), kind=Kind.FOOT, key=Key.BLANK.shown)
        self._other = Button(words(SOMEONE_ELSE), kind=Kind.FOOT, key=Key.SOMEONE_ELSE.shown)
        self._forgot = Button(words(FORGOT), kind=Kind.FOOT)
        self._seal = Button(words(SEAL), kind=Kind.FAINT, icon="shield", key=Key.SEAL.shown)
        self._seals = Label(words(SEALS), "hint")
        self._opening = QTimer(self, singleShot=True, interval=_SAY_OPENING_AFTER)
        self._ticks = QTimer(self, interval=_TICK)

    def _arrange(self) -> None:
        words = self._words
        title = Row(None, IconLabel("lock", Color.TEXT2, icons.L), Label(words(LOCKED), "title"), None, gap=10)
        line = Row(None, self._icon, self._line, None, gap=6)
        self._box = QWidget()
        column = Column(title, gap=0)
        column.addSpacing(theme.px(4))
        column.addWidget(self._how, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(22))
        column.addWidget(self._tiles)
        column.addWidget(self._who)
        column.addSpacing(theme.px(14))
        column.addLayout(Row(self._field, self._unlock))
        column.addSpacing(theme.px(12))
        column.addLayout(line)
        self._box.setLayout(column)
        seal = Column(gap=2)
        seal.addWidget(self._seal, 0, Qt.AlignmentFlag.AlignRight)
        seal.addLayout(Row(None, self._seals, edges=(0, 0, 8, 0)))
        foot = Row(None, self._blank, self._other, self._forgot, None, gap=8)
        # The box stands in the middle of the page, whatever is above and below it.
        self._corner, self._foot = QWidget(self), QWidget(self)
        self._corner.setLayout(seal)
        self._foot.setLayout(foot)
        self._box.setParent(self)
        self._help.setParent(self)
        self._in_order()

    def _in_order(self) -> None:
        below = (self._blank, self._other, self._forgot, self._seal)
        fields = (*self._tiles.tiles, self._who, self._field, self._field.eye, self._unlock)
        for before, after in pairwise((*fields, *below)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self._tiles.chosen.connect(self._choose)
        self._who.textEdited.connect(lambda text: self.presenter.choose(text.strip()))
        self._who.entered.connect(self._field.setFocus)
        self._tiles.entered.connect(self._field.setFocus)
        self._tiles.typed.connect(self._type_on)
        self._field.returnPressed.connect(self._try)
        self._unlock.clicked.connect(self._try)
        self._blank.clicked.connect(self.blanked)
        self._other.clicked.connect(self._someone_else)
        self._forgot.clicked.connect(self.presenter.forgot)
        self._seal.clicked.connect(self.sealed)
        self._opening.timeout.connect(self._say_opening)
        self._ticks.timeout.connect(self.presenter.tick)
        bind(Key.SOMEONE_ELSE, self, self._someone_else)

    def _type_on(self, event: QKeyEvent) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self._field, event)

    def _choose(self, initials: str) -> None:
        self.presenter.choose(initials)
        self._field.clear()

    def _someone_else(self) -> None:
        self._field.clear()
        self._who.clear()
        self._hide_passphrase()
        self.presenter.someone_else()
        self.focus_first()

    def _try(self) -> None:
        self.presenter.unlock(self._field.text())
        state = self.presenter.state
        if state.trouble is Trouble.WHO:
            self.focus_first()
        elif state.trouble is Trouble.NOTHING_TYPED:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self, initials: str, keys: Any) -> None:
        self._field.clear()
        self._hide_passphrase()
        self.unlocked.emit(initials, keys)

    def _hide_passphrase(self) -> None:
        self._field.show_text(is_shown=False)

    def _hold(self, event: QKeyEvent) -> bool:
        """While a passphrase is being tried, keep what is typed for whoever has the keyboard afterwards."""
        if not self.presenter.state.is_opening:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._held.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        return True

    def _say(self, state: State) -> None:
        text, is_trouble = self._sentence(state), state.trouble is not Trouble.NONE
        self._line.set_text(text)
        self._line.set_role("error" if is_trouble else "small2")
        self._icon.set_icon("warning" if is_trouble else "done", Color.OUT if is_trouble else Color.TEXT2)
        for part in (self._icon, self._line):
            set_shown(part, bool(text))
        # Not every second of a wait, or nobody could listen to anything else.
        if is_trouble and state.trouble != self._said:
            announce(self._line, text, at_once=True)
        self._said = state.trouble
        if state.trouble is Trouble.WRONG and not self._field.hasSelectedText() and not state.is_opening:
            self._field.selectAll()

    def _sentence(self, state: State) -> str:
        words = self._words
        match state.trouble:
            case Trouble.WRONG:
                return words(WRONG)
            case Trouble.WAIT:
                return words.count(WAIT_ONE, WAIT_MANY, state.wait)
            case Trouble.WHO:
                return words(WHO_FIRST)
            case Trouble.NOTHING_TYPED:
                return words(TYPE_FIRST)
            case Trouble.REFUSED if state.refusal and self._tell:
                return self._tell(state.refusal)
        return words(KEPT) if state.is_work_kept else ""

    def _say_opening(self) -> None:
        self._unlock.set_label(self._words(OPENING))
        self._unlock.set_key("")
        announce(self._unlock, self._words(OPENING))

    def _recovery(self) -> QFrame:
        words = self._words
        self._how_back = Label("", "small2", wraps=True)
        text = Column(Label(words(FORGOT_FACT), "strong"), self._how_back, gap=2)
        row = Row(gap=10, edges=(12, 10))
        row.addWidget(IconLabel("key", Color.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        panel = QFrame()
        panel.setProperty("role", "banner-info")
        panel.setLayout(row)
        panel.hide()
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.StyleChange} and hasattr(self, "_foot"):
            self._place()
        return handled

    def _place(self) -> None:
        edge = theme.px(20)
        corner, foot = self._corner.sizeHint(), self._foot.sizeHint()
        self._corner.setGeometry(QRect(QPoint(self.width() - corner.width() - edge, theme.px(18)), corner))
        self._foot.setGeometry(0, self.height() - foot.height() - theme.px(13), self.width(), foot.height())
        width = min(theme.px(_WIDTH), self.width() - 2 * edge)
        left, height = (self.width() - width) // 2, self._box.sizeHint().height()
        top = max(theme.px(80), (self.height() - height) // 2)
        self._box.setGeometry(left, top, width, height)
        # What helps who has forgotten stands below and moves nothing.
        self._help.setGeometry(left, top + height + theme.px(16), width, self._help.heightForWidth(width))


class _Passphrase(QLineEdit):
    def __init__(self, words: Translator, hold: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._words, self._hold = words, hold
        self.setProperty("role", "passphrase")
        self.setAccessibleName(words(PASSPHRASE))
        self.setPlaceholderText(words(PASSPHRASE))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(SECRET | Qt.InputMethodHint.ImhHiddenText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = IconButton("eye-off", words(SHOW), size=Size.NORMAL)
        self.eye.setParent(self)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.clicked.connect(lambda: self.show_text(is_shown=self.echoMode() is QLineEdit.EchoMode.Password))
        self.setTextMargins(0, 0, theme.px(36), 0)
        self.textChanged.connect(self._dress)
        self._dress()

    def show_text(self, *, is_shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye" if is_shown else "eye-off")
        name = self._words(HIDE if is_shown else SHOW)
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hold(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.eye.sizeHint()
        at = QPoint(self.width() - size.width() - theme.px(4), (self.height() - size.height()) // 2)
        self.eye.setGeometry(QRect(at, size))

    def _dress(self) -> None:
        is_dotted = self.echoMode() is QLineEdit.EchoMode.Password and bool(self.text())
        set_role(self, "passphrase" if is_dotted else "passphrase-shown")


class _Tiles(QWidget):
    """Whose initials: one of them is chosen, arrow keys choose another."""

    chosen = Signal(str)
    entered = Signal()
    typed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._tiles: dict[str, _Tile] = {}

    @property
    def tiles(self) -> tuple[QWidget, ...]:
        return tuple(self._tiles.values())

    def show_initials(self, initials: tuple[str, ...], chosen: str) -> bool:
        """Show these; true if there are others than before."""
        self._grid.setSpacing(theme.px(10))
        if is_new := tuple(self._tiles) != initials:
            self._fill(initials)
        for one, tile in self._tiles.items():
            tile.set_on(one == chosen)
        tab_to_chosen(list(self._tiles.values()))
        set_shown(self, bool(initials))
        return is_new

    def focus(self) -> None:
        tiles = list(self._tiles.values())
        at = next((tile for tile in tiles if tile.isChecked()), tiles[0] if tiles else None)
        if at:
            at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, initials: tuple[str, ...]) -> None:
        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        self._tiles = {one: _Tile(one) for one in initials}
        for place, tile in enumerate(self._tiles.values()):
            tile.picked.connect(self.chosen)
            tile.entered.connect(self.entered)
            tile.typed.connect(self.typed)
            self._grid.addWidget(tile, place // _PER_ROW, place % _PER_ROW)
        for column in range(_PER_ROW):
            self._grid.setColumnStretch(column, 1)


class _Tile(Control):
    picked = Signal(str)
    entered = Signal()
    typed = Signal(object)

    def __init__(self, initials: str) -> None:
        super().__init__(initials)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.picked.emit(self.label))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(72))

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        ground = Color.TINT if is_on else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), ground, Color.ACCENT if is_on else Color.LINE, radius=8)
        size = QSize(theme.px(52), theme.px(44))
        inner = QRect(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size)
        draw_box(painter, inner, Color.ACCENT if is_on else Color.SUNKEN, None, radius=8)
        ink = Color.ON_ACCENT if is_on else Color.TEXT2
        words = Piece(self.label, size=17, weight=theme.SEMIBOLD, ink=ink)
        draw_pieces(painter, [words], inner.adjusted(max(0, (inner.width() - words.width) // 2), 0, 0, 0), 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
            self.entered.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers() & _NOT_TYPING:
            self.typed.emit(event)  # whoever types now has begun with their passphrase
        else:
            super().keyPressEvent(event)


class Elsewhere(QObject):
    """A thread for one thing that takes long; the answer comes back on the thread that asked."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        def guarded() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - it is told where it was asked for
                found = error
                self._answered.emit(lambda: failed(found))
            else:
                self._answered.emit(lambda: then(result))

        Thread(target=guarded, name="unlocking", daemon=True).start()
