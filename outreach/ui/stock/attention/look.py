"""What the page of what waits reads: what waits, what was let stand lately, and the names of it all.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach import catalog, waiting
from outreach.stock import attention

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.attention import Stood
    from outreach.waiting import Sort, Waits

_LATELY = 20


@dataclass(frozen=True, slots=True)
class Gathered:
    catalog: Catalog
    waits: tuple[Waits, ...]
    stood: tuple[Stood, ...] = ()

    def of(self, sort: Sort) -> tuple[Waits, ...]:
        return tuple(one for one in self.waits if one.sort is sort)


def gather(session: Session, language: str, day: date) -> Gathered:
    known = catalog.load(session, language, day)
    return Gathered(known, tuple(waiting.gathered(session)), attention.stood(session, _LATELY))
