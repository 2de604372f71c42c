"""What was given and not on the list, sorted: a coordinator says which item it was, and every visit says so too."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from outreach import catalog, encounters
from outreach.db.models.catalog import ItemAlias, ItemName, Unlisted
from outreach.db.models.encounters import EncounterVersion, VersionUnlisted
from outreach.errors import Refusal
from outreach.history import entry_of
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, EncounterId, ItemId, SiteId, UnlistedId


@dataclass(eq=False)
class NothingToSort(Refusal):
    """There is no such thing any more, or it was sorted already."""


@dataclass(frozen=True, slots=True)
class Unsorted:
    """A thing by the name staff gave it: at how many visits, how many of it in all, since when.

    `site_id` is where it was given, None where it was at several.
    """

    id: UnlistedId
    name: str
    visits: int
    quantity: int
    since: date
    site_id: SiteId | None


_STANDING = (
    select(
        VersionUnlisted.unlisted_id,
        VersionUnlisted.quantity,
        EncounterVersion.encounter_id,
        EncounterVersion.on_day,
        EncounterVersion.site_id,
    )
    .join(EncounterVersion, EncounterVersion.id == VersionUnlisted.version_id)
    .where(EncounterVersion.is_current, ~EncounterVersion.is_void)
    .subquery()
)


def unsorted(session: Session) -> tuple[Unsorted, ...]:
    """What stands in visits and is of no item yet, oldest name first."""
    rows = session.execute(
        select(
            Unlisted.id,
            Unlisted.name,
            func.count().label("visits"),
            func.sum(_STANDING.c.quantity).label("quantity"),
            func.min(_STANDING.c.on_day).label("since"),
            func.min(_STANDING.c.site_id).label("one"),
            func.max(_STANDING.c.site_id).label("other"),
        )
        .join(_STANDING, _STANDING.c.unlisted_id == Unlisted.id)
        .where(Unlisted.item_id.is_(None))
        .group_by(Unlisted.id, Unlisted.name)
        .order_by(Unlisted.id)
    )
    return tuple(
        Unsorted(
            UnlistedId(row.id), row.name, row.visits, int(row.quantity), row.since,
            SiteId(row.one) if row.one == row.other else None,
        )
        for row in rows
    )  # fmt: skip


def sort(session: Session, by: Actor, at: At, *, unlisted_id: UnlistedId, item_id: ItemId) -> int:
    """Say which item a thing is: its name becomes an alias, and each visit with it is corrected.  Give their number.

    The name belongs to that item from now on: whoever types it again gives the item.
    Raises NotAllowed, NothingToSort.
    """
    by.may(Right.SORT)
    name = session.scalar(select(Unlisted.name).where(Unlisted.id == unlisted_id, Unlisted.item_id.is_(None)))
    if name is None:
        raise NothingToSort
    visits = session.scalars(
        select(_STANDING.c.encounter_id)
        .where(_STANDING.c.unlisted_id == unlisted_id)
        .order_by(_STANDING.c.encounter_id)
    ).all()
    session.execute(update(Unlisted).where(Unlisted.id == unlisted_id).values(item_id=item_id, sorted_on=at.day))
    _call_it_so(session, item_id, name)
    for encounter_id in map(EncounterId, visits):
        encounters.correct(session, by, at, encounter_id, entry_of(session, encounter_id))
    audit.note(session, by, at, "unlisted.sorted", (unlisted_id,))
    return len(visits)


def _call_it_so(session: Session, item_id: ItemId, name: str) -> None:
    """Its own name is no other name of it."""
    if name in session.scalars(select(ItemName.name).where(ItemName.item_id == item_id)):
        return
    row = {"item_id": item_id, "language": catalog.language(session), "alias": name}
    alike = select(ItemAlias.item_id).filter_by(**row)
    if session.scalar(alike) is None:
        session.execute(insert(ItemAlias), [row])
