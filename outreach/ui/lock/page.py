"""The lock page.  It takes keys before anything but Qt and the vault is there, so it imports nothing else."""

import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.errors import Refusal
from outreach.translation import N_, N_plural, Translator
from outreach.ui import theme
from outreach.ui.lock.elsewhere import Elsewhere
from outreach.ui.lock.passphrase import Passphrase
from outreach.ui.lock.presenter import LockPresenter, Opens, State, Trouble
from outreach.ui.lock.tiles import Tiles
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.shortcuts import Key, bind, tag
from outreach.ui.theme import Color

LOCKED = N_("Locked")
HOW = N_("Choose your initials, then type your passphrase.")
HOW_TYPED = N_("Type your initials, then your passphrase.")
INITIALS = N_("Initials")
UNLOCK, OPENING = N_("Unlock"), N_("Opening…")
KEPT = N_("Your unfinished work is kept.")
BLANK, SOMEONE_ELSE, FORGOT = N_("Blank the screen"), N_("Someone else"), N_("Forgot your passphrase?")
SEAL, SEALS = N_("Seal"), N_("Closes Outreach and wipes the keys")
WRONG = N_("That did not match. Try again.")
WAIT = N_plural("That did not match. Try again in {n} second.", "That did not match. Try again in {n} seconds.")
WHO_FIRST, TYPE_FIRST = N_("Choose your initials first."), N_("Type your passphrase first.")
YOURS = N_("YOUR INITIALS")
FORGOT_FACT = N_("The recovery sheet lets you back in")
FORGOT_HOW = N_(
    "It is the printed page with the recovery key; ask who keeps it. With it at hand, the command "
    "“outreach recover --as {initials}” on this computer sets a new passphrase. Nothing is lost meanwhile."
)
MOST_TILES = 12
_WIDTH = 560
_SAY_OPENING_AFTER, _TICK = 300, 250
_MOVES = {QEvent.Type.LayoutRequest, QEvent.Type.StyleChange, QEvent.Type.Show}


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
        self._show_help(state)
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
        self._tiles = Tiles(words(INITIALS))
        self._who = TextField(name=words(INITIALS), placeholder=words(INITIALS), role="field-large")
        self._field = Passphrase(words, self._hold)
        self._unlock = Button(words(UNLOCK), kind=Kind.PRIMARY, size=Size.UNLOCK, key="Enter")
        self._icon, self._line = IconLabel("done", Color.TEXT2, icons.S), Label("", "small2")
        self._help: QFrame | None = None  # made for whoever asks
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
        tag(Key.SOMEONE_ELSE, self._other)
        tag(Key.BLANK, self._blank)

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
                return words.count(*WAIT, state.wait)
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

    def _show_help(self, state: State) -> None:
        """What helps who has forgotten stands below the box and moves nothing."""
        if self._help is None:
            if not state.has_forgotten:
                return
            self._help = self._recovery()
        self._how_back.set_text(self._words(FORGOT_HOW, initials=state.chosen or self._words(YOURS)))
        self._help.setVisible(state.has_forgotten)
        self._place()

    def _recovery(self) -> QFrame:
        words = self._words
        self._how_back = Label("", "small2", wraps=True)
        text = Column(Label(words(FORGOT_FACT), "strong"), self._how_back, gap=2)
        row = Row(gap=10, edges=(12, 10))
        row.addWidget(IconLabel("key", Color.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        panel = QFrame(self)
        panel.setProperty("role", "banner-info")
        panel.setLayout(row)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in _MOVES and self.isVisible():
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
        if self._help is not None:
            self._help.setGeometry(left, top + height + theme.px(16), width, self._help.heightForWidth(width))
