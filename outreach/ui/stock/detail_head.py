"""What one sees first of an item: its name, its status, how it comes, and its four figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.stock.levels import Status
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import ElidedLabel, Label, set_role, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.stock import wording
from outreach.ui.stock.columns import MARKS
from outreach.ui.stock.look import Shelf

_FACT_WIDTHS = (10, 10, 11, 9)


class DetailHead(QWidget):
    """Name, status, how it comes, and the four figures."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._name, self._packs = Label(role="h2", wraps=True), Label(role="small2", wraps=True)
        self._status, self._second = StatusChip(), StatusChip()
        self._facts = [_Fact() for _ in range(4)]
        box = QFrame()
        set_role(box, "box")
        facts = Row(gap=0, edges=1)
        for place, fact in enumerate(self._facts):
            if place:
                facts.addWidget(Rule(upright=True))
            facts.addWidget(fact, _FACT_WIDTHS[place])
        box.setLayout(facts)
        name = Row(gap=6)
        name.addWidget(self._name, 1)
        for chip in (self._status, self._second):
            name.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(name, self._packs, gap=2, edges=(14, 12, 14, 0))
        column.addSpacing(theme.px(8))
        column.addWidget(box)
        self.setLayout(column)

    def show_shelf(self, shelf: Shelf) -> None:
        words, level = self._words, shelf.level
        self._name.set_text(shelf.item.name)
        self._packs.set_text(wording.packs(shelf.item, words))
        set_shown(self._packs, bool(self._packs.text()))
        is_partly_ok = level.status is Status.OK and bool(level.expired or level.on_hold)
        self._status.set_status(MARKS[level.status], "" if is_partly_ok else words(wording.STATUSES[level.status]))
        if level.on_hold > level.expired:
            self._second.set_status(Mark.HOLD, words(N_("{n} on hold"), n=level.on_hold))
        else:
            expired = words(N_("{n} expired"), n=level.expired) if level.expired else ""
            self._second.set_status(Mark.EXPIRING, expired)
        made = level.can_make is not None
        shown = (
            (words.number(level.on_hand), words(N_("on hand"))),
            (words.number(level.can_make or 0), words(N_("can be made")))
            if made
            else (words.number(level.usable), words(N_("usable"))),
            (wording.cover(level, words), words(N_("days of cover"))),
            (words.number(shelf.item.minimum) if shelf.item.minimum else wording.NOTHING, words(N_("minimum"))),
        )
        for fact, (figure, of) in zip(self._facts, shown, strict=True):
            fact.show_value(figure, of)


class _Fact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._figure, self._of = Label(role="figure"), ElidedLabel(role="quiet")  # part of a figure is another figure
        self.setLayout(Column(self._figure, self._of, gap=0, edges=(9, 7, 2, 7)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_value(self, figure: str, of: str) -> None:
        self._figure.set_text(figure)
        self._of.set_text(of)
        self.setAccessibleName(f"{figure} {of}")
