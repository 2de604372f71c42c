"""Participant codes: how a code is made, and what that means for a center, while one edits it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from outreach.codes.estimates import ASKED_BELOW
from outreach.codes.recipes import SUFFIXES, PieceWrong
from outreach.translation import N_, Translator
from outreach.ui.settings.codes import offers
from outreach.ui.settings.codes.pieces_table import PiecesTable
from outreach.ui.settings.codes.presenter import Codes, CodesPresenter, State
from outreach.ui.settings.codes.sharing_view import SharingView
from outreach.ui.settings.codes.try_it import TryIt
from outreach.ui.settings.section import SavingView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.check_box import CheckBox, FactRow, mark
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color
from outreach.vocabulary import CodesMade
from outreach.words import words_for

TITLE = N_("Participant codes")
ASK = N_("Ask a coordinator to change how codes are made.")
HOW, KEPT = N_("How a code is made"), N_("Outreach keeps a one-way form, never the code or the answers.")
MADE = {CodesMade.FROM_ANSWERS: N_("Made from answers"), CodesMade.ISSUED: N_("Given by you")}
NEW_ONLY = N_("A new recipe applies to new codes only. Codes already in use keep working.")
ON, OFF = N_("On"), N_("Off")
SAVED, NOT_SAVED = N_("Saved. New codes are made so from now on."), N_("Not saved.")
TYPING, CHANGES, NO_CODE = N_("When typing a code"), N_("When the recipe changes"), N_("No code")
IGNORED = (N_("Capitals, spaces and dashes are ignored"), N_("{typed} becomes {code}"))
SLIPS = (
    N_("Point out a likely typing slip before saving"),
    N_("Asked only while fewer than {n} of 100 newcomers would meet it. Never lists other codes"),
)
LETTER = (
    N_("If two people make the same code, a letter is added"),
    N_("Not me at the desk: the second person becomes {code}"),
)
BEFORE = (
    N_("New codes count as been here before"),
    N_("People you know make a code nobody has seen. Until that day they are not counted as new participants"),
)
NEVER = (
    N_("A visit never needs a code"),
    N_("Counted as a contact, not as a participant. This cannot be turned off"),
)
GIVEN_OUT = N_(
    "The desk gives out a code of seven signs: no two look alike, and the last one shows a slip of typing. Write it on"
    " a card; a lost one is replaced."
)
SOURCE = N_("As in: {source}.")


class CodesView(SavingView):
    presenter: CodesPresenter

    def __init__(self, tasks: Tasks, codes: Codes, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._told: tuple[bool, tuple[QWidget, ...]] | None = None
        self.presenter = CodesPresenter(tasks, codes, self._show, self._say_saved)
        self.saves = self.presenter.state.may_change
        self._ask, self._refusal = Label(words(ASK), "small-strong", wraps=True), Banner()
        self._made = Segmented([(made, words(name)) for made, name in MADE.items()], name=words(HOW), height=32)
        self._made_words = Label(role="accent")
        self._table, self._given_out = PiecesTable(words), Panel(role="panel")
        self._source = Label(role="quiet", wraps=True)
        self._slips = CheckBox(words(SLIPS[0]), words(SLIPS[1], n=round(100 * ASKED_BELOW)))
        self._slips_words = Label(role="small")
        self._before = MenuButton(name=words(BEFORE[0]), is_field=True)
        self._before_words = Label(role="small")
        self._try_it, self._sharing = TryIt(words), SharingView(words)
        self.live = QFrame()
        self.live.setLayout(Column(self._try_it, Line(), self._sharing, None, gap=14))
        self._arrange(words)
        self._connect()
        self._show(self.presenter.state)

    @property
    def in_order(self) -> Sequence[QWidget]:
        if not self.saves:  # the rest is words
            return self._try_it.in_order
        made = self._made.findChildren(QAbstractButton)
        return (*made, *self._table.in_order, self._slips, self._before, *self._try_it.in_order)

    @property
    def note(self) -> str:
        return self._words(NEW_ONLY)

    def focus_first(self) -> None:
        self._made.focus()

    def forget(self) -> None:
        self._try_it.forget()

    def _say_saved(self) -> None:
        self.said.emit(self._words(SAVED))

    def _show(self, state: State) -> None:
        for changing in (self._made, self._slips, self._before):
            set_shown(changing, state.may_change)
        for reading in (self._ask, self._made_words, self._before_words, self._slips_words):
            set_shown(reading, not state.may_change)
        self._made.choose(state.draft.made)
        self._made_words.set_text(self._words(MADE[state.draft.made]))
        set_shown(self._table, not state.is_issued)
        set_shown(self._given_out, state.is_issued)
        self._table.show_state(state)
        self._show_source(state)
        self._show_choices(state)
        self._try_it.show_recipe(state.draft, is_issued=state.is_issued)
        self._sharing.show_state(state)
        self._show_refusal(state)
        self._tell_page(state)

    def _tell_page(self, state: State) -> None:
        """Only what is new to it: *Saved* stands until something changes."""
        told = (state.has_changes, tuple(self.in_order))
        if told != self._told:
            self._told = told
            self.edited.emit()

    def _show_source(self, state: State) -> None:
        preset = None if state.is_issued else state.preset
        said = [self._words(preset.note), self._words(SOURCE, source=preset.source)] if preset else []
        self._source.set_text(" ".join(part for part in said if part))
        set_shown(self._source, bool(said))

    def _show_choices(self, state: State) -> None:
        self._slips.set_on(state.draft.points_out_slips)
        self._slips_words.set_text(self._words(ON if state.draft.points_out_slips else OFF))
        choices = offers.days(state.today, state.draft.before_until, self._words)
        self._before.set_choices(choices, state.draft.before_until)
        self._before_words.set_text(dict(choices)[state.draft.before_until])

    def _show_refusal(self, state: State) -> None:
        if state.refusal is None:
            self._refusal.clear()
            return
        self._refusal.say(Tone.OUT, self._words(NOT_SAVED), words_for(state.refusal, self._words))
        if isinstance(state.refusal, PieceWrong):
            self._table.focus_piece(state.refusal.number - 1)

    def _connect(self) -> None:
        presenter, table = self.presenter, self._table
        self._made.chosen.connect(lambda made: presenter.choose_made(CodesMade(made)))
        table.changed.connect(presenter.replace)
        table.removed.connect(presenter.remove)
        table.moved.connect(presenter.move)
        table.added.connect(presenter.add)
        table.preset_chosen.connect(presenter.start_from)
        self._try_it.asked.connect(self.edited)
        self._slips.ticked.connect(lambda is_on: presenter.point_out_slips(points_out=is_on))
        self._before.chosen.connect(presenter.mark_before_until)

    def _arrange(self, words: Translator) -> None:
        self._given_out.setLayout(Column(Label(words(GIVEN_OUT), wraps=True), edges=12))
        column = Column(self._ask, self._refusal, self._head(words), self._table, self._given_out, self._source, gap=8)
        typed = words(IGNORED[1], typed="ma-07 85", code="MA0785")
        tick = self._slips if self.saves else mark("info")
        column.addLayout(
            self._group(
                TYPING,
                FactRow(mark("check", Color.ACCENT), words(IGNORED[0]), typed),
                FactRow(tick, words(SLIPS[0]), words(SLIPS[1], n=round(100 * ASKED_BELOW)), self._slips_words),
                FactRow(mark("check", Color.ACCENT), words(LETTER[0]), words(LETTER[1], code="MA0785" + SUFFIXES[0])),
            )
        )
        before = FactRow(mark("calendar"), words(BEFORE[0]), words(BEFORE[1]), self._before, self._before_words)
        column.addLayout(self._group(CHANGES, before))
        column.addLayout(self._group(NO_CODE, FactRow(mark("lock"), words(NEVER[0]), words(NEVER[1]))))
        self.setLayout(column)

    def _head(self, words: Translator) -> Row:
        head = Row(gap=12)
        head.addLayout(Column(Label(words(HOW), "h2"), Label(words(KEPT), "small2", wraps=True), gap=2), 1)
        head.addWidget(self._made)
        head.addWidget(self._made_words)
        return head

    def _group(self, title: str, *rows: FactRow) -> Column:
        inside = Column(gap=0, edges=(12, 2))
        for at, row in enumerate(rows):
            if at:
                inside.addWidget(Line())
            inside.addWidget(row)
        column = Column(Label(self._words(title), "h2"), Panel(inside), gap=8)
        column.set_edges((0, 10, 0, 0))
        return column
