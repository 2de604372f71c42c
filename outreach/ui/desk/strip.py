"""Today's strip: the day so far at this site, and the one message, which stays until the next save."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.basket import Total
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Notice, State
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.labels import ElidedLabel, set_role
from outreach.ui.shared.notices import Toast, Tone
from outreach.ui.shortcuts import Key
from outreach.words import words_for

HEIGHT = 44


class Strip(QFrame):
    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bottom-bar")
        self._presenter, self._words = presenter, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._where = ElidedLabel(role="small-strong")
        self._contacts, self._out, self._back, self._doses = (Total() for _ in range(4))
        self._figures = Row(self._where, self._contacts, self._out, self._back, self._doses, None, gap=22)
        self.toast = Toast()
        row = Row(gap=10, edges=(12, 5, 12, 5))
        row.addLayout(self._figures, 1)
        self._message = QWidget()
        self._message.setLayout(Row(self.toast, gap=0))
        row.addWidget(self._message)
        self.setLayout(row)

    def set_in_column(self, is_in_column: bool) -> None:  # noqa: FBT001 - it is the state
        """At the end of one column the message stands in the bar below instead."""
        self._is_in_column = is_in_column
        self._message.setVisible(not is_in_column)
        self._figures.set_edges(0, gap=12 if is_in_column else 22)

    _is_in_column = False

    def set_message_width(self, width: int) -> None:
        self._message.setFixedWidth(width)

    def sizeHint(self) -> QSize:
        """As high without a message as with one: the page above must not move."""
        return super().sizeHint().expandedTo(QSize(0, theme.px(HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, theme.px(HEIGHT)))

    def show_state(self, state: State) -> None:
        words = self._words
        if state.site is not None:
            self._where.set_text(words(N_("Today, {site}"), site=state.site.short_name))
        if (day := state.strip) is not None:
            self._contacts.say(day.contacts, words.count(N_("contact"), N_("contacts"), day.contacts), words)
            self._out.say(day.syringes_out, words(N_("syringes out")), words)
            back = words(N_("returned"))
            if day.returned_estimated and not self._is_in_column:
                back = words(N_("returned, {n} estimated"), n=day.returned_estimated)
            self._back.say(day.returned, back, words)
            self._doses.say(day.naloxone_doses, words(N_("naloxone doses")), words)
        for figure in (self._contacts, self._out, self._back, self._doses):
            figure.setVisible(state.strip is not None)
        self._notify(state)

    def _notify(self, state: State) -> None:
        words = self._words
        match state.notice:
            case Notice.SAVED:
                self.toast.say(Tone.OK, words(N_("Saved")), is_spoken=False)  # see aloud.py
            case Notice.TAKEN_BACK:
                self.toast.say(Tone.OK, words(N_("Taken back")))
            case Notice.NOT_TAKEN_BACK:
                why = words_for(state.refusal, words) if state.refusal else ""
                self.toast.say(Tone.LOW, f"{words(N_('Not taken back.'))} {why}".strip())
            case Notice.NOT_SAVED:
                self.toast.say(Tone.LOW, words(N_("Not saved yet")))
                self.toast.offer(words(N_("Try again")), then=self._presenter.try_again)
                return
            case _:  # while a save is on its way; said anew when it is there
                self.toast.clear()
        can_take_back = state.last is not None and state.notice is Notice.SAVED
        label = words(N_("Take back")) if can_take_back else ""
        self.toast.offer(label, key=Key.TAKE_BACK.shown, icon="take-back", then=self._presenter.take_back)
