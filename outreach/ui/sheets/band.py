"""What stands above a sheet: the day it is entered for, and the one thing that is asked or said of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk.band import ASKED
from outreach.ui.desk.elsewhere import doubt_of
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Kind
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.sheets.presenter import SheetPresenter
from outreach.ui.sheets.state import Notice, State
from outreach.ui.sheets.wording import posted_as, where
from outreach.vocabulary import CountSide
from outreach.words import words_for

_BACK_WHEN_POSTED = N_("Goes back by itself when the sheet is posted")
_COLUMNS_NOW = N_("It is keyed by the columns a sheet printed now would have. Check them.")


class SheetBand(QWidget):
    def __init__(self, presenter: SheetPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._elsewhere, self._asked, self.said = Banner(), Banner(icon="info"), Banner()
        self.setLayout(Column(self._elsewhere, self._asked, self.said, gap=6, edges=(12, 8, 12, 0)))

    @property
    def is_asking(self) -> bool:
        return not self._asked.isHidden()

    def focus(self) -> None:
        self._asked.focus_first()

    def show_state(self, state: State) -> None:
        was_asking = self.is_asking
        self._show_elsewhere(state)
        self._show_asked(state)
        self._show_said(state)
        parts = (self._elsewhere, self._asked, self.said)
        set_shown(self, any(not part.isHidden() for part in parts))
        if self.is_asking and not was_asking:
            self.focus()

    def _show_elsewhere(self, state: State) -> None:
        words = self._words
        if not (state.is_keying or state.sheet is None) or not state.is_another_day:
            self._elsewhere.clear()
            return
        there = words(N_("{day}, {site}"), day=words.weekday_day(state.on), site=state.site.name if state.site else "")
        fact = words(N_("Entering for {where}"), where=there)
        self._elsewhere.say(Tone.HOLD, fact, words(_BACK_WHEN_POSTED))
        self._elsewhere.choices((words(N_("Back to today")), self._presenter.back_to_today), kind=Kind.HOLD)

    def _show_asked(self, state: State) -> None:
        words, presenter = self._words, self._presenter
        day = state.asked_day
        if day is not None and state.catalog is not None:
            why = doubt_of(day, state.today, state.catalog.began_on)
            if why is not None:
                yes = words(N_("Yes, enter for that day"))
                self._ask(Tone.LOW, words(ASKED[why], day=words.weekday_long(day)), "",
                          (yes, presenter.say_yes), (words(N_("No")), presenter.say_no))  # fmt: skip
        elif state.is_asking_side:
            before = (words(N_("Before the count")), lambda: presenter.answer_side(CountSide.BEFORE))
            after = (words(N_("After the count")), lambda: presenter.answer_side(CountSide.AFTER))
            unknown = (words(N_("Nobody knows")), lambda: presenter.answer_side(None))
            fact = words(N_("This site was counted that day."))
            self._ask(Tone.LOW, fact, words(N_("When was this handed out?")), before, after, unknown)
        elif state.is_moved:
            move = (words(N_("Move all of it there")), presenter.move)
            leave = (words(N_("Leave it as it was")), presenter.leave_as_it_was)
            there = where(state.head, state, words)
            self._ask(Tone.INFO, words(N_("Move this sheet to {where}?"), where=there), "", move, leave)
        else:
            self._asked.clear()

    def _ask(self, tone: Tone, fact: str, text: str, *choices: tuple[str, Callable[[], None]]) -> None:
        self._asked.say(tone, fact, text)
        self._asked.choices(*choices, kind=Kind.SECONDARY)

    def _show_said(self, state: State) -> None:
        words = self._words
        if state.refusal is not None:
            not_done = _NOT_DONE.get(state.notice, N_("This was not kept."))
            self.said.say(Tone.OUT, words(not_done), words_for(state.refusal, words))
        elif state.notice in _SAID and state.last is not None:
            text = posted_as(state.last, state, words) + self._short(state)
            self.said.say(Tone.OK, words(_SAID[state.notice], number=state.last.number), text)
        elif state.notice is Notice.WORKING:
            self.said.say(Tone.INFO, words(N_("Putting this sheet right, with all that was posted of it…")))
        elif state.notice is Notice.MOVED:
            now = words(N_("All of this sheet is now of {where}"), where=where(state.head, state, words))
            self.said.say(Tone.OK, now)
        elif state.is_moved:
            self.said.clear()
        elif state.sheet is not None and state.number_refusal is not None:
            text = words(N_("It is keyed anew.")) if state.is_keying else ""
            self.said.say(Tone.INFO, words_for(state.number_refusal, words), text)
        elif state.sheet is not None and state.notice in (Notice.PRINTED_ELSEWHERE, Notice.NUMBERED):
            elsewhere = words(N_("This sheet was not printed here."))
            write = words(N_("Write {number} on the paper."), number=state.sheet.number)
            fact = write if state.notice is Notice.NUMBERED else elsewhere
            self.said.say(Tone.INFO, fact, words(_COLUMNS_NOW))
        elif state.notice in (Notice.NONE, Notice.POSTING, *_NOT_DONE):
            self.said.clear()

    def _short(self, state: State) -> str:
        """What the books were short of: it was given all the same."""
        if not (state.short and state.catalog and state.notice is Notice.POSTED):
            return ""
        items = state.catalog.item
        named = ", ".join(
            self._words(N_("{n} × {item}"), n=n, item=items[id_].name) for id_, n in state.short if id_ in items
        )
        return ". " + self._words(N_("Short in the books: {items}. A coordinator can find out why."), items=named)


_SAID = {Notice.POSTED: N_("Sheet {number} is posted."), Notice.VOIDED: N_("Sheet {number} is void.")}
_NOT_DONE = {
    Notice.NOT_POSTED: N_("This sheet is not posted."),
    Notice.NOT_CHANGED: N_("Nothing was changed."),
}
