"""What an item is called in English and Spanish: its name, a short one, and the others it is found by."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.catalog_editing.said import ItemSaid
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.catalog.presenter import ItemsPresenter, State, called
from outreach.ui.shared.announce import announce
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown

LANGUAGES = {"en": N_("English"), "es": N_("Spanish")}
ROWS = {
    "name": (N_("Name"), N_("{name} in {language}")),
    "short_name": (N_("Short name"), N_("Short name in {language}")),
    "aliases": (N_("Other names"), N_("Other names in {language}")),
}
AS_NAME, AS_ENGLISH = N_("As the name"), N_("As in English")
COMMAS = N_("Separate other names with commas. The desk finds the item by all of them.")


class NamesBox(QWidget):
    def __init__(self, presenter: ItemsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._fields: dict[str, TextField] = {}
        self._errors: dict[str, Label] = {}
        self._shown: int | None = None
        grid = QGridLayout()
        for column, (language, name) in enumerate(LANGUAGES.items(), 1):
            grid.addWidget(Label(words(name), "h3"), 0, column)
            grid.setColumnStretch(column, 1)
            for row, field in enumerate(ROWS):
                self._make(grid, language, field, (2 * row + 1, column))
        for row, (label, _) in enumerate(ROWS.values()):
            grid.addWidget(Label(words(label), "small2"), 2 * row + 1, 0)
        grid.addWidget(Label(words(COMMAS), "hint", wraps=True), 7, 1, 1, 2)
        grid.setContentsMargins(0, 0, 0, 0)
        self._grid = grid
        self.setLayout(grid)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def in_order(self) -> Sequence[QWidget]:
        return [self._fields[f"{language}.{field}"] for language in LANGUAGES for field in ROWS]

    def focus_first(self) -> None:
        self._fields["en.name"].setFocus()

    def focus_field(self, name: str) -> None:
        if name in self._fields:
            self._fields[name].setFocus()

    def field(self, name: str) -> TextField:
        return self._fields[name]

    def show_state(self, state: State) -> None:
        """What is being typed stays as it is typed, a comma at its end too."""
        if state.said is None:
            return
        is_other = state.chosen != self._shown
        self._shown = state.chosen
        for language in LANGUAGES:
            for field in ROWS:
                widget = self._fields[f"{language}.{field}"]
                if is_other or self._read(field, widget.text()) != self._kept(state.said, language, field):
                    widget.set_text(_text(state.said, language, field))

    def say(self, field: str, text: str) -> None:
        for name, error in self._errors.items():
            said = text if name == field else ""
            if error.text() != said:
                error.set_text(said)
                set_shown(error, bool(said))
                announce(self._fields[name], said)

    def _make(self, grid: QGridLayout, language: str, field: str, at: tuple[int, int]) -> None:
        words = self._words
        placeholder = {"name": AS_ENGLISH if language != "en" else "", "short_name": AS_NAME}.get(field, "")
        spoken = words(ROWS[field][1], language=words(LANGUAGES[language]), name=words(ROWS["name"][0]))
        widget = TextField(name=spoken, placeholder=words(placeholder) if placeholder else "", role="field-small")
        widget.textEdited.connect(lambda text: self._edited(language, field, text))
        error = Label(role="error", wraps=True)
        set_shown(error, is_shown=False)
        grid.addWidget(widget, *at)
        grid.addWidget(error, at[0] + 1, at[1])
        name = f"{language}.{field}"
        self._fields[name], self._errors[name] = widget, error

    def _edited(self, language: str, field: str, text: str) -> None:
        self._presenter.call(language, **{field: self._read(field, text)})

    def _read(self, field: str, text: str) -> object:
        if field != "aliases":
            return text
        return tuple(dict.fromkeys(said for one in text.split(",") if (said := " ".join(one.split()))))

    def _kept(self, said: ItemSaid, language: str, field: str) -> object:
        kept: object = getattr(called(said, language), field)
        return kept

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(4))


def _text(said: ItemSaid, language: str, field: str) -> str:
    one = called(said, language)
    return ", ".join(one.aliases or ()) if field == "aliases" else str(getattr(one, field))
