"""Labels of a lot: on which sheet, from its which label on, how many.  Empty, they fill the sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shortcuts import Key
from outreach.ui.stock.lots import making
from outreach.ui.stock.lots.presenter import LotsPresenter
from outreach.ui.stock.lots.state import State
from outreach.words import words_for

_MOST_DIGITS = 3


class LabelsForm(QFrame):
    """Not there until it is asked for; then the keyboard is in how many."""

    def __init__(self, presenter: LotsPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "box")
        self._words = words
        self._is_asked = False
        many, start = words(N_("How many labels")), words(N_("Begin at label"))
        self._copies = NumberField(name=many, most_digits=_MOST_DIGITS)
        self._start = NumberField(name=start, most_digits=_MOST_DIGITS)
        self._copies.typed.connect(lambda n: presenter.say_labels(copies=n))
        self._start.typed.connect(lambda n: presenter.say_labels(start=n))
        for field in (self._copies, self._start):
            field.entered.connect(presenter.make_labels)
        self._sheet = MenuButton(name=words(N_("Sheet of labels")), is_field=True)
        self._sheet.fill_width()
        self._sheet.chosen.connect(lambda key: presenter.say_labels(sheet=str(key)))
        self._error = Label(role="error", wraps=True)
        preview = Button(words(N_("Preview")), kind=Kind.PRIMARY, icon="print", key=Key.POST.shown)
        preview.clicked.connect(presenter.make_labels)
        leave = Button(words(N_("Close")), kind=Kind.QUIET, size=Size.SMALL)
        leave.clicked.connect(presenter.leave)
        flow = FlowLayout(gap=8)
        flow.addWidget(preview)
        flow.addWidget(leave)
        answers = QWidget()
        answers.setLayout(flow)
        numbers = Row(gap=10)
        for said, field in ((many, self._copies), (start, self._start)):
            numbers.addLayout(Column(Label(said, "quiet"), field, gap=2), 1)
        fills = Label(words(N_("Empty: as many as fill the sheet.")), "small2", wraps=True)
        self.setLayout(
            Column(
                Label(words(N_("Labels of this lot")), "h3"), self._sheet, numbers, fills, self._error,
                answers, gap=8, edges=10,
            )
        )  # fmt: skip
        set_shown(self, is_shown=False)

    def show_state(self, state: State) -> None:
        wanted = state.labels
        set_shown(self, wanted is not None)
        if wanted is None:
            self._is_asked = False
            return
        self._sheet.set_choices(making.sheets(self._words), now=wanted.sheet)
        self._copies.set_value(wanted.copies)
        self._start.set_value(wanted.start)
        problem = words_for(state.not_done, self._words) if state.not_done else ""
        if problem and problem != self._error.text():
            announce(self._error, problem, at_once=True)
        self._error.set_text(problem)
        set_shown(self._error, bool(problem))
        if not self._is_asked:
            self._is_asked = True
            self._copies.setFocus(Qt.FocusReason.OtherFocusReason)
