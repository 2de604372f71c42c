"""What a source may pay for: rules with a first and a last day.  One that was saved is ended, never taken away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog_editing.said import RuleSaid
from outreach.translation import N_, Translator
from outreach.ui.settings.day_field import DayField
from outreach.ui.settings.lists.presenter import ListsPresenter, State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, MenuButton, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line
from outreach.vocabulary import CategoryId, ItemId

NONE = N_("No rule: it may pay for anything. With a rule of what it may pay for, it may pay for nothing else.")
NEAREST = N_("The nearest rule tells: an item’s before its category’s, a category’s before one for everything.")
MAY, MAY_NOT, ANYTHING = N_("May pay for"), N_("May not pay for"), N_("Everything")
FROM, TO = N_("from"), N_("to")
FIRST, LAST, REMOVE = N_("First day of rule {n}"), N_("Last day of rule {n}"), N_("Take off rule {n}")
WHETHER, WHAT = N_("Rule {n}"), N_("Rule {n}, for what")
Choices = Sequence[tuple[object, str]]


class RuleLine(QWidget):
    changed = Signal(object, object)
    removed = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._at = words, 0
        self.may = MenuButton(is_field=True, size=Size.SMALL)
        self.what = MenuButton(is_field=True, size=Size.SMALL)
        self.what.fill_width()
        self.since, self.until = DayField(words, ""), DayField(words, "")
        self.remove = IconButton("close", "")
        self._line = Line()
        first = Row(self.may, gap=8)
        first.addWidget(self.what, 1)
        first.addWidget(self.remove)
        second = Row(Label(words(FROM), "small2"), self.since, Label(words(TO), "small2"), self.until, None, gap=6)
        self.setLayout(Column(first, second, self._line, gap=5, edges=(0, 4)))
        self.may.chosen.connect(lambda may: self.changed.emit(self._at, {"may_buy": bool(may)}))
        self.what.chosen.connect(self._of)
        self.since.chosen.connect(lambda day: self.changed.emit(self._at, {"since": day}))
        self.until.chosen.connect(lambda day: self.changed.emit(self._at, {"until": day}))
        self.remove.clicked.connect(lambda: self.removed.emit(self._at))

    @property
    def in_order(self) -> Sequence[QWidget]:
        return (
            self.may,
            self.what,
            self.remove,
            self.since.button,
            self.since.none,
            self.until.button,
            self.until.none,
        )

    def show_value(self, value: tuple[int, RuleSaid, Choices, date]) -> None:
        self._at, rule, choices, today = value
        words, number = self._words, self._at + 1
        is_new = rule.id is None
        self.may.set_spoken(words(WHETHER, n=number))
        self.may.set_choices([(True, words(MAY)), (False, words(MAY_NOT))], rule.may_buy)
        self.what.set_spoken(words(WHAT, n=number))
        self.what.set_choices(choices, _key(rule))
        for field, day, name in ((self.since, rule.since, FIRST), (self.until, rule.until, LAST)):
            field.set_name(words(name, n=number))
            field.show_day(day, today)
        for widget in (self.may, self.what, self.since):
            widget.setEnabled(is_new)
        set_shown(self.remove, is_new)
        self.remove.setAccessibleName(words(REMOVE, n=number))
        self.remove.setToolTip(words(REMOVE, n=number))

    def _of(self, key: object) -> None:
        kind, id_ = key if isinstance(key, tuple) else ("", 0)
        item, category = (ItemId(id_), None) if kind == "item" else (None, CategoryId(id_) if kind else None)
        self.changed.emit(self._at, {"item_id": item, "category_id": category})


class RulesBox(QWidget):
    def __init__(self, presenter: ListsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._none, self._nearest = Label(words(NONE), "small2", wraps=True), Label(words(NEAREST), "hint", wraps=True)
        self.lines: Lines[tuple[int, RuleSaid, Choices, date]] = Lines(self._line, words(N_("Rules")))
        self.add = Button(words(N_("Add a rule")), size=Size.SMALL, icon="plus")
        self.add.clicked.connect(self._add)
        self.setLayout(Column(self._none, self.lines, self._nearest, Row(self.add, None), gap=6))

    @property
    def in_order(self) -> Sequence[QWidget]:
        lines = [line for line in self.lines.lines if isinstance(line, RuleLine)]
        return [*(widget for line in lines for widget in line.in_order), self.add]

    def show_state(self, state: State) -> None:
        rules = state.said.rules if state.said else ()
        choices: list[tuple[object, str]] = [("", self._words(ANYTHING))]
        choices += [(("category", one.id), state.name_of(one.said)) for one in state.categories]
        choices += [(("item", one.id), state.name_of_item(one)) for one in state.items]
        self.lines.show_values([(at, rule, choices, state.today) for at, rule in enumerate(rules)])
        set_shown(self._none, not rules)
        set_shown(self._nearest, len(rules) > 1)
        set_shown(self.add, state.may_change)

    def _add(self) -> None:
        self._presenter.add_rule()
        said = self._presenter.state.said
        line = self.lines.lines[len(said.rules) - 1] if said else None
        if isinstance(line, RuleLine):
            line.may.setFocus()

    def _line(self) -> RuleLine:
        line, presenter = RuleLine(self._words), self._presenter
        line.changed.connect(lambda at, said: presenter.change_rule(at, **said))
        line.removed.connect(self._remove)
        return line

    def _remove(self, at: int) -> None:
        self._presenter.take_off_rule(at)
        self.add.setFocus()


def _key(rule: RuleSaid) -> object:
    if rule.item_id is not None:
        return ("item", rule.item_id)
    return ("category", rule.category_id) if rule.category_id is not None else ""
