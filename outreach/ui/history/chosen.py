"""What was chosen in the list: its facts, what changed, and correcting or voiding it.  Visits and records alike."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import see_through
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shared.timeline import Timeline
from outreach.ui.shared.timeline_steps import Step
from outreach.ui.shortcuts import Key
from outreach.words import words_for

Fact = tuple[str, str, str]
"""Title, text, and a quieter line below."""
_TITLE = 104


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the panel says; `is_open`: it may be corrected and voided here."""

    heading: str
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    is_corrected: bool
    is_void: bool
    is_open: bool
    why_not: Refusal | None = None


class ChosenPanel(QWidget):
    """`correct` and `void` are its buttons; `between` stands below the facts."""

    def __init__(self, words: Translator, name: str, says: str, hint: str, between: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words = words
        self._title = Label(role="h2", wraps=True)
        self._mark = StatusChip()
        self._facts = Lines[Fact](_FactLine, says)
        self._timeline = Timeline(words(N_("What changed")))
        self._why_not, self._hint = Label(role="error", wraps=True), Label(hint, "quiet", wraps=True)
        self.correct = Button(
            words(N_("Correct")), kind=Kind.PRIMARY, size=Size.LARGE, icon="edit", key=Key.CORRECT.shown
        ).fill_width()
        self.void = Button(words(N_("Void")), kind=Kind.DANGER, size=Size.LARGE, icon="close")
        self._arrange(name, between)

    def show_chosen(self, chosen: Chosen) -> None:
        words = self._words
        self._title.set_text(chosen.heading)
        mark = Mark.VOIDED if chosen.is_void else Mark.CORRECTED
        said = N_("Voided") if chosen.is_void else N_("Corrected")
        self._mark.set_status(mark, words(said) if chosen.is_void or chosen.is_corrected else "")
        self._facts.show_values([fact for fact in chosen.facts if fact[1]])
        self._timeline.show_steps(list(chosen.steps))
        set_shown(self._past, len(chosen.steps) > 1)
        self._why_not.set_text(words_for(chosen.why_not, words) if chosen.why_not else "")
        set_shown(self._why_not, chosen.why_not is not None)
        for widget in (self._hint, self.correct, self.void):
            set_shown(widget, chosen.is_open)

    def _arrange(self, name: str, between: QWidget) -> None:
        head = Row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._past = QWidget()
        past = Column(Rule(), Label(self._words(N_("What changed")), "h3"), self._timeline, gap=8, edges=(0, 8, 0, 0))
        self._past.setLayout(past)
        inside = QWidget()
        inside.setLayout(Column(head, self._facts, between, self._past, None, gap=8, edges=14))
        scroll = see_through(inside, name=name)
        foot = Column(self._why_not, self._hint, Row(self.correct, self.void, gap=8), gap=8, edges=(14, 8, 14, 14))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)


class _FactLine(QWidget):
    """`Returned   120 syringes, counted`, and a quieter line below."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._text = Label(role="small2", wraps=True), Label(role="small", wraps=True)
        self._quiet = Label(role="quiet", wraps=True)
        beside = Column(self._text, self._quiet, None, gap=0)
        row = Row(self._title, gap=8)
        row.addLayout(beside, 1)
        row.setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        self.setLayout(Column(row, gap=0, edges=(0, 3)))

    def show_value(self, value: Fact) -> None:
        title, text, quiet = value
        self._title.setFixedWidth(theme.px(_TITLE))
        self._title.set_text(title)
        self._text.set_text(text)
        self._quiet.set_text(quiet)
        set_shown(self._quiet, bool(quiet))
