"""Where a count begins, and where those begun wait to go on; a printed sheet opens its own by its number."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.check_box import CheckBox, FactRow
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.item_pick import ItemPick
from outreach.ui.stock.counting.look import Begun
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import Spot, State
from outreach.ui.stock.handing.cards import Cards
from outreach.vocabulary import CountScope


class StartForm(Panel):
    """What the next count covers."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__(name=words(N_("Start a count")))
        self._words = words
        self._site = MenuButton(icon="site", name=words(N_("Site")), is_field=True)
        cards = [(key, icon, words(text), words(hint), 1) for key, (icon, text, hint) in wording.SCOPES.items()]
        self._scopes = Cards(cards, words(N_("What is counted")))
        self._category = MenuButton(name=words(N_("Category")), is_field=True)
        self._shelf = MenuButton(name=words(N_("Shelf")), is_field=True)
        self._item = ItemPick(words, words(N_("Item to count")))
        blind, hidden = words(N_("Blind count")), words(N_("Expected amounts stay hidden until review."))
        self._blind = CheckBox(blind, hidden)
        self._banner = Banner()
        self._problem = Label(role="error", wraps=True)
        self.start = Button(words(N_("Start the count")), kind=Kind.PRIMARY, size=Size.LARGE, key="Ctrl+Enter")
        inside = QWidget()
        choices = (self._category, self._shelf, self._item)
        self._choices = Column(*choices, gap=0)
        for menu in (self._site, self._category, self._shelf):
            menu.fill_width()
        parts = (
            Label(words(N_("Start a count")), "h2"), Column(Label(words(N_("Site")), "h3"), self._site, gap=4),
            Column(Label(words(N_("What is counted")), "h3"), self._scopes, gap=4), self._choices,
            FactRow(self._blind, blind, hidden), self._banner, self._problem,
        )  # fmt: skip
        inside.setLayout(Column(*parts, Row(self.start, None), None, gap=12, edges=16))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self.setLayout(Column(scroll, gap=0, edges=1))
        self._connect(presenter)

    def show_state(self, state: State) -> None:
        form, known, words = state.form, state.catalog, self._words
        self._scopes.choose(form.scope)
        self._blind.set_on(form.is_blind)
        if known is not None:
            sites = [(site.id, site.name) for site in known.sites if not site.is_machine]
            self._site.set_choices(sites, now=state.site_id)
            used = {item.category_id for item in known.items if not item.retired}
            categories = [(one.id, one.name) for one in known.categories if one.id in used]
            none = words(N_("Choose a category"))
            self._category.set_choices([(None, none), *categories], now=form.category_id)
            shelves = state.books.shelves if state.books else ()
            none = words(N_("Choose a shelf"))
            self._shelf.set_choices([("", none), *((one, wording.shelf(one, words)) for one in shelves)], form.shelf)
            item = known.item.get(form.item_id) if form.item_id is not None else None
            self._item.show_item([one for one in known.items if not one.retired], item)
        set_shown(self._category, form.scope is CountScope.CATEGORY)
        set_shown(self._shelf, form.scope is CountScope.SHELF)
        set_shown(self._item, form.scope is CountScope.ITEM)
        self._show_not_keyed(state)
        problem = words(wording.LACKING[state.lacking]) if state.lacking is not None else ""
        if problem and problem != self._problem.text():
            announce(self._problem, problem, at_once=True)
        self._problem.set_text(problem)
        set_shown(self._problem, bool(problem))

    def set_narrow(self, *, is_narrow: bool) -> None:
        self._scopes.set_low(is_low=is_narrow)

    def attend(self, spot: Spot, state: State) -> None:
        scopes = {CountScope.CATEGORY: self._category, CountScope.SHELF: self._shelf, CountScope.ITEM: self._item.field}
        widget: QWidget = self.start
        if spot is Spot.ITEM or (spot is Spot.FIRST and state.lacking is not None):
            widget = scopes.get(state.form.scope, self.start)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chain(self) -> list[QWidget]:
        return [
            self._site, *self._scopes.chain, self._category, self._shelf, self._item.field, self._blind, self.start,
        ]  # fmt: skip

    def _show_not_keyed(self, state: State) -> None:
        numbers, words = state.not_keyed, self._words
        if not numbers:
            self._banner.clear()
            return
        fact = words.count(
            N_("{n} sheet is not keyed yet for this site"), N_("{n} sheets are not keyed yet for this site"),
            len(numbers),
        )  # fmt: skip
        left = N_("{numbers}. What they say has left the shelf: key them first, at the desk, or go on knowing it.")
        said = words(left, numbers=", ".join(numbers))
        self._banner.say(Tone.LOW, fact, said)

    def _connect(self, presenter: CountPresenter) -> None:
        self._site.chosen.connect(lambda site_id: presenter.say(site_id=site_id))
        self._scopes.chosen.connect(lambda scope: presenter.say(scope=CountScope(scope)))
        self._category.chosen.connect(lambda category_id: presenter.say(category_id=category_id))
        self._shelf.chosen.connect(lambda shelf: presenter.say(shelf=shelf))
        self._item.picked.connect(lambda item_id: presenter.say(item_id=item_id))
        self._item.entered.connect(presenter.start)
        self._blind.ticked.connect(lambda is_on: presenter.hide_expected(is_blind=is_on))
        self.start.clicked.connect(presenter.start)


