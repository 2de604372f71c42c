"""What is begun on a page of the stock room is kept in the file, so that it is there again after closing.  No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.stock import begun_papers
from outreach.ui.stock import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks


class Keeping:
    """`draft()` is what stands on the page; kept are drafts that are begun, and a new id with nothing ends it."""

    def __init__(self, tasks: Tasks, stock: Stock, act: str, draft: Callable[[], Any]) -> None:
        self._tasks, self._stock, self._act, self._draft = tasks, stock, act, draft
        self._kept = ""

    def keep(self) -> None:
        """Keep it as it is now, if it is otherwise than it was kept last."""
        draft = self._draft()
        said = typed.as_text(draft) if draft.is_begun else ""
        if said == self._kept:
            return
        before, self._kept = self._kept, said
        change = partial(begun_papers.keep, by=self._stock.by, at=self._stock.clock(), act=self._act, typed=said)
        self._tasks.write(change, lambda _: None, partial(self._not_kept, before))

    def found(self, said: str) -> None:
        """This was kept when the program was closed."""
        self._kept = said

    def _not_kept(self, before: str, _: Refusal) -> None:
        """It stays on the page, and is tried again with the next key."""
        self._kept = before
