"""The desk.  It draws a `State` and passes on what is pressed; what it means is the presenter's."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.all_items import AllItems
from outreach.ui.desk.aloud import Aloud
from outreach.ui.desk.basket import WIDE, WIDTH, Basket
from outreach.ui.desk.bottom_bar import BottomBar
from outreach.ui.desk.build_code import BuildCode
from outreach.ui.desk.care import CarePanel
from outreach.ui.desk.day_parts import DayParts
from outreach.ui.desk.form import Desk
from outreach.ui.desk.hints import DeskHints
from outreach.ui.desk.over import Over
from outreach.ui.desk.place import PlaceChooser
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.quick_line import QuickLine, Suggestions
from outreach.ui.desk.returned import ReturnedPanel
from outreach.ui.desk.state import Code, State
from outreach.ui.desk.steps_box import StepsBox
from outreach.ui.desk.strip import Strip
from outreach.ui.desk.tiles import Tiles
from outreach.ui.desk.who import WhoPanel
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.hints import Hints
from outreach.ui.shared.idle import steady
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.later import Later
from outreach.ui.shared.panels import TopBar
from outreach.ui.shared.scanner import Scanner
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.sheets.tabs import FOLDED_BELOW, DeskTabs, Tab
from outreach.ui.shortcuts import ASIDE, TILES, Key, bind, tag
from outreach.ui.tasks import Tasks
from outreach.visits.which import Kind, Which
from outreach.vocabulary import EncounterId

# In pixels of the design, before the text size: below these the page is compact, narrow, one column (UI.md section 7).
COMPACT_BELOW, NARROW_BELOW, ONE_COLUMN_BELOW = 720, 1244, 1060
QUESTIONS = 54  # what the optional questions add to its height
LEAST_CARE = 300
LEAST_LIST = 240
WIDE_FROM = 1800
_LABEL = 62
_ANY_WIDTH = 16_777_215  # Qt's own: no limit


class _Part(Protocol):
    """Something on the page that draws its share of a state."""

    def show_state(self, state: State) -> None: ...


class DeskPage(QWidget):
    """One visit.  `refresh`, `forget` and `focus_first` are called by the window.

    `visits_wanted(Which)`: the visits behind a figure of the day; `collected_wanted(Which)`: what came without one;
    `corrected(encounter_id)` once it is in the file, `left_as_it_was` when it was not.
    """

    visits_wanted = Signal(object)
    collected_wanted = Signal(object)
    corrected = Signal(object)
    left_as_it_was = Signal()

    def __init__(
        self,
        tasks: Tasks,
        desk: Desk,
        words: Translator,
        hints: Hints | None = None,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = steady,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._hints = DeskHints(hints, words) if hints and not hints.is_over else None
        self._form: object = None
        self._catalog: object = None
        self._barcode: object = None
        self._drawn: dict[_Part, tuple[object, ...]] = {}
        self._aloud = Aloud(words)
        self.presenter = DeskPresenter(tasks, desk, self.show_state, self.corrected.emit)
        self._make(clock)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._tag_keys()
        self._is_one_column = False
        theme.changed.connect(self._adapt)
        self.show_state(self.presenter.state)

    @property
    def has_work(self) -> bool:
        """A visit is begun, set aside or not saved yet; one that was cleared is not waited for."""
        state = self.presenter.state
        is_begun = state.draft.is_begun or state.code is Code.TYPING
        return bool(is_begun or state.unsaved or any(not kept.was_cleared for kept in state.aside))

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        """The center is locked: drop what is a person's."""
        self._all_items.close()
        self.presenter.swap.settle()
        self._over.give_up()
        self._build.close()
        self._days.close()
        self.presenter.forget()
        self._who.forget()

    def conceal(self) -> None:
        """The screen is blanked: no letter of a code is there when it comes back."""
        self.presenter.steps.close()
        self._build.close()
        self.presenter.conceal()
        self._who.forget()

    def not_answered(self) -> None:
        """A fault of ours ended a save; the entry is kept and offered again."""
        self.presenter.not_answered()

    def settle(self) -> None:
        """Unlocked again: send what was on its way when the answers stopped."""
        self.presenter.settle()

    def focus_first(self) -> None:
        self._who.focus_code()

    def show_state(self, state: State) -> None:
        """Draw what of `state` is not drawn yet: this runs on every key press."""
        draft, shelf = state.draft, (state.catalog, state.levels)
        self._line.set_text(state.line)
        asked = (draft.before, draft.for_people, state.question, draft.code, draft.is_unsure_who)
        said = (state.code, state.sharing, state.recipe, state.has_nothing_to_repeat)
        questions = (state.is_asking, draft.answers, state.catalog)
        self._draw(self._who, state, draft.client_id, state.code_text, *said, *asked, *questions)
        if state.catalog is not None:
            typed = (state.line, state.matches, state.chosen, state.heard, state.new_barcode)
            self._draw(self._over, state, state.choosing, state.lots, state.swapping)
            self._draw(self._suggestions, state, *typed, state.often_today, *shelf)
            self._draw(self._tiles, state, state.tiles, state.more, state.is_ranked, draft.lines, *shelf)
        self._draw(self._returned, state, draft.returned, state.question, state.catalog)
        care = (draft.services, draft.referrals, draft.arrived, draft.steps, state.correction)
        self._draw(self._care, state, *care, state.catalog)
        if state.stepping is not None or self._steps.made is not None:
            self._draw(self._steps(), state, state.stepping, draft.steps, state.catalog)
        asked_for = (state.question, state.doubt, state.insisted)
        beside = (*asked_for, state.aside, state.unsaved, state.lots, state.correction)
        self._draw(self._basket, state, draft, *beside, *shelf)
        days = (state.day, state.other_day)
        self._draw(self._strip, state, state.strip, state.notice, state.last, state.site, state.refusal, *days)
        self._draw(self._bottom, state, draft, state.notice, state.last, state.catalog, state.correction)
        self._draw(self._place, state, state.site, state.place, state.catalog)
        where = (state.site, state.place, state.home, state.catalog)
        counted = (state.counted, state.side, state.side_insisted)
        self._draw(self._days, state, *days, *where, *counted, state.asked_day, state.day_open, state.correction)
        if self._hints:
            self._hints.hear(state)
        for sentence in self._aloud.hear(state):
            announce(self, sentence)
        if state.catalog is not self._catalog:
            self._catalog = state.catalog
            self._order_keys()
            self._adapt()  # what the center calls things takes its room
        if state.new_barcode is not self._barcode:  # its answer is typed in the line
            self._barcode = state.new_barcode
            if state.new_barcode is not None:
                self._focus_line()
        if state.draft.client_id != self._form:  # another form is on the page: begin where one begins
            is_first, self._form = self._form is None, state.draft.client_id
            if not is_first:
                self._build.close()
                self._line.setText("")
                self.focus_first()

    def _draw(self, part: _Part, state: State, *facts: object) -> None:
        """Let a part draw itself if anything it shows is another than when it last did."""
        if self._drawn.get(part) != facts:
            self._drawn[part] = facts
            part.show_state(state)

    def _make(self, clock: Callable[[], float]) -> None:
        presenter, words = self.presenter, self._words
        self._who = WhoPanel(presenter, words)
        self._line = QuickLine(words)
        self._suggestions = Suggestions(presenter, words)
        self._tiles = Tiles(presenter, words)
        self._returned = ReturnedPanel(presenter, words)
        self._care = CarePanel(presenter, words)
        self._basket = Basket(presenter, words, self._hints.line if self._hints else None)
        self._strip = Strip(presenter, words)
        self._bottom = BottomBar(presenter, words)
        self._place = PlaceChooser(presenter, words)
        self.tabs = DeskTabs(words, Tab.VISIT)
        self._days = DayParts(self, presenter, self._strip, words, clock)
        self._days.focus_back = self._focus_back
        self._all_items = Later(self._make_all_items)
        self._over = Over(presenter, words, self._area, lambda key: self._basket.line_at(key, self), self)
        Scanner(presenter, self._line, self)
        self._build = Later(self._make_build)
        self._steps = Later(self._make_steps)

    def _make_steps(self) -> StepsBox:
        return StepsBox(self.presenter, self._words, self._area, self)

    def _make_all_items(self) -> AllItems:
        made = AllItems(self.presenter, self._words, self)
        made.menu_wanted.connect(self._over.open_menu)
        return made

    def _make_build(self) -> BuildCode:
        made = BuildCode(self._words, self)
        made.built.connect(self._who.put_in)
        made.left.connect(self._who.focus_code)
        return made

    def _lay_out(self) -> None:
        top = TopBar(self._words(N_("Desk")), right=[self._days.date, self._place])
        top.put_after_title(self.tabs)
        # What holds others has its place before they come into it: whatever is moved is styled again with all in it.
        inside = QWidget()
        self._scroll = Scrolling(inside, self)
        self._what = QFrame(inside)
        set_role(self._what, "panel")
        self._what_title = Label(self._words(N_("What")), "h2")
        upper = Row(self._what_title, gap=0)
        upper.addWidget(self._line, 1)
        self._under = Row(gap=0)
        self._under.addWidget(self._suggestions, 1)
        self._what_column = Column(upper, self._under, gap=7, edges=(12, 11))
        self._what_column.addWidget(self._tiles, 1)
        self._what.setLayout(self._what_column)
        self._bot = QHBoxLayout()
        self._bot.addWidget(self._returned)
        self._bot.addWidget(self._care, 1)
        self._left = Column(self._who, gap=10)
        self._left.addWidget(self._what, 1)
        self._left.addLayout(self._bot)
        inside.setLayout(self._left)
        self._scroll.kept_whole = (self._who, self._returned, self._care)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._desk = Row(gap=10, edges=(12, 10))
        self._desk.addWidget(self._scroll, 1)
        self._desk.addWidget(self._basket)
        # No parent yet: PySide would keep an item of every widget in what is added, beyond the item's life (measured).
        column = self._page = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it adapts; the window need not grow
        column.addWidget(top)
        column.addWidget(self._days.band)
        column.addLayout(self._desk, 1)
        column.addWidget(self._strip)
        column.addWidget(self._bottom)
        self.setLayout(column)
        self._bottom.hide()

    def _order_keys(self) -> None:
        """Tab goes in reading order, whenever what it goes through was made."""
        zones = (self._who, self._what, self._returned, self._care, self._basket)
        reached = [
            widget
            for zone in zones
            for widget in zone.findChildren(QWidget)
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        ]
        for before, after in pairwise(reached):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        presenter = self.presenter
        self._line.textEdited.connect(presenter.line_typed)
        self._line.stepped.connect(presenter.choose_match)
        self._line.entered.connect(self._enter_line)
        self._who.went_on.connect(self._focus_line)
        self._who.build_wanted.connect(self._open_build)
        self._who.asked.connect(self._ask)
        self._who.unfolded.connect(self._adapt)
        self._who.questions.made.connect(self._order_keys)
        self._returned.went_on.connect(self._focus_line)
        self._basket.went_on.connect(self._focus_line)
        self._tiles.went_on.connect(self._focus_line)
        self._tiles.all_items.connect(self._open_all_items)
        self._tiles.unlisted.connect(self._over.open_unlisted)
        self._tiles.menu_wanted.connect(self._over.open_menu)
        self._basket.line_made.connect(self._order_keys)
        self._strip.figure_pressed.connect(self._show_visits)
        self._strip.collected_pressed.connect(self._show_collected)
        self._days.left_as_it_was.connect(self.left_as_it_was)
        self._days.band_moved.connect(self._adapt)
        self._days.band.answered.connect(self.focus_first)
        self._bottom.open_basket.connect(lambda: self._scroll.show_widget(self._basket))
        self._basket.asked_in_place.connect(self._show_question, Qt.ConnectionType.QueuedConnection)

    def _bind_keys(self) -> None:
        presenter = self.presenter
        bind(Key.CODE, self, self._who.focus_code)
        bind(Key.NO_CODE, self, self._who.say_no_code)
        bind(Key.HOW_MANY, self, self._who.people.focus)
        bind(Key.QUESTIONS, self, self._ask)
        bind(Key.PREFERS_NOT, self, presenter.asking.prefer_not_the_rest)
        bind(Key.SMALL_STEPS, self, presenter.steps.open)
        bind(Key.TIMES, self, self.presenter.what.times_people)
        bind(Key.QUICK_ADD, self, self._focus_line)
        bind(Key.ALL_ITEMS, self, self._open_all_items)
        bind(Key.RETURNED, self, self._returned.focus)
        bind(Key.SAVE_VISIT, self, self._save)
        bind(Key.TAKE_BACK, self, self.presenter.take_back)
        bind(Key.CLEAR, self, self._clear)
        for place, key in enumerate(TILES):
            bind(key, self, partial(self._add_tile, place))
        bind(Key.LOT, self, lambda: self.presenter.lots.open(self._basket.focused))
        bind(Key.SWAP, self, lambda: self._over.open_swap(self._basket.focused))
        bind(Key.NONE_LEFT, self, self._none_left)
        bind(Key.UNLISTED, self, self._over.open_unlisted)
        bind(Key.SET_ASIDE, self, self.presenter.aside.set_aside)
        for place, key in enumerate(ASIDE):
            bind(key, self, partial(self._basket.foot.aside.bring_back, place))

    def _tag_keys(self) -> None:
        tag(Key.CODE, self._who.code)
        tag(Key.HOW_MANY, self._who.people)
        tag(Key.QUICK_ADD, self._line)
        tag(Key.ALL_ITEMS, self._tiles.all_items_button)
        tag(Key.UNLISTED, self._tiles.unlisted_button)
        tag(Key.RETURNED, self._returned)
        for key, tile in zip(TILES, self._tiles.tiles, strict=True):
            tag(key, tile)

    def _add_tile(self, place: int) -> None:
        self._tiles.add(place)
        if self._hints:
            self._hints.tile_was_used()

    def _save(self) -> None:
        if self._build.is_visible:
            self._build().make()
            return
        self._basket.settle()
        if not self.presenter.swap.done():
            self.presenter.save()

    def _clear(self) -> None:
        if self._build.is_visible:
            self._build().give_up()
        elif self._all_items.is_visible:
            self._all_items().give_up()
        elif self._steps.is_visible:
            self.presenter.steps.close()
            self._care.steps.setFocus()
        elif not (self._over.give_up() or self._days.give_up()):
            self.presenter.clear()

    def _ask(self) -> None:
        """Open the optional questions at the first that was not asked, or close them and go on."""
        self.presenter.asking.toggle()
        if self.presenter.state.is_asking:
            self._who.questions.focus_first()
        else:
            self._focus_line()

    def _none_left(self) -> None:
        """Of the match chosen in the line; else of the tile or line the keyboard is in; else of the newest line."""
        what, draft = self.presenter.what, self.presenter.state.draft
        line, tile = self._basket.focused, self._tiles.focused
        if self.presenter.state.line.strip():
            what.match_none_left()
        elif tile is not None:
            what.none_left(tile)
        elif line is not None:
            what.none_left(line.item_id)
        elif draft.lines:
            what.none_left(draft.lines[-1].item_id)

    def correct(self, encounter_id: EncounterId) -> None:
        """Open a recorded visit on the form."""
        self.presenter.correct(encounter_id)

    def _focus_back(self) -> Callable[[], None]:
        """Where the keyboard goes back to when what lies over the page is closed."""
        at = QApplication.focusWidget()
        return at.setFocus if at is not None and self.isAncestorOf(at) else self.focus_first

    def _show_visits(self, kind: Kind) -> None:
        state = self.presenter.state
        self.visits_wanted.emit(Which(state.on, state.on, state.site_id, kind=kind))

    def _show_collected(self) -> None:
        state = self.presenter.state
        self.collected_wanted.emit(Which(state.on, state.on, state.site_id))

    def _enter_line(self) -> None:
        """Enter adds; Enter on an empty line goes on to what came back."""
        if self.presenter.add_match():
            if self._hints:
                self._hints.line_was_used()
        elif not self._line.text():
            self._returned.focus()

    def _show_question(self) -> None:
        """In one column the basket may be out of sight, and with it what Save asks."""
        for asked in (self._basket.asked, self._basket.doubt) if self._is_one_column else ():
            if asked.isVisible():
                self._scroll.show_widget(asked)

    def _focus_line(self) -> None:
        self._line.setFocus()
        self._line.selectAll()
        self._scroll.show_widget(self._suggestions)

    def _area(self) -> QRect:
        """Where a list or a box may lie over the page: on What, and never over Who."""
        area = QRect(self._scroll.mapTo(self, QPoint(0, 0)), self._scroll.size())
        below = max(area.top(), min(self._what.mapTo(self, QPoint(0, 0)).y(), area.center().y()))
        if area.bottom() - below >= theme.px(LEAST_LIST):  # where the window is low for its text, it takes all there is
            area.setTop(below)
        return area

    def _open_all_items(self) -> None:
        area = self._area()
        self._all_items().open_over(area, self.presenter.state, self._focus_line)

    def _open_build(self, is_forgotten: bool) -> None:  # noqa: FBT001 - as the signal has it
        recipe = self.presenter.state.recipe
        if recipe is not None:
            area = QRect(self._scroll.mapTo(self, QPoint(0, 0)), self._scroll.viewport().size())
            self._build().open_over(area, recipe, is_forgotten=is_forgotten)

    # How it fits

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        factor = theme.current().factor
        width, height = self.width() / factor, (self.height() - self._days.band_height) / factor
        is_asking, is_one = self.presenter.state.is_asking, width < ONE_COLUMN_BELOW
        is_compact = height < (COMPACT_BELOW + QUESTIONS if is_asking else COMPACT_BELOW)
        if is_one != self._is_one_column:
            self._set_one_column(is_one)
            self._days.band.set_short(is_one, self.presenter.state)
            self._strip.show_state(self.presenter.state)
        for part in (self._who, self._returned, self._care, self._basket):
            part.set_compact(is_compact)
        is_tight = is_compact or is_asking  # the questions take their room from the tiles and cover none
        self._tiles.set_compact(is_tight)
        is_short = is_asking and is_compact
        self._tiles.set_titled(is_titled=not is_short)
        left = self.width() - theme.px(24) - (0 if is_one else theme.px(WIDTH + 10))
        self.tabs.set_folded(is_folded=width < FOLDED_BELOW)
        self._who.set_narrow(width < NARROW_BELOW)
        self._who.set_folded(is_one or self._who.first_row_width() > left)
        self._who.set_room(left)
        self._returned.set_narrow(width < NARROW_BELOW)
        self._care.set_narrow(width < NARROW_BELOW)
        self._line.set_role("field-compact" if is_compact else "field-large")
        edge, between, matches = (6, 5, 30) if is_short else (8, 6, 32) if is_tight else (11, 7, 34)
        self._suggestions.set_height(matches)
        self._what_column.set_edges((12, edge), gap=between)
        gap = 8 if is_compact else 10
        self._left.set_edges(0, gap=gap)
        self._desk.set_edges((12, gap), gap=10)
        self._bot.setSpacing(theme.px(10))
        label = self._what_title.set_least_width(theme.px(_LABEL), gap=theme.px(8))
        self._under.setContentsMargins(label, 0, 0, 0)
        for part in (self._returned, self._care):  # else their least width is that of before
            part.measure_now()
        wanted = max(theme.px(456 if width < NARROW_BELOW else 476), self._returned.minimumSizeHint().width())
        is_stacked = wanted + max(theme.px(LEAST_CARE), self._care.minimumSizeHint().width()) > left
        self._bot.setDirection(QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight)
        self._returned.setMinimumWidth(0 if is_stacked else wanted)
        self._returned.setMaximumWidth(_ANY_WIDTH if is_stacked else wanted)
        if steps := self._steps.made:
            QTimer.singleShot(0, steps, steps.stand)  # once all has found its place
        if not is_one:
            self._basket.setFixedWidth(theme.px(WIDE if width >= WIDE_FROM else WIDTH))
            self._strip.set_message_width(theme.px(WIDE if width >= WIDE_FROM else WIDTH))

    def _set_one_column(self, is_one: bool) -> None:  # noqa: FBT001 - it is the state
        """One column where the text is large for the window; the bar below then holds Save."""
        self._is_one_column = is_one
        if is_one:
            self._basket.setMinimumWidth(0)
            self._basket.setMaximumWidth(_ANY_WIDTH)
            self._left.addWidget(self._basket)
            self._left.addWidget(self._strip)
        else:
            self._desk.addWidget(self._basket)
            self._page.insertWidget(self._page.indexOf(self._bottom), self._strip)
        self._basket.set_in_column(is_one)
        self._strip.set_in_column(is_one)
        self._bottom.setVisible(is_one)
