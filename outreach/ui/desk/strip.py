"""Today's strip: the day so far at this site, and the one message, which stays until the next save."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.days import DayStrip
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.figure import Figure
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Notice, State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.buttons import Kind as Look
from outreach.ui.shared.labels import set_role
from outreach.ui.shared.notices import Toast, Tone
from outreach.ui.shortcuts import Key
from outreach.visits.which import Kind
from outreach.words import words_for

HEIGHT = 44
_KINDS = (Kind.ALL, Kind.SYRINGES, Kind.RETURNED, Kind.NALOXONE)


class Strip(QFrame):
    """`figure_pressed(kind)`: the visits behind a figure are wanted; `collected_pressed`: the collections are.

    `day_pressed`: the day is to be noted.
    """

    figure_pressed = Signal(object)
    collected_pressed = Signal()
    day_pressed = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bottom-bar")
        self._presenter, self._words = presenter, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.where = _Where(words)
        self.where.clicked.connect(self.day_pressed)
        self._contacts, self._out, self._back, self._doses = (Figure() for _ in range(4))
        for figure, kind in zip((self._contacts, self._out, self._back, self._doses), _KINDS, strict=True):
            figure.clicked.connect(lambda _=False, kind=kind: self.figure_pressed.emit(kind))
        self._collected = Figure(N_("{n} {what}: show these collections"))
        self._collected.clicked.connect(self.collected_pressed)
        self._all = (self._contacts, self._out, self._back, self._collected, self._doses)
        self._figures = Row(self.where, *self._all, None, gap=18)
        self.toast = Toast()
        row = Row(gap=10, edges=(12, 5, 12, 5))
        self._upper = Row(None, gap=0)
        row.addLayout(Column(self._upper, self._figures, gap=4), 1)
        self._message = QWidget()
        self._message.setLayout(Row(self.toast, gap=0))
        row.addWidget(self._message)
        self.setLayout(row)

    def set_in_column(self, is_in_column: bool) -> None:  # noqa: FBT001 - it is the state
        """At the end of one column the message stands in the bar below instead."""
        self._is_in_column = is_in_column
        self._message.setVisible(not is_in_column)
        if is_in_column:  # large text leaves no room beside the figures
            self._upper.insertWidget(0, self.where)
        else:
            self._figures.insertWidget(0, self.where)
        self._figures.set_edges(0, gap=8 if is_in_column else 18)

    _is_in_column = False
    _today: DayStrip | None = None

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
            day = words.weekday_day(state.on) if state.is_another_day else words(N_("Today"))
            self.where.set_label(words(N_("{day}, {site}"), day=day, site=state.site.short_name))
        self._say_figures(state.strip)
        self._notify(state)

    def _say_figures(self, today: DayStrip | None) -> None:
        for figure in self._all:
            figure.setVisible(today is not None)
        self._today = today
        if today is None:
            return
        words = self._words
        self._contacts.say(today.contacts, words.count(N_("contact"), N_("contacts"), today.contacts), words)
        self._out.say(today.syringes_out, words.count(N_("syringe out"), N_("syringes out"), today.syringes_out), words)
        doses = words.count(N_("naloxone dose"), N_("naloxone doses"), today.naloxone_doses)
        self._doses.say(today.naloxone_doses, doses, words)
        self._collected.say(today.collected, words(N_("collected")), words)
        self._collected.setVisible(today.collected > 0)
        self._say_returned()

    def _say_returned(self) -> None:
        """As much of it as there is room for: how much is estimated, then that it came with visits, give way first."""
        today, words = self._today, self._words
        if today is None:
            return
        fuller = [N_("returned at visits")] if today.collected else []
        if today.returned_estimated and not self._is_in_column:
            whole = N_("returned at visits, {n} estimated") if today.collected else N_("returned, {n} estimated")
            fuller.insert(0, whole)
        tried = [words(one, n=today.returned_estimated) for one in fuller]
        room = self._figures.geometry().width() - self._beside()
        said = next((one for one in tried if self._back.width_of(today.returned, one, words) <= room), None)
        self._back.say(today.returned, said or words(N_("returned")), words)

    def _beside(self) -> int:
        """What the others need, and the spaces between."""
        others = [one for one in (self.where, *self._all) if one is not self._back and not one.isHidden()]
        return sum(one.sizeHint().width() for one in others) + len(others) * self._figures.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_returned()

    def _notify(self, state: State) -> None:
        words = self._words
        match state.notice:
            case Notice.SAVED:
                self.toast.say(Tone.OK, words(N_("Saved")), is_spoken=False)  # see aloud.py
            case Notice.CORRECTED:
                self.toast.say(Tone.OK, words(N_("Corrected")))
            case Notice.TAKEN_BACK:
                self.toast.say(Tone.OK, words(N_("Taken back")))
            case Notice.NOT_TAKEN_BACK:
                why = words_for(state.refusal, words) if state.refusal else ""
                self.toast.say(Tone.LOW, f"{words(N_('Not taken back.'))} {why}".strip())
            case Notice.NOT_SAVED:
                self.toast.say(Tone.LOW, words(N_("Not saved yet")))
                self.toast.offer(words(N_("Try again")), then=self._presenter.try_again)
                return
            case Notice.NOT_ARRANGED if state.refusal:
                self.toast.say(Tone.LOW, words_for(state.refusal, words))
            case _:  # while a save is on its way; said anew when it is there
                self.toast.clear()
        can_take_back = state.last is not None and state.notice is Notice.SAVED
        label = words(N_("Take back")) if can_take_back else ""
        self.toast.offer(label, key=Key.TAKE_BACK.shown, icon="take-back", then=self._presenter.take_back)


class _Where(Button):
    """Which day and site the strip is of; a press opens what is noted of it.  Cut where there is no room."""

    def __init__(self, words: Translator) -> None:
        super().__init__(kind=Look.FAINT, size=Size.SMALL, icon="clock")
        self.setToolTip(words(N_("Hours open on this day ({key})"), key=Key.DAY_OPEN.shown))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(32), self.sizeHint().height())
