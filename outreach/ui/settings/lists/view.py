"""Sites, places, categories, services, referrals, sources, suppliers, partners: each list, and the entry chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from outreach.catalog_editing.said import EntryRecord
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.beside import Beside, ChoiceTable, ListRow
from outreach.ui.settings.choosing import ChoosingView
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.lists.form import EntryForm
from outreach.ui.settings.lists.presenter import LISTS, NEW, ListsPresenter, State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import EmptyState
from outreach.ui.shared.status import Mark
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.vocabulary import Named

TITLE = N_("Lists")
ASK = N_("Ask a coordinator to change the lists.")
NAMES = {
    Named.SITE: N_("Sites and machines"),
    Named.PLACE: N_("Places"),
    Named.CATEGORY: N_("Categories"),
    Named.SERVICE: N_("Services, what is done at visits"),
    Named.REFERRAL: N_("Referrals, where to"),
    Named.SOURCE: N_("Sources, who pays"),
    Named.SUPPLIER: N_("Suppliers"),
    Named.PARTNER: N_("Partner organizations"),
}
ADDS = {
    Named.SITE: N_("Add a site"),
    Named.PLACE: N_("Add a place"),
    Named.CATEGORY: N_("Add a category"),
    Named.SERVICE: N_("Add a service"),
    Named.REFERRAL: N_("Add a referral"),
    Named.SOURCE: N_("Add a source"),
    Named.SUPPLIER: N_("Add a supplier"),
    Named.PARTNER: N_("Add a partner organization"),
}
ORDER = N_("{keys} moves it in the list.")
EMPTY, EMPTY_HINT = N_("Nothing on this list yet"), N_("What you add can be chosen at once.")
NEW_ENTRY, CHANGED, RETIRED = N_("New"), N_("Changed"), N_("Retired")
MACHINE, USUAL = N_("Machine"), N_("Usual place")


class ListsView(ChoosingView):
    presenter: ListsPresenter
    changed = N_plural("{n} entry is changed.", "{n} entries are changed.")

    def __init__(self, tasks: Tasks, lists: EditedBy, words: Translator) -> None:
        super().__init__(words)
        self.presenter = ListsPresenter(tasks, lists, self._show, self._tell)
        self.saves = self.presenter.state.may_change
        self.which = MenuButton(name=words(N_("List")), is_field=True)
        self.which.fill_width()
        self.which.set_choices([(what, words(NAMES[what])) for what in LISTS], Named.SITE)
        self.retired = Chip(words(RETIRED), name=words(N_("Show the retired too")))
        self.table = ChoiceTable(words, name=words(N_("Entries")))
        self.add = Button(icon="plus").fill_width()
        self._ask, self._order = Label(words(ASK), "small-strong", wraps=True), Label(role="hint", wraps=True)
        self._order.set_text(words(ORDER, keys=f"{Key.PIECE_UP.shown.replace('Up', '↑')} ↓"))
        self._none = EmptyState("stock", words(EMPTY), words(EMPTY_HINT))
        self.form = EntryForm(self.presenter, words)
        parts = (self._head(), self._ask, self.table, self._none, self._order, self.add)
        self._beside = Beside(parts, self.form, name=words(TITLE))
        self.setLayout(Column(self._beside, gap=0))
        self._connect()
        self._show(self.presenter.state)

    @property
    def in_order(self) -> Sequence[QWidget]:
        return (self.which, self.retired, self.table, self.add, *self.form.in_order)

    def focus_first(self) -> None:
        self.which.setFocus()

    def show_entry(self, key: int) -> None:
        """Choose an entry and put the keyboard on its form."""
        self.presenter.choose(key)
        self._beside.set_detail(is_detail=True)
        self.form.focus_first()

    def _show(self, state: State) -> None:
        rows = self._rows(state)
        set_shown(self._ask, not state.may_change)
        set_shown(self.add, state.may_change)
        set_shown(self._order, state.may_change and state.has_order and len(rows) > 1)
        self.which.choose(state.what)
        self.retired.set_on(state.shows_retired)
        self.add.set_label(self._words(ADDS[state.what]))
        self._show_rows(state, rows)

    def _rows(self, state: State) -> list[ListRow]:
        rows = []
        if (state.what, NEW) in state.drafts:
            name = state.name_of(state.drafts[state.what, NEW]) or self._words(NEW_ENTRY)
            rows.append(ListRow(NEW, name, marks=((Mark.CORRECTED, self._words(CHANGED)),)))
        if state.what is not Named.PLACE:
            return rows + [self._row(entry, state) for entry in state.listed]
        sites = state.book.entries(Named.SITE) if state.book else ()
        for site in sites:
            mine = [self._row(entry, state) for entry in state.listed if entry.said.site_id == site.id]
            if mine:
                rows += [ListRow(None, site.said.name), *mine]
        return rows

    def _row(self, entry: EntryRecord, state: State) -> ListRow:
        words, marks, said = self._words, [], entry.said
        if (state.what, entry.id) in state.drafts:
            marks.append((Mark.CORRECTED, words(CHANGED)))
        if entry.is_retired:
            marks.append((Mark.VOIDED, words(RETIRED)))
        quiet = words(MACHINE) if said.is_machine else words(USUAL) if said.is_usual else said.county
        return ListRow(entry.id, state.name_of(said), quiet, tuple(marks))

    def _head(self) -> QWidget:
        box = QWidget()
        row = Row(gap=6)
        row.addWidget(self.which, 1)
        row.addWidget(self.retired)
        box.setLayout(row)
        return box

    def _connect(self) -> None:
        presenter = self.presenter
        self.which.chosen.connect(lambda what: presenter.turn_to(Named(what)))
        self.retired.toggled_by_hand.connect(lambda is_on: presenter.show_retired(shows=is_on))
        self.table.picked.connect(presenter.choose)
        self.table.taken.connect(self.show_entry)
        self.add.clicked.connect(self._begin)
        self.form.left.connect(self._leave)
        bind(Key.PIECE_UP, self, lambda: presenter.move(-1))
        bind(Key.PIECE_DOWN, self, lambda: presenter.move(1))

    def _begin(self) -> None:
        self.presenter.add()
        self.show_entry(NEW)
