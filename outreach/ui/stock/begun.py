"""Over the shelves: what is begun on other pages of the stock room and waits, each with one press to go on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.stock.acts_there import KEPT, Act

_EACH = 2  # more in one line, or they would push the shelves away
_NAMES = {
    Act.RECEIVE: N_("Delivery"), Act.HAND_OVER: N_("Hand-over"), Act.COUNT: N_("Count"), Act.MOVE: N_("Move"),
    Act.ADJUST: N_("Adjustment"), Act.KITS: N_("Kits"), Act.WITHOUT_VISIT: N_("Without a visit"), Act.LOTS: N_("Lots"),
}  # fmt: skip


class Begun(QWidget):
    """`go_on(Act)`.  Not there while nothing waits."""

    go_on = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._banners = {act: Banner(icon="edit") for act in Act}
        for act, banner in self._banners.items():
            banner.choices((words(N_("Go on with it")), partial(self.go_on.emit, act)))
        self._several = Banner(icon="edit")
        self.setLayout(Column(*self._banners.values(), self._several, gap=8, edges=(12, 0, 12, 10)))
        self.show_begun(())

    def show_begun(self, begun: Sequence[tuple[Act, str]]) -> None:
        said = dict(begun) if len(begun) <= _EACH else {}
        for act, banner in self._banners.items():
            if act in said:
                kept = N_("It is kept.") if act in KEPT else N_("It is kept until Outreach is closed.")
                banner.say(Tone.INFO, said[act], self._words(kept))
            else:
                banner.clear()
        waiting = {act for act, _ in begun}
        self._show_several([act for act in Act if act in waiting] if not said else [])
        set_shown(self, bool(begun))

    def _show_several(self, acts: Sequence[Act]) -> None:
        if not acts:
            self._several.clear()
            return
        words = self._words
        self._several.say(Tone.INFO, words(N_("Begun, and not posted: {n}"), n=len(acts)))
        self._several.choices(*((words(_NAMES.get(act, act)), partial(self.go_on.emit, act)) for act in acts))
