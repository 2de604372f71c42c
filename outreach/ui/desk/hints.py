"""What a newcomer to the desk is told, when, and what shows that they know it already."""

from outreach.translation import N_, Translator
from outreach.ui.desk.state import Notice, Question, State
from outreach.ui.shared.hints import Hint, HintLine, Hints
from outreach.ui.shortcuts import TILES, Key

TEXTS = {
    Hint.LINE: N_("Type 50 29g and Enter: it adds 50 syringes 29G."),
    Hint.TILE: N_("{tile} adds the usual pack of the first tile; digits set it."),
    Hint.SAVE: N_("{save} saves from anywhere on the page."),
    Hint.TAKE_BACK: N_("Saved too soon? {back} takes it back and fills the form again."),
    Hint.KEYS: N_("{keys} lists every key. Hold Alt to see them in their places."),
}


class DeskHints:
    """`hear(state)` on every state; `line` is drawn in the basket, above Save."""

    def __init__(self, hints: Hints, words: Translator) -> None:
        self._hints = hints
        keys = {"tile": TILES[0], "save": Key.SAVE_VISIT, "back": Key.TAKE_BACK, "keys": Key.KEYS}
        shown = {name: key.shown for name, key in keys.items()}
        self._texts = {hint: words(text, **shown) for hint, text in TEXTS.items()}
        self.line = HintLine(words, hints, self._texts.values())
        self._state: State | None = None
        hints.changed = self._show

    def hear(self, state: State) -> None:
        before, self._state = self._state, state
        if before is not None:
            self._notice_what_is_known(before, state)
        self._show()

    def line_was_used(self) -> None:
        self._hints.done(Hint.LINE)

    def tile_was_used(self) -> None:
        self._hints.done(Hint.TILE)

    def _notice_what_is_known(self, before: State, now: State) -> None:
        if now.notice is Notice.SAVED and before.notice is not Notice.SAVED:
            self._hints.done(Hint.SAVE)
        if now.notice is Notice.TAKEN_BACK:
            self._hints.done(Hint.TAKE_BACK)

    def _show(self) -> None:
        if (state := self._state) is None:
            return
        hint = self._hints.first(*self._fitting(state))
        self.line.say(hint, self._texts[hint] if hint else "")

    def _fitting(self, state: State) -> tuple[Hint, ...]:
        """What helps now, the most useful first; nothing while something is asked or has gone wrong."""
        if state.question is not Question.NONE or state.unsaved:
            return ()
        if state.draft.lines:
            return (Hint.TILE, Hint.SAVE) if len(state.draft.lines) == 1 else (Hint.SAVE,)
        if state.notice is Notice.SAVED and state.last is not None:
            return (Hint.TAKE_BACK, Hint.LINE, Hint.TILE, Hint.KEYS)
        return (Hint.LINE, Hint.TILE, Hint.KEYS)
