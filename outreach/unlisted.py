"""Things given that are not on the list: kept by the name staff gave them until a coordinator says what they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.catalog import folded
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Unlisted
from outreach.vocabulary import ItemId, UnlistedId

_TABLE = table_of(Unlisted)


@dataclass(frozen=True, slots=True)
class Thing:
    """A name staff gave; the item it turned out to be, once sorted."""

    id: UnlistedId
    name: str
    item_id: ItemId | None


class Names:
    """The things some encounters name, during one write transaction; made when first named."""

    def __init__(self, session: Session, ids: Ids, names: Iterable[str]) -> None:
        self._session, self._ids = session, ids
        self._new: list[dict[str, object]] = []
        self._things = {folded(thing.name): thing for thing in known(session)} if any(names) else {}

    def thing(self, name: str) -> Thing:
        """The thing of this name; case, accents and spaces do not matter."""
        found = self._things.get(folded(name))
        if found is None:
            found = Thing(UnlistedId(self._ids.next("unlisted")), " ".join(name.split()), None)
            self._things[folded(name)] = found
            self._new.append({"id": found.id, "name": found.name})
        return found

    def write(self) -> None:
        if self._new:
            self._session.connection().execute(insert(_TABLE), self._new)


def known(session: Session) -> tuple[Thing, ...]:
    """Every name ever given, sorted out or not, oldest first."""
    rows = session.execute(select(_TABLE.c.id, _TABLE.c.name, _TABLE.c.item_id).order_by(_TABLE.c.id))
    return tuple(Thing(UnlistedId(row.id), row.name, row.item_id) for row in rows)
