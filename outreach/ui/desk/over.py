"""What lies over the desk for a moment: a line's lots, what is in a kit, what is on no list, a coordinator's note."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from outreach.translation import Translator
from outreach.ui.desk.item_menu import item_menu
from outreach.ui.desk.lines import LineKey
from outreach.ui.desk.lot_panel import LotPanel
from outreach.ui.desk.note_panel import NotePanel
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.desk.swap_panel import SwapPanel
from outreach.ui.desk.unlisted_panel import UnlistedPanel
from outreach.ui.shared.later import Later
from outreach.ui.shared.quick_add import as_thing
from outreach.vocabulary import ItemId


class Over:
    """Each is part of the page, so that a lock covers it too.

    `area` is where there is room for one, `line_at` where on the page a line of the basket stands.
    """

    def __init__(
        self,
        presenter: DeskPresenter,
        words: Translator,
        area: Callable[[], QRect],
        line_at: Callable[[LineKey], QRect],
        page: QWidget,
    ) -> None:
        self._presenter, self._words, self._page = presenter, words, page
        self._area, self._line_at = area, line_at
        self.lots = Later(lambda: LotPanel(presenter, words, page))
        self.swap = Later(lambda: SwapPanel(presenter, words, page))
        self.unlisted = Later(lambda: UnlistedPanel(presenter, words, page))
        self.note = Later(lambda: NotePanel(presenter, words, page))

    def show_state(self, state: State) -> None:
        if state.choosing is not None:
            self.lots().prepare(state)
            self.lots().stand(self._line_at(state.choosing), self._area())
        if lots := self.lots.made:
            lots.show_state(state)
        if state.swapping is not None:
            self.swap().prepare(state, state.swapping)
        if swap := self.swap.made:
            swap.show_state(state)
        if state.swapping is not None:  # once it is shown: before, its parts do not know how high they are
            self.swap().stand(self._line_at(state.swapping.key), self._area())

    def open_swap(self, line: LineKey | None) -> None:
        """For the line the keyboard is in; asked again, where another item is typed."""
        if self.swap.is_visible:
            self.swap().go_to_line()
        else:
            self._presenter.swap.open(line)

    def open_unlisted(self) -> None:
        """With what was looked for and not found."""
        state = self._presenter.state
        is_lost = not state.matches and any(letter.isalpha() for letter in state.line)
        self.unlisted().open_over(self._area(), *as_thing(state.line if is_lost else ""))

    def open_menu(self, item_id: ItemId, at: QPoint) -> None:
        """For whoever may arrange the desk."""
        if self._presenter.state.may_arrange:
            item_menu(self._presenter, self._words, item_id, self._open_note, self._page).popup(at)

    def give_up(self) -> bool:
        """Close what is open; say whether anything was."""
        for panel in (self.unlisted, self.note):
            if panel.is_visible:
                panel().give_up()
                return True
        if self._presenter.swap.leave():
            return True
        is_choosing = self._presenter.state.choosing is not None
        self._presenter.lots.close()
        return is_choosing

    def _open_note(self, item_id: ItemId) -> None:
        self.note().open_over(self._area(), item_id)
