"""This visit: what is on it, what it adds up to, and Save.  Save is never grey; it asks in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.amount_line import AmountLine
from outreach.ui.desk.aside_row import AsideRow
from outreach.ui.desk.basket_line import BasketLine
from outreach.ui.desk.draft import totals
from outreach.ui.desk.extra_line import ExtraLine, extras
from outreach.ui.desk.lines import LineKey
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Doubt, Question, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.control import Piece, width_of
from outreach.ui.shared.labels import IconLabel, Label, set_role
from outreach.ui.shared.notices import EmptyState
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import see_through
from outreach.ui.shortcuts import Key
from outreach.ui.theme import Color
from outreach.words import words_for

WIDTH, WIDE = 308, 360
_TOTAL_GAP = 5


class Basket(QFrame):
    """`went_on`: Enter in an amount; `line_made`: there is one more for the keyboard to go through.

    `asked_in_place`: a question stands here, laid out by the time it is heard.
    """

    went_on = Signal()
    line_made = Signal()
    asked_in_place = Signal()

    def __init__(
        self,
        presenter: DeskPresenter,
        words: Translator,
        hint: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.setAccessibleName(words(N_("This visit")))
        self._presenter, self._words = presenter, words
        self._people = Label(role="small2")
        self._times = Button(kind=Kind.QUIET, size=Size.TINY, key=Key.TIMES.shown)
        self._times.clicked.connect(presenter.what.times_people)
        title = Label(words(N_("This visit")), "h2")
        self._header = Row(title, None, self._times, self._people, edges=(12, 11, 12, 9))
        self._empty = EmptyState(
            "box", words(N_("Nothing added yet")), words(N_("Add items in any order. Save when you are ready."))
        )
        self._lines: list[BasketLine] = []
        self._extras: list[ExtraLine] = []
        self._returned, self._care = _Fact(words(N_("Returned"))), _Fact(words(N_("Care")))
        self._facts = Column(self._returned, self._care, gap=0, edges=(12, 8, 12, 8))
        self._list, self._behind = Column(gap=0), Column(gap=0)
        self._inside = Column(self._list, self._behind, self._facts, None, gap=0)
        self._body = QWidget()
        self._body.setLayout(self._inside)
        self._scroll = see_through(self._body)
        self.aside = _InPlace("hold", is_one_row=True)
        self.unsaved = _InPlace("warning")
        self.asked, self.doubt = _InPlace("info"), _InPlace("warning")
        self._notes = Column(self.doubt, self.aside, self.unsaved, self.asked, gap=8, edges=(12, 0, 12, 10))
        self.foot = Foot(presenter, words)
        column = Column(self._header, Rule(), gap=0)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        if hint is not None:
            column.addWidget(hint)
        column.addLayout(self._notes)
        column.addWidget(self.foot)
        self.setLayout(column)
        self._question = Question.NONE
        theme.changed.connect(self._measure)

    def show_state(self, state: State) -> None:
        draft = state.draft
        self._people.set_text(wording.for_people(draft.for_people, self._words))
        said = wording.times_people(draft, self._words)
        self._times.setVisible(bool(said))
        self._times.set_label(said)
        self._show_notes(state)
        if state.catalog is None:
            return
        self._show_lines(state)
        self._returned.say(wording.returned(draft.returned, state.catalog, self._words))
        services = [service.name for service in state.catalog.services if service.id in draft.services]
        referrals = [referral.name for referral in state.catalog.referrals if referral.id in draft.referrals]
        arrived = [referral.name for referral in state.catalog.referrals if referral.id in draft.arrived]
        self._care.say(wording.care(services, referrals, arrived, self._words))
        self._empty.setVisible(draft.has_nothing)
        self._scroll.setVisible(not draft.has_nothing)
        self.foot.show_state(state)

    def settle(self) -> None:
        """Take an amount at its word that is emptied but not yet left: the line goes."""
        for line in (*self._lines, *self._extras):
            if line.isVisibleTo(self):
                line.settle()

    def line_at(self, key: LineKey, page: QWidget) -> QRect:
        """Where a line stands on the page; the whole basket for one that is not shown."""
        shown = next((line for line in self._lines if line.key == key and line.isVisibleTo(self)), None)
        if shown is not None:
            self._scroll.ensureWidgetVisible(shown)
        widget: QWidget = shown or self
        return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())

    @property
    def focused(self) -> LineKey | None:
        """The line the keyboard is in."""
        focused = QApplication.focusWidget()
        return next((line.key for line in self._lines if focused and line.isAncestorOf(focused)), None)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._header.set_edges((12, 8, 12, 8) if is_compact else (12, 11, 12, 9))
        for line in (*self._lines, *self._extras):
            line.set_compact(is_compact)
        self._is_compact = is_compact

    def set_in_column(self, is_in_column: bool) -> None:  # noqa: FBT001 - it is the state
        """In one column with the rest: as high as its lines; totals and Save are in the bar below the page."""
        self.foot.set_in_column(is_in_column)
        self._is_in_column = is_in_column
        self._measure()

    _is_compact = _is_in_column = False

    def _show_lines(self, state: State) -> None:
        lines = state.draft.lines
        while len(self._lines) < len(lines):
            self._lines.append(self._new_line())
            self.line_made.emit()
        for widget, line in zip(self._lines, lines, strict=False):
            widget.show_line(line, state)
            widget.show()
        for widget in self._lines[len(lines) :]:
            widget.hide()
        self._show_extras(state)
        if self._is_in_column:
            self._measure()

    def _show_extras(self, state: State) -> None:
        shown = extras(state, self._presenter)
        while len(self._extras) < len(shown):
            self._extras.append(ExtraLine(self._words, self._body))
            self._take(self._extras[-1], self._behind)
            self.line_made.emit()
        for place, widget in enumerate(self._extras):
            if place < len(shown):
                widget.show_extra(*shown[place])
            widget.setVisible(place < len(shown))

    def _new_line(self) -> BasketLine:
        """Lines are made once and used again for the next visit."""
        line = BasketLine(self._presenter, self._words, self._body)
        self._take(line, self._list)
        return line

    def _take(self, line: AmountLine, into: Column) -> None:
        line.entered.connect(self.went_on)
        line.set_compact(self._is_compact)
        into.addWidget(line)

    def _show_notes(self, state: State) -> None:
        words = self._words
        cleared = next((place for place, kept in enumerate(state.aside) if kept.was_cleared), None)
        if cleared is not None and state.correction is None:
            again = partial(self._presenter.bring_back, cleared)
            self.aside.say(wording.aside(state.aside[cleared], words), (words(N_("Bring back")), again))
        else:
            self.aside.hide()
        self._doubt(state.doubt, state.insisted)
        if state.unsaved:
            fact = words(N_("Not saved yet. Your entry is safe."))
            refusal = state.unsaved[0].refusal
            self.unsaved.say(
                f"{fact} {words_for(refusal, words)}" if refusal else fact,
                (words(N_("Try again")), self._presenter.try_again),
                (words(N_("Open it")), self._presenter.correct_unsaved),
            )
        else:
            self.unsaved.hide()
        self._ask(state.question)

    def _doubt(self, doubt: Doubt | None, insisted: int) -> None:
        is_wanted, self._insisted = insisted != self._insisted, insisted
        if doubt is self._doubted and not is_wanted:
            return
        self._doubted = doubt
        if doubt is None:
            self.doubt.hide()
            return
        text, lots = wording.doubt(doubt, self._words), self._presenter.lots
        self.doubt.say(text, (self._words(N_("Give it")), lots.give_it), (self._words(N_("Another lot")), lots.another))
        if is_wanted:
            self.doubt.buttons[0].setFocus()
            self.asked_in_place.emit()
        announce(self, text, at_once=True)

    _doubted: Doubt | None = None
    _insisted = 0

    def _ask(self, question: Question) -> None:
        if question is self._question:
            return
        self._question = question
        if question not in (Question.NOTHING_ENTERED, Question.ASIDE_FULL):
            self.asked.hide()
            return
        text = self._words(wording.QUESTIONS[question])
        keep_on = (self._words(N_("Keep on")), self._presenter.keep_on)
        if question is Question.ASIDE_FULL:
            self.asked.say(text, keep_on)
        else:
            self.asked.say(text, (self._words(N_("Save")), self._presenter.save_nothing), keep_on)
            self.asked.buttons[0].setFocus()
        announce(self, text, at_once=True)
        self.asked_in_place.emit()

    def _measure(self) -> None:
        height = self._body.sizeHint().height() if self._is_in_column else 0
        self._scroll.setMinimumHeight(height)


class Foot(QWidget):
    """Totals and Save."""

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = words
        self.syringes, self.doses = Total(), Total()
        self.save = Button(words(N_("Save visit")), kind=Kind.PRIMARY, size=Size.SAVE, key=Key.SAVE_VISIT.shown)
        self.save.fill_width()
        self.save.clicked.connect(presenter.save)
        self.clear = Button(words(N_("Clear")), kind=Kind.FAINT, size=Size.SMALL, key=Key.CLEAR.shown)
        self.clear.clicked.connect(presenter.clear)
        self.set_aside = Button(words(N_("Set aside")), size=Size.SMALL, key=Key.SET_ASIDE.shown)
        self.set_aside.clicked.connect(presenter.aside.set_aside)
        self.aside = AsideRow(presenter, words)
        sums = Row(self.syringes, None, self.doses)
        under = Row(self.set_aside, None, self.clear)
        inside = Column(sums, self.save, under, self.aside, gap=8, edges=(12, 10, 12, 8))
        self.setLayout(Column(Rule(), inside, gap=0))

    def set_in_column(self, is_in_column: bool) -> None:  # noqa: FBT001 - it is the state
        for widget in (self.syringes, self.doses, self.save):
            widget.setVisible(not is_in_column)

    def show_state(self, state: State) -> None:
        self.aside.show_state(state)
        self.save.set_label(self._words(wording.save(state)))
        for widget in (self.set_aside, self.clear):  # what a visit corrected was is in the file
            widget.setVisible(state.correction is None)
        if state.catalog is not None:
            sums = totals(state.draft.lines, state.catalog)
            self.syringes.say(
                sums.syringes, self._words.count(N_("syringe"), N_("syringes"), sums.syringes), self._words
            )
            doses = self._words.count(N_("naloxone dose"), N_("naloxone doses"), sums.doses)
            self.doses.say(sums.doses, doses, self._words)


class Total(QLabel):
    """A bold figure and what it counts.  It draws itself: a label would lay out the page again at each digit."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, figure: int, of: str, words: Translator) -> None:
        said = (words.number(figure), of)
        if said == tuple(piece.text for piece in self._pieces):
            return
        before = self.sizeHint()
        self._pieces = (
            Piece(said[0], size=16, weight=theme.SEMIBOLD),
            Piece(of, weight=theme.REGULAR, ink=Color.TEXT2),
        )
        self.setAccessibleName(f"{said[0]} {of}")
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of([*self._pieces], _TOTAL_GAP) + 1, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._pieces:
            self._draw(QPainter(self), *self._pieces)

    def _draw(self, painter: QPainter, figure: Piece, of: Piece) -> None:
        """Both on one line, as words of two sizes stand."""
        base = (self.height() + QFontMetrics(theme.font(figure.size)).capHeight()) // 2
        x = 0
        for piece in (figure, of):
            painter.setFont(theme.font(piece.size, piece.weight))
            painter.setPen(theme.color(piece.ink))
            painter.drawText(x, base, piece.text)
            x += piece.width + theme.px(_TOTAL_GAP)


