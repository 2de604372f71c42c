"""A coordinator's dated note on an item: 80 characters that stand on its tile until they are changed or ended."""

from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import ItemNote
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, ItemId

LONGEST_NOTE = 80


@dataclass(eq=False)
class NoteTooLong(Refusal):
    longest: int = LONGEST_NOTE


def write(session: Session, by: Actor, at: At, *, item_id: ItemId, note: str) -> None:
    """Say this about an item from now on; with no words, say nothing more.  What was said before is kept, ended.

    Raises NotAllowed, NoteTooLong.
    """
    by.may(Right.ARRANGE_DESK)
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    standing = (ItemNote.item_id == item_id, ItemNote.ended_on.is_(None))
    session.execute(update(ItemNote).where(*standing).values(ended_on=at.day))
    if note:
        ids = Ids(session, by.device, ("item_notes",))
        row = {"id": ids.next("item_notes"), "item_id": item_id, "note": note, "since_on": at.day, "ended_on": None}
        session.execute(insert(ItemNote), [row | {"staff_id": by.staff_id}])
    audit.note(session, by, at, "item.noted", (item_id,))
