"""What to do now, said by the center itself, kind by kind; and whom to call after a death."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy

from outreach.closed_lists import Happening
from outreach.happened.guidance import LONGEST_LINE, LONGEST_NUMBER, MOST_LINES
from outreach.translation import LANGUAGES, N_, Translator
from outreach.ui.happened.wording import KINDS as TOLD
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.happened.presenter import HappenedSettingsPresenter, State
from outreach.ui.settings.names_form import IN
from outreach.ui.settings.section import SavingView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.words import words_for

_KINDS = {told.happening: name for told, name in TOLD.items() if told.happening is not None}
TITLE = N_("Something happened")
_WHAT = N_("What your center wants done, shown once a report is saved. Short lines, fit to be read aloud.")
_SUPPORT = N_("Shown after a death, in one quiet line, to whoever would like to talk. Leave it empty for none.")


class HappenedSettingsView(SavingView):
    presenter: HappenedSettingsPresenter

    def __init__(self, tasks: Tasks, settings: EditedBy, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = presenter = HappenedSettingsPresenter(tasks, settings, self.show_state, self._say_saved)
        self.saves = presenter.state.may_change
        self._notice = Banner()
        self._kind = MenuButton(name=words(N_("After what")))
        self._kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind.set_choices([(kind, words(name)) for kind, name in _KINDS.items()], presenter.state.kind)
        self._kind.chosen.connect(lambda kind: presenter.look_at(Happening(kind)))
        spoken = [(language, words(IN[language])) for language in LANGUAGES]
        self._language = Segmented(spoken, name=words(N_("Language of these words")), is_light=True)
        self._language.chosen.connect(presenter.speak)
        self._lines = [self._line(number) for number in range(1, MOST_LINES + 1)]
        self._provided = Button(words(N_("Take the words that come with Outreach")), kind=Kind.QUIET, size=Size.SMALL)
        self._provided.clicked.connect(presenter.take_provided)
        self._number = TextField(name=words(N_("Number to call")))
        self._number.setMaxLength(LONGEST_NUMBER)
        self._number.textEdited.connect(presenter.call)
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self._arrange()
        self.show_state(presenter.state)

    @property
    def note(self) -> str:
        return self._words(N_("From the next report on.")) if self.presenter.state.has_changes else ""

    def focus_first(self) -> None:
        self._kind.setFocus()

    def show_state(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        self._kind.set_choices([(kind, words(name)) for kind, name in _KINDS.items()], state.kind)
        self._language.choose(state.language)
        for number, field in enumerate(self._lines):
            field.set_text(state.lines[number] if number < len(state.lines) else "")
            set_shown(field, number <= len(state.lines))  # and one more to write in
            field.setEnabled(state.may_change)
        self._number.set_text(state.words.number)
        for widget in (self._number, self._provided):
            widget.setEnabled(state.may_change)
        set_shown(self._ask, not state.may_change)
        self.edited.emit()

    def _line(self, number: int) -> TextField:
        field = TextField(name=self._words(N_("Line {n}"), n=number), role="field-small")
        field.setMaxLength(LONGEST_LINE)
        field.textEdited.connect(self._write)
        field.entered.connect(partial(self._next, number))
        return field

    def _next(self, number: int) -> None:
        """Enter goes to the line below."""
        if number < MOST_LINES and self._lines[number].isVisible():
            self._lines[number].setFocus()

    def _write(self) -> None:
        texts = [field.text() for field in self._lines]
        while texts and not texts[-1]:
            texts.pop()
        self.presenter.write(tuple(texts))

    def _say_saved(self) -> None:
        self.said.emit(self._words(N_("Saved")))

    def _arrange(self) -> None:
        words = self._words
        now = Column(
            Label(words(N_("What to do now")), "item"),
            Label(words(_WHAT), "small2", wraps=True),
            Row(self._kind, self._language, None, gap=8, edges=(0, 4)),
            *self._lines,
            Row(self._provided, None, gap=0),
            gap=6,
        )
        call = Column(
            Label(words(N_("If somebody would like to talk")), "item"),
            Label(words(_SUPPORT), "small2", wraps=True),
            self._number,
            self._ask,
            gap=4,
        )
        head = Column(Label(words(TITLE), "h2"), gap=2)
        panel = Panel(Column(now, Line(), call, gap=12, edges=(12, 12)))
        self.setLayout(Column(head, self._notice, panel, None, gap=12))
