"""Items and kits: the list of them, and what is said of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from outreach.catalog_editing.said import ItemRecord
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.beside import Beside, ChoiceTable, ListRow
from outreach.ui.settings.catalog.form import ItemForm
from outreach.ui.settings.catalog.presenter import NEW, ItemsPresenter, State
from outreach.ui.settings.choosing import ChoosingView
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import EmptyState
from outreach.ui.shared.status import Mark
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CategoryId

TITLE = N_("Items and kits")
ASK = N_("Ask a coordinator to change items.")
FIND, ADD, ALL, RETIRED = N_("Find an item"), N_("Add an item"), N_("All categories"), N_("Retired")
NEW_ITEM, KIT, CHANGED, TO_CONFIRM = N_("New item"), N_("Kit"), N_("Changed"), N_("Barcode to confirm")
NONE, NONE_HINT = N_("No item is called that"), N_("Try the beginning of another word, or look among the retired.")


class ItemsView(ChoosingView):
    presenter: ItemsPresenter
    changed = N_plural("{n} item is changed.", "{n} items are changed.")

    def __init__(self, tasks: Tasks, items: EditedBy, words: Translator) -> None:
        super().__init__(words)
        self.presenter = ItemsPresenter(tasks, items, self._show, self._tell)
        self.saves = self.presenter.state.may_change
        self.search = TextField(
            name=words(FIND), placeholder=words(FIND), role="field-small", icon="search", hint=Key.FIND.shown
        )
        self.category = MenuButton(name=words(N_("Category")), is_field=True)
        self.category.fill_width()
        self.retired = Chip(words(RETIRED), name=words(N_("Show the retired too")))
        self.table = ChoiceTable(words, name=words(N_("Items")))
        self.add = Button(words(ADD), icon="plus").fill_width()
        self._ask = Label(words(ASK), "small-strong", wraps=True)
        self._none = EmptyState("search", words(NONE), words(NONE_HINT))
        self.form = ItemForm(self.presenter, words)
        self._parts = (self.search, self._filters(), self._ask, self.table, self._none, self.add)
        self._beside = Beside(self._parts, self.form, name=words(TITLE))
        self.setLayout(Column(self._beside, gap=0))
        self._connect()
        self._show(self.presenter.state)

    @property
    def in_order(self) -> Sequence[QWidget]:
        filters = (self.search, self.category, self.retired, self.table, self.add)
        return (*filters, *self.form.in_order)

    def focus_first(self) -> None:
        self.search.setFocus()

    def show_item(self, key: int | None) -> None:
        """Choose an item and put the keyboard on its form."""
        self.presenter.choose(key)
        self._beside.set_detail(key is not None)
        if key is not None:
            self.form.focus_first()

    def _show(self, state: State) -> None:
        set_shown(self._ask, not state.may_change)
        set_shown(self.add, state.may_change)
        self.search.set_text(state.typed)
        choices: list[tuple[object, str]] = [(None, self._words(ALL))]
        choices += [(CategoryId(one.id), state.category_name(one)) for one in state.categories]
        self.category.set_choices(choices, state.category_id)
        self.retired.set_on(state.shows_retired)
        rows = self._rows(state)
        self._show_rows(state, rows)

    def _rows(self, state: State) -> list[ListRow]:
        rows = []
        if NEW in state.drafts:
            name = state.name_of(state.drafts[NEW]) or self._words(NEW_ITEM)
            rows.append(ListRow(NEW, name, marks=((Mark.CORRECTED, self._words(CHANGED)),)))
        for category in state.book.entries_of_items() if state.book else ():
            mine = [self._row(item, state) for item in state.listed if item.said.facts.category_id == category.id]
            if mine:
                rows += [ListRow(None, state.category_name(category)), *mine]
        return rows

    def _row(self, item: ItemRecord, state: State) -> ListRow:
        words, marks = self._words, []
        if item.id in state.drafts:
            marks.append((Mark.CORRECTED, words(CHANGED)))
        if item.waits:
            marks.append((Mark.INFO, words(TO_CONFIRM)))
        if item.is_retired:
            marks.append((Mark.VOIDED, words(RETIRED)))
        return ListRow(item.id, state.name_of(item.said), words(KIT) if item.is_kit else "", tuple(marks))

    def _filters(self) -> QWidget:
        box = QWidget()
        row = Row(gap=6)
        row.addWidget(self.category, 1)
        row.addWidget(self.retired)
        box.setLayout(row)
        return box

    def _connect(self) -> None:
        presenter = self.presenter
        self.search.textEdited.connect(presenter.find)
        self.search.entered.connect(self._take_first)
        self.category.chosen.connect(presenter.filter)
        self.retired.toggled_by_hand.connect(lambda is_on: presenter.show_retired(shows=is_on))
        self.table.picked.connect(presenter.choose)
        self.table.taken.connect(self.show_item)
        self.add.clicked.connect(self._begin)
        self.form.left.connect(self._leave)
        bind(Key.FIND, self, self.search.setFocus)

    def _take_first(self) -> None:
        """Enter in the line that finds opens the first it found."""
        keys = [row.key for row in self._rows(self.presenter.state) if row.key is not None]
        if keys:
            self.show_item(keys[0])

    def _begin(self) -> None:
        self.presenter.add()
        self.show_item(NEW)
