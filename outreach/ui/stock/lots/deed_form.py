"""What is about to be done to a lot: what it does, why, and of an expiry until when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from outreach.stock.amounts import ExpiryNotUnderstood
from outreach.stock.lot_changes import LONGEST_REASON
from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.check_box import CheckBox
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shortcuts import Key
from outreach.ui.stock.lots import wording
from outreach.ui.stock.lots.presenter import LotsPresenter
from outreach.ui.stock.lots.state import Deed, State
from outreach.vocabulary import LotChangeKind
from outreach.words import words_for


class DeedForm(QFrame):
    """Not there until it is asked for; then the keyboard is in its first field."""

    def __init__(self, presenter: LotsPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "box")
        self._words = words
        self._asked: object = None
        self._title, self._does = Label(role="h3"), Label(role="small2", wraps=True)
        until = words(N_("Expires"))
        self._expiry = TextField(name=until, placeholder=words(N_("MM/YYYY, or a day")), role="field-small")
        self._expiry.textEdited.connect(presenter.expiry_typed)
        self._expiry.entered.connect(self._to_reason)
        self._reason = TextField(name=words(N_("Reason")), role="field-small")
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.textEdited.connect(presenter.reason_typed)
        self._reason.entered.connect(presenter.do)
        self._others = CheckBox(words(N_("The same number from other sources too")))
        self._others.ticked.connect(presenter.say_others)
        self._which = Label(role="small", wraps=True)
        others = Row(gap=6)
        others.addWidget(self._others, 0, Qt.AlignmentFlag.AlignTop)
        others.addWidget(self._which, 1)
        self._others_row = QWidget()
        self._others_row.setLayout(others)
        self._error = Label(role="error", wraps=True)
        self._do = Button(kind=Kind.PRIMARY, key=Key.POST.shown)
        self._do.clicked.connect(presenter.do)
        leave = Button(words(N_("Leave it as it was")), kind=Kind.QUIET, size=Size.SMALL)
        leave.clicked.connect(presenter.leave)
        self._until = QWidget()
        self._until.setLayout(Column(Label(until, "quiet"), self._expiry, gap=2))
        flow = FlowLayout(gap=8)
        flow.addWidget(self._do)
        flow.addWidget(leave)
        answers = QWidget()
        answers.setLayout(flow)
        why = Column(Label(words(N_("Reason")), "quiet"), self._reason, gap=2)
        self.setLayout(
            Column(
                self._title, self._does, self._others_row, self._until, why, self._error, answers, gap=8, edges=10,
            )
        )  # fmt: skip
        set_shown(self, is_shown=False)

    def show_state(self, state: State) -> None:
        deed, lot = state.deed, state.lot
        set_shown(self, deed is not None)
        if deed is None or lot is None:
            self._asked = None
            return
        words = self._words
        title, does, do, example = wording.DEEDS[deed.kind]
        if deed.kind is LotChangeKind.RELEASED and lot.is_recalled:
            does = wording.RELEASES_A_RECALL
        self._title.set_text(words(title))
        self._does.set_text(words(does))
        self._do.set_label(words(do))
        self._do.setEnabled(not state.is_writing)
        self._reason.setPlaceholderText(words(example))
        self._reason.set_text(deed.reason)
        self._expiry.set_text(deed.expiry)
        set_shown(self._until, deed.kind is LotChangeKind.EXPIRY)
        self._show_others(state, deed)
        problem = words_for(state.not_done, words) if state.not_done else ""
        if problem and problem != self._error.text():
            announce(self._error, problem, at_once=True)
            self._to_what_is_wrong(state)
        self._error.set_text(problem)
        set_shown(self._error, bool(problem))
        self._begin(deed)

    def _show_others(self, state: State, deed: Deed) -> None:
        said = wording.others(state, self._words) if deed.kind is LotChangeKind.RECALLED else ""
        set_shown(self._others_row, bool(said))
        self._others.setChecked(deed.with_others)
        self._others.setAccessibleDescription(said)
        self._which.set_text(said)

    def _begin(self, deed: Deed) -> None:
        if self._asked != deed.client_id:
            self._asked = deed.client_id
            first = self._expiry if deed.kind is LotChangeKind.EXPIRY else self._reason
            first.selectAll()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_what_is_wrong(self, state: State) -> None:
        wrong = self._expiry if isinstance(state.not_done, ExpiryNotUnderstood) else self._reason
        wrong.selectAll()
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_reason(self) -> None:
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
