"""The band above the whole desk: what is entered is for another day or place, a day is asked about, or a visit
is being corrected.  One at a time, each with its way out.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk.counted_day import concerns
from outreach.ui.desk.elsewhere import day_doubt
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import DayDoubt, State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Kind
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.vocabulary import CountSide

ASKED = {
    DayDoubt.AFTER_TODAY: N_("{day} is still to come. Enter for that day?"),
    DayDoubt.BEFORE_CENTER: N_("{day} is before this center began. Enter for that day?"),
    DayDoubt.LONG_AGO: N_("{day} is more than 60 days ago. Enter for that day?"),
}
_SIDES = ((N_("Before"), CountSide.BEFORE), (N_("After"), CountSide.AFTER))
_ENTERED = {
    CountSide.BEFORE: N_("What you enter stands before the count."),
    CountSide.AFTER: N_("What you enter stands after the count."),
}
_COMES_BACK = N_("Goes back by itself when you lock, or leave it for 15 minutes")


class Band(QWidget):
    """`back`: back to today, or the visit is left as it was.  `answered`: the keyboard is wanted here no more."""

    back = Signal()
    answered = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._elsewhere, self._correcting = Banner(), Banner(icon="edit")
        self._asked, self._counted = Banner(icon="info"), Banner(icon="count")
        self._insisted = 0
        self.setLayout(
            Column(self._correcting, self._elsewhere, self._asked, self._counted, gap=6, edges=(12, 8, 12, 0))
        )
        self.hide()

    def set_short(self, is_short: bool, state: State) -> None:  # noqa: FBT001 - it is the state
        """Where the page is one column, only what must be said."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.show_state(state)

    _is_short = False

    def show_state(self, state: State) -> None:
        asked = state.asked_day
        self._show_correcting(state)
        self._show_elsewhere(state)
        self._show_asked(state)
        self._show_counted(state)
        set_shown(self, asked is not None or state.correction is not None or state.is_elsewhere)

    def _show_correcting(self, state: State) -> None:
        words, correction = self._words, state.correction
        if correction is None:
            self._correcting.clear()
            return
        was = correction.was
        fact = when_of(was.on, was.hour, words)
        text = ""
        if (was.on, was.site_id, was.place_id) != (state.on, state.site_id, state.place_id):
            text = words(N_("Now for {where}"), where=_where(state, words))
        self._correcting.say(Tone.INFO, words(N_("Correcting the visit of {when}"), when=fact), text)
        self._correcting.choices((words(N_("Leave it as it was")), self.back.emit), kind=Kind.SECONDARY)

    def _show_elsewhere(self, state: State) -> None:
        words = self._words
        if state.correction is not None or not state.is_elsewhere:
            self._elsewhere.clear()
            return
        fact = words(N_("Entering for {where}"), where=_where(state, words))
        self._elsewhere.say(Tone.HOLD, fact, "" if self._is_short else words(_COMES_BACK))
        back = words(N_("Back to today"))
        choices = [(back, self.back.emit)]
        if not state.is_another_day:
            home = state.catalog.site.get(state.home[0]) if state.catalog and state.home else None
            back = words(N_("Back to {site}"), site=home.short_name) if home else back
            stay = words(N_("This desk is here now")), self._presenter.elsewhere.stay_here
            choices = [stay, (back, self.back.emit)]
        self._elsewhere.choices(*choices, kind=Kind.HOLD)

    def _show_asked(self, state: State) -> None:
        words, day = self._words, state.asked_day
        why = day_doubt(day, state) if day is not None else None
        if day is None or why is None:
            self._asked.clear()
            return
        self._asked.say(Tone.LOW, words(ASKED[why], day=words.weekday_long(day)))
        elsewhere = self._presenter.elsewhere
        self._asked.choices(
            (words(N_("Yes, enter for that day")), elsewhere.say_yes), (words(N_("No")), elsewhere.say_no)
        )
        self._asked.focus_first()

    def _show_counted(self, state: State) -> None:
        """Asked once for the day; Save insists where nobody has answered."""
        words = self._words
        is_wanted, self._insisted = state.side_insisted != self._insisted, state.side_insisted
        if not concerns(state):
            self._counted.clear()
            return
        day = words(N_("{day} was counted."), day=words.weekday_day(state.on))
        if state.side is None:
            tone = Tone.LOW if state.side_insisted else Tone.INFO
            self._counted.say(tone, day, words(N_("Is what you enter from before or after the count?")))
            self._counted.choices(*((words(text), partial(self._say_side, side)) for text, side in _SIDES))
            if is_wanted:
                self._counted.focus_first()
            return
        self._counted.say(Tone.INFO, day, words(_ENTERED[state.side]))
        self._counted.choices((words(N_("Change")), partial(self._say_side, None)))

    def _say_side(self, side: CountSide | None) -> None:
        self._presenter.say_side(side)
        self.answered.emit()


def when_of(day: date, hour: int | None, words: Translator) -> str:
    """A visit's day, and its hour where one is known: 12 Nov, 2 pm."""
    if hour is None:
        return words.day_short(day)
    return words(N_("{day}, {hour}"), day=words.day_short(day), hour=words.hour(hour))


def _where(state: State, words: Translator) -> str:
    """The day if it is another, and the site: Sunday 8 Nov, Mobile van."""
    site = state.site.name if state.site else ""
    if state.place is not None and not state.is_another_day:
        site = f"{site} · {state.place.name}"
    if not state.is_another_day:
        return site
    return words(N_("{day}, {site}"), day=words.weekday_day(state.on), site=site)
