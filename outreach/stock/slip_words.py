"""What the center itself says about recalls on the slips of its hand-overs; without, the slip has words of ours."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.leaving import SlipWords
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At

LONGEST = 400


@dataclass(eq=False)
class SlipWordsTooLong(Refusal):
    longest: int = LONGEST


def own_words(session: Session) -> str:
    """The words in force; "" where the center has none of its own."""
    standing = select(SlipWords.words).where(SlipWords.ended_on.is_(None)).order_by(SlipWords.id.desc())
    return session.scalars(standing.limit(1)).first() or ""


def write(session: Session, by: Actor, at: At, words: str) -> None:
    """Print these from now on; with no words, ours again.  What was said before is kept, ended.

    Raises NotAllowed, SlipWordsTooLong.
    """
    by.may(Right.EDIT_CATALOG)
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise SlipWordsTooLong
    if words == own_words(session):
        return
    ended = update(SlipWords).where(SlipWords.ended_on.is_(None)).values(ended_on=at.day).returning(SlipWords.id)
    written = list(session.scalars(ended))
    if words:
        written = [Ids(session, by.device, ("slip_words",)).next("slip_words")]
        row = {"id": written[0], "words": words, "since_on": at.day, "ended_on": None, "staff_id": by.staff_id}
        session.execute(insert(SlipWords), [row])
    audit.note(session, by, at, "slip.worded", written)
