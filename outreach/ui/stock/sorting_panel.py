"""A quiet line over the shelves: things to sort; opened, it asks about one after the other in the same place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.choices import ChipRow
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.sorting import Sorting, SortingState
from outreach.ui.tasks import Tasks
from outreach.words import words_for


class SortingPanel(QWidget):
    """Not there where nothing waits, or for whoever does not sort."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator) -> None:
        super().__init__()
        self._words = words
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
        self._leave = Button(words(N_("Leave it for now")), kind=Kind.QUIET, size=Size.SMALL)
        self._leave.clicked.connect(self.presenter.leave)
        close = Button(words(N_("Close")), kind=Kind.QUIET, size=Size.SMALL)
        close.clicked.connect(self.presenter.close)
        self._box = QFrame()
        set_role(self._box, "box")
        head = Row(self._thing, self._how_many, None, self._leave, close, gap=8)
        self._asks = QWidget()
        self._asks.setLayout(Column(self.field, self._chips, gap=6))
        self._answers = QWidget()
        row = Row(self.sort, self._another, gap=8)
        row.addWidget(self._says, 1)
        self._answers.setLayout(row)
        self._box.setLayout(Column(head, self._asks, self._answers, gap=8, edges=(12, 10)))
        self.setLayout(Column(self.banner, self._box, gap=8, edges=(12, 0, 12, 10)))
        self.show_state(self.presenter.state)

    def show_state(self, state: SortingState) -> None:
        words, thing = self._words, state.thing
        focused = QApplication.focusWidget()
        has_keys = focused is not None and self.isAncestorOf(focused)
        set_shown(self, bool(state.things) or state.last is not None)
        self._say(state)
        set_shown(self._box, state.is_open and thing is not None)
        if thing is None:
            return
        self._thing.set_text(words(N_("“{thing}”"), thing=thing.name))
        visits = words.count(N_("{n} visit"), N_("{n} visits"), thing.visits)
        self._how_many.set_text(words(N_("{n} in {visits}"), n=thing.quantity, visits=visits))
        set_shown(self._leave, len(state.things) > 1)
        self.field.set_text(state.typed)
        self._chips.set_options([(item.id, item.name) for item in state.matches])
        set_shown(self._chips, bool(state.matches))
        set_shown(self._asks, state.item is None)
        set_shown(self._answers, state.item is not None)
        if state.item is not None:
            self.sort.set_label(words(N_("It is {item}"), item=state.item.name))
            says = words(
                N_("All its visits are corrected, the shelf follows, and the name finds the item from then on.")
            )
            self._says.set_text(words_for(state.refusal, words) if state.refusal else says)
        if has_keys and state.is_open:
            self._give_keys(state)

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def _say(self, state: SortingState) -> None:
        words = self._words
        if not state.things:
            self.banner.clear()
            if state.last:
                self.banner.say(Tone.OK, words(N_("Everything is sorted.")), self._last(state))
                self.banner.choices()
            return
        fact = words.count(N_("{n} thing to sort"), N_("{n} things to sort"), len(state.things))
        self.banner.say(Tone.INFO, fact, self._last(state) or words(N_("Given, and not on the list.")))
        self.banner.choices(*([] if state.is_open else [(words(N_("Sort")), self._open)]))

    def _last(self, state: SortingState) -> str:
        if state.last is None:
            return ""
        return self._words.count(
            N_("“{thing}” is {item}: {n} visit corrected."),
            N_("“{thing}” is {item}: {n} visits corrected."),
            state.last.visits,
            thing=state.last.name,
            item=state.last.item,
        )

    def _open(self) -> None:
        self.presenter.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.field, self._thing.text())

    def _begin_again(self) -> None:
        self.presenter.another()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        self.presenter.choose_first()

    def _give_keys(self, state: SortingState) -> None:
        """The keyboard follows the question: to the answer when an item is chosen, back to the field after it."""
        wanted = self.sort if state.item is not None else self.field
        if not wanted.hasFocus() and wanted.isVisibleTo(self):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