class _Fact(QWidget):
    """`Returned   about 35 syringes`; not there when there is nothing to say."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._text = Label(title, "small2"), Label(role="small", wraps=True)
        row = Row(self._title, gap=8)
        row.addWidget(self._text, 1)
        row.setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
        self.hide()
        theme.changed.connect(self._measure)
        self._measure()

    def say(self, text: str) -> None:
        self._text.set_text(text)
        self.setVisible(bool(text))

    def _measure(self) -> None:
        self._title.setMinimumWidth(theme.px(66))


class _InPlace(QFrame):
    """A question or a notice where it concerns, in the narrow basket: words, and one or two quiet buttons."""

    def __init__(self, icon: str, *, is_one_row: bool = False) -> None:
        super().__init__()
        set_role(self, "banner-low" if icon == "warning" else "banner-info")
        self._text = Label(role="small", wraps=not is_one_row)
        self._then: list[Callable[[], None]] = []
        self._buttons = [Button(kind=Kind.QUIET, size=Size.SMALL), Button(kind=Kind.QUIET, size=Size.SMALL)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, place=place: self._then[place]())
        words = Row(IconLabel(icon, Color.LOW if icon == "warning" else Color.ACCENT), gap=8)
        words.addWidget(self._text, 1)
        buttons = Row(None, *self._buttons, gap=2)
        if is_one_row:
            words.addLayout(buttons)
            self.setLayout(Row(words, edges=(10, 3, 4, 3)))
        else:
            self.setLayout(Column(words, buttons, gap=2, edges=(10, 8, 4, 4)))
        self.hide()

    @property
    def buttons(self) -> list[Button]:
        return self._buttons

    def say(self, text: str, *choices: tuple[str, Callable[[], None]]) -> None:
        self._text.set_text(text)
        self.setAccessibleName(text)
        self._then = [then for _, then in choices]
        for button, choice in zip(self._buttons, (*choices, None)[: len(self._buttons)], strict=False):
            button.setVisible(choice is not None)
            button.set_label(choice[0] if choice else "")
        self.setVisible(True)
