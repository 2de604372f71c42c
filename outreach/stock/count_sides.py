"""The day of a count has two sides: what happened that day was seen by the count, or came after it.  Asked once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from outreach.errors import Refusal
from outreach.stock import paper_trail
from outreach.vocabulary import CountSide, ItemId, SiteId


@dataclass(eq=False)
class SideNotSaid(Refusal):
    """Some of these items were counted there on that day; nobody said on which side of the count this stands."""

    items: tuple[ItemId, ...]


def check(session: Session, site_id: SiteId, on: date, items: Collection[ItemId], side: CountSide | None) -> None:
    """Raise SideNotSaid where a person should be asked *before or after the count?* and was not."""
    if side is None and (counted := paper_trail.counted_on(session, site_id, on) & set(items)):
        raise SideNotSaid(tuple(sorted(counted)))
