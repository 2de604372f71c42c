"""What the desk says about a code: what is asked of it, or a hint.  Nothing about anybody; no Qt."""

from outreach.translation import N_, Translator
from outreach.ui.desk.state import Code, State
from outreach.ui.desk.wording import CODE_UNREADABLE

_NEW = N_("First time this code is used. Typed right?")
_LOOKS_ALIKE = N_("This code looks one letter off. Keep it?")
_CHECK_WRONG = N_("This is not a code as they are given out here. Keep it?")
_MADE = N_("A code of their own from now on. Let them note it.")
_COUNTS_AS_BEFORE = N_("Codes are made another way now: until {day} a new one counts as been here before.")
SHARED = N_("Which of those who share this code?")
_KNOWN = N_("This code is known.")
_NOTHING_TO_REPEAT = N_("Nothing to repeat.")
_WELCOME = N_("A code is welcome, never needed.")
_KEPT = N_("The code is kept, and not shown again. Type to replace it.")

_OF_CODE = {
    Code.NONE: _WELCOME,
    Code.KEPT: _KEPT,
    Code.UNREADABLE: CODE_UNREADABLE,
    Code.LOOKS_ALIKE: _LOOKS_ALIKE,
    Code.CHECK_WRONG: _CHECK_WRONG,
    Code.FIRST_SEEN: _NEW,
    Code.MADE: _MADE,
}
_TONES = {Code.UNREADABLE: "low", Code.LOOKS_ALIKE: "strong", Code.CHECK_WRONG: "strong"}


def said(state: State, words: Translator) -> str:
    """The line beside the code: what is asked of it, or a hint; nothing about anybody."""
    if state.has_nothing_to_repeat and state.code in {Code.KNOWN, Code.SHARED, Code.KEPT}:
        return words(_NOTHING_TO_REPEAT)
    until = state.recipe.before_until if state.recipe and state.counts_as_before else None
    if state.code is Code.FIRST_SEEN and until is not None:
        return words(_COUNTS_AS_BEFORE, day=until)
    return words(_OF_CODE[state.code]) if state.code in _OF_CODE else ""


def tone(code: Code) -> str:
    """The role of that line."""
    return _TONES.get(code, "small2")


def heard(code: Code) -> str:
    """What is only heard: on the screen, buttons say it."""
    return {Code.KNOWN: _KNOWN, Code.SHARED: SHARED}.get(code, "")
