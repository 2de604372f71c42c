"""Settings: the sections there are, and the one being looked at.  What a section holds is its own room's."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.frame import Frame
from outreach.ui.settings.save_bar import NOTHING_CHANGED, SaveBar
from outreach.ui.settings.section import Section, SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.panels import TopBar
from outreach.ui.shared.side_list import SideList
from outreach.ui.shortcuts import Key, bind

TITLE = N_("Settings")
UNSAVED = N_("Changed, not saved yet")
# In pixels of the design, before the text size.
LIVE_BELOW, LIST_NARROW_BELOW, LIST_ABOVE_BELOW = 1000, 860, 640


class SettingsPage(QWidget):
    """`refresh`, `focus_first`, `forget` and `has_work` are asked for by the window."""

    def __init__(self, sections: Sequence[Section], words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._sections = {section.key: section for section in sections}
        self._frames: dict[str, Frame] = {}
        self._now = sections[0].key
        titles = [(section.key, words(section.title)) for section in sections]
        self._menu = MenuButton(name=words(TITLE))
        self._menu.set_choices(titles, self._now)
        self._top = TopBar(words(TITLE), right=[self._menu])
        self._list = SideList(titles, name=words(TITLE))
        self._stack = QStackedWidget()
        self._bar = SaveBar(words)
        body = Row(self._list, gap=0)
        body.addWidget(self._stack, 1)
        whole = Column(self._top, gap=0)
        whole.addLayout(body, 1)
        whole.addWidget(self._bar)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(whole)
        self._list.chosen.connect(lambda key: self.turn_to(str(key)))
        self._menu.chosen.connect(lambda key: self.turn_to(str(key)))
        self._bar.save_pressed.connect(self._save)
        self._bar.put_back_pressed.connect(self._put_back)
        bind(Key.SAVE_CHANGES, self, self._save)
        self.turn_to(self._now)

    @property
    def view(self) -> SectionView:
        """The section being looked at."""
        return self._frames[self._now].view

    @property
    def has_work(self) -> bool:
        """Something is changed and not saved."""
        return any(frame.view.has_changes for frame in self._frames.values())

    def turn_to(self, key: str) -> None:
        """Show a section; what was changed in the one before stays there, marked."""
        if key not in self._frames:
            self._frames[key] = self._make(key)
            self._stack.addWidget(self._frames[key])
        self._now = key
        self._list.choose(key)
        self._menu.choose(key)
        self._top.set_title(self._words(TITLE), self._words(self._sections[key].title))
        self._stack.setCurrentWidget(self._frames[key])
        self.view.refresh()
        self._adapt()
        self._show()

    def refresh(self) -> None:
        self.view.refresh()

    def focus_first(self) -> None:
        self._list.focus() if self._list.isVisible() else self._menu.setFocus()

    def forget(self) -> None:
        for frame in self._frames.values():
            frame.view.forget()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _make(self, key: str) -> Frame:
        frame = Frame(self._sections[key].make())
        frame.view.edited.connect(self._show)
        frame.view.said.connect(lambda text: self._bar.say(text) if key == self._now else None)
        return frame

    def _show(self) -> None:
        view = self.view
        set_shown(self._bar, view.saves)
        self._bar.show_section(view.note, has_changes=view.has_changes)
        if view.in_order:
            tab_through((*view.in_order, *self._bar.buttons))
        for key, frame in self._frames.items():
            self._list.mark(key, self._words(UNSAVED) if frame.view.has_changes else "")

    def _save(self) -> None:
        if not self.view.saves:
            return
        if self.view.has_changes:
            self.view.save()
        else:
            self._bar.say(self._words(NOTHING_CHANGED), "info")

    def _put_back(self) -> None:
        self.view.put_back()
        self._show()
        self.view.focus_first()

    def _adapt(self) -> None:
        width = self.width() / theme.current().factor
        is_above = width < LIST_ABOVE_BELOW
        set_shown(self._list, not is_above)
        set_shown(self._menu, is_above)
        set_shown(self._top.hint, not is_above)
        self._list.set_narrow(width < LIST_NARROW_BELOW)
        for frame in self._frames.values():
            frame.set_stacked(width < LIVE_BELOW)
