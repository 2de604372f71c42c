"""A line of a panel: what, quieter below it where or when, and how many."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.stock.cells import Line, Stretching

Said = tuple[str, str, str]  # what, quieter below it, the figure


class FigureLine(Line):
    def __init__(self) -> None:
        self._what, self._quiet = Stretching("small-strong"), Label(role="quiet", wraps=True)
        self._figure = Label(role="small-strong")
        named = QWidget()
        named.setLayout(Column(self._what, self._quiet, gap=1, edges=(0, 6)))
        named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        super().__init__(named, self._figure, gap=10)

    def show_value(self, shown: Said) -> None:
        what, quiet, figure = shown
        self._what.set_text(what)
        self._quiet.set_text(quiet)
        set_shown(self._quiet, bool(quiet))
        self._figure.set_text(figure)
        self.setAccessibleName(", ".join(part for part in shown if part))
