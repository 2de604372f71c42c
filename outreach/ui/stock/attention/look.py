"""What the page of what waits reads: what waits, what was let stand lately, and the names of it all.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach import catalog, waiting
from outreach.stock import attention, causes
from outreach.waiting import Sort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.attention import Stood
    from outreach.stock.causes import Cause, Place
    from outreach.waiting import Waits

_LATELY = 20
MOST_DAYS = 3
"""Of what was short on many days, so many are told in full."""


@dataclass(frozen=True, slots=True)
class Gathered:
    catalog: Catalog
    waits: tuple[Waits, ...]
    stood: tuple[Stood, ...] = ()
    causes: Mapping[Place, Cause] = field(default_factory=dict)

    def of(self, sort: Sort) -> tuple[Waits, ...]:
        return tuple(one for one in self.waits if one.sort is sort)


def gather(session: Session, language: str, day: date) -> Gathered:
    known = catalog.load(session, language, day)
    waits = tuple(waiting.gathered(session))
    days = [day for one in waits if one.sort is Sort.SHORT for day in one.waitings[-MOST_DAYS:]]
    return Gathered(known, waits, attention.stood(session, _LATELY), causes.causes(session, days))
