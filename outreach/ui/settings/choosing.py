"""A section that is a list and the form of what is chosen in it: what items and the lists of the center have alike."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui.settings.beside import Beside, ChoiceTable, ListRow
from outreach.ui.settings.section import SavingView
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import EmptyState

TOLD = {
    "saved": N_("Saved."),
    "retired": N_("Retired. Pages about the past keep it."),
    "back": N_("Back on the list."),
    "moved": N_("Moved."),
}
PAST = N_("Printed months keep the names of their days.")


class State(Protocol):
    """What the presenter of such a section shows; `book` is None until it was read, `is_refused`: it is the chosen."""

    @property
    def chosen(self) -> int | None: ...
    @property
    def drafts(self) -> Mapping[Any, Any]: ...
    @property
    def book(self) -> object | None: ...
    @property
    def refusal(self) -> Refusal | None: ...
    @property
    def is_refused(self) -> bool: ...
    @property
    def has_changes(self) -> bool: ...


class Presenter(Protocol):
    @property
    def state(self) -> Any: ...
    def refresh(self) -> None: ...
    def save(self) -> None: ...
    def put_back(self) -> None: ...


class ChoosingView(SavingView):
    """A section gives its parts (`table`, `form`, `_beside`, `_none`) and draws its own head in `_show`."""

    presenter: Presenter
    fills = True
    changed: tuple[str, str]
    """*{n} item is changed*, as message ids."""
    table: ChoiceTable
    form: Any
    _beside: Beside
    _none: EmptyState

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._told: object = None
        self._chosen: int | None = None
        self._refusal: Refusal | None = None

    @property
    def note(self) -> str:
        drafts = len(self.presenter.state.drafts)
        if drafts > 1:
            return self._words.count(*self.changed, drafts)
        return self._words(PAST)

    def _show(self, state: Any) -> None:
        raise NotImplementedError

    def _tell(self, what: str) -> None:
        self._told = None
        self._show(self.presenter.state)
        self.said.emit(self._words(TOLD[what]))

    def _show_rows(self, state: State, rows: Sequence[ListRow]) -> None:
        """The list, what is chosen of it, and the form; said to the page if it concerns it."""
        self.table.show_rows(rows)
        self.table.select_key(state.chosen)
        is_nothing = not rows and state.book is not None
        set_shown(self.table, not is_nothing)
        set_shown(self._none, is_nothing)
        self.form.show_state(state, is_narrow=self._beside.is_narrow)
        self._follow(state)
        told = (state.has_changes, self.note, tuple(self.in_order))
        if told != self._told:
            self._told = told
            self.edited.emit()

    def _follow(self, state: State) -> None:
        """Another one is seen from its top; what was not saved has the keyboard where something is wrong."""
        if state.chosen is None:
            self._beside.set_detail(is_detail=False)
        if state.chosen != self._chosen:
            self._chosen = state.chosen
            self._beside.to_top()
        if state.refusal is not self._refusal:
            self._refusal = state.refusal
            if state.refusal is not None and state.is_refused:
                self._beside.set_detail(is_detail=True)
                self.form.focus_wrong(state)

    def _leave(self) -> None:
        self._beside.set_detail(is_detail=False)
        self.table.setFocus()
