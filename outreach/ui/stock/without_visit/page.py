"""What has no visit: used syringes collected, waste picked up, referrals that arrived.  It draws a `State`."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shared.side_list import SideList
from outreach.ui.shared.void_dialog import VoidDialog, Voiding
from outreach.ui.shared.void_reasons import WHY
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock.doing import Doing
from outreach.ui.stock.paper.day_button import DayButton
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.without_visit import wording
from outreach.ui.stock.without_visit.draft import Lacking, Without
from outreach.ui.stock.without_visit.forms import ArrivalForm, CollectionForm, PickUpForm
from outreach.ui.stock.without_visit.lately import LatelyPanel
from outreach.ui.stock.without_visit.presenter import WithoutPresenter
from outreach.ui.stock.without_visit.state import Lately, Said, State
from outreach.ui.tasks import Tasks
from outreach.words import words_for

_NO_SIDE_BELOW, _SIDE = 1040, 320


class WithoutPage(Doing):
    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._attended, self._is_beside = 0, False
        self._chain: list[QWidget] = []
        self.presenter = WithoutPresenter(tasks, stock, self.show_state)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What the room asks

    @property
    def has_work(self) -> bool:
        state = self.presenter.state
        return any(draft.is_begun for draft in (*state.drafts.values(), *state.aside.values()))

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        self.presenter.forget()

    def not_answered(self) -> None:
        self.presenter.forget()

    def focus_first(self) -> None:
        self._forms[self.presenter.state.kind].focus()

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        words = self._words
        self._kinds.choose(state.kind)
        for kind, draft in state.drafts.items():
            self._kinds.mark(kind, words(N_("Begun and not saved")) if draft.is_begun else "")
        self._day.show_day(state.day, state.today, is_short=self.width() < theme.px(_NO_SIDE_BELOW))
        known = state.books.catalog.sites if state.books else ()
        sites = [(site.id, site.name) for site in known if not site.is_machine]
        self._site.set_choices(sites, now=state.site_id)
        set_shown(self._site, len(sites) > 1)
        self._show_correcting(state)
        self._heading.set_text(words(wording.KINDS[state.kind]))
        self._means.set_text(words(wording.MEANS[state.kind]))
        form = self._forms[state.kind]
        for one in self._forms.values():
            set_shown(one, one is form)
        form.show_state(state)
        self._lately.show_state(state)
        self._show_foot(state)
        self._say_problems(state)
        self._order()
        if state.attention != self._attended:
            self._attended = state.attention
            self._attend(state)

    def _show_correcting(self, state: State) -> None:
        """What is corrected, and the way out of it."""
        words = self._words
        set_shown(self._band, state.draft.was_on is not None)
        self._top.back.set_label(words(N_("History") if self.presenter.is_wanted else N_("Stock")))
        if state.draft.was_on is None:
            self._correcting.clear()
            return
        self._correcting.say(Tone.INFO, wording.correcting(state.kind, state.draft.was_on, words))
        self._correcting.choices((words(N_("Leave it as it was")), self.presenter.clear))

    def _show_foot(self, state: State) -> None:
        is_correction = state.draft.correcting is not None
        said = wording.saved(state.saved, self._words) if state.saved else ""
        if said and said != self._said.text():
            announce(self._said, said)
        self._said.set_text(said)
        self._clear.set_label(self._words(N_("Leave it as it was") if is_correction else N_("Clear")))
        set_shown(self._clear, state.draft.is_begun)
        self._save.set_label(self._words(N_("Save correction") if is_correction else N_("Save")))

    def _say_problems(self, state: State) -> None:
        words = self._words
        if state.refusal is not None:
            self._banner.say(Tone.OUT, words(N_("Not recorded yet.")), words_for(state.refusal, words))
        else:
            self._banner.clear()
        said = " ".join(dict.fromkeys(wording.problem(one.what, words) for one in state.problems))
        if said and said != self._problem.text():
            announce(self._problem, said, at_once=True)
        self._problem.set_text(said)
        set_shown(self._problem, bool(said))

    def _attend(self, state: State) -> None:
        problem = next(iter(state.problems), None)
        if problem is not None and problem.what is Lacking.DAY_TO_COME:
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._forms[state.kind].focus(problem)

    def _order(self) -> None:
        """Tab goes in reading order; lines made later would else come last."""
        here, kinds = self.window(), (QAbstractButton, QLineEdit)
        chain: list[QWidget] = [
            one for one in self.findChildren(QWidget) if isinstance(one, kinds) and one.window() is here
        ]
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _adapt(self) -> None:
        """Where there is no room for both: the form, or what was recorded lately."""
        is_narrow = self.width() < theme.px(_NO_SIDE_BELOW)
        self._is_beside &= is_narrow
        self._kinds.set_narrow(is_narrow)
        self._lately.setMinimumWidth(0 if is_narrow else theme.px(_SIDE))
        self._lately.setMaximumWidth(16_777_215 if is_narrow else theme.px(_SIDE))
        set_shown(self._beside, is_narrow)
        set_shown(self._form_panel, not self._is_beside)
        set_shown(self._lately, not is_narrow or self._is_beside)
        self._beside.set_label(self._words(N_("Back to the form") if self._is_beside else N_("Recorded lately")))
        state = self.presenter.state
        self._day.show_day(state.day, state.today, is_short=is_narrow)

    # What was pressed

    def _turn_over(self) -> None:
        self._is_beside = not self._is_beside
        self._adapt()

    def correct(self, number: int, said: Said, ended: Callable[[int, Said], object]) -> None:
        """Open what the history wants put right; `ended` when it is, or stays as it was."""
        self._is_beside = False
        self._adapt()
        self.presenter.correct(number, said, ended=ended)

    def _leave(self) -> None:
        """Back to the shelves; what the history wanted corrected stays as it was, and one goes back there."""
        if self.presenter.is_wanted:
            self.presenter.clear()
        else:
            self.left.emit()

    def _correct(self, one: Lately) -> None:
        self._is_beside = False
        self._adapt()
        self.presenter.correct(one.id, one.said)

    def _ask_void(self, one: Lately) -> None:
        words, center = self._words, self.presenter.state.books
        if center is None:
            return
        heading = " · ".join(wording.listed(one, center.catalog, words))
        kept = words(N_("It no longer counts. What it said is kept."))
        dialog = VoidDialog(words, Voiding(words(N_("Void")), heading, kept, WHY), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda reason: self.presenter.void(one, reason))
        dialog.open()

    # Building

    def _make(self) -> None:
        words, presenter = self._words, self.presenter
        self._day = DayButton(words, self)
        self._site = MenuButton(icon="site", name=words(N_("Site")))
        self._beside = Button()
        self._top = TopBar(words(wording.TITLE), back=words(N_("Stock")), right=[self._beside, self._day, self._site])
        kinds = [(kind, words(text)) for kind, text in wording.KINDS.items()]
        self._kinds = SideList(kinds, name=words(wording.TITLE))
        self._heading, self._means = Label(role="h2"), Label(role="small2", wraps=True)
        self._banner, self._problem = Banner(), Label(role="error", wraps=True)
        self._correcting = Banner(icon="edit")
        self._forms: dict[Without, CollectionForm | PickUpForm | ArrivalForm] = {
            Without.COLLECTION: CollectionForm(presenter, words),
            Without.PICK_UP: PickUpForm(presenter, words),
            Without.ARRIVAL: ArrivalForm(presenter, words),
        }
        self._lately = LatelyPanel(words)
        self._said = Label(role="ok", wraps=True)
        self._clear = Button(words(N_("Clear")), kind=Kind.FAINT, size=Size.LARGE)
        self._save = Button(words(N_("Save")), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.POST.shown)

    def _lay_out(self) -> None:
        inside = QWidget()
        parts = (self._heading, self._means, self._banner, self._problem, *self._forms.values())
        inside.setLayout(Column(*parts, None, gap=10, edges=16))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._form_panel = Panel(Column(scroll, gap=0, edges=1), name=self._words(wording.TITLE))
        self._body = QWidget()
        body = Row(gap=10, edges=(12, 10))
        body.addWidget(self._form_panel, 1)
        body.addWidget(self._lately, 0)
        self._body.setLayout(body)
        middle = Row(self._kinds, gap=0)
        middle.addWidget(self._body, 1)
        foot = Row(gap=8, edges=(16, 8))
        foot.addWidget(self._said, 1)
        foot.addWidget(self._clear)
        foot.addWidget(self._save)
        self._band = QWidget()
        self._band.setLayout(Column(self._correcting, gap=0, edges=(12, 8, 12, 0)))
        column = Column(self._top, self._band, gap=0)
        column.addLayout(middle, 1)
        column.addWidget(Panel(foot, role="bottom-bar"))
        self.setLayout(column)

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self._leave)
        self._beside.clicked.connect(self._turn_over)
        self._day.day.connect(presenter.choose_day)
        self._site.chosen.connect(presenter.choose_site)
        self._kinds.chosen.connect(lambda kind: presenter.show_kind(Without(kind)))
        self._lately.correct.connect(self._correct)
        self._lately.void.connect(self._ask_void)
        self._clear.clicked.connect(presenter.clear)
        self._save.clicked.connect(presenter.save)
        bind(Key.POST, self, presenter.save)
        bind(Key.BACK, self, self._leave)
