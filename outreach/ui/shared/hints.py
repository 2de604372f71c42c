"""First-use hints: one quiet line at a time, put away by doing the thing or by its ×, for this person and for good.

Nothing pops up and nothing moves: the line's room is there from the first page on, with or without a line in it.
"""

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from outreach.preferences import put_hint_away
from outreach.safety.staff import Actor
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import IconButton, Size
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color

_BESIDE = 12 + 18 + 8 + 8 + 24 + 8 + 2  # the icon, the ×, and what is between them


class Hint(StrEnum):
    """What a newcomer is told once.  The values stand in the file."""

    LINE = "desk_line"
    TILE = "desk_tile"
    SAVE = "desk_save"
    TAKE_BACK = "desk_take_back"
    KEYS = "keys"


class Hints:
    """Which hints one person still needs."""

    def __init__(self, tasks: Tasks, by: Actor, put_away: frozenset[str]) -> None:
        self._tasks, self._by, self._put_away = tasks, by, put_away
        self.changed: Callable[[], object] = lambda: None

    @property
    def is_over(self) -> bool:
        return all(hint in self._put_away for hint in Hint)

    def first(self, *hints: Hint) -> Hint | None:
        """The first of these that is still needed."""
        return next((hint for hint in hints if hint not in self._put_away), None)

    def done(self, hint: Hint) -> None:
        """They did it, or do not want to be told."""
        if hint in self._put_away:
            return
        self._put_away = self._put_away | {hint}
        self._tasks.write(partial(put_hint_away, by=self._by, hint=hint), lambda _: None, lambda _refusal: None)
        self.changed()


class HintLine(QWidget):
    """Where a hint stands: `say(hint, "Type 50 29g …")`; × puts it away.  There is room for the longest of `texts`."""

    def __init__(self, words: Translator, hints: Hints, texts: Collection[str]) -> None:
        super().__init__()
        self._hints, self._texts = hints, texts
        self._hint: Hint | None = None
        self._text = Label(role="small2", wraps=True)
        self._close = IconButton("close", words(N_("Got it, do not show this again")), size=Size.TINY)
        self._close.clicked.connect(self._put_away)
        self._icon = IconLabel("info", Color.TEXT3)
        row = Row(self._icon, gap=8, edges=(12, 2, 8, 2))
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()
        self.say(None)

    def say(self, hint: Hint | None, text: str = "") -> None:
        if (hint, text) == (self._hint, self._text.text()):
            return
        if hint is None and self._close.hasFocus():
            self.focusNextChild()
        self._hint = hint
        self._text.set_text(text)
        for part in (self._icon, self._text, self._close):
            set_shown(part, hint is not None)

    def _put_away(self) -> None:
        if self._hint is not None:
            self._hints.done(self._hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        metrics, width = QFontMetrics(theme.font(13)), max(1, self.width() - theme.px(_BESIDE))
        wraps = Qt.TextFlag.TextWordWrap
        highest = max(metrics.boundingRect(0, 0, width, 1000, wraps, text).height() for text in self._texts)
        self.setFixedHeight(max(theme.px(44), highest + theme.px(8)))
