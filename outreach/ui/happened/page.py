"""Something happened: told on a page of its own behind the desk, where the visit begun is kept.  Draws a `State`."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from outreach.happened.report import Report
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.form import Desk
from outreach.ui.desk.place import PlaceChooser
from outreach.ui.happened import wording
from outreach.ui.happened.beside import Beside
from outreach.ui.happened.check_form import CheckForm
from outreach.ui.happened.done import DonePanel
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.ui.happened.report_form import ReportForm
from outreach.ui.happened.state import PuttingRight, State
from outreach.ui.shared.adapting import AdaptingPage
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.overlay import Overlay
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scrolling import following
from outreach.ui.shared.side_list import SideList
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.words import words_for

# In pixels of the design, before the text size.
_NO_SIDE_BELOW, _SHORT_SIDE_BELOW, _STACKED_BELOW = 1060, 1240, 560
_SIDE, _SHORT_SIDE = 320, 276


class HappenedPage(AdaptingPage):
    """`left`: back to the desk.  `put_right(number, said)`: what the history wanted corrected is, or stays as it was.

    The room calls the rest.
    """

    left = Signal()
    put_right = Signal(object, object)

    def __init__(self, tasks: Tasks, desk: Desk, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._attended = 0
        self._chain: list[QWidget] = []
        self._is_below = False
        self.presenter = HappenedPresenter(tasks, desk, self.show_state)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What the room asks

    @property
    def has_work(self) -> bool:
        state = self.presenter.state
        return bool(state.begun) or state.putting_right is not None

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        state = self.presenter.state
        if state.told is not None:
            self._done.focus()
        elif state.telling is Telling.DRUG_CHECK:
            self._check.focus(state)
        else:
            self._report.focus()

    def forget(self) -> None:
        self.presenter.not_answered()

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        words = self._words
        is_check, is_told = state.telling is Telling.DRUG_CHECK, state.told is not None
        self._kinds.choose(None if is_told else state.telling)
        for telling in Telling:
            self._kinds.mark(telling, words(N_("Begun and not saved")) if telling in state.begun else "")
        self._show_right(state)
        self._place.show_state(state)
        self._place.setEnabled(state.result_of is None or not is_check)
        self._heading.set_text(words(wording.KINDS[state.telling]))
        self._means.set_text(words(wording.MEANS[state.telling]))
        self._report.show_state(state)
        self._check.show_state(state)
        self._say_sorry(state)
        set_shown(self._report, not is_check)
        set_shown(self._check, is_check)
        self._beside.show_state(state)
        self._done.show_state(state)
        self._save.set_label(words(wording.save(state)))
        self._show_foot(state)
        set_shown(self._top.hint, self._says_kept(state))
        set_shown(self._clear, state.telling in state.begun)
        set_shown(self._done, is_told)
        for part in (self._form, self._foot):
            set_shown(part, not is_told)
        set_shown(self._side, not is_told and not self._is_below)
        self._say_problems(state)
        self._order()
        if state.attention != self._attended:
            self._attended = state.attention
            self._attend(state)

    def _show_right(self, state: State) -> None:
        """What is corrected, and the ways out of it."""
        words, right = self._words, state.putting_right
        kinds = [telling for telling in Telling if right is None or _may_be(right, telling)]
        self._kinds.offer(kinds)
        self._top.back.set_label(words(N_("Desk") if right is None else N_("History")))
        self._close.set_label(words(N_("Back to the desk") if right is None else N_("Leave it as it was")))
        set_shown(self._right, right is not None)
        if right is None:
            self._right_said.clear()
            return
        self._right_said.say(Tone.INFO, wording.putting_right(right, words))
        self._right_said.choices((words(N_("Leave it as it was")), self.presenter.correcting.leave))

    def _says_kept(self, state: State) -> bool:
        return state.has_visit and state.putting_right is None and not self._is_below

    def _show_foot(self, state: State) -> None:
        """What the form asks, or, asked in the same place, whether what is not said is to be saved."""
        is_asked = state.is_doubted and state.told is None
        text = self._words(wording.doubt(state) if is_asked else wording.optional(state))
        if is_asked and text != self._hint.text():
            announce(self, text, at_once=True)
        self._hint.set_text(text)
        self._hint.set_role("strong" if is_asked else "small2")
        set_shown(self._hint, is_asked or not self._is_below)

    def _say_sorry(self, state: State) -> None:
        """Where the form has nothing beside it, the quiet line stands where *died* was said."""
        is_here = state.somebody_died and self._is_below
        self._report.say_sorry(wording.sorry(state, self._words) if is_here else "")

    def _say_problems(self, state: State) -> None:
        words = self._words
        if state.refusal is not None and state.told is None:
            self._banner.say(Tone.OUT, words(N_("Not saved yet.")), words_for(state.refusal, words))
        elif state.is_taken_back:
            self._banner.say(Tone.OK, words(N_("Taken back")), words(N_("It stands here again and is not counted.")))
        else:
            self._banner.clear()

    def _attend(self, state: State) -> None:
        if not self.isVisible():
            return
        if state.told is not None:
            announce(self, self._done.said(state))
        if state.is_day_to_come:
            (self._check if state.telling is Telling.DRUG_CHECK else self._report).focus_told()
        else:
            self.focus_first()

    def _order(self) -> None:
        """Tab goes in reading order; what is made later would else come last."""
        kinds = (QAbstractButton, QLineEdit)
        chain: list[QWidget] = [one for one in self.findChildren(QWidget) if isinstance(one, kinds)]
        if chain != self._chain:
            self._chain = chain
            tab_through(chain)

    def _adapt(self) -> None:
        """Where there is no room for what stands beside the form, it stands below it."""
        is_below = self._is_narrower_than(_NO_SIDE_BELOW)
        if is_below != self._is_below:
            self._is_below = is_below
            if is_below:
                self._side_scroll.takeWidget()
                self._inside.insertWidget(self._inside.count() - 1, self._beside)
                self._beside.show()
            else:
                self._side_scroll.setWidget(self._beside)
            set_shown(self._side, not is_below and self.presenter.state.told is None)
        side = _SHORT_SIDE if self._is_narrower_than(_SHORT_SIDE_BELOW) else _SIDE
        self._side.setFixedWidth(theme.px(side))
        self._kinds.set_narrow(self._is_narrower_than(_SHORT_SIDE_BELOW))
        room = self.width() - self._kinds.width() - (0 if is_below else theme.px(side + 10)) - theme.px(56)
        for form in (self._report, self._check):
            form.set_stacked(room < theme.px(_STACKED_BELOW))
        state = self.presenter.state
        self._say_sorry(state)
        self._show_foot(state)
        set_shown(self._top.hint, self._says_kept(state))

    def _go_back(self) -> None:
        """Esc: close what lies over the page, else back to the desk."""
        over = next((one for one in self.findChildren(Overlay) if one.isVisible()), None)
        if over is not None:
            over.give_up()
        else:
            self._leave()

    def _leave(self) -> None:
        """Back to the desk; what is corrected stays as it was, and the history is where one came from."""
        if self.presenter.state.putting_right is not None:
            self.presenter.correcting.leave()
        else:
            self.left.emit()

    # Building

    def _make(self) -> None:
        words, presenter = self._words, self.presenter
        self._place = PlaceChooser(presenter, words)
        hint = words(N_("The visit you began is kept"))
        self._top = TopBar(words(wording.TITLE), back=words(N_("Desk")), hint=hint, right=[self._place])
        kinds = [(telling, words(text)) for telling, text in wording.KINDS.items()]
        self._kinds = SideList(kinds, name=words(wording.TITLE))
        self._heading, self._means = Label(role="h2"), Label(role="small2", wraps=True)
        self._banner, self._right_said = Banner(), Banner(icon="edit")
        self._report, self._check = ReportForm(presenter, words, self), CheckForm(presenter, words, self)
        self._beside, self._done = Beside(presenter, words), DonePanel(presenter, words)
        self._hint = Label(role="small2", wraps=True)
        self._close = Button(words(N_("Back to the desk")), kind=Kind.FAINT, size=Size.LARGE, key=Key.BACK.shown)
        self._clear = Button(words(N_("Clear")), kind=Kind.FAINT, size=Size.LARGE)
        self._save = Button(kind=Kind.PRIMARY, size=Size.LARGE, key=Key.POST.shown)

    def _lay_out(self) -> None:
        inside = QWidget()
        forms = (self._heading, self._means, self._banner, self._report, self._check)
        self._inside = Column(*forms, None, gap=6, edges=16)
        inside.setLayout(self._inside)
        scroll, self._side_scroll = following(inside), following(self._beside)
        self._side = Panel(Column(self._side_scroll, gap=0, edges=1))
        self._form = Panel(Column(scroll, gap=0, edges=1), name=self._words(wording.TITLE))
        self._body = Row(gap=10, edges=(12, 10))
        self._body.addWidget(self._form, 1)
        self._body.addWidget(self._done, 1)
        self._body.addWidget(self._side)
        middle = Row(self._kinds, gap=0)
        middle.addLayout(self._body, 1)
        foot = Row(gap=8, edges=(16, 8))
        foot.addWidget(self._hint, 1)
        foot.addStretch(0)
        foot.addWidget(self._clear)
        foot.addWidget(self._close)
        foot.addWidget(self._save)
        self._right = QWidget()
        self._right.setLayout(Column(self._right_said, gap=0, edges=(12, 8, 12, 0)))
        column = Column(self._top, self._right, gap=0)
        column.addLayout(middle, 1)
        self._foot = Panel(foot, role="bottom-bar")
        column.addWidget(self._foot)
        self.setLayout(column)

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self._leave)
        presenter.correcting.ended = self.put_right.emit
        self._clear.clicked.connect(presenter.clear)
        self._close.clicked.connect(self._leave)
        self._done.left.connect(self.left)
        self._kinds.chosen.connect(lambda kind: presenter.show_kind(Telling(kind)))
        self._save.clicked.connect(presenter.save)
        bind(Key.POST, self, presenter.save)
        bind(Key.BACK, self, self._go_back)
        bind(Key.TAKE_BACK, self, presenter.take_back)


def _may_be(right: PuttingRight, telling: Telling) -> bool:
    """A report may turn out to be of another kind; a sample is a sample."""
    return isinstance(right.was, Report) is (telling.happening is not None)
