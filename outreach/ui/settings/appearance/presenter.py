"""Appearance and language: what somebody chooses shows at once and is kept at once.  No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from outreach.errors import Refusal
from outreach.preferences import Preferences, keep_preferences
from outreach.safety.staff import Actor
from outreach.ui.tasks import Tasks
from outreach.vocabulary import Look


@dataclass(frozen=True, slots=True)
class Dressing:
    """Who chooses, what they have, the languages there are, and who dresses the window.

    `dress` shows what was chosen; it gives False if the words cannot change yet, since something is begun.
    """

    by: Actor
    now: Preferences
    languages: tuple[str, ...]
    language: str
    dress: Callable[[Preferences], bool]


@dataclass(frozen=True, slots=True)
class State:
    initials: str
    now: Preferences
    languages: tuple[str, ...]
    language: str
    """The one chosen, or the center's while nobody chose."""
    is_waiting: bool = False
    """Another language is chosen, and comes when nothing is begun."""
    refusal: Refusal | None = None


class AppearancePresenter:
    def __init__(self, tasks: Tasks, dressing: Dressing, show: Callable[[State], None]) -> None:
        self._tasks, self._dressing, self._show = tasks, dressing, show
        self.state = State(dressing.by.initials, dressing.now, dressing.languages, dressing.language)

    def choose_text(self, percent: int) -> None:
        self._choose(replace(self.state.now, text_percent=percent))

    def choose_look(self, look: Look) -> None:
        self._choose(replace(self.state.now, look=look))

    def choose_language(self, language: str) -> None:
        self._choose(replace(self.state.now, language=language))

    def _choose(self, chosen: Preferences) -> None:
        if chosen == self.state.now:
            return
        self._change(now=chosen, language=chosen.language or self.state.language, refusal=None)
        self._tasks.write(
            lambda session: keep_preferences(session, self._dressing.by, chosen),
            lambda _: None,
            partial(self._refused, chosen),
        )
        self._change(is_waiting=not self._dressing.dress(chosen))

    def _refused(self, chosen: Preferences, refusal: Refusal) -> None:
        """It looks as chosen, and will not the next time: say so, unless something else was chosen since."""
        if chosen == self.state.now:
            self._change(refusal=refusal)

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._show(self.state)
