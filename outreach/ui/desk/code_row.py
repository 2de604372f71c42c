"""The row under the code box: what may be asked about a code, and never anything about anybody."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import code_words
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Code, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label
from outreach.ui.shortcuts import Key, bind, tag
from outreach.vocabulary import SeenBefore

_ANSWERS = (
    (SeenBefore.FIRST, N_("First time")),
    (SeenBefore.BEFORE, N_("Been here before")),
    (SeenBefore.NOT_ASKED, N_("Not asked")),
)
_LEAST_HINT = 130
_WHICH = (N_("First"), N_("Second"), N_("Third"), N_("Fourth"), N_("Fifth"))
_NOT_SURE = N_("Not sure")
_KEYS = (Key.ANSWER_1, Key.ANSWER_2, Key.ANSWER_3)
_KNOWN = {Code.KNOWN, Code.SHARED}
_DOUBTED = {Code.LOOKS_ALIKE, Code.CHECK_WRONG}
_NEW = {Code.FIRST_SEEN, Code.MADE}
_NOBODY_YET = {Code.NONE, Code.TYPING}


class CodeRow(QWidget):
    """`typed_again` says that the code is to be typed anew, `forgotten` that the person does not know theirs."""

    typed_again = Signal()
    forgotten = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words, self._whose = presenter, words, presenter.whose
        self._heard: tuple[object, str] = (None, "")
        self._before = Segmented(
            name=words(N_("Was this person here before?")), height=28, is_light=True, is_ticked=True
        )
        self._before.chosen.connect(self._whose.seen_before)
        self._hint = Label(role="small2", wraps=True)
        self._keep = Button(words(N_("Keep it")), key=Key.KEEP_CODE.shown, size=Size.SMALL)
        self._keep.clicked.connect(self._whose.keep)
        self._again = Button(words(N_("Type it again")), key=Key.CODE.shown, kind=Kind.QUIET, size=Size.SMALL)
        self._again.clicked.connect(self.typed_again)
        self._forgot = Button(words(N_("Forgot the code")), key=Key.FORGOT_CODE.shown, kind=Kind.QUIET, size=Size.SMALL)
        self._forgot.clicked.connect(self.forgotten)
        self._asked = Row(self._before, gap=8)
        self._asked.addWidget(self._hint, 1)
        row = Row(gap=8)
        row.addWidget(self._make_known(), 1)
        row.addLayout(self._asked, 1)
        for button in (self._keep, self._again, self._forgot):
            row.addWidget(button)
        self.setLayout(row)
        self._bind_keys()

    def show_state(self, state: State) -> None:
        if state.code in _NEW:
            self._show_answers(state)
        self._before.setVisible(state.code in _NEW)
        self._show_known(state)
        self._keep.setVisible(state.code in _DOUBTED)
        self._again.setVisible(state.code in _DOUBTED)
        self._forgot.setVisible(state.code in _NOBODY_YET)
        self._say(state)

    def _make_known(self) -> QWidget:
        words = self._words
        self._which = Segmented(name=words(code_words.SHARED), height=28, is_light=True, is_ticked=True)
        self._which.chosen.connect(self._whose.is_one_of)
        self._repeat = Button(words(N_("Repeat last")), key=Key.REPEAT.shown, size=Size.SMALL, icon="repeat")
        self._repeat.clicked.connect(self._whose.repeat)
        self._not_me = Button(words(N_("Not me")), kind=Kind.QUIET, size=Size.SMALL)
        self._not_me.clicked.connect(self._whose.not_me)
        tag(Key.NOT_ME, self._not_me)
        self._nothing = Label(role="small2")
        self._known = QWidget()
        self._known_box = Row(self._which, gap=8)
        self._known_box.addLayout(Row(self._repeat, self._not_me, self._nothing, None, gap=8), 1)
        self._known.setLayout(self._known_box)
        return self._known

    def set_room(self, room: int) -> None:
        """Where both have no room side by side, what is said of a code stands under what is asked."""
        is_high = self._before.sizeHint().width() + theme.px(_LEAST_HINT) > room
        direction = QBoxLayout.Direction.TopToBottom if is_high else QBoxLayout.Direction.LeftToRight
        if direction != self._asked.direction():
            self._asked.setDirection(direction)
            self._asked.setAlignment(self._before, Qt.AlignmentFlag.AlignLeft if is_high else Qt.AlignmentFlag(0))

    def set_folded(self, is_folded: bool) -> None:  # noqa: FBT001 - it is the state
        """Where the page is narrow for its text, which of them it is stands above what that person can do."""
        direction = QBoxLayout.Direction.TopToBottom if is_folded else QBoxLayout.Direction.LeftToRight
        self._known_box.setDirection(direction)
        self._known_box.setAlignment(self._which, Qt.AlignmentFlag.AlignLeft if is_folded else Qt.AlignmentFlag(0))

    def _bind_keys(self) -> None:
        bind(Key.REPEAT, self, self._whose.repeat)
        bind(Key.NOT_ME, self, self._whose.not_me)
        bind(Key.KEEP_CODE, self, self._whose.keep)
        bind(Key.FORGOT_CODE, self, self._forget_code)
        for place, key in enumerate(_KEYS):
            bind(key, self, partial(self._answer, place))

    def _answer(self, place: int) -> None:
        """One key answers what is asked now: here before, or which of those who share the code."""
        state = self._presenter.state
        if state.code is Code.SHARED:
            last = place == len(_ANSWERS) - 1
            self._whose.is_one_of(None if last else place)
        elif state.code in _NEW:
            self._whose.seen_before(_ANSWERS[place][0])

    def _forget_code(self) -> None:
        if self._presenter.state.code in _NOBODY_YET:
            self.forgotten.emit()

    def _show_answers(self, state: State) -> None:
        offered = [(answer, self._words(text)) for answer, text in _ANSWERS]
        self._before.set_options(offered[:-1] if state.counts_as_before else offered)
        self._before.choose(state.draft.before)
        _tag_answers(self._before.segments)

    def _show_known(self, state: State) -> None:
        self._known.setVisible(state.code in _KNOWN)
        self._which.setVisible(state.code is Code.SHARED)
        if state.code is Code.SHARED:
            people = [(place, self._words(_WHICH[place])) for place in range(min(len(state.sharing), len(_WHICH)))]
            self._which.set_options([*people, (None, self._words(_NOT_SURE))])
            _tag_answers((*self._which.segments[:2], self._which.segments[-1]))
            sure = None if state.draft.is_unsure_who or state.draft.code is None else state.draft.code
            self._which.choose(state.sharing.index(sure) if sure in state.sharing else None)
        self._repeat.setVisible(not state.draft.is_unsure_who)

    def _say(self, state: State) -> None:
        said = code_words.said(state, self._words)
        self._hint.set_role(code_words.tone(state.code))
        self._hint.set_text(said)
        self._hint.setVisible(state.code not in _KNOWN)
        self._nothing.set_text(said)
        self._nothing.setVisible(bool(said))
        if (state.draft.client_id, said) == self._heard:
            return
        self._heard = (state.draft.client_id, said)
        if state.code not in {*_NOBODY_YET, Code.KEPT}:
            announce(self, said or self._words(code_words.heard(state.code)))


def _tag_answers(segments: Sequence[QWidget]) -> None:
    for key, segment in zip(_KEYS, segments, strict=False):
        tag(key, segment)
