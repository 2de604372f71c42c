"""Beside the kit: the lot as it will be called and what it carries; or the lot that is taken apart."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.catalog import source_said
from outreach.reports.lot_wording import lot_said
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.scrolling import see_through
from outreach.ui.stock.figure_line import FigureLine, Said
from outreach.ui.stock.kits import wording
from outreach.ui.stock.kits.state import KitsState

TITLE = N_("Lot of kits")


class Side(QFrame):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._facts = Lines[Said](FigureLine, words(TITLE))
        self._nothing = Label(role="small2", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._nothing, self._facts, None, gap=6))
        column = Column(Label(words(TITLE), "h2"), gap=10, edges=12)
        column.addWidget(see_through(inside, name=words(TITLE)), 1)
        self.setLayout(column)

    @property
    def chain(self) -> list[QWidget]:
        return []

    def show_state(self, state: KitsState) -> None:
        facts = self._made(state) if state.is_making else self._taken_apart(state)
        self._facts.show_values(facts)
        to_make = N_("What the kits will be called, and what they carry from their parts, stands here.")
        to_open = N_("The lot that is taken apart, and what is left of it, stands here.")
        nothing = to_make if state.is_making else to_open
        self._nothing.set_text(self._words(nothing) if not facts else "")
        set_shown(self._nothing, not facts)

    def _made(self, state: KitsState) -> list[Said]:
        words, foreseen, line = self._words, state.foreseen(), state.line
        if foreseen is None or line is None:
            return []
        number = (words(N_("Lot {number}"), number=foreseen.number), line.item.name, _figure(line.units, words))
        if not line.units:
            return [number]
        return [
            number,
            (wording.expiry(foreseen, words), wording.why_then(foreseen, words), ""),
            (source_said(foreseen.source, words.language), wording.source_is(foreseen, words), ""),
        ]

    def _taken_apart(self, state: KitsState) -> list[Said]:
        words, line = self._words, state.line
        if line is None or line.lot is None:
            return []
        here = next((lot.on_hand for lot in state.lots_here() if lot.lot_id == line.lot.lot_id), 0)
        lot = lot_said(line.lot.number, line.lot.expires_on, words)
        return [
            (lot, source_said(line.lot.source, words.language), ""),
            (words(N_("Here now")), "", words.number(here)),
            (words(N_("Taken apart")), "", _figure(line.units, words)),
            (words(N_("Left made up")), "", words.number(here - (line.units or 0))),
        ]


def _figure(units: int | None, words: Translator) -> str:
    return words.number(units) if units is not None else ""
