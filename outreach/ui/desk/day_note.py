"""How long this site was open on the day shown, noted from the desk's strip."""

from functools import partial

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.day_form import DayForm
from outreach.ui.shared.labels import Label
from outreach.ui.shared.overlay import Overlay


class DayNote(Overlay):
    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent, words(N_("This day")))
        self._words = words
        self._title = Label(role="item")
        self.form = DayForm(words)
        self.form.noted.connect(partial(presenter.note_day, then=self.form.answer))
        self._of: object = None
        self.setLayout(Column(self._title, self.form, gap=8, edges=12))

    def show_state(self, state: State) -> None:
        if state.site is None:
            return
        if self._of != (state.site.id, state.on):
            self._of = (state.site.id, state.on)
            self.form.start_anew()
        day = self._words.weekday_day(state.on)
        self._title.set_text(self._words(N_("{day}, {site}"), day=day, site=state.site.name))
        if state.day_open is not None:
            self.form.show_day(state.day_open)
