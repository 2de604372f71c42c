"""One measured line of a collection: how it was measured, and the fields of that way."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.measured import Container, Figure, Weight
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.without_visit.draft import CollectionDraft, Measure
from outreach.ui.stock.without_visit.presenter import WithoutPresenter
from outreach.ui.stock.without_visit.state import State
from outreach.vocabulary import ReturnedHow

_HOW = (
    (ReturnedHow.CONTAINER, N_("Container")),
    (ReturnedHow.WEIGHT, N_("Weight")),
    (ReturnedHow.COUNTED, N_("Counted")),
    (ReturnedHow.TOLD, N_("They say")),
)


class _TurningContainer(Container):
    """On two lines where one has no room, as with large text."""

    def minimumSizeHint(self) -> QSize:
        return QSize(max(half.minimumSize().width() for half in self.halves), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(half.minimumSize().width() for half in self.halves) + self.row.spacing()
        is_one = needed <= self.width()
        self.row.setDirection(QBoxLayout.Direction.LeftToRight if is_one else QBoxLayout.Direction.TopToBottom)


class MeasureRow(QWidget):
    def __init__(self, presenter: WithoutPresenter, words: Translator) -> None:
        super().__init__()
        self._key = 0

        def change(**said: object) -> None:
            presenter.measure(self._key, **said)

        self._how = Segmented([(how, words(text)) for how, text in _HOW], name=words(N_("How it was measured")))
        self._how.chosen.connect(lambda how: change(how=ReturnedHow(how)))
        self._remove = IconButton("close", words(N_("Take this line out")))
        self._remove.clicked.connect(lambda: presenter.remove(self._key))
        self._container, self._weight = _TurningContainer(change, words), Weight(change, words)
        self._figure = Figure(change, words)
        for fields in (self._container, self._weight, self._figure):
            fields.entered.connect(presenter.one_more)
        head = Row(self._how, None, self._remove, gap=8)
        self.setLayout(Column(head, self._container, self._weight, self._figure, Rule(), gap=8, edges=(0, 6)))

    def show_value(self, value: tuple[Measure, State]) -> None:
        line, state = value
        self._key = line.key
        returned = state.shown(line.returned)
        self._how.choose(returned.how)
        is_number = returned.how in (ReturnedHow.COUNTED, ReturnedHow.TOLD)
        if returned.how is ReturnedHow.CONTAINER:
            self._container.show_returned(returned, state.catalog_of_day)
        elif returned.how is ReturnedHow.WEIGHT:
            self._weight.show_returned(returned, state.catalog_of_day)
        else:
            self._figure.show_returned(returned)
        set_shown(self._remove, isinstance(state.draft, CollectionDraft) and len(state.draft.lines) > 1)
        set_shown(self._container, returned.how is ReturnedHow.CONTAINER)
        set_shown(self._weight, returned.how is ReturnedHow.WEIGHT)
        set_shown(self._figure, is_number)

    @property
    def key(self) -> int:
        return self._key

    def focus(self) -> None:
        for fields in (self._container, self._weight, self._figure):
            if fields.isVisibleTo(self):
                fields.focus()
