"""Text size, look and language of whoever is here.  There is nothing to save: the window shows it at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from outreach.preferences import TEXT_PERCENTS
from outreach.translation import N_, Translator, name_of
from outreach.ui.settings.appearance.presenter import AppearancePresenter, Dressing, State
from outreach.ui.settings.section import SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import IconLabel, Label
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color
from outreach.vocabulary import Look
from outreach.words import words_for

TITLE = N_("Appearance and language")
LOOKS = {
    Look.SYSTEM: N_("As the computer"),
    Look.LIGHT: N_("Light"),
    Look.DARK: N_("Dark"),
    Look.CONTRAST: N_("High contrast"),
}


class AppearanceView(SectionView):
    def __init__(self, tasks: Tasks, dressing: Dressing, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = AppearancePresenter(tasks, dressing, self.show_state)
        state = self.presenter.state
        self._texts = _one_of(
            [(percent, words(N_("{n} %"), n=percent)) for percent in TEXT_PERCENTS], words(N_("Text size"))
        )
        self._looks = _one_of([(look, words(name)) for look, name in LOOKS.items()], words(N_("Look")))
        self._languages = _one_of([(one, name_of(one)) for one in state.languages], words(N_("Language")))
        self._notice = Banner()
        self._texts.chosen.connect(lambda percent: self.presenter.choose_text(int(str(percent))))
        self._looks.chosen.connect(lambda look: self.presenter.choose_look(Look(str(look))))
        self._languages.chosen.connect(lambda language: self.presenter.choose_language(str(language)))
        self.setLayout(self._arranged(state.initials))
        self.show_state(state)

    def show_state(self, state: State) -> None:
        self._texts.choose(state.now.text_percent)
        self._looks.choose(state.now.look)
        self._languages.choose(state.language)
        words = self._words
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        elif state.is_waiting:
            how = words(N_("Save or clear what is begun; the words change when you next unlock."))
            self._notice.say(Tone.INFO, words(N_("The language is kept.")), how)
        else:
            self._notice.clear()

    def focus_first(self) -> None:
        self._texts.focus()

    def focus_language(self) -> None:
        """Where the keyboard was before the page came back in another language."""
        self._languages.focus()

    def _arranged(self, initials: str) -> Column:
        words = self._words
        sizes = _line(
            words(N_("Text size")), words(N_("Everything grows with it, pictures and tables too.")), self._texts
        )
        looks = _line(
            words(N_("Look")),
            words(N_("High contrast draws every edge, light or dark as the computer is.")),
            self._looks,
        )
        languages = _line(
            words(N_("Language")), words(N_("Of the pages and of what is printed from them.")), self._languages
        )
        parts: list[QWidget | QLayout] = [sizes, Line(), looks]
        if len(self.presenter.state.languages) > 1:  # one is no choice
            parts += [Line(), languages]
        panel = Panel(Column(*parts, gap=12, edges=(12, 12)))
        whose = words(
            N_("This is yours, {initials}: it comes when you unlock and goes when you lock."), initials=initials
        )
        quiet = Label(
            words(N_("It shows at once and is kept. The lock page stays as the computer has it.")), "small2", wraps=True
        )
        note = Row(IconLabel("lock", Color.TEXT2), gap=8)
        note.addWidget(quiet, 1)
        head = Label(words(N_("How Outreach looks")), "h2")
        return Column(Column(head, Label(whose, "small2", wraps=True), gap=2), self._notice, panel, note, None, gap=12)


def _one_of(options: Sequence[tuple[object, str]], name: str) -> Segmented:
    return Segmented(options, name=name, is_ticked=True)


def _line(title: str, hint: str, choice: QWidget) -> Column:
    """What is chosen, a word about it, and the choices below, where they have room at any text size."""
    return Column(Label(title, "item"), Label(hint, "small2", wraps=True), Row(choice, None, edges=(0, 4, 0, 0)), gap=2)