class _BegunLine(QWidget):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.begun: Begun | None = None
        self._what, self._about = ElidedLabel(role="item"), Label(role="small2", wraps=True)
        self.go_on = Button(words(N_("Go on")), size=Size.SMALL)
        self.away = Button(words(N_("Put away")), kind=Kind.FAINT, size=Size.SMALL)
        foot = Row(self.go_on, self.away, None, gap=6)
        inside = Column(self._what, self._about, foot, gap=4, edges=(14, 10))
        self.setLayout(Column(inside, Rule(), gap=0))

    def show_value(self, value: tuple[Begun, State]) -> None:
        begun, state = value
        words, known = self._words, state.catalog
        self.begun = begun
        site = known.site[begun.site_id].name if known else ""
        what = words(N_("{site}: {what}"), site=site, what=wording.covers(begun.scope, known, words))
        self._what.set_text(what)
        self._about.set_text(wording.about(begun, state, words))
        self.go_on.setAccessibleName(words(N_("Go on with {count}"), count=what))
        self.away.setAccessibleName(words(N_("Put away {count}"), count=what))
        set_shown(self.away, state.may_start)


class BegunList(Panel):
    """`put_away(Begun)`: one is to end without being posted."""

    put_away = Signal(object)

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__(name=words(N_("Counts begun")))
        self._presenter, self._words = presenter, words
        number = words(N_("Number of a printed count sheet"))
        self.number = TextField(name=number, placeholder=words(N_("Such as K7Q-482")), role="field-small")
        self._open = Button(words(N_("Key it")))
        self._problem = Label(role="error", wraps=True)
        self._hint = Label(words(N_("Ask a coordinator to start a count.")), "small2", wraps=True)
        self._lines = Lines[tuple[Begun, State]](self._line, words(N_("Counts begun")))
        self._none = EmptyState("count", words(N_("No open count")), words(N_("A count that is begun waits here.")))
        inside = QWidget()
        inside.setLayout(Column(self._lines, None, gap=0))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._scroll = scroll
        row = Row(gap=8)
        row.addWidget(self.number, 1)
        row.addWidget(self._open)
        sheet = Column(Label(number, "h3"), row, self._problem, gap=4)
        head = Column(Label(words(N_("Counts begun")), "h2"), self._hint, gap=6)
        column = Column(Column(sheet, head, gap=14, edges=(14, 14, 14, 6)), gap=0, edges=1)
        column.addWidget(scroll, 1)
        column.addWidget(self._none, 1)
        self.setLayout(column)
        self.number.textEdited.connect(presenter.number_typed)
        self.number.entered.connect(self._key_it)
        self._open.clicked.connect(self._key_it)

    def show_state(self, state: State) -> None:
        self.number.set_text(state.number)
        said = wording.refusal(state.refusal, self._words)
        if said and said != self._problem.text():
            announce(self._problem, said, at_once=True)
        self._problem.set_text(said)
        set_shown(self._problem, bool(said))
        set_shown(self._hint, not state.may_start)
        self._lines.show_values([(one, state) for one in state.begun])
        set_shown(self._scroll, bool(state.begun))
        set_shown(self._none, not state.begun and state.books is not None)

    def _key_it(self) -> None:
        self._presenter.open_sheet()

    def _line(self) -> QWidget:
        line = _BegunLine(self._words)
        line.go_on.clicked.connect(partial(self._go_on, line))
        line.away.clicked.connect(lambda: self.put_away.emit(line.begun))
        return line

    def _go_on(self, line: _BegunLine, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own
        if line.begun is not None:
            self._presenter.go_on(line.begun.id)

    @property
    def chain(self) -> list[QWidget]:
        found: list[QWidget] = [self.number, self._open]
        for line in self._lines.lines:
            if isinstance(line, _BegunLine) and not line.isHidden():
                found += [line.go_on, line.away]
        return found
