"""A report, a drug check, a collection or a pick-up opened; two reports of one event are said to be so here too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui.history import records
from outreach.ui.history.chosen import Chosen, ChosenPanel
from outreach.ui.history.state import State, Together
from outreach.ui.history.wording import by, reason
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.timeline_steps import Step
from outreach.visits.beside import OpenedRecord


class RecordPanel(ChosenPanel):
    """`link(happened_id)`: it is of one event with another report; `part()`: it is of one of its own.

    `add_result` is the button of a sample that waits for its result.
    """

    link = Signal(object)
    part = Signal()

    def __init__(self, words: Translator) -> None:
        self._same = _SameEvent(words)
        self.add_result = Button(words(N_("Add the result")), size=Size.SMALL)
        between = QWidget()
        between.setLayout(Column(Row(self.add_result, None), self._same, gap=0))
        hint = words(N_("Correcting keeps what was said before. Tallies follow."))
        name, says = words(N_("The record chosen")), words(N_("What the record says"))
        super().__init__(words, name, says, hint, between)
        self._same.which.chosen.connect(self.link)
        self._same.apart.clicked.connect(self.part)

    def show_state(self, state: State) -> None:
        record, center = state.record, state.catalog
        if record is None or center is None:
            return
        words = self._words
        spoken = [version for version in record.versions if version.voided is None]
        facts = records.facts(record.now, center, state.lists, words)
        facts.append((words(N_("Entered")), by(record.versions[0], words), ""))
        self.show_chosen(
            Chosen(
                records.heading(record, words), tuple(facts), tuple(_steps(record, state, words)),
                is_corrected=len(spoken) > 1, is_void=record.is_void,
                is_open=record.is_open, why_not=state.not_voided,
            )
        )  # fmt: skip
        set_shown(self.add_result, record.is_waiting)
        self._same.show_together(state.together, center)


class _SameEvent(QWidget):
    """The other reports of the event, and those that could be of it: said by somebody, never guessed."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._title = Label(words(N_("Same event")), "h3")
        self._said = Label(role="small", wraps=True)
        self.apart = Button(words(N_("It is a different one")), size=Size.SMALL)
        self.which = MenuButton(size=Size.SMALL, name=words(N_("Same event as another report")))
        buttons = Row(self.which, self.apart, None, gap=6)
        self.setLayout(Column(self._title, self._said, buttons, gap=6, edges=(0, 6)))

    def show_together(self, together: Together, center: Catalog) -> None:
        words = self._words
        set_shown(self, bool(together.others or together.maybe))
        told = "; ".join(records.of_event(one, center, words) for one in together.others)
        self._said.set_text(
            words(N_("Counted once, with: {reports}."), reports=told)
            if told
            else words(N_("Two reports of one event count once."))
        )
        set_shown(self.apart, bool(told))
        maybe = [(one.happened_id, records.of_event(one, center, words)) for one in together.maybe]
        self.which.set_choices(maybe)
        self.which.show_text(words(N_("Same event as…")))
        set_shown(self.which, bool(maybe))


def _steps(record: OpenedRecord, state: State, words: Translator) -> list[Step]:
    """First entry, what each correction said anew, and why it was voided."""
    center = state.catalog
    if center is None:
        return []
    steps = [Step(words(N_("First entry")), by(record.versions[0], words), "")]
    for before, version in zip(record.versions, record.versions[1:], strict=False):
        if version.voided is not None:
            steps.append(Step(words(N_("Voided")), by(version, words), reason(version.voided, words)))
        else:
            said = records.changed(version, before, center, state.lists, words)
            steps.append(Step(words(N_("Corrected entry")), by(version, words), said))
    return steps
