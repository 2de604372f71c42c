"""What the pages that hand over, move and adjust stock share: the line, the lines, day and site, the foot.

A page of its own adds what it is about, what stands beside it, and its words.  It draws a `PaperState`.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outreach.stock.count_sides import SideNotSaid
from outreach.stock.paper_reading import OpenedPaper
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, ProblemRow, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scanner import Scanner
from outreach.ui.shared.scrolling import following, see_through
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shortcuts import Key, bind, tag
from outreach.ui.stock.doing import Doing
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.day_button import DayButton
from outreach.ui.stock.paper.draft import Place
from outreach.ui.stock.paper.line import Look
from outreach.ui.stock.paper.lines import Heads, PaperLines
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.paper.preview import PaperPreview, Printing
from outreach.ui.stock.paper.quick import Offered, QuickLine
from outreach.ui.stock.paper.state import PaperState
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.receive_words import KEPT
from outreach.ui.stock.scan_panel import ScanPanel
from outreach.ui.stock.state import Posted
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color
from outreach.vocabulary import CountSide
from outreach.words import words_for

# Widths of the page in pixels of the design, before the text size.
_NO_SIDE_BELOW, _STACKED_BELOW, _HEADS_BELOW, _LOW_BELOW, _SIDE = 1000, 820, 720, 540, 340
_LINES_LEAST = 84
_SIDES = ((N_("Before"), CountSide.BEFORE), (N_("After"), CountSide.AFTER))


class Part(Protocol):
    """What a page is about, or what stands beside it: draws the state, and says what Tab goes through."""

    @property
    def chain(self) -> list[QWidget]: ...
    def show_state(self, state: Any) -> None: ...


class PaperPage(Doing):
    """A page says `title`, `hint`, `post_label`, `nothing`; makes its presenter, its parts and its words."""

    title, again, hint, post_label, side_label = "", "", "", "", ""
    begun_said = ("", "")
    asks_site = False  # its form asks where from; else the top does
    lines_name = ""  # where they take the keyboard, whose arrows then scroll them
    nothing = ("", "")

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._attended = 0
        self._is_beside = False
        self._chain: list[QWidget] = []
        self.presenter: Any = self.make_presenter(tasks, stock)
        self._about: Any = self.make_about()
        self._side: Any = self.make_side()
        self.printing = Printing(self)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What each page says of its own

    def make_presenter(self, tasks: Tasks, stock: Stock) -> PaperPresenter:
        raise NotImplementedError

    def make_about(self) -> QWidget:
        raise NotImplementedError

    def make_side(self) -> QWidget:
        raise NotImplementedError

    def make_lines(self) -> QWidget:
        return PaperLines(self.presenter, self._words, self._words(N_("Lines")))

    def make_find(self) -> QuickLine:
        return QuickLine(self._words)

    def make_offered(self) -> Offered:
        return Offered(self.presenter, self._words)

    def make_foot_buttons(self) -> Sequence[Button]:
        return ()

    def look(self, state: Any) -> Look | None:
        """The columns of its lines; None where they have their own."""
        raise NotImplementedError

    def foot(self, state: Any) -> str:
        raise NotImplementedError

    def counts_as(self, state: Any) -> str:
        """Beside the totals: what the paper counts as."""
        raise NotImplementedError

    def field_about(self, place: Place) -> QWidget | None:
        """The field of the part it is about that a problem belongs to."""
        raise NotImplementedError

    # What the room asks

    @property
    def has_work(self) -> bool:
        return bool(self.presenter.state.draft.is_begun)

    def begun(self) -> str:
        draft = self.presenter.state.draft
        return self._words.count(*self.begun_said, len(draft.items)) if draft.is_begun else ""

    def begin(self, item_id: Any) -> None:
        self.presenter.begin(item_id)

    def take_up(self, what: object) -> None:
        if isinstance(what, OpenedPaper):
            self.presenter.write_again(what)
        else:
            super().take_up(what)

    def keep(self) -> None:
        self.presenter.keep()

    def bring_back_kept(self, said: str) -> None:
        self.presenter.bring_back_kept(said)

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        self.printing.forget()
        self._preview.forget()
        self.close_preview()
        self.presenter.forget()

    def not_answered(self) -> None:
        self.presenter.not_answered()

    def focus_first(self) -> None:
        """Begin where the keyboard was asked to go last: a draft goes on where it was left."""
        self._attend(self.presenter.state.attention[1])

    # Drawing

    def show_state(self, state: PaperState) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_top(state)
        self._about.show_state(state)
        self._side.show_state(state)
        self._find.set_text(state.typed)
        self._offered.show_state(state)
        self._scan.show_question(state.asked)
        self._show_lines(state)
        self._show_foot(state)
        self._show_problems(state)
        self._order()
        number, place = state.attention
        if number != self._attended:
            self._attended = number
            self._attend(place)
        self.touched.emit()

    def show_preview(self, title: str, pdf: bytes, *, may_print: bool) -> None:
        self._preview.show_pdf(title, pdf, may_print=may_print)
        self._stack.setCurrentWidget(self._preview)
        self._preview.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_preview(self) -> bool:
        """Back to the paper; say whether a preview was open."""
        was_open = self._stack.currentWidget() is self._preview
        if was_open:
            self._stack.setCurrentWidget(self._body)
            self._preview.show_pdf("", b"", may_print=False)
            self.focus_first()
        return was_open

    def _show_top(self, state: PaperState) -> None:
        is_short = self._is_narrower_than(_NO_SIDE_BELOW)
        is_again = state.draft.stood is not None
        hint = self._words(self.hint)
        if state.draft.stood is not None:
            hint = self._words(N_("In place of the one of {day}"), day=self._words.day(state.draft.stood.on))
        title = self._words(self.again if is_again else self.title)
        self._top.set_title(title, "" if is_short else hint)
        is_said = state.draft.is_begun and not self._is_narrower_than(1240 if is_again else _NO_SIDE_BELOW)
        self._chip.set_status(Mark.NEUTRAL, self._words(KEPT) if is_said else "")
        self._day.show_day(state.day, state.today, is_short=is_short)
        sites = [site for site in state.catalog.sites if not site.is_machine] if state.catalog else []
        self._site.set_choices([(site.id, site.name) for site in sites], now=state.site_id)
        set_shown(self._site, len(sites) > 1 and not self.asks_site)

    def _show_lines(self, state: PaperState) -> None:
        look, has_lines = self.look(state), bool(state.draft.lines)
        # Names of syringes differ at their ends; where figures need their heads, they keep them longer.
        stacked_below = _STACKED_BELOW if look is Look.LOTS else _HEADS_BELOW
        is_stacked = self._left.width() < theme.px(stacked_below)
        if look is not None:
            self._lines.set_look(look, is_stacked=is_stacked)
        self._lines.show_state(state)
        for one, heads in self._heads.items():
            set_shown(heads, has_lines and one is look and not is_stacked)
        set_shown(self._scroll, has_lines)
        set_shown(self._empty, not has_lines)
        says = bool(state.typed.strip() or state.heard)
        set_shown(self._offered, says or not has_lines or not self._is_low)

    def _show_foot(self, state: PaperState) -> None:
        words, totals = self._words, state.totals()
        self._syringes.show_figure(totals.syringes)
        self._doses.show_figure(totals.doses)
        self._put_in.show_figure(totals.put_in)
        self._counts_as.set_text(self.counts_as(state))
        set_shown(self._sums, bool(state.draft.lines) and not self._is_low)
        self._foot.set_text(self.foot(state))
        set_shown(self._foot_icon, bool(self._foot.text()))
        set_shown(self._clear, state.draft.is_begun)
        set_shown(self._bring_back, state.cleared is not None)
        self._post.set_label(words(self.label_of_post(state)))

    def label_of_post(self, _state: Any) -> str:
        return self.post_label

    def _show_problems(self, state: PaperState) -> None:
        words = self._words
        self._say_refusal(state)
        said = " ".join(wording.problem(one.what, words) for one in state.problems if not one.place.key)
        self._problem.say(said)
        self._find.setAccessibleDescription(said)

    def _say_refusal(self, state: PaperState) -> None:
        """A question has its answers beside it, any other refusal says what to do."""
        words, refusal = self._words, state.refusal
        set_shown(self._notice, refusal is not None)
        if refusal is None:
            self._banner.clear()
            self._banner.choices()
        elif isinstance(refusal, SideNotSaid):
            was_asked = self._banner.isVisible()
            said = words(N_("Did this come before or after the count?"))
            self._banner.say(Tone.INFO, words(N_("That day was counted.")), said)
            self._banner.choices(*((words(one), partial(self.presenter.choose_side, side)) for one, side in _SIDES))
            if not was_asked:
                self._banner.focus_first()
        else:
            self._banner.say(Tone.OUT, words(N_("Not recorded yet.")), words_for(refusal, words))
            self._banner.choices()

    def _attend(self, place: Place) -> None:
        widget = self._lines.field(place) if place.key else self.field_about(place)
        widget = widget or self._find
        if isinstance(widget, QLineEdit):
            widget.selectAll()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_in_sight()

    def _order(self) -> None:
        """Tab goes in reading order; what is made later would else come last."""
        scrolled = [self._scroll] if self.lines_name else []
        chain = [
            self._day, self._site, *self._about.chain, self._find, *self._lines.chain, *scrolled, *self._side.chain,
            self._bring_back, self._clear, *self._foot_buttons, self._post,
        ]  # fmt: skip
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _keep_in_sight(self) -> None:
        """Scroll to the line the keyboard is in."""
        line = self._lines.line_of(QApplication.focusWidget())
        if line is not None:
            self._scroll.ensureWidgetVisible(line, 0, theme.px(24))

    def _adapt(self) -> None:
        is_narrow = self._is_narrower_than(_NO_SIDE_BELOW)
        if is_narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            self._side.setFixedWidth(theme.px(_SIDE if not self._is_narrower_than(1240) else 300))
        set_shown(self._beside, is_narrow)
        self._is_beside &= is_narrow
        set_shown(self._left, not self._is_beside)
        set_shown(self._side, not is_narrow or self._is_beside)
        self._show_beside()
        self._show_top(self.presenter.state)
        self._show_lines(self.presenter.state)
        self._show_foot(self.presenter.state)

    @property
    def _is_low(self) -> bool:
        """What is said around the lines gives way to the lines."""
        return self.height() < theme.px(_LOW_BELOW)

    def _show_beside(self) -> None:
        self._beside.set_label(self._words(N_("Back to the lines") if self._is_beside else self.side_label))

    # What was pressed

    def _turn_over(self) -> None:
        """Where there is no room for both: what stands beside, or the lines again."""
        self._is_beside = not self._is_beside
        self._adapt()

    def _go_back(self) -> None:
        """Esc closes what is open first."""
        if self.close_preview() or self.presenter.scanning.never_mind():
            return
        if self._find.text():
            self.presenter.find("")
        else:
            self.left.emit()

    def _focus_find(self) -> None:
        self.close_preview()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def _open_lots(self) -> None:
        line = self._lines.line_of(QApplication.focusWidget()) or self._lines.last
        if line is not None:
            line.open_lots()

    def _print_preview(self) -> None:
        if self._stack.currentWidget() is self._preview and self._preview.may_print:
            self.printing.ask(self._preview.pdf, self._preview.title)
        else:
            self.preview_pressed()

    def preview_pressed(self) -> None:
        """Ctrl+P: show the page as it will be printed."""

    def is_posted(self, posted: Posted) -> None:
        self.posted.emit(posted)

    # Building

    def _make(self) -> None:
        words, presenter = self._words, self.presenter
        self._day = DayButton(words, self)
        self._site = MenuButton(icon="site", name=words(N_("From site")))
        self._beside, self._chip = Button(), StatusChip(Mark.NEUTRAL, height=24)
        self._top = TopBar(
            words(self.title), back=words(N_("Stock")), right=[self._chip, self._beside, self._day, self._site]
        )
        self._find = self.make_find()
        tag(Key.QUICK_ADD, self._find)
        self._offered = self.make_offered()
        self._scan = ScanPanel(presenter.scanning, words)
        self._banner = Banner()
        self._problem = ProblemRow((14, 4, 14, 4))
        self._heads = {look: Heads(look, words) for look in Look}
        self._lines: Any = self.make_lines()
        self._empty = EmptyState("box", words(self.nothing[0]), words(self.nothing[1]))
        self._syringes, self._doses = _Figure(N_("syringes"), words), _Figure(N_("naloxone doses"), words)
        self._put_in = _Figure(N_("units put in"), words)
        self._counts_as = ElidedLabel(role="small2")
        self._foot_icon, self._foot = IconLabel("info", Color.TEXT2, icons.S), ElidedLabel(role="small2")
        self._clear = Button(words(N_("Clear")), kind=Kind.FAINT, size=Size.LARGE)
        self._bring_back = Button(words(N_("Bring back")), kind=Kind.QUIET, size=Size.LARGE, icon="take-back")
        self._foot_buttons = tuple(self.make_foot_buttons())
        self._post = Button(words(self.post_label), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.POST.shown)
        self._preview = PaperPreview(words)

    def _lay_out(self) -> None:
        self._left = self._left_panel()
        self._body = QWidget()
        body = Row(gap=10, edges=(12, 10))
        body.addWidget(self._left, 1)
        body.addWidget(self._side)
        self._body.setLayout(body)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self._preview)
        foot = Row(self._foot_icon, gap=8, edges=(16, 8))
        self._foot_icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        foot.addWidget(self._foot, 1)
        for button in (self._bring_back, self._clear, *self._foot_buttons, self._post):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._stack, 1)
        column.addWidget(Panel(foot, role="bottom-bar"))

    def _left_panel(self) -> Panel:
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(14, 4, 14, 8)))
        name = self._words(self.lines_name) if self.lines_name else ""
        self._scroll = see_through(self._lines, name=name, least=_LINES_LEAST)
        find = Column(self._find, self._offered, gap=7, edges=(14, 10, 14, 10))
        inside = Column(self._about, self._problem, find, self._scan, self._notice, Rule(), gap=0)
        for heads in self._heads.values():
            inside.addWidget(heads)
        inside.addWidget(self._scroll, 1)
        inside.addWidget(self._empty, 1)
        content = QWidget()
        content.setLayout(inside)
        content.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than its panel
        self._sums = QWidget()
        sums = Row(self._syringes, self._doses, self._put_in, gap=16, edges=(14, 9, 14, 10))
        self._counts_as.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        sums.addWidget(self._counts_as, 1)
        self._sums.setLayout(Column(Rule(), sums, gap=0))
        column = Column(gap=0, edges=1)
        column.addWidget(following(content), 1)
        column.addWidget(self._sums)
        return Panel(column, name=self._words(self.title))

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self.left)
        self._beside.clicked.connect(self._turn_over)
        self._day.day.connect(presenter.choose_day)
        self._site.chosen.connect(presenter.choose_site)
        self._find.textEdited.connect(presenter.find)
        self._find.entered.connect(presenter.add_match)
        self._find.stepped.connect(presenter.step)
        self._lines.grew.connect(self._keep_in_sight)
        self._clear.clicked.connect(presenter.clear)
        self._bring_back.clicked.connect(presenter.bring_back)
        self._post.clicked.connect(presenter.post)
        self._preview.closed.connect(self.close_preview)
        self._preview.print_pressed.connect(self._print_preview)
        Scanner(presenter, self._find, self)
        bind(Key.POST, self, presenter.post)
        bind(Key.LOT, self, self._open_lots)
        bind(Key.QUICK_ADD, self, self._focus_find)
        bind(Key.FIND, self, self._focus_find)
        bind(Key.PRINT, self, self._print_preview)
        bind(Key.BACK, self, self._go_back)


class _Figure(QWidget):
    """`1,000 syringes`; not there at nothing."""

    def __init__(self, unit: str, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._number = Label(role="small-strong")
        self.setLayout(Row(self._number, Label(words(unit), "small2"), gap=4))

    def show_figure(self, n: int) -> None:
        self._number.set_text(self._words.number(n))
        set_shown(self, n > 0)
