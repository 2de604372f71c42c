"""Voiding something recorded asks once, for a reason from a list; what it said is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.labels import Label

_WHY = N_("Choose why it is voided.")


@dataclass(frozen=True, slots=True)
class Voiding:
    """What the dialog says: its title and button, what is voided, what that means; and the reasons (message ids)."""

    title: str
    heading: str
    kept: str
    reasons: Mapping[Any, str]


class VoidDialog(QDialog):
    """`chosen(reason)`; leaving it changes nothing."""

    chosen = Signal(object)

    def __init__(self, words: Translator, voiding: Voiding, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._known = words, voiding.reasons
        self.setWindowTitle(voiding.title)
        self._reasons = Segmented(
            [(reason, words(text)) for reason, text in voiding.reasons.items()],
            name=words(N_("Why it is voided")), is_light=True, is_ticked=True,
        )  # fmt: skip
        self._reasons.chosen.connect(self._choose)
        self._missing = Label(role="error")
        void = Button(voiding.title, kind=Kind.DANGER, icon="close")
        void.clicked.connect(self._void)
        leave = Button(words(N_("Leave it as it was")))
        leave.clicked.connect(self.reject)
        column = Column(gap=12, edges=20)
        column.addWidget(Label(voiding.heading, "h2"))
        column.addWidget(Label(voiding.kept, "small2", wraps=True))
        column.addWidget(self._reasons)
        column.addWidget(self._missing)
        column.addLayout(Row(None, leave, void))
        self.setLayout(column)
        self.setFixedWidth(max(theme.px(560), self.sizeHint().width()))
        self._ring = FocusRing(self)
        self._reasons.focus()

    def _choose(self, reason: object) -> None:
        self._reasons.choose(reason)
        self._missing.set_text("")

    def _void(self) -> None:
        reason = self._reasons.now
        if reason is None:
            self._missing.set_text(self._words(_WHY))
            announce(self, self._missing.text())
            self._reasons.focus()
            return
        self.accept()
        self.chosen.emit(next(one for one in self._known if one == reason))
