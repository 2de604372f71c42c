"""How much of an item each site wants: below its minimum it is low there, filling brings it up to its target."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.catalog.presenter import ItemsPresenter, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.numbers import NumberField
from outreach.vocabulary import SiteId

LOW, FILL = N_("Minimum"), N_("Fill up to")
LOW_AT, FILL_AT = N_("Minimum at {site}"), N_("Fill up to, at {site}")
HINT = N_("Empty: this site keeps none of its own.")
_WIDTH = 92


class TargetsBox(QWidget):
    def __init__(self, presenter: ItemsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._sites: list[SiteId] = []
        self._names: list[Label] = []
        self._fields: list[tuple[NumberField, NumberField]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for column, title in enumerate((LOW, FILL), 1):
            self._grid.addWidget(Label(words(title), "h3"), 0, column)
        self._below = Label(words(HINT), "hint", wraps=True)
        self.setLayout(Column(self._grid, self._below, gap=4))
        theme.changed.connect(self._measure)

    @property
    def in_order(self) -> Sequence[QWidget]:
        return [field for pair in self._fields[: len(self._sites)] for field in pair]

    def focus_first(self) -> None:
        said = self._presenter.state.said
        wrong = next((at for at, site in enumerate(self._sites) if said and _is_wrong(said.targets.get(site))), 0)
        if self._fields:
            self._fields[wrong][1].setFocus()

    def show_state(self, state: State) -> None:
        self._sites = [SiteId(site.id) for site in state.sites]
        while len(self._fields) < len(self._sites):
            self._make(len(self._fields))
        for at, (name, fields) in enumerate(zip(self._names, self._fields, strict=True)):
            is_there = at < len(self._sites)
            for widget in (name, *fields):
                set_shown(widget, is_there)
            if is_there and state.said is not None:
                site = state.sites[at].said.name
                name.set_text(site)
                both = state.said.targets.get(self._sites[at], (None, None))
                for field, spoken, value in zip(fields, (LOW_AT, FILL_AT), both, strict=True):
                    field.setAccessibleName(self._words(spoken, site=site))
                    if (field.value or 0) != (value or 0) or not field.hasFocus():
                        field.set_value(value)

    def say(self, error: str) -> None:
        text = error or self._words(HINT)
        if text != self._below.text():
            self._below.set_role("error" if error else "hint")
            self._below.set_text(text)
            announce(self, error)

    def _make(self, at: int) -> None:
        name, fields = ElidedLabel(role="small"), (NumberField(name=""), NumberField(name=""))
        self._grid.addWidget(name, at + 1, 0)
        for column, field in enumerate(fields, 1):
            self._grid.addWidget(field, at + 1, column)
            field.typed.connect(lambda _, at=at: self._typed(at))
        self._names.append(name)
        self._fields.append(fields)
        self._measure()

    def _typed(self, at: int) -> None:
        low, high = (field.value or 0 for field in self._fields[at])
        self._presenter.set_target(self._sites[at], low, high)

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(4))
        for pair in self._fields:
            for field in pair:
                field.setFixedWidth(theme.px(_WIDTH))


def _is_wrong(both: tuple[int, int] | None) -> bool:
    return both is not None and both[1] < both[0]
