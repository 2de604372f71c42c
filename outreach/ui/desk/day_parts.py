"""Everything on the desk that is about its day: the day in the top bar, the band, the calendar, what is noted of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from outreach.translation import Translator
from outreach.ui.desk.band import Band
from outreach.ui.desk.date_button import DateButton
from outreach.ui.desk.day_note import DayNote
from outreach.ui.desk.elsewhere import MINUTES
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.desk.strip import Strip
from outreach.ui.shared.day_chooser import DayChooser
from outreach.ui.shared.idle import Idle
from outreach.ui.shared.later import Later
from outreach.ui.shortcuts import Key, bind, tag


class DayParts(QObject):
    """Parts of `page`, which puts `date` and `band` in their places and gives the keyboard back by `focus_back()`."""

    left_as_it_was = Signal()
    band_moved = Signal()
    """There is another height left below the band."""

    def __init__(
        self, page: QWidget, presenter: DeskPresenter, strip: Strip, words: Translator, clock: Callable[[], float]
    ) -> None:
        super().__init__(page)
        self._page, self._presenter, self._strip, self._words = page, presenter, strip, words
        self.focus_back: Callable[[], Callable[[], None]] = lambda: page.setFocus
        self.date = DateButton(words)
        self.band = Band(presenter, words)
        self._chooser = Later(self._make_chooser)
        self._note = Later(lambda: DayNote(presenter, words, page))
        self._over = (self._chooser, self._note)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no page without one
        self.untouched = Idle(app, MINUTES * 60, self, clock)
        self._is_away = False
        self._connect()
        self._bind_keys()

    def show_state(self, state: State) -> None:
        self.date.show_state(state)
        before = self.band_height
        self.band.show_state(state)
        if self.band_height != before:
            self.band_moved.emit()
        if note := self._note.made:
            note.show_state(state)
        is_away = state.is_elsewhere and state.correction is None
        if is_away != self._is_away:
            self._is_away = is_away
            self.untouched.start() if is_away else self.untouched.stop()

    @property
    def band_height(self) -> int:
        return 0 if self.band.isHidden() else self.band.sizeHint().height()

    def close(self) -> None:
        for over in self._over:
            over.close()

    def give_up(self) -> bool:
        """Close what lies over the page or a question asked; say whether there was one."""
        if over := next((one for one in self._over if one.is_visible), None):
            over().give_up()
            return True
        if self._presenter.state.asked_day is not None:
            self._presenter.back()
            return True
        return False

    def _connect(self) -> None:
        self.date.pressed_for_day.connect(self._choose_day)
        self.band.back.connect(self._back)
        self._strip.day_pressed.connect(self._note_day)
        self.untouched.passed.connect(self._presenter.elsewhere.back_by_itself)

    def _bind_keys(self) -> None:
        bind(Key.DAY, self._page, self._choose_day)
        bind(Key.YESTERDAY, self._page, self._presenter.elsewhere.enter_for_yesterday)
        bind(Key.TODAY, self._page, self._back)
        bind(Key.DAY_OPEN, self._page, self._note_day)
        tag(Key.DAY, self.date)
        tag(Key.DAY_OPEN, self._strip.where)

    def _back(self) -> None:
        was_correcting = self._presenter.state.correction is not None
        self._presenter.back()
        if was_correcting:
            self.left_as_it_was.emit()

    def _choose_day(self) -> None:
        state = self._presenter.state
        self._chooser().ask(self.date, state.on, state.day, self.focus_back())

    def _note_day(self) -> None:
        note = self._note()
        note.show_state(self._presenter.state)
        note.open_at(self._strip.where, self.focus_back())
        note.form.hours.setFocus()

    def _make_chooser(self) -> DayChooser:
        chooser = DayChooser(self._words, self._page, has_days_to_come=True)
        chooser.chosen.connect(self._presenter.elsewhere.enter_for)
        return chooser
