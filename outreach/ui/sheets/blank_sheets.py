"""Printing blank sheets: how many, on which paper; to the printer or into a PDF."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.reports.paper import Paper
from outreach.sheets.printing import MOST
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.overlay import Overlay

_PAPERS = {Paper.LETTER: N_("Letter"), Paper.A4: N_("A4")}


class BlankSheets(Overlay):
    """`wanted(copies, paper, to_printer)`."""

    wanted = Signal(object, object, bool)

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent, words(N_("Print blank sheets")))
        self._words = words
        self._copies = TextField(name=words(N_("How many sheets")), role="field-small")
        self._copies.setText("5")
        self._copies.entered.connect(lambda: self._go(to_printer=True))
        self._paper = Segmented(
            [(paper, words(name)) for paper, name in _PAPERS.items()], name=words(N_("Paper")), height=28
        )
        self._paper.choose(Paper.LETTER)
        self._paper.chosen.connect(self._paper.choose)
        self._wrong = Label(role="error")
        print_ = Button(words(N_("Print")), icon="print", kind=Kind.PRIMARY)
        print_.clicked.connect(lambda: self._go(to_printer=True))
        save = Button(words(N_("Save PDF")), icon="download")
        save.clicked.connect(lambda: self._go(to_printer=False))
        note = Label(words(N_("Each sheet has a number of its own, so that it is keyed once.")), "small2", wraps=True)
        many = Row(Label(words(N_("How many sheets")), "item"), None, self._copies)
        paper = Row(Label(words(N_("Paper")), "item"), None, self._paper)
        self.setLayout(Column(many, paper, note, self._wrong, Row(None, save, print_), gap=10, edges=14))

    def open_below(self, beside: QWidget, back_to: Callable[[], None]) -> None:
        self._wrong.set_text("")
        self.open_at(beside, back_to)
        self._copies.setFocus()
        self._copies.selectAll()

    def _go(self, *, to_printer: bool) -> None:
        typed = self._copies.text().strip()
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST):
            self._wrong.set_text(self._words(N_("Type a number from 1 to {most}."), most=MOST))
            return
        paper = self._paper.now or Paper.LETTER
        self.give_up()
        self.wanted.emit(int(typed), paper, to_printer)
