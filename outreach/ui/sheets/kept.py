"""The rows of a sheet as they are in the file: written as each cell is left, off the window's thread.  No Qt."""

from functools import partial

from outreach.errors import Refusal
from outreach.sheets import keeping
from outreach.sheets.rows import PaperTotals, Row
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.state import PAPER


class KeptRows:
    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._kept: dict[int, Row] = {}
        self._totals: PaperTotals | None = None

    def begin(self, kept: dict[int, Row], totals: PaperTotals) -> None:
        self._kept, self._totals = dict(kept), totals

    def keep(self, row: int, as_typed: Row | PaperTotals | None = None) -> None:
        """Write a row into the file as it is typed, off this thread, if it says anything new.

        `as_typed` is what it would be if its cell were left now.
        """
        state = self._holder.state
        if state.sheet is None or not state.is_keying:
            return
        by = self._holder.paper.by
        made = as_typed or (state.totals if row == PAPER else state.rows[row] if row < len(state.rows) else None)
        if isinstance(made, PaperTotals):
            if made != self._totals:
                self._totals = made
                self._write(partial(keeping.keep_totals, by=by, sheet_id=state.sheet.id, totals=made))
            return
        if made is not None and self._kept.get(row, Row(made.client_id)) != made:
            self._kept[row] = made
            self._write(partial(keeping.keep_row, by=by, sheet_id=state.sheet.id, number=row + 1, row=made))
        self._holder.change(kept=sum(not one.is_empty for one in self._kept.values()))

    def keep_again(self) -> None:
        """Nobody knows what was kept: write every row once more, each in its own place."""
        self._kept.clear()
        self._totals = None
        for row in (*range(len(self._holder.state.rows)), PAPER):
            self.keep(row)

    def _write(self, change: "partial[None]") -> None:
        self._holder.tasks.write(change, lambda _: None, self._not_kept)

    def _not_kept(self, refusal: Refusal) -> None:
        self._kept.clear()
        self._totals = None
        self._holder.change(refusal=refusal, kept=0)
