"""Will people share a code?  The estimates of the recipe being edited, as figures, bars and beside other recipes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from outreach.codes.estimates import ASKED_BELOW
from outreach.translation import N_, N_plural, Translator
from outreach.ui import theme
from outreach.ui.settings.codes.presenter import State
from outreach.ui.settings.codes.sharing import GROWTH, PEOPLE, Means, Sharing
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.control import draw_box
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shared.panels import Line
from outreach.ui.theme import Color

TITLE = N_("Will people share a code?")
PAIRS = N_("pairs of people in every {people} would share a code (estimate)")
MISSED = N_plural("Participants would read about {n} too low.", "Participants would read about {n} too low.")
NONE_SHARE = N_("Nobody gets a code that somebody has.")
GROWS, PEOPLE_ROW = N_("Pairs sharing, as you grow"), N_("{people} people")
BY_RECIPE = N_("By recipe, at {people} people")
PAIRS_SHARING, ASKED = N_("Pairs sharing"), N_("Newcomers asked to check")
OF_100, UNDER_ONE = N_("{n} of 100"), N_("under 1")
NOBODY_FROM = N_("From {n} of 100 on, nobody is asked: the desk shows a quiet line instead.")
HERE_ASKED = N_("Of 100 newcomers {n} would be asked, with as many codes as are known here now ({codes}).")
HERE_QUIET = N_("With as many codes as are known here now ({codes}) it would be {n} of 100: nobody is asked.")
NOT_YET = N_("The estimate comes when every piece fits.")
MORE_PIECES = N_("More pieces make sharing rarer, but make a person easier to work out.")
_MOST_RECIPES = 5
_FULL = 50  # pairs a whole bar stands for at least, so that next to nothing looks like it
_HEAD_WIDTHS = (54, 104)


class SharingView(QFrame):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._pairs, self._what = Label(role="big-figure"), Label(role="small", wraps=True)
        self._missed, self._asked_here = Label(role="small2", wraps=True), Label(role="quiet", wraps=True)
        self._bars = [_BarRow() for _ in GROWTH]
        self._recipes = [_RecipeRow() for _ in range(_MOST_RECIPES)]
        self._heads: list[Label] = []
        self._figures = QFrame()
        self._figures.setLayout(self._arranged(words))
        self._not_yet = Label(words(NOT_YET), "small2", wraps=True)
        tip = QFrame()
        tip.setProperty("role", "banner-info")
        row = Row(IconLabel("shield", Color.ACCENT), gap=10, edges=(12, 8))
        row.addWidget(Label(words(MORE_PIECES), "small", wraps=True), 1)
        tip.setLayout(row)
        self.setLayout(Column(Label(words(TITLE), "h2"), self._not_yet, self._figures, tip, gap=6))

        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        set_shown(self._figures, state.sharing is not None)
        set_shown(self._not_yet, state.sharing is None)
        if state.sharing is not None:
            self._show(state.sharing, state)

    def _show(self, sharing: Sharing, state: State) -> None:
        words = self._words
        at_thousand = dict(sharing.pairs)[PEOPLE]
        self._pairs.set_text(self._number(at_thousand, is_exact=state.is_issued))
        missed = words.count(*MISSED, round(sharing.missed)) if round(sharing.missed) else ""
        self._missed.set_text(words(NONE_SHARE) if state.is_issued else missed)
        set_shown(self._missed, bool(self._missed.text()))
        most = max(_FULL, *(pairs for _, pairs in sharing.pairs))
        for bar, (people, pairs) in zip(self._bars, sharing.pairs, strict=True):
            number = self._number(pairs, is_exact=state.is_issued)
            bar.show_bar(words(PEOPLE_ROW, people=people), pairs / most, number, is_main=people == PEOPLE)
        for at, row in enumerate(self._recipes):
            self._show_recipe(row, sharing.by_recipe[at] if at < len(sharing.by_recipe) else None, is_now=at == 0)
        self._show_here(sharing.asked_here, state.codes_known)

    def _show_recipe(self, row: "_RecipeRow", means: Means | None, *, is_now: bool) -> None:
        row.set_shown(is_shown=means is not None)
        if means is not None:
            is_exact = means.pairs == 0
            asked = self._words(OF_100, n=self._number(100 * means.asked, is_exact=is_exact))
            row.say(self._words(means.name), self._number(means.pairs, is_exact=is_exact), asked, is_strong=is_now)

    def _show_here(self, asked: float, codes: int) -> None:
        words, limit = self._words, round(100 * ASKED_BELOW)
        here = HERE_ASKED if asked < ASKED_BELOW else HERE_QUIET
        said = words(here, codes=codes, n=self._number(100 * asked, is_exact=asked == 0)) if codes else ""
        self._asked_here.set_text(f"{words(NOBODY_FROM, n=limit)} {said}".strip())

    def _number(self, n: float, *, is_exact: bool) -> str:
        """Estimates are whole numbers; what is not quite nothing is not called nothing."""
        return self._words.number(round(n)) if is_exact or n >= 0.5 else self._words(UNDER_ONE)  # noqa: PLR2004

    def _measure(self) -> None:
        for head, width in zip(self._heads[1:], _HEAD_WIDTHS, strict=True):
            head.setFixedWidth(theme.px(width))

    def _arranged(self, words: Translator) -> Column:
        self._what.set_text(words(PAIRS, people=PEOPLE))
        head = Row(self._pairs, gap=12)
        head.addWidget(self._what, 1)
        bars = QGridLayout()
        bars.setContentsMargins(0, 0, 0, 0)
        bars.setColumnStretch(1, 1)
        for at, bar in enumerate(self._bars):
            bars.addWidget(bar.label, at, 0)
            bars.addWidget(bar.bar, at, 1)
            bars.addWidget(bar.number, at, 2)
        table = self._table(words)
        return Column(head, self._missed, Label(words(GROWS), "h3"), bars, table, self._asked_here, gap=4)

    def _table(self, words: Translator) -> QGridLayout:
        table = QGridLayout()
        table.setContentsMargins(0, theme.px(6), 0, 0)
        table.setVerticalSpacing(theme.px(2))
        table.setColumnStretch(0, 1)
        heads = (words(BY_RECIPE, people=PEOPLE), words(PAIRS_SHARING), words(ASKED))
        for column, head in enumerate(heads):
            label = Label(head, "h3", wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | (_RIGHT if column else Qt.AlignmentFlag.AlignLeft))
            table.addWidget(label, 0, column)
            self._heads.append(label)
        for at, row in enumerate(self._recipes):
            table.addWidget(row.line, 1 + 2 * at, 0, 1, 3)
            for column, label in enumerate((row.name, row.pairs, row.asked)):
                table.addWidget(label, 2 + 2 * at, column)
        return table


_RIGHT = Qt.AlignmentFlag.AlignRight


class _BarRow:
    def __init__(self) -> None:
        self.label, self.bar, self.number = Label(role="small"), _Bar(), Label(role="small")
        self.number.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)

    def show_bar(self, label: str, part: float, number: str, *, is_main: bool) -> None:
        self.label.set_text(label)
        self.number.set_text(number)
        self.bar.show_part(part, is_main=is_main)
        for words in (self.label, self.number):
            set_role(words, "small-strong" if is_main else "small")


class _Bar(QWidget):
    """How much of the most; the figure stands beside it, so it says nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._part, self._is_main = 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, *, is_main: bool) -> None:
        self._part, self._is_main = part, is_main
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._part:
            height = theme.px(10)
            wide = max(theme.px(2), round(self.width() * self._part))
            box = QRect(0, (self.height() - height) // 2, wide, height)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_box(painter, box, Color.ACCENT if self._is_main else Color.TINT_LINE, None, radius=3)


class _RecipeRow:
    def __init__(self) -> None:
        self.line = Line()
        self.name, self.pairs, self.asked = Label(wraps=True), Label(), Label()
        for label in (self.pairs, self.asked):
            label.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)

    def say(self, name: str, pairs: str, asked: str, *, is_strong: bool) -> None:
        for label, text in ((self.name, name), (self.pairs, pairs), (self.asked, asked)):
            label.set_text(text)
            set_role(label, "small-strong" if is_strong else "small")

    def set_shown(self, *, is_shown: bool) -> None:
        for widget in (self.line, self.name, self.pairs, self.asked):
            set_shown(widget, is_shown)
