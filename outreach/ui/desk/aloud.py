"""What the desk says to those who hear it, when something changes away from the keyboard.  No Qt; never a code."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from outreach.translation import N_, Translator
from outreach.ui.desk import wording
from outreach.ui.desk.draft import Totals, totals
from outreach.ui.desk.lines import Line
from outreach.ui.desk.state import Notice, State
from outreach.vocabulary import ItemId


class Aloud:
    """`hear(state)` gives what this state says that the one before did not."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._short: Mapping[ItemId, str] = {}
        self._changed: tuple[Line, ...] = ()
        self._form: UUID | None = None
        self._on_form = Totals(0, 0)
        self._saved = Totals(0, 0)
        self._notice = Notice.NONE

    def hear(self, state: State) -> list[str]:
        said = [*self._changes(state), *self._shortfalls(state), *self._save(state)]
        self._form, self._notice = state.draft.client_id, state.notice
        return said

    def _changes(self, state: State) -> list[str]:
        """A kit whose parts are otherwise than they were."""
        before, self._changed = self._changed, self._changed_now(state)
        new = [kit for kit in self._changed if kit not in before] if state.draft.client_id == self._form else []
        return [f"{state.items[line.item_id].name}: {wording.changed(line, state.items, self._words)}" for line in new]

    def _changed_now(self, state: State) -> tuple[Line, ...]:
        return tuple(replace(line, amount=1) for line in state.draft.lines if line.parts is not None)

    def _shortfalls(self, state: State) -> list[str]:
        """An item the books hold less of, once, when it comes to that."""
        before, self._short = self._short, self._short_now(state)
        new = [item_id for item_id in self._short if item_id not in before]
        return [f"{state.items[item_id].name}: {self._short[item_id]}" for item_id in new]

    def _short_now(self, state: State) -> Mapping[ItemId, str]:
        lines = state.draft.lines if state.draft.client_id == self._form else ()
        said = {line.item_id: wording.short(line, state, self._words) for line in lines}
        return {item_id: text for item_id, text in said.items() if text}

    def _save(self, state: State) -> list[str]:
        if state.catalog is None:
            return []
        if self._form is not None and state.last == self._form != state.draft.client_id:
            self._saved = self._on_form
        self._on_form = totals(state.draft.lines, state.catalog)
        is_new = state.notice is Notice.SAVED and self._notice is not Notice.SAVED
        return [saved(self._saved, self._words)] if is_new else []


def saved(sums: Totals, words: Translator) -> str:
    """`Saved, 60 syringes, 4 doses`; what there was none of is not said."""
    parts = [words(N_("Saved"))]
    if sums.syringes:
        parts.append(words.count(N_("{n} syringe"), N_("{n} syringes"), sums.syringes))
    if sums.doses:
        parts.append(words.count(N_("{n} dose"), N_("{n} doses"), sums.doses))
    return ", ".join(parts)
