"""What stands at the right of a report: which month and site it is of, which copy, and taking it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.reports.copies import copy_of
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.reports.presenter import State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, MenuButton, Size
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shortcuts import Key

_WIDTH, _NARROW = 288, 248


class Options(Panel):
    earlier = Signal()
    later = Signal()
    month_chosen = Signal(object)
    site_chosen = Signal(object)
    print_pressed = Signal()
    pdf_pressed = Signal()
    figures_pressed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__(role="side-right", name=words(N_("Options")))
        self._words = words
        self._build(words)
        self._arrange()
        for widget, signal in (
            (self._earlier.clicked, self.earlier),
            (self._later.clicked, self.later),
            (self._month.chosen, self.month_chosen),
            (self._site.chosen, self.site_chosen),
            (self._print.clicked, self.print_pressed),
            (self._pdf.clicked, self.pdf_pressed),
            (self._figures.clicked, self.figures_pressed),
        ):
            widget.connect(signal)
        self._is_narrow = False
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        self._month.set_choices([(month, self._words.month(month)) for month in state.months], state.month)
        self._later.setVisible(state.has_later)
        self._show_sites(state)
        self._ask.setVisible(not state.may_export)
        for button in (self._print, self._pdf, self._figures):
            button.setVisible(state.may_export)
        if state.tally:
            copy = copy_of(state.tally)
            self._copy.set_text(self._words(copy.name))
            self._caution.set_text(self._words(copy.caution))

    def _show_sites(self, state: State) -> None:
        sites = state.center.sites if state.center else ()
        has_choice = len(sites) > 1
        for widget in (self._site_label, self._site):
            widget.setVisible(has_choice)
        if has_choice:
            every = self._words(N_("All {n} sites"), n=len(sites))
            self._site.set_choices([(None, every), *((site.id, site.name) for site in sites)], state.site_id)

    def _build(self, words: Translator) -> None:
        self._ask = Label(words(N_("Ask a coordinator to print or save.")), "small2", wraps=True)
        self._earlier = IconButton("chevron-left", words(N_("Month before")), kind=Kind.SECONDARY, size=Size.NORMAL)
        self._later = IconButton("chevron-right", words(N_("Month after")), kind=Kind.SECONDARY, size=Size.NORMAL)
        self._month = MenuButton(name=words(N_("Period")), icon="calendar", is_field=True)
        self._month.fill_width()
        self._site_label = Label(words(N_("Sites")), "h3")
        self._site = MenuButton(name=words(N_("Sites")), icon="site", is_field=True)
        self._site.fill_width()
        self._copy = Label(role="small-strong", wraps=True)
        self._caution = Label(role="quiet", wraps=True)
        self._print = self._wide(N_("Print"), "print", Key.PRINT.shown, Kind.PRIMARY, Size.LARGE)
        self._pdf = self._wide(N_("Save PDF"), "download", Key.SAVE_FILE.shown)
        self._figures = self._wide(N_("Save figures (JSON)"), "download")

    def _wide(
        self, message: str, icon: str, key: str = "", kind: Kind = Kind.SECONDARY, size: Size = Size.NORMAL
    ) -> Button:
        return Button(self._words(message), icon=icon, key=key, kind=kind, size=size).fill_width()

    def _arrange(self) -> None:
        words = self._words
        months = Row(self._earlier, gap=6)
        months.addWidget(self._month, 1)
        months.addWidget(self._later)
        column = Column(gap=4, edges=14)
        column.addWidget(self._ask)
        column.addSpacing(theme.px(4))
        column.addWidget(Label(words(N_("Period")), "h3"))
        column.addLayout(months)
        column.addSpacing(theme.px(8))
        column.addWidget(self._site_label)
        column.addWidget(self._site)
        column.addSpacing(theme.px(8))
        column.addWidget(Label(words(N_("Copy")), "h3"))
        column.addWidget(self._copy)
        column.addWidget(self._caution)
        column.addSpacing(theme.px(8))
        column.addStretch(1)
        for button in (self._print, self._pdf, self._figures):
            column.addWidget(button)
            column.addSpacing(theme.px(4))
        inside = QWidget()
        inside.setLayout(column)
        self.setLayout(Column(Scrolling(inside), gap=0))  # where text is large, what is below comes up with Tab

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_narrow = is_narrow
        self._month.set_icon("" if is_narrow else "calendar")
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(_NARROW if self._is_narrow else _WIDTH))
