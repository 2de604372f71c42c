"""A quiet line over the shelves: things to sort; opened, it asks about one after the other in the same place."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.choices import ChipRow
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.sorting import Sorted, Sorting, SortingState
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CategoryId, UnlistedId
from outreach.words import words_for


class SortingPanel(QWidget):
    """Not there where nothing waits, or for whoever does not sort.

    Without `has_line` somebody else says what there is to sort, and `open`s it.  `settled` when one was sorted.
    """

    settled = Signal()

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, *, has_line: bool = True) -> None:
        super().__init__()
        self._words, self._has_line = words, has_line
        self._last: Sorted | None = None
        self.presenter = Sorting(tasks, stock, self.show_state)
        self.banner = Banner(icon="edit")
        self._thing = Label(role="h3")
        self._how_many = Label(role="small2")
        self.field = TextField(
            name=words(N_("Which item is it?")), placeholder=words(N_("Which item is it?")), role="field", icon="search"
        )
        self.field.textEdited.connect(self.presenter.find)
        self.field.entered.connect(self._enter)
        self._chips = ChipRow(words, name=words(N_("Matches")), as_buttons=True)
        self._chips.toggled.connect(lambda item_id, _: self.presenter.choose(item_id))
        self._says = Label(role="small2", wraps=True)
        self.sort = Button(kind=Kind.PRIMARY)
        self.sort.clicked.connect(self.presenter.sort)
        self._another = Button(words(N_("Another item")))
        self._another.clicked.connect(self._begin_again)
        self._nothing = Label(words(N_("No item is called that. Try another word.")), "small2")
        self._none = Button(words(N_("None of these")), kind=Kind.QUIET, size=Size.SMALL)
        self._none.clicked.connect(self._none_of_these)
        self._category = MenuButton(
            words(N_("Put it on the list…")), name=words(N_("Put it on the list, in a category"))
        )
        self._category.chosen.connect(lambda category_id: self.presenter.add_new(CategoryId(category_id)))
        self._new_says = Label(role="small2", wraps=True)
        back = Button(words(N_("Another item")))
        back.clicked.connect(self._begin_again)
        self._leave = Button(words(N_("Leave it for now")), kind=Kind.QUIET, size=Size.SMALL)
        self._leave.clicked.connect(self.presenter.leave)
        close = Button(words(N_("Close")), kind=Kind.QUIET, size=Size.SMALL)
        close.clicked.connect(self.presenter.close)
        self._box = QFrame()
        set_role(self._box, "box")
        head = Row(self._thing, self._how_many, None, self._leave, close, gap=8)
        self._asks = QWidget()
        found = Row(self._nothing, self._none, None, gap=8)
        self._asks.setLayout(Column(self.field, self._chips, found, gap=6))
        self._new = QWidget()
        new = Row(self._category, back, gap=8)
        new.addWidget(self._new_says, 1)
        self._new.setLayout(new)
        self._answers = QWidget()
        row = Row(self.sort, self._another, gap=8)
        row.addWidget(self._says, 1)
        self._answers.setLayout(row)
        self._box.setLayout(Column(head, self._asks, self._answers, self._new, gap=8, edges=(12, 10)))
        self.setLayout(Column(self.banner, self._box, gap=8, edges=(12, 0, 12, 10)))
        self.show_state(self.presenter.state)

    def show_state(self, state: SortingState) -> None:
        words, thing = self._words, state.thing
        focused = QApplication.focusWidget()
        has_keys = focused is not None and self.isAncestorOf(focused)
        is_there = bool(state.things) or state.last is not None
        set_shown(self, is_there and (self._has_line or state.is_open or state.last is not None))
        self._say(state)
        set_shown(self._box, state.is_open and thing is not None)
        if thing is None:
            return
        self._thing.set_text(words(N_("“{thing}”"), thing=thing.name))
        visits = words.count(N_("{n} visit"), N_("{n} visits"), thing.visits)
        self._how_many.set_text(words(N_("{n} in {visits}"), n=thing.quantity, visits=visits))
        set_shown(self._nothing, state.finds_nothing)
        set_shown(self._none, bool(state.typed.strip()))
        self._none.set_label(words(N_("It is something new") if state.finds_nothing else N_("None of these")))
        self.field.set_text(state.typed)
        self._chips.set_options([(item.id, item.name) for item in state.matches])
        set_shown(self._chips, bool(state.matches))
        set_shown(self._asks, state.item is None and not state.is_new)
        set_shown(self._new, state.is_new)
        self._show_new(state)
        set_shown(self._answers, state.item is not None)
        if state.item is not None:
            self.sort.set_label(words(N_("It is {item}"), item=state.item.name))
            says = words(
                N_("All its visits are corrected, the shelf follows, and the name finds the item from then on.")
            )
            self._says.set_text(words_for(state.refusal, words) if state.refusal else says)
        if has_keys and state.is_open:
            self._give_keys(state)

    def _show_new(self, state: SortingState) -> None:
        words = self._words
        self._category.set_choices([(one.id, one.name) for one in state.categories], now=None)
        self._category.show_text(words(N_("Put it on the list…")))
        set_shown(self._category, state.may_add and bool(state.categories))
        says = words(N_("It then stands on the list by this name. Left for now, it stays in its visits by name."))
        self._new_says.set_text(words_for(state.refusal, words) if state.refusal else says)

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def _say(self, state: SortingState) -> None:
        words = self._words
        if state.last is not self._last:
            self._last = state.last
            if state.last is not None:
                self.settled.emit()
        if not state.things or not self._has_line:
            self.banner.clear()
            if state.last:
                fact = words(N_("Sorted.") if state.things else N_("Everything is sorted."))
                self.banner.say(Tone.OK, fact, self._what_last(state))
                self.banner.choices()
            return
        fact = words.count(N_("{n} thing to sort"), N_("{n} things to sort"), len(state.things))
        self.banner.say(Tone.INFO, fact, self._what_last(state) or words(N_("Given, and not on the list.")))
        self.banner.choices(*([] if state.is_open else [(words(N_("Sort")), self.open)]))

    def _what_last(self, state: SortingState) -> str:
        if state.last is None:
            return ""
        if state.last.is_new:
            return self._words(
                N_("“{thing}” is on the list now. Say more of it in the settings."), thing=state.last.name
            )
        return self._words.count(
            N_("“{thing}” is {item}: {n} visit corrected."),
            N_("“{thing}” is {item}: {n} visits corrected."),
            state.last.visits,
            thing=state.last.name,
            item=state.last.item,
        )

    def open(self, thing_id: UnlistedId | None = None) -> None:
        """Ask about this thing, else about the first, with the keyboard on the question."""
        self.presenter.open(thing_id)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.field, self._thing.text())

    def _begin_again(self) -> None:
        self.presenter.another()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _none_of_these(self) -> None:
        self.presenter.none_of_these()
        (self._category if self._category.isVisibleTo(self) else self._leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        self.presenter.choose_first()

    def _give_keys(self, state: SortingState) -> None:
        """The keyboard follows the question: to the answer when an item is chosen, back to the field after it."""
        if state.is_new:
            return
        wanted = self.sort if state.item is not None else self.field
        if not wanted.hasFocus() and wanted.isVisibleTo(self):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
