"""Over the shelves: what is begun on another page of the stock room and waits, each with one press to go on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.stock.acts_there import KEPT, Act


class Begun(QWidget):
    """`go_on(Act)`.  Not there while nothing waits."""

    go_on = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._banners = {act: Banner(icon="edit") for act in Act}
        for act, banner in self._banners.items():
            banner.choices((words(N_("Go on with it")), partial(self.go_on.emit, act)))
        self.setLayout(Column(*self._banners.values(), gap=8, edges=(12, 0, 12, 10)))
        self.show_begun(())

    def show_begun(self, begun: Sequence[tuple[Act, str]]) -> None:
        said = dict(begun)
        for act, banner in self._banners.items():
            if act in said:
                kept = N_("It is kept.") if act in KEPT else N_("It is kept until Outreach is closed.")
                banner.say(Tone.INFO, said[act], self._words(kept))
            else:
                banner.clear()
        set_shown(self, bool(said))
