"""Under the line that asks what came: the items its words may mean."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.choices import Chip, ChipRow
from outreach.ui.shared.labels import ElidedLabel, set_shown
from outreach.ui.stock import receive_words
from outreach.ui.stock.receiving import ReceivePresenter, State


class Matches(QWidget):
    """What the typed words may mean, in a row of its own, so that nothing is covered and nothing jumps."""

    def __init__(self, presenter: ReceivePresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._heard = 0
        self._hint = ElidedLabel(role="hint")
        self._chips = ChipRow(words, name=words(N_("Matches")), as_buttons=True, icon="plus")
        self._chips.toggled.connect(lambda item_id, _: presenter.add(item_id))
        row = Row(gap=10, edges=(14, 8, 14, 8))
        row.addWidget(self._chips, 1)
        row.addWidget(self._hint)
        self.setLayout(row)

    @property
    def chain(self) -> list[QWidget]:
        chips = [chip for chip in self._chips.findChildren(Chip) if chip.isVisibleTo(self)]
        return sorted(chips, key=lambda chip: chip.x())

    def show_state(self, state: State) -> None:
        words = self._words
        self._chips.set_options([(item.id, item.name) for item in state.matches])
        set_shown(self._chips, bool(state.matches))
        heard = receive_words.heard(state.heard, words)
        if state.heard is not None and state.heard.number != self._heard:
            self._heard = state.heard.number
            announce(self._hint, heard)
        self._hint.set_role("ok" if heard and not state.typed.strip() else "hint")
        if state.matches:
            self._hint.set_text(words(N_("Enter adds the first")))
        elif state.typed.strip():
            self._hint.set_text(words(N_("No item is called that. Try the beginning of another word.")))
        else:
            self._hint.set_text(heard or words(N_("Any name it has will do, in any language.")))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(44))
