"""Small steps over the desk, for whoever asks for theirs: areas, steps, and how each stands in their own words.

Open only while it is looked at; nothing of it stays on the page.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.step_list import Area, Step
from outreach.translation import N_, N_plural, Translator
from outreach.ui.desk import stepping
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State, StepsNot
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.scrolling import Scrolling
from outreach.vocabulary import StepId, StepIs

TITLE = N_("Small steps")
_WARM = N_("Any step counts, and so does none. Choose what you like; change it whenever you want.")
_KEPT = N_plural(
    "It is forgotten after {n} month; then only how many steps there were is known.",
    "It is forgotten after {n} months; then only how many steps there were is known.",
)
_RING = 5  # what the mark of the keyboard needs around a step
_BESIDE = (_RING, 0, 0, 0)
_WHY_NOT = {
    StepsNot.NOBODY_S: N_("Small steps are kept only with a code that is one person’s alone. A visit is fine without."),
    StepsNot.NOT_HERE: N_("Small steps are for when the person is here and asks."),
}
STANDING = {StepIs.WORKING_ON_IT: N_("working on it"), StepIs.DONE: N_("done")}


class StepsBox(QFrame):
    def __init__(self, presenter: DeskPresenter, words: Translator, area: Callable[[], QRect], parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter, self._words, self._area = presenter, words, area
        self._areas: tuple[Area, ...] | None = None
        self._chips: Mapping[StepId, _StepChip] = {}
        self.hide()
        set_role(self, "box")
        self.setAccessibleName(words(TITLE))
        self._said = Label(words(_WARM), "body2", wraps=True)
        self._kept = Label(role="small2", wraps=True)
        self._close = Button(words(N_("Close")), kind=Kind.QUIET, key="Esc")
        self._close.clicked.connect(presenter.steps.close)
        self._inside = QWidget()
        self._scroll = Scrolling(self._inside)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        column = Column(Row(Label(words(TITLE), "h2"), None, self._close, edges=_BESIDE), gap=8, edges=(9, 12, 14, 12))
        column.addLayout(Row(self._said, edges=_BESIDE))
        column.addWidget(self._scroll, 1)
        column.addLayout(Row(self._kept, edges=_BESIDE))
        self._column = column
        self.setLayout(column)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_state(self, state: State) -> None:
        """Stand over the page while small steps are open."""
        now = state.stepping
        if now is None or state.catalog is None:
            self.hide()
            return
        if state.catalog.areas != self._areas:
            self._make(state.catalog.areas)
        for step_id, chip in self._chips.items():
            chip.show_standing(stepping.standing(state, step_id), self._words)
        said = self._words(_WHY_NOT[now.why_not] if now.why_not else _WARM)
        self._said.set_text(said)
        self._kept.set_text(self._words.count(*_KEPT, state.catalog.steps_kept))
        for widget in (self._scroll, self._kept):
            set_shown(widget, now.why_not is None)
        if not self.isVisible():
            self._open(self._area(), is_short=now.why_not is not None)

    def stand(self) -> None:
        """Where there is room for it now."""
        state = self._presenter.state
        if self.isVisible() and state.stepping is not None:
            self._stand(self._area(), is_short=state.stepping.why_not is not None)

    def _stand(self, area: QRect, *, is_short: bool) -> None:
        height = self.sizeHint().height() if is_short else area.height()
        self.setGeometry(area.left(), area.top(), area.width(), min(height, area.height()))

    def _open(self, area: QRect, *, is_short: bool) -> None:
        self.show()
        self.raise_()
        self._stand(area, is_short=is_short)
        first = self._close if is_short else next(iter(self._chips.values()), self._close)
        first.setFocus()
        if is_short:
            announce(self, self._said.text())

    def _make(self, areas: tuple[Area, ...]) -> None:
        self._areas = areas
        chips: dict[StepId, _StepChip] = {}
        column = Column(gap=8, edges=(_RING, _RING, _RING, _RING))
        for area in areas:
            row = FlowLayout()
            for step in area.offered:
                chip = chips[step.id] = _StepChip(step)
                chip.clicked.connect(partial(self._presenter.steps.press, step.id))
                row.addWidget(chip)
            inside = QWidget()
            inside.setAccessibleName(area.name)
            inside.setLayout(row)
            column.addWidget(Label(area.name, "h3"))
            column.addWidget(inside)
        column.addStretch(1)
        fresh = QWidget()
        fresh.setLayout(column)
        self._scroll.setWidget(fresh)
        fresh.setAutoFillBackground(False)  # which setWidget turned on
        self._chips = chips
        tab_through((*chips.values(), self._close))

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Somebody went elsewhere on the page: nothing of it stays in sight."""
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._presenter.steps.close()


class _StepChip(Chip):
    """A step; a heart while somebody works on it, a tick when they say it is done."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.name)
        self._name = step.name

    def show_standing(self, standing: StepIs | None, words: Translator) -> None:
        said = words(STANDING[standing]) if standing is not None else ""
        self._icon = "heart" if standing is StepIs.WORKING_ON_IT else ""
        self._is_ticked = standing is StepIs.DONE
        self.set_on(standing is not None)
        self.set_count(f"· {said}" if said else "")
        self.setAccessibleName(words(N_("{step}: {standing}"), step=self._name, standing=said) if said else self._name)
        self.updateGeometry()
        self.update()
