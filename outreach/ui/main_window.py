"""The window: pages, the lock in front of them, and nothing about what is on either.

Its title says only "Outreach": a task bar is read by whoever walks past.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from outreach.errors import Refusal
from outreach.translation import Translator
from outreach.ui.lock.page import LockPage
from outreach.ui.shared.blank import Blank
from outreach.ui.shared.everywhere import KeysEverywhere
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.idle import Idle
from outreach.ui.shared.key_tags import KeyTags
from outreach.ui.shortcuts import Key, bind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from outreach.ui.workspace import PageSpec, Workspace

TITLE = "Outreach"
FIRST_SIZE = QSize(1440, 900)
LEAST_WIDTH, LEAST_HEIGHT, FRAME = 1280, 648, 40  # the frame: a title bar, as thick as they come
IDLE_SECONDS = 600.0
ICON_AFTER = 30  # milliseconds: the lock page is painted and takes keys first


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
        QTimer.singleShot(ICON_AFTER, self, self._show_icon)
        self.setMinimumSize(_least_size())
        self._words = words
        self._workspaces: dict[str, Workspace] = {}
        self._initials = ""
        self._stack = QStackedWidget()
        self._lock = lock
        self._blank = Blank(words, Key.BLANK.shown)
        self._covered: QWidget | None = lock
        self._dialogs: list[QDialog] = []
        self._question: QWidget | None = None
        self._asked = ""
        self._stack.addWidget(lock)
        self._stack.addWidget(self._blank)
        self.setCentralWidget(self._stack)
        self._ring = FocusRing(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without one
        self._idle = Idle(app, idle_seconds, self)
        self._everywhere = {Key.LOCK: self._lock_now, Key.BLANK: self.toggle_blank, Key.SEAL: self.sealed.emit}
        KeysEverywhere(app, self._everywhere, self)
        self.key_tags = KeyTags(self, app)
        self._connect()
        lock.focus_first()

    def ask_first_size(self) -> None:
        """What it has before anybody makes it larger or smaller."""
        self.resize(_within_screen(FIRST_SIZE))

    @property
    def is_locked(self) -> bool:
        return not self._initials

    @property
    def workspace(self) -> Workspace | None:
        return self._workspaces.get(self._initials)

    @property
    def initials(self) -> str:
        """Whose pages are open; "" while it is locked."""
        return self._initials

    def has_work(self, initials: str) -> bool:
        """Something is begun on these pages that would be lost with them."""
        workspace = self._workspaces.get(initials)
        return workspace is not None and workspace.has_work

    def turn_to(self, key: Key) -> QWidget | None:
        """Show a page of whoever is here, and give it."""
        if (workspace := self.workspace) is None:
            return None
        workspace.turn_to(key.name)
        return workspace.page

    def open(
        self, initials: str, pages: Sequence[PageSpec], words: Translator | None = None, *, is_sample: bool = False
    ) -> None:
        """Show the pages of whoever has just unlocked, in place of any they had; `words` is their language."""
        from outreach.ui.workspace import Workspace  # noqa: PLC0415 - the lock page does not wait for it

        if old := self._workspaces.pop(initials, None):
            self._stack.removeWidget(old)
            old.deleteLater()
        workspace = self._workspaces[initials] = Workspace(
            words or self._words, pages, initials, self._stack, is_sample=is_sample
        )
        workspace.rail.locked.connect(self.lock)
        self._stack.addWidget(workspace)
        self.resume(initials)

    def resume(self, initials: str) -> bool:
        """Go on where these initials left off, in the same field; False if they have no pages here yet."""
        workspace = self._workspaces.get(initials)
        if workspace is None:
            return False
        self._initials = initials
        self._drop_question()
        self._stack.setCurrentWidget(workspace)
        workspace.show_again()
        self._uncover_dialogs()
        self._idle.start()
        self._lock.let_keys_go()
        return True

    def ask(self, question: QWidget, initials: str) -> None:
        """Show what somebody is asked between the lock page and their pages; locking takes it away again."""
        self._drop_question()
        self._question, self._asked = question, initials
        self._stack.addWidget(question)
        self._stack.setCurrentWidget(question)
        self._idle.start()
        focus = getattr(question, "focus_first", None)
        if callable(focus):
            focus()

    def refuse(self, refusal: Refusal) -> None:
        """Somebody was let in and the center could not be opened: stay at the lock page, and say why there."""
        self._lock.refuse(refusal)

    def lock(self) -> None:
        """Cover everything, at once, open dialogs too."""
        from outreach.ui.shared.code_field import drop_clipboard  # noqa: PLC0415 - the lock page does not wait for it

        if self._question is not None:
            self._drop_question()
            self._idle.stop()
            self._lock.lock(self._asked, is_work_kept=False)
            self._lock.focus_first()
            return
        if self.is_locked:
            return
        self.forget()
        self._cover_dialogs()
        self._idle.stop()
        drop_clipboard()
        self._lock.lock(self._initials)
        self._initials = ""
        self._stack.setCurrentWidget(self._lock)
        self.activateWindow()  # a dialog just hidden leaves the keyboard nowhere
        self._lock.focus_first()
        self.locked.emit()

    def forget(self) -> None:
        """The center is about to be covered or closed: what is begun is kept, an answer still awaited will not come."""
        if workspace := self.workspace:
            workspace.forget()

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
            workspace.conceal()
        self._cover_dialogs()
        self._stack.setCurrentWidget(self._blank)
        self.activateWindow()
        self._blank.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.activateWindow()  # where no window manager does, keys would arrive and shortcuts would not

    def closeEvent(self, event: QCloseEvent) -> None:
        for dialog in self._dialogs:
            dialog.close()
        super().closeEvent(event)

    def _show_icon(self) -> None:
        from outreach.ui.shared import icons  # noqa: PLC0415 - nor for this
        from outreach.ui.theme import Color  # noqa: PLC0415

        self.setWindowIcon(icons.icon("outreach", Color.ACCENT, 64))

    def _connect(self) -> None:
        self._lock.unlocked.connect(self.unlocked)
        self._lock.blanked.connect(self.toggle_blank)
        self._lock.sealed.connect(self.sealed)
        self._blank.left.connect(self._unblank)
        self._idle.passed.connect(self._lock_now)
        self.key_tags.shown.connect(self._keys_shown)
        for key, act in self._everywhere.items():
            bind(key, self, act)

    def _keys_shown(self) -> None:
        if workspace := self.workspace:
            workspace.keys_opened.emit()

    def _lock_now(self) -> None:
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

    def _drop_question(self) -> None:
        question, self._question = self._question, None
        if question is not None:
            self._stack.setCurrentWidget(self._lock)
            self._stack.removeWidget(question)
            question.deleteLater()

    def _cover_dialogs(self) -> None:
        """Hide what lies over the window; it comes back with its contents when the same person does."""
        from PySide6.QtWidgets import QDialog  # noqa: PLC0415 - nor for this

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


def _least_size() -> QSize:
    """Under a system's scaling an old laptop is 911 × 512."""
    return _within_screen(QSize(LEAST_WIDTH, LEAST_HEIGHT))


def _within_screen(wanted: QSize) -> QSize:
    """Never more than the screen has."""
    free = QApplication.primaryScreen().availableGeometry()
    return QSize(min(wanted.width(), free.width()), min(wanted.height(), free.height() - FRAME))
