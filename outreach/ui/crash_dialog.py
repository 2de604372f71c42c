"""What a person sees when the fault is ours: whether their entry was saved, and how to go on."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.labels import IconLabel, Label
from outreach.ui.tasks import Bug, frames_of
from outreach.ui.theme import Color

TITLE = N_("Something in Outreach went wrong")
SAVED = N_("Your entry was saved. You need not type it again.")
NOT_SAVED = N_("Your entry was not saved. It is still on the page; you can save it again.")
UNKNOWN_SAVED = N_("We could not find out whether your entry was saved. Saving it again is safe: it counts once.")
NOTHING_LOST = N_("Nothing was being saved. What is in the file is untouched.")
FOR_US = N_("This is our mistake, not yours. What happened, without anything you typed:")
GO_ON, COPY, COPIED, CLOSE = N_("Go on"), N_("Copy for a report"), N_("Copied"), N_("Close Outreach")


class CrashDialog(QDialog):
    """`open()` it; it lets one go on, copy the place of the fault, or close the program (`closing`)."""

    def __init__(self, words: Translator, bug: Bug, close: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words(TITLE))
        self._words = words
        self.what_happened = "\n".join((bug.kind, *bug.frames))
        self._copy = Button(words(COPY))
        self._copy.clicked.connect(self._copy_it)
        closing = Button(words(CLOSE))
        closing.clicked.connect(close)
        self._go_on = Button(words(GO_ON), kind=Kind.PRIMARY)
        self._go_on.clicked.connect(self.accept)
        self._arrange(bug, closing)
        FocusRing(self)
        self._go_on.setFocus()

    def _arrange(self, bug: Bug, closing: Button) -> None:
        words = self._words
        title = Row(IconLabel("warning", Color.OUT, icons.L), Label(words(TITLE), "h2"), None, gap=10)
        what = Label(words(_outcome(bug)), "strong", wraps=True)
        details = Label(_shortened(self.what_happened), "hint", wraps=True)
        column = Column(title, what, Label(words(FOR_US), "small2", wraps=True), details, gap=12, edges=20)
        column.addSpacing(theme.px(8))
        column.addLayout(Row(self._copy, None, closing, self._go_on))
        self.setLayout(column)
        self.setFixedWidth(theme.px(560))

    def _copy_it(self) -> None:
        QGuiApplication.clipboard().setText(self.what_happened)
        self._copy.set_label(self._words(COPIED))


def catch_all(tell: Callable[[Bug], None]) -> None:
    """Let a fault on the UI thread be told as those of other threads are, instead of printed and forgotten."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(Bug(kind.__qualname__, frames_of(error), was_writing=False, was_saved=None))

    sys.excepthook = hook


def _outcome(bug: Bug) -> str:
    if not bug.was_writing:
        return NOTHING_LOST
    return {True: SAVED, False: NOT_SAVED, None: UNKNOWN_SAVED}[bug.was_saved]


def _shortened(text: str, lines: int = 6) -> str:
    all_lines = text.splitlines()
    return "\n".join([all_lines[0], *all_lines[1:][-lines:]])
