"""What is inside a kit: every version with the day it began, and a new one being written."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog import Part
from outreach.catalog_editing.said import ItemRecord
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.catalog.finding import fits
from outreach.ui.settings.catalog.presenter import ItemsPresenter, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, Size
from outreach.ui.shared.choices import Chip, ChipRow
from outreach.ui.shared.day_chooser import DayChooser
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Line
from outreach.ui.shared.scrolling import show_around
from outreach.vocabulary import ItemId

NO_KIT = N_("This is no kit. With a recipe it is one: what is inside is then counted with it.")
MAKE_KIT, WRITE = N_("Make it a kit"), N_("Change what is inside")
SINCE, FROM = N_("From {day}"), N_("Begins on {day}")
OLD_STAY = N_("Kits made or given before that day keep what they were.")
INSIDE, ADD_PART, REMOVE, AMOUNT = N_("Inside"), N_("Add what is inside"), N_("Take out {item}"), N_("How many {item}")
NO_PART = N_("Nothing inside yet. Type the beginning of an item below.")
UNKNOWN = N_("No item is called that.")
_MOST_MATCHES = 6


class PartLine(QWidget):
    counted = Signal(object, object)
    removed = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._item = words, 0
        self.amount, self._name = NumberField(name="", most_digits=5), ElidedLabel()
        self.remove = IconButton("close", "")
        self.amount.typed.connect(lambda value: self.counted.emit(self._item, value or 0))
        self.remove.clicked.connect(lambda: self.removed.emit(self._item))
        row = Row(self.amount, gap=10, edges=(0, 2))
        row.addWidget(self._name, 1)
        row.addWidget(self.remove)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()

    def show_value(self, value: tuple[Part, str]) -> None:
        part, name = value
        self._item = part.item_id
        self._name.set_text(name)
        if (self.amount.value or 0) != part.quantity:
            self.amount.set_value(part.quantity)
        self.amount.setAccessibleName(self._words(AMOUNT, item=name))
        spoken = self._words(REMOVE, item=name)
        self.remove.setAccessibleName(spoken)
        self.remove.setToolTip(spoken)

    def _measure(self) -> None:
        self.amount.setFixedWidth(theme.px(64))


class VersionLine(QWidget):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._since, self._parts = Label(role="small-strong"), Label(role="small", wraps=True)
        self.setLayout(Column(self._since, self._parts, gap=1, edges=(0, 3)))

    def show_value(self, value: tuple[date, str]) -> None:
        since, parts = value
        self._since.set_text(self._words(SINCE, day=self._words.day(since)))
        self._parts.set_text(parts)


class RecipeBox(QWidget):
    def __init__(self, presenter: ItemsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._typed = ""
        self._found: tuple[ItemRecord, ...] = ()
        self._no_kit, self._no_part = (
            Label(words(NO_KIT), "small2", wraps=True),
            Label(words(NO_PART), "small2", wraps=True),
        )
        self.begin = Button(words(WRITE), size=Size.SMALL)
        self.day = Button(size=Size.SMALL, icon="calendar")
        self.leave = Button(words(N_("Leave it as it is")), kind=Kind.QUIET, size=Size.SMALL)
        self._chooser = DayChooser(words, self, has_days_to_come=True)
        self.parts: Lines[tuple[Part, str]] = Lines(self._part, words(INSIDE))
        self.search = TextField(name=words(ADD_PART), placeholder=words(ADD_PART), role="field-small", icon="plus")
        self._matches = ChipRow(words, name=words(N_("Matches")), as_buttons=True, icon="plus")
        self._unknown, self._error = Label(words(UNKNOWN), "hint"), Label(role="error", wraps=True)
        self.versions: Lines[tuple[date, str]] = Lines(lambda: VersionLine(words), words(N_("Versions")))
        self._line = Line()
        self._arrange()
        self._connect()

    @property
    def in_order(self) -> Sequence[QWidget]:
        lines = [line for line in self.parts.lines if isinstance(line, PartLine)]
        chips = sorted(self._matches.findChildren(Chip), key=lambda chip: chip.x())
        inside = [widget for line in lines for widget in (line.amount, line.remove)]
        return [self.begin, self.day, self.leave, *inside, self.search, *chips]

    def focus_first(self) -> None:
        (self.search if self.search.isVisibleTo(self) else self.begin).setFocus()

    def show_state(self, state: State) -> None:
        words, said, record = self._words, state.said, state.record
        if said is None:
            return
        is_writing, is_kit = said.since is not None, bool(record and record.is_kit)
        set_shown(self._no_kit, not is_writing and not is_kit)
        set_shown(self.begin, not is_writing and state.may_change)
        self.begin.set_label(words(WRITE if is_kit else MAKE_KIT))
        set_shown(self._writing, is_writing)
        self.day.set_label(words(FROM, day=words.day(said.since)) if said.since else "")
        names = {item.id: state.name_of(item.said) for item in state.items}
        self.parts.show_values([(part, names[part.item_id]) for part in said.parts])
        set_shown(self._no_part, is_writing and not said.parts)
        versions = record.versions if record else ()
        said_of = [
            (one.since, ", ".join(f"{words.number(part.quantity)} × {names[part.item_id]}" for part in one.parts))
            for one in versions
        ]
        self.versions.show_values(said_of)
        set_shown(self._line, is_writing and bool(versions))
        if not is_writing:
            self._search("")

    def say(self, error: str) -> None:
        if error != self._error.text():
            self._error.set_text(error)
            announce(self, error)
        set_shown(self._error, bool(error))

    def _search(self, typed: str) -> None:
        self._typed = typed.strip()
        self.search.set_text(typed)
        state = self._presenter.state
        fitting = (item for item in state.parts_to_choose() if fits(item.said, self._typed)) if self._typed else ()
        self._found = tuple(fitting)[:_MOST_MATCHES]
        self._matches.set_options([(item.id, state.name_of(item.said)) for item in self._found])
        set_shown(self._matches, bool(self._found))
        set_shown(self._unknown, bool(self._typed) and not self._found)
        if self._typed:
            show_around(self._matches if self._found else self._unknown)

    def _take_first(self) -> None:
        if self._found:
            self._add(self._found[0].id)

    def _add(self, item_id: ItemId) -> None:
        """In so many as one press gives; the keyboard stands in its amount."""
        self._search("")
        said = self._presenter.state.said
        if said and all(part.item_id != item_id for part in said.parts):
            self._presenter.put_part(item_id, 1)
        place = next((at for at, part in enumerate(self._parts_now()) if part.item_id == item_id), 0)
        line = self.parts.lines[place]
        if isinstance(line, PartLine):
            line.amount.setFocus()

    def _parts_now(self) -> tuple[Part, ...]:
        said = self._presenter.state.said
        return said.parts if said else ()

    def _part(self) -> PartLine:
        line = PartLine(self._words)
        line.counted.connect(lambda item, quantity: self._presenter.put_part(ItemId(item), quantity))
        line.removed.connect(self._remove)
        line.amount.entered.connect(self.search.setFocus)
        return line

    def _remove(self, item: int) -> None:
        self._presenter.take_part(ItemId(item))
        self.search.setFocus()

    def _ask_day(self) -> None:
        state = self._presenter.state
        if state.said and state.said.since:
            self._chooser.ask(self.day, state.said.since, state.today, self.day.setFocus)

    def _begin(self) -> None:
        self._presenter.begin_recipe()
        self.search.setFocus()

    def _leave(self) -> None:
        self._presenter.leave_recipe()
        self.begin.setFocus()

    def _connect(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.leave.clicked.connect(self._leave)
        self.day.clicked.connect(self._ask_day)
        self._chooser.chosen.connect(self._presenter.begin_recipe_on)
        self.search.textEdited.connect(self._search)
        self.search.entered.connect(self._take_first)
        self._matches.toggled.connect(lambda item_id, _: self._add(item_id))

    def _arrange(self) -> None:
        self._writing = QWidget()
        head = Row(self.day, Label(self._words(OLD_STAY), "hint", wraps=True), gap=10)
        head.setStretch(1, 1)
        head.addWidget(self.leave)
        writing = Column(
            head, self._error, self.parts, self._no_part, self.search, self._matches, self._unknown, self._line, gap=6
        )
        self._writing.setLayout(writing)
        begin = Row(self._no_kit, gap=10)
        begin.setStretch(0, 1)
        row = QWidget()
        begin.addWidget(self.begin)
        row.setLayout(begin)
        self.setLayout(Column(row, self._writing, self.versions, gap=4))
        set_shown(self._error, is_shown=False)
