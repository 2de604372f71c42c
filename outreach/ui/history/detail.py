"""The visit opened: what it says, the lots it left from, what changed, and correcting or voiding it.  Never a code."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.history import facts, wording
from outreach.ui.history.state import State
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
from outreach.visits.opened import HandedOut, Opened, Version
from outreach.words import words_for

_TITLE = 104


class VisitPanel(QWidget):
    """`correct` and `void` are its buttons."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setAccessibleName(words(N_("The visit chosen")))
        self._words = words
        self._title = Label(role="h2")
        self._mark = StatusChip()
        self._facts = Lines[tuple[str, str, str]](_Fact, words(N_("What the visit says")))
        self._timeline = Timeline(words(N_("What changed")))
        self.sheet = ""
        self.open_sheet = Button(kind=Kind.QUIET, size=Size.SMALL)
        self._why_not = Label(role="error", wraps=True)
        self._hint = Label(
            words(N_("Correcting keeps every earlier version. Stock and tallies follow.")), "quiet", wraps=True
        )
        self.correct = Button(
            words(N_("Correct")), kind=Kind.PRIMARY, size=Size.LARGE, icon="edit", key=Key.CORRECT.shown
        ).fill_width()
        self.void = Button(words(N_("Void")), kind=Kind.DANGER, size=Size.LARGE, icon="close")
        self._arrange()

    def show_state(self, state: State) -> None:
        visit, center = state.opened, state.catalog
        if visit is None or center is None:
            return
        words = self._words
        self._title.set_text(wording.heading(visit, words))
        is_corrected = len([version for version in visit.versions if version.voided is None]) > 1
        mark = Mark.VOIDED if visit.is_void else Mark.CORRECTED
        said = N_("Voided") if visit.is_void else N_("Corrected")
        self._mark.set_status(mark, words(said) if visit.is_void or is_corrected else "")
        self._facts.show_values(self._facts_of(visit, center))
        self.sheet = visit.sheet[0] if visit.sheet else ""
        self.open_sheet.set_label(words(N_("Open sheet {number}"), number=self.sheet))
        set_shown(self.open_sheet, bool(self.sheet))
        steps = _steps(visit, center, words)
        self._timeline.show_steps(steps)
        set_shown(self._past, len(steps) > 1)
        self._why_not.set_text(words_for(state.not_voided, words) if state.not_voided else "")
        set_shown(self._why_not, state.not_voided is not None)
        for widget in (self._hint, self.correct, self.void):
            set_shown(widget, not visit.is_void)

    def _facts_of(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        words, line = self._words, visit.now.line
        rows = [
            (words(N_("Who")), facts.who(visit.now, words), ""),
            (words(N_("For how many")), facts.for_how_many(line, words), ""),
            *self._given(visit, center),
            (words(N_("Asked for")), facts.asked_for(line, center, words), ""),
            (words(N_("Returned")), wording.returned_whole(line, words), ""),
            (words(N_("Why naloxone")), wording.why_naloxone(line, words), ""),
            (words(N_("Care")), wording.care(line, center, words), ""),
            (words(N_("Got there")), wording.got_there(line, center), ""),
            *self._answers(visit, center),
            (words(N_("Place")), facts.place(line, center), ""),
            (words(N_("Entered")), _by(visit.versions[0], words), ""),
            (words(N_("Sheet")), facts.sheet(visit, words), ""),
        ]
        return [row for row in rows if row[1]]

    def _answers(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        """One line a question that was asked; one for all where none was."""
        said = facts.answers(visit.now.line, center, self._words)
        title = self._words(N_("Questions"))
        return [(title if place == 0 else "", text, "") for place, text in enumerate(said)]

    def _given(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        words = self._words
        named = [self._line(one, center) for one in visit.given]
        named += [
            (words(N_("{n} {item}"), n=n, item=name), words(N_("not on the list")))
            for name, n in visit.now.line.unlisted
        ]
        title = words(N_("Given"))
        rows = [(title if place == 0 else "", text, quiet) for place, (text, quiet) in enumerate(named)]
        return rows or [(title, words(N_("Nothing")), "")]

    def _line(self, one: HandedOut, center: Catalog) -> tuple[str, str]:
        words = self._words
        lots = [wording.lot(lot, one.item_id, center, words) for lot in one.lots]
        lots += [words(wording.DESPITE[one.despite])] if one.despite else []
        return words(N_("{n} {item}"), n=one.quantity, item=center.item[one.item_id].name), "\n".join(
            dict.fromkeys(lots)
        )

    def _arrange(self) -> None:
        head = Row(self._title, None, self._mark, gap=8)
        self._past = QWidget()
        past = Column(Rule(), Label(self._words(N_("What changed")), "h3"), self._timeline, gap=8, edges=(0, 8, 0, 0))
        self._past.setLayout(past)
        inside = QWidget()
        inside.setLayout(Column(head, self._facts, Row(self.open_sheet, None), self._past, None, gap=8, edges=14))
        scroll = see_through(inside, name=self._words(N_("The visit chosen")))
        buttons = Row(self.correct, self.void, gap=8)
        foot = Column(self._why_not, self._hint, buttons, gap=8, edges=(14, 8, 14, 14))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)


class _Fact(QWidget):
    """`Returned   120 syringes, counted`, and a quieter line below."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._text = Label(role="small2"), Label(role="small", wraps=True)
        self._quiet = Label(role="quiet", wraps=True)
        beside = Column(self._text, self._quiet, gap=0)
        row = Row(self._title, gap=8)
        row.addLayout(beside, 1)
        row.setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        self.setLayout(Column(row, gap=0, edges=(0, 3)))

    def show_value(self, value: tuple[str, str, str]) -> None:
        title, text, quiet = value
        self._title.setFixedWidth(theme.px(_TITLE))
        self._title.set_text(title)
        self._text.set_text(text)
        self._quiet.set_text(quiet)
        set_shown(self._quiet, bool(quiet))


def _steps(visit: Opened, center: Catalog, words: Translator) -> list[Step]:
    """First entry, taken back, corrected entry: what each said that the next does not."""
    steps: list[Step] = []
    versions = visit.versions
    for place, version in enumerate(versions):
        before = versions[place - 1] if place else None
        if version.voided is not None:
            steps.append(Step(words(N_("Voided")), _by(version, words), wording.reason(version, words)))
            continue
        if before is not None:
            steps.append(Step(words(N_("Taken back")), _by(version, words), words(N_("All lines reversed in stock"))))
        after = next((one for one in versions[place + 1 :] if one.voided is None), before)
        name = words(N_("Corrected entry") if before else N_("First entry"))
        steps.append(Step(name, _by(version, words), facts.changed(version, after, center, words)))
    return steps


def _by(version: Version, words: Translator) -> str:
    """When, as finely as we know it, and who: 12 Nov, 2 pm, JM."""
    day = words.day_short(version.recorded_on)
    if version.recorded_hour is None:
        return words(N_("{day}, {who}"), day=day, who=version.staff)
    return words(N_("{day}, {hour}, {who}"), day=day, hour=words.hour(version.recorded_hour), who=version.staff)
