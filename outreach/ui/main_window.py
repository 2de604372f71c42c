"""The window: pages, the lock in front of them, and nothing about what is on either.

Its title says only "Outreach": a task bar is read by whoever walks past.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from outreach.errors import Refusal
from outreach.translation import Translator
from outreach.ui.lock.page import LockPage
from outreach.ui.shared import icons
from outreach.ui.shared.blank import Blank
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.idle import Idle
from outreach.ui.shared.keys_page import KeysPage
from outreach.ui.shared.panels import SampleBand
from outreach.ui.shared.rail import Rail
from outreach.ui.shortcuts import Key, bind
from outreach.ui.theme import Color

TITLE = "Outreach"
LEAST_WIDTH, LEAST_HEIGHT = 1280, 648
IDLE_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page there is: made when it is first turned to.

    A page is a QWidget.  It may have `refresh()` (read again), `focus_first()` (where the keyboard begins) and
    `forget()` (the center is being locked: an answer still awaited will not come).
    """

    key: Key
    icon: str
    make: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """`unlocked(initials, keys)` asks for `resume(initials)` or, if it gives False, `open(initials, pages)`.

    `locked()` when the session is covered, `sealed()` when everything should be wiped and ended.
    """

    unlocked = Signal(object, object)
    locked = Signal()
    sealed = Signal()

    def __init__(
        self,
        words: Translator,
        lock: LockPage,
        *,
        idle_seconds: float = IDLE_SECONDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("outreach", Color.ACCENT, 64))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._words = words
        self._workspaces: dict[str, Workspace] = {}
        self._initials = ""
        self._stack = QStackedWidget()
        self._lock = lock
        self._blank = Blank(words, Key.BLANK.shown)
        self._covered: QWidget | None = lock
        self._dialogs: list[QDialog] = []
        self._stack.addWidget(lock)
        self._stack.addWidget(self._blank)
        self.setCentralWidget(self._stack)
        self._ring = FocusRing(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without one
        self._idle = Idle(app, idle_seconds, self)
        self._connect()
        lock.focus_first()

    @property
    def is_locked(self) -> bool:
        return not self._initials

    @property
    def workspace(self) -> "Workspace | None":
        return self._workspaces.get(self._initials)

    def open(self, initials: str, pages: Sequence[PageSpec], *, is_sample: bool = False) -> None:
        """Show the pages of whoever has just unlocked, in place of any they had."""
        if old := self._workspaces.pop(initials, None):
            self._stack.removeWidget(old)
            old.deleteLater()
        workspace = self._workspaces[initials] = Workspace(self._words, pages, initials, is_sample=is_sample)
        workspace.rail.locked.connect(self.lock)
        self._stack.addWidget(workspace)
        self.resume(initials)

    def resume(self, initials: str) -> bool:
        """Go on where these initials left off, in the same field; False if they have no pages here yet."""
        workspace = self._workspaces.get(initials)
        if workspace is None:
            return False
        self._initials = initials
        self._stack.setCurrentWidget(workspace)
        workspace.show_again()
        self._uncover_dialogs()
        self._idle.start()
        self._lock.let_keys_go()
        return True

    def refuse(self, refusal: Refusal) -> None:
        """Somebody was let in and the center could not be opened: stay at the lock page, and say why there."""
        self._lock.refuse(refusal)

    def lock(self) -> None:
        """Cover everything, at once, open dialogs too."""
        if self.is_locked:
            return
        if workspace := self.workspace:
            workspace.forget()
        self._cover_dialogs()
        self._idle.stop()
        self._lock.lock(self._initials)
        self._initials = ""
        self._stack.setCurrentWidget(self._lock)
        self._lock.focus_first()
        self.locked.emit()

    def committed(self) -> None:
        """Something was written: what is visible reads again, the rest when it is turned to."""
        for workspace in self._workspaces.values():
            workspace.stale(is_visible=workspace is self.workspace)

    def toggle_blank(self) -> None:
        if self._stack.currentWidget() is self._blank:
            self._unblank()
            return
        self._covered = self._stack.currentWidget()
        if workspace := self.workspace:
            workspace.remember_focus()
        self._cover_dialogs()
        self._stack.setCurrentWidget(self._blank)
        self._blank.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        for dialog in self._dialogs:
            dialog.close()
        super().closeEvent(event)

    def _connect(self) -> None:
        self._lock.unlocked.connect(self.unlocked)
        self._lock.blanked.connect(self.toggle_blank)
        self._lock.sealed.connect(self.sealed)
        self._blank.left.connect(self._unblank)
        self._idle.passed.connect(self._lock_idle)
        bind(Key.LOCK, self, self._lock_idle)
        bind(Key.BLANK, self, self.toggle_blank)
        bind(Key.SEAL, self, self.sealed.emit)

    def _lock_idle(self) -> None:
        """Lock also from behind the blank screen."""
        if self._stack.currentWidget() is self._blank and self._covered:
            self._stack.setCurrentWidget(self._covered)
        self.lock()

    def _unblank(self) -> None:
        if self._covered:
            self._stack.setCurrentWidget(self._covered)
        if workspace := self.workspace:
            workspace.give_focus_back()
            self._uncover_dialogs()
        else:
            self._lock.focus_first()

    def _cover_dialogs(self) -> None:
        """Hide what lies over the window; it comes back with its contents when the same person does."""
        for widget in QApplication.topLevelWidgets():
            if widget is self or not widget.isVisible() or widget.window() is not widget:
                continue
            if isinstance(widget, QDialog):
                self._dialogs.append(widget)
                widget.setProperty("covered_for", self._initials)
                widget.hide()
            else:
                widget.close()  # menus, tool tips

    def _uncover_dialogs(self) -> None:
        back = [dialog for dialog in self._dialogs if dialog.property("covered_for") == self._initials]
        self._dialogs = [dialog for dialog in self._dialogs if dialog not in back]
        for dialog in back:
            dialog.show()


class Workspace(QWidget):
    """The rail and the pages of one person's session."""

    def __init__(self, words: Translator, pages: Sequence[PageSpec], initials: str, *, is_sample: bool) -> None:
        super().__init__()
        self._pages = {spec.key.name: spec for spec in pages}
        self._made: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._focused: QWidget | None = None
        self._now = ""
        self._before_keys = ""
        self._stack = QStackedWidget()
        self._keys = KeysPage(words)
        self._stack.addWidget(self._keys)
        self.rail = Rail(words, [(spec.key.name, words(spec.key.does), spec.icon) for spec in pages])
        self.rail.set_initials(initials)
        self.rail.chosen.connect(self.turn_to)
        self._keys.left.connect(self._leave_keys)
        self._arrange(words, is_sample=is_sample)
        for spec in pages:
            self._bind(spec)
        bind(Key.KEYS, self, self._toggle_keys)
        self.turn_to(pages[0].key.name)

    @property
    def page(self) -> QWidget | None:
        return self._made.get(self._now)

    @property
    def now(self) -> str:
        return self._now

    def turn_to(self, name: str) -> None:
        """Show a page; it reads if it has not, or if something was written since."""
        if name not in self._made:
            page = self._made[name] = self._pages[name].make()
            self._stack.addWidget(page)
            self._stale.add(name)
        self._now = name
        page = self._made[name]
        self.rail.choose(name)
        self._stack.setCurrentWidget(page)
        self._refresh_if_stale()
        _call(page, "focus_first")

    def show_again(self) -> None:
        self._stale.update(self._made)
        self._refresh_if_stale()
        self.give_focus_back()

    def stale(self, *, is_visible: bool) -> None:
        self._stale.update(self._made)
        if is_visible:
            self._refresh_if_stale()

    def forget(self) -> None:
        self.remember_focus()
        for page in self._made.values():
            _call(page, "forget")

    def remember_focus(self) -> None:
        at = QApplication.focusWidget()
        self._focused = at if at is not None and self.isAncestorOf(at) else None

    def give_focus_back(self) -> None:
        if self._focused is not None and self._focused.isVisibleTo(self):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page := self.page:
            _call(page, "focus_first")
        self._focused = None

    def _arrange(self, words: Translator, *, is_sample: bool) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if is_sample:
            whole.addWidget(SampleBand(words))
        whole.addLayout(below, 1)

    def _bind(self, spec: PageSpec) -> None:
        bind(spec.key, self, lambda: self.turn_to(spec.key.name))

    def _refresh_if_stale(self) -> None:
        if self._now in self._stale:
            self._stale.discard(self._now)
            _call(self._made[self._now], "refresh")

    def _toggle_keys(self) -> None:
        if self._stack.currentWidget() is self._keys:
            self._leave_keys()
            return
        self.remember_focus()
        self._stack.setCurrentWidget(self._keys)
        self._keys.focus_first()

    def _leave_keys(self) -> None:
        page = self.page
        if page is not None:
            self._stack.setCurrentWidget(page)
            self.give_focus_back()


def _call(page: QWidget, name: str) -> Any:
    """A page need not have everything."""
    method = getattr(page, name, None)
    return method() if callable(method) else None
