"""What stands on each shelf, as the page that is printed: shown, printed, saved.  It draws a `State`."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from outreach.translation import N_, Translator
from outreach.ui.reports.preview import Fit, Preview
from outreach.ui.shared.announce import announce
from outreach.ui.shared.ask_where import ask_where
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock.doing import Doing
from outreach.ui.stock.paper.preview import Printing
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.shelf_list.presenter import ShelfListPresenter, State
from outreach.ui.tasks import Tasks
from outreach.words import words_for

TITLE, HINT = N_("Shelf list"), N_("To hang beside the shelves")
_NO_HINT_BELOW = 1100


class ShelfListPage(Doing):
    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.printing = Printing(self)
        self.presenter = ShelfListPresenter(tasks, stock, words, self.show_state)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What the room asks

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        wanted = self._site if self._site.isVisibleTo(self) else self._category
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing of the center stays in a dialog."""
        self.printing.forget()
        for dialog in self.findChildren(QFileDialog):
            dialog.reject()

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        words, known = self._words, state.catalog
        sites = [(site.id, site.name) for site in known.sites] if known else []
        self._site.set_choices(sites, now=state.site_id)
        set_shown(self._site, len(sites) > 1)
        categories = [(one.id, one.name) for one in known.categories] if known else []
        self._category.set_choices([(None, words(N_("Every category"))), *categories], now=state.category_id)
        self._show_page(state)
        self._say(state)

    def _show_page(self, state: State) -> None:
        if state.made is not None:
            self._preview.show_pdf(state.made.pdf)
        else:
            self._preview.show_pdf(None)
            self._preview.say("" if state.refusal else self._words(N_("Making the page…")))

    def _say(self, state: State) -> None:
        words = self._words
        if state.refusal is not None:
            self._banner.say(Tone.OUT, words(N_("Not done.")), words_for(state.refusal, words))
        else:
            self._banner.clear()
        said = words(N_("Saved as {file}."), file=state.saved_as) if state.saved_as else ""
        if said and said != self._said.text():
            announce(self._said, said)
        self._said.set_text(said)

    def _adapt(self) -> None:
        set_shown(self._top.hint, not self._is_narrower_than(_NO_HINT_BELOW))

    # What was pressed

    def _ask_printer(self) -> None:
        if (made := self.presenter.state.made) is not None:
            self.printing.ask(made.pdf, self._words(TITLE))

    def _ask_file(self) -> None:
        if self.presenter.state.made is None:
            return
        dialog = ask_where(self, self._words, self.presenter.state.file_name)
        dialog.fileSelected.connect(lambda file: self.presenter.save(Path(file)))

    # Building

    def _make(self) -> None:
        words = self._words
        self._site = MenuButton(icon="site", name=words(N_("Site")))
        self._category = MenuButton(name=words(N_("Category")))
        right = [self._category, self._site]
        self._top = TopBar(words(TITLE), back=words(N_("Stock")), hint=words(HINT), right=right)
        self._banner, self._said = Banner(), Label(role="ok", wraps=True)
        self._preview = Preview(words(N_("Preview of the page")))
        self._preview.fit(Fit.WIDTH)
        self.save = Button(words(N_("Save PDF")), key=Key.SAVE_FILE.shown)
        self.print = Button(words(N_("Print")), kind=Kind.PRIMARY, icon="print", key=Key.PRINT.shown)

    def _lay_out(self) -> None:
        inside = Column(self._banner, gap=0, edges=1)
        inside.addWidget(self._preview, 1)
        body = Row(gap=0, edges=(12, 10))
        body.addWidget(Panel(inside, name=self._words(N_("Preview of the page"))), 1)
        foot = Row(gap=8, edges=(16, 8))
        foot.addWidget(self._said, 1)
        foot.addWidget(self.save)
        foot.addWidget(self.print)
        column = Column(self._top, gap=0)
        column.addLayout(body, 1)
        column.addWidget(Panel(foot, role="bottom-bar"))
        self.setLayout(column)

    def _connect(self) -> None:
        self._top.back_pressed.connect(self.left)
        self._site.chosen.connect(self.presenter.choose_site)
        self._category.chosen.connect(self.presenter.choose_category)
        self.save.clicked.connect(self._ask_file)
        self.print.clicked.connect(self._ask_printer)
        bind(Key.PRINT, self, self._ask_printer)
        bind(Key.SAVE_FILE, self, self._ask_file)
        bind(Key.BACK, self, self.left.emit)
