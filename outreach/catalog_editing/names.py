"""What things are called: no two alike, and a new name rewrites no page about the past."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.catalog import folded
from outreach.db.ids import Ids
from outreach.db.models import catalog as rows
from outreach.db.models.arriving import Supplier
from outreach.db.models.leaving import Partner
from outreach.errors import Refusal
from outreach.founding import LONGEST_NAME, NameTaken, NotAName
from outreach.safety.staff import Actor
from outreach.vocabulary import At, Named

ONE_NAME = {
    Named.SITE: rows.Site, Named.PLACE: rows.Place, Named.SOURCE: rows.Source, Named.SUPPLIER: Supplier,
    Named.PARTNER: Partner,
}  # fmt: skip
"""What is called the same in every language."""


@dataclass(eq=False)
class NameMissing(Refusal):
    """Everything on a list has a name."""


def checked(name: str) -> str:
    """The name as it is kept.  Raises NameMissing, NotAName."""
    said = " ".join(name.split())
    if not said:
        raise NameMissing
    if len(said) > LONGEST_NAME or not said.isprintable() or not any(sign.isalnum() for sign in said):
        raise NotAName(said[:LONGEST_NAME], LONGEST_NAME)
    return said


def refuse_taken(name: str, others: Mapping[str, int], mine: int | None = None) -> None:
    """Raise NameTaken if another thing is called so, whatever the case, accents and spaces."""
    known = {folded(word): id_ for word, id_ in others.items()}
    if known.get(folded(name), mine) != mine:
        raise NameTaken(name)


def keep_former(
    session: Session, by: Actor, at: At, what: Named, subject_id: int, language: str, name: str, short_name: str = ""
) -> None:
    """Keep what something was called until today."""
    session.execute(
        insert(rows.FormerName),
        [
            {
                "id": Ids(session, by.device, ("former_names",)).next("former_names"),
                "what": what,
                "subject_id": subject_id,
                "language": language,
                "name": name,
                "short_name": short_name,
                "until_on": at.day,
            }
        ],
    )


def of_list(session: Session, what: Named, site_id: int | None = None) -> dict[str, int]:
    """Every name on a list (of places, those of one site), and whose it is."""
    table = ONE_NAME[what]
    wanted = select(table.name, table.id)  # type: ignore[attr-defined]
    if what is Named.PLACE:
        wanted = wanted.where(rows.Place.site_id == site_id)
    return {row.name: row.id for row in session.execute(wanted)}


def english(session: Session, item_id: int) -> str:
    """What an item is called in the language every item has a name in."""
    named = (rows.ItemName.item_id == item_id) & (rows.ItemName.language == "en")
    return session.scalars(select(rows.ItemName.name).where(named)).one()
