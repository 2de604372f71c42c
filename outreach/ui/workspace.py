"""What one person has open: the rail and their pages, each made when it is first turned to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from outreach.translation import Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.keys_page import KeysPage
from outreach.ui.shared.panels import SampleBand
from outreach.ui.shared.rail import Rail
from outreach.ui.shortcuts import Key, bind


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page there is: made when it is first turned to, by `make(parent)`, in its place from the beginning.

    A page is a QWidget.  It may have `refresh()` (read again), `focus_first()` (where the keyboard begins),
    `show_first()` (back to where it begins: it was asked for while it is shown), `conceal()` (the screen is blanked: no
    code stays), `forget()` (the center is being locked: an answer still awaited will not come) and `has_work`
    (something is begun that would be lost with the page).
    """

    key: Key
    icon: str
    make: Callable[[QWidget], QWidget]


class Workspace(QWidget):
    """The rail and the pages of one person's session.  `keys_opened`: they looked at the list of keys."""

    keys_opened = Signal()

    def __init__(
        self, words: Translator, pages: Sequence[PageSpec], initials: str, parent: QWidget, *, is_sample: bool
    ) -> None:
        super().__init__(parent)  # from the beginning: a whole page that is moved later is styled once more
        self._words = words
        self._pages = {spec.key.name: spec for spec in pages}
        self._made: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._focused: QWidget | None = None
        self._now = ""
        self._before_keys = ""
        self._stack = QStackedWidget()
        self._words = words
        self._keys: KeysPage | None = None
        self.rail = Rail(words, [(spec.key.name, words(spec.key.does), spec.icon) for spec in pages])
        self.rail.set_initials(initials)
        self.rail.chosen.connect(self.turn_to)
        self._arrange(words, is_sample=is_sample)
        for spec in pages:
            self._bind(spec)
        bind(Key.KEYS, self, self._toggle_keys)
        self._show(pages[0].key.name)  # it reads when the window shows it

    @property
    def page(self) -> QWidget | None:
        return self._made.get(self._now)

    @property
    def now(self) -> str:
        return self._now

    @property
    def has_work(self) -> bool:
        return any(getattr(page, "has_work", False) for page in self._made.values())

    def turn_to(self, name: str) -> None:
        """Show a page; it reads if it has not, or if something was written since.

        One that is shown already goes back to where it begins.
        """
        is_again = name == self._now and self._stack.currentWidget() is self.page
        page = self._show(name)
        if is_again:
            _call(page, "show_first")
        if self.isVisible():
            announce(page, self._words(self._pages[name].key.does))
        self._refresh_if_stale()
        _call(page, "focus_first")

    def _show(self, name: str) -> QWidget:
        if name not in self._made:
            page = self._made[name] = self._pages[name].make(self._stack)
            self._stack.addWidget(page)
            self._stale.add(name)
        self._now = name
        page = self._made[name]
        self.rail.choose(name)
        self._stack.setCurrentWidget(page)
        return page

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

    def conceal(self) -> None:
        """The screen is blanked: what only one person should have seen is gone when it comes back."""
        self.remember_focus()
        for page in self._made.values():
            _call(page, "conceal")

    def remember_focus(self) -> None:
        at = QApplication.focusWidget()
        self._focused = at if at is not None and self.isAncestorOf(at) else None

    def give_focus_back(self) -> None:
        at = self._focused
        if at is not None and isValid(at) and at.isVisibleTo(self):  # a page throws some away as it is concealed
            at.setFocus(Qt.FocusReason.OtherFocusReason)
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
        if self._keys is not None and self._stack.currentWidget() is self._keys:
            self._leave_keys()
            return
        self.remember_focus()
        if self._keys is None:  # most days nobody asks
            self._keys = KeysPage(self._words)
            self._keys.left.connect(self._leave_keys)
            self._stack.addWidget(self._keys)
        self._stack.setCurrentWidget(self._keys)
        self._keys.focus_first()
        self.keys_opened.emit()
        announce(self._keys, self._words(Key.KEYS.does))

    def _leave_keys(self) -> None:
        page = self.page
        if page is not None:
            self._stack.setCurrentWidget(page)
            self.give_focus_back()


def _call(page: QWidget, name: str) -> Any:
    """A page need not have everything."""
    method = getattr(page, name, None)
    return method() if callable(method) else None
