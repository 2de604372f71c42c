"""A day opened by its heading: what it added up to at each site, and how long that was open."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.catalog import Catalog
from outreach.days import DayOpen
from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui.history.state import SiteDay, State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.day_form import DayForm
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import see_through
from outreach.vocabulary import SiteId

Noted = Callable[[SiteId, date, DayOpen, Callable[[Refusal | None], None]], None]


class DayPanel(QWidget):
    """`note` is told what is to be noted of a day at a site."""

    def __init__(self, words: Translator, note: Noted) -> None:
        super().__init__()
        self.setAccessibleName(words(N_("The day chosen")))
        self._words, self._note = words, note
        self._title = Label(role="h2")
        self._sites: list[_SiteDay] = []
        self._column = Column(self._title, gap=12, edges=14)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        scroll = see_through(inside, name=words(N_("The day chosen")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_state(self, state: State) -> None:
        day, center = state.selected, state.catalog
        if not isinstance(day, date) or center is None:
            return
        self._title.set_text(self._words.weekday_long(day))
        while len(self._sites) < len(state.day):
            site = _SiteDay(self._words, self._note)
            self._sites.append(site)
            self._column.insertWidget(self._column.count() - 1, site)
        for place, widget in enumerate(self._sites):
            if place < len(state.day):
                widget.show_day(day, state.day[place], center)
            set_shown(widget, place < len(state.day))


class _SiteDay(QWidget):
    def __init__(self, words: Translator, note: Noted) -> None:
        super().__init__()
        self._words, self._note = words, note
        self._of: tuple[SiteId, date] | None = None
        self._name, self._figures = Label(role="item"), Label(role="small2", wraps=True)
        self._form = DayForm(words)
        self._form.noted.connect(self._noted)
        self.setLayout(Column(Rule(), self._name, self._figures, self._form, gap=8))

    def show_day(self, day: date, at: SiteDay, center: Catalog) -> None:
        if self._of != (at.site_id, day):
            self._of = (at.site_id, day)
            self._form.start_anew()
        words, strip = self._words, at.strip
        self._name.set_text(center.site[at.site_id].name)
        said = (
            words.count(N_("{n} contact"), N_("{n} contacts"), strip.contacts),
            words.count(N_("{n} syringe out"), N_("{n} syringes out"), strip.syringes_out),
            words(N_("{n} returned at visits") if strip.collected else N_("{n} returned"), n=strip.returned),
            *((words(N_("{n} collected"), n=strip.collected),) if strip.collected else ()),
            words.count(N_("{n} naloxone dose"), N_("{n} naloxone doses"), strip.naloxone_doses),
        )
        self._figures.set_text(" · ".join(said))
        self._form.show_day(at.noted)

    def _noted(self, said: DayOpen) -> None:
        if self._of is not None:
            self._note(*self._of, said, self._form.answer)
