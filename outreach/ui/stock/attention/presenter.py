"""What happens on the page of what waits for the coordinator.  No Qt: read this to know what the page does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import barcodes
from outreach.stock import attention
from outreach.ui.stock.attention import look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.barcodes import Listed
    from outreach.errors import Refusal
    from outreach.stock.attention import Waiting
    from outreach.ui.stock.attention.look import Gathered
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.waiting import Waits

_GATHERED = "stock attention"


class Did(StrEnum):
    LET_STAND = "let_stand"
    CONFIRMED = "confirmed"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class State:
    """`did` is what was settled just now, and of which line."""

    initials: str
    gathered: Gathered | None = None
    did: tuple[Did, Waits] | None = None
    refusal: Refusal | None = None


class AttentionPresenter:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[State], None]) -> None:
        self._tasks, self._stock, self._show = tasks, stock, show
        self._ids: dict[Waiting, UUID] = {}
        self.state = State(stock.by.initials)

    def begin(self) -> None:
        """It is turned to: what was settled before is no news any more."""
        self._change(did=None, refusal=None)

    def refresh(self) -> None:
        query = partial(look.gather, language=self._stock.language, day=self._stock.clock().day)
        self._tasks.read(query, self._read, self._refused, key=_GATHERED)

    def let_stand(self, waits: Waits) -> None:
        """Looked at; it may stand as it is.  Pressed twice, it is said once."""
        if waits.waitings:
            ids = tuple(self._ids.setdefault(day, self._stock.new_id()) for day in waits.waitings)
            self._act(partial(_let_stand, waits=waits, ids=ids), Did.LET_STAND, waits)

    def confirm(self, waits: Waits) -> None:
        """The barcode is what the desk said it is."""
        if (code := waits.barcode) is not None:
            self._act(partial(_confirm, code=code), Did.CONFIRMED, waits)

    def retire(self, waits: Waits) -> None:
        """It is not: the next scan of it is asked about."""
        if (code := waits.barcode) is not None:
            self._act(partial(barcodes.retire, code=code.code), Did.RETIRED, waits)

    def _act(self, act: Callable[..., Any], did: Did, waits: Waits) -> None:
        by, at = self._stock.by, self._stock.clock()

        def settled(_: object) -> None:
            self._change(did=(did, waits), refusal=None)
            self.refresh()

        self._tasks.write(lambda session: act(session, by, at), settled, self._refused)

    def _read(self, gathered: Gathered) -> None:
        self._change(gathered=gathered, refusal=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _let_stand(session: Session, by: Any, at: Any, *, waits: Waits, ids: Sequence[UUID]) -> None:
    """Every day of it."""
    for day, client_id in zip(waits.waitings, ids, strict=True):
        attention.let_stand(session, by, at, day, client_id)


def _confirm(session: Session, by: Any, at: Any, code: Listed) -> None:
    barcodes.add(session, by, at, code=code.code, item_id=code.item_id, units=code.units)
