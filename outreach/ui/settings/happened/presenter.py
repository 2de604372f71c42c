"""What to do now after something happened, in the center's own words, and its number for support.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from outreach.closed_lists import Happening
from outreach.happened import guidance
from outreach.safety.staff import Right
from outreach.translation import LANGUAGES
from outreach.ui.settings.edited_by import EditedBy

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from outreach.errors import Refusal
    from outreach.ui.tasks import Tasks

Text = tuple[Happening, str]
"""Of which kind, in which language."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of each kind in each language, and the number; read as they are said now."""

    lines: Mapping[Text, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    number: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """`words` are those on the form, `kept` those in the file (None: not read yet)."""

    may_change: bool
    language: str
    kind: Happening = Happening.OVERDOSE_RESPONSE
    kept: Words | None = None
    words: Words = field(default_factory=Words)
    refusal: Refusal | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Those looked at."""
        return self.words.lines.get((self.kind, self.language), ())

    @property
    def changed(self) -> tuple[Text, ...]:
        kept = self.kept.lines if self.kept is not None else {}
        return tuple(one for one, lines in self.words.lines.items() if said(lines) != said(kept.get(one, ())))

    @property
    def has_new_number(self) -> bool:
        return self.kept is not None and self.words.number.strip() != self.kept.number

    @property
    def has_changes(self) -> bool:
        return bool(self.changed) or self.has_new_number


class HappenedSettingsPresenter:
    def __init__(
        self, tasks: Tasks, settings: EditedBy, show: Callable[[State], None], saved: Callable[[], None]
    ) -> None:
        self._tasks, self._settings, self._show, self._told = tasks, settings, show, saved
        self.state = State(settings.by.has(Right.CHANGE_SETTINGS), settings.language)

    def refresh(self) -> None:
        """Read again; what was changed and not saved stays."""
        self._tasks.read(_load, self._read, self._refused, key="happened settings")

    def look_at(self, kind: Happening) -> None:
        self._change(kind=kind)

    def speak(self, language: str) -> None:
        self._change(language=language)

    def write(self, lines: tuple[str, ...]) -> None:
        """The lines looked at say something else."""
        words = replace(self.state.words, lines={**self.state.words.lines, self._looked_at: lines})
        self._change(words=words, refusal=None)

    def take_provided(self) -> None:
        """The words that come with Outreach."""
        self.write(guidance.provided(*self._looked_at))

    def call(self, number: str) -> None:
        self._change(words=replace(self.state.words, number=number), refusal=None)

    def put_back(self) -> None:
        self._change(words=self.state.kept or Words(), refusal=None)

    def save(self) -> None:
        state, settings = self.state, self._settings
        if not state.has_changes:
            return

        def change(session: Session) -> Words:
            given = session, settings.by, settings.clock()
            for kind, language in state.changed:
                guidance.say(*given, kind, language, said(state.words.lines[kind, language]))
            if state.has_new_number:
                guidance.give_number(*given, state.words.number)
            return _load(session)

        self._tasks.write(change, self._saved, self._refused)

    @property
    def _looked_at(self) -> Text:
        return self.state.kind, self.state.language

    def _saved(self, words: Words) -> None:
        self._change(kept=words, words=words, refusal=None)
        self._told()

    def _read(self, words: Words) -> None:
        shown = self.state.words if self.state.has_changes else words
        self._change(kept=words, words=shown, refusal=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def said(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty ones."""
    return tuple(line.strip() for line in lines if line.strip())


def _load(session: Session) -> Words:
    spoken = {language: guidance.to_do(session, language) for language in LANGUAGES}
    lines = {(kind, language): to_do.lines[kind] for language, to_do in spoken.items() for kind in Happening}
    return Words(MappingProxyType(lines), spoken[LANGUAGES[0]].number)
