"""Where a lot went: the organizations that have it, and month by month what visits were given.  Never a person."""

from PySide6.QtWidgets import QWidget

from outreach.catalog import Catalog
from outreach.stock.recalls import Recall
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.stock.cells import Cell, Line, Stretching
from outreach.ui.stock.figure_line import FigureLine, Said
from outreach.ui.stock.lots import wording

_FIGURE = 66


class TraceView(QWidget):
    """Nothing of it is shown until it was read."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._went_title = Label(words(N_("Handed over")), "h3")
        self._went = Lines[Said](FigureLine, words(N_("Handed over")))
        self._given_title = Label(words(N_("Given out, by month and site")), "h3")
        month, recorded, may_be = Stretching("quiet"), _figure("quiet"), _figure("quiet")
        month.set_text(words(N_("Month and site")))
        recorded.set_text(words(N_("Recorded")))
        may_be.set_text(words(N_("May be")))
        self._heads = Line(month, recorded, may_be, gap=8, least=24)
        self._months = Lines[wording.Figures](_MonthLine, words(N_("Given out, by month and site")))
        self._means = Label(words(wording.FIGURES), "quiet", wraps=True)
        self._nowhere = Label(words(N_("Nothing of it was given or handed over.")), "small2", wraps=True)
        self.setLayout(
            Column(
                self._went_title, self._went, self._given_title, self._heads, self._months, self._means,
                self._nowhere, gap=4,
            )
        )  # fmt: skip

    def show_trace(self, trace: Recall | None, known: Catalog) -> None:
        words = self._words
        went = [wording.went(one, trace, known, words) for one in trace.hand_overs] if trace else []
        months = wording.months(trace, known, words) if trace else []
        self._went.show_values(went)
        self._months.show_values(months)
        set_shown(self._went_title, bool(went))
        for part in (self._given_title, self._heads, self._means):
            set_shown(part, bool(months))
        set_shown(self._nowhere, trace is not None and not went and not months)


class _MonthLine(Line):
    def __init__(self) -> None:
        self._month, self._recorded, self._may_be = Stretching("small"), _figure("small"), _figure("small")
        super().__init__(self._month, self._recorded, self._may_be, gap=8, least=26)

    def show_value(self, shown: wording.Figures) -> None:
        for label, text in zip((self._month, self._recorded, self._may_be), shown, strict=True):
            label.set_text(text)
        self.setAccessibleName(", ".join(shown))


def _figure(role: str) -> Cell:
    return Cell(_FIGURE, role, is_number=True)
