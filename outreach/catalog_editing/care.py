"""What is done at a visit and where people are referred to: the center's own lists, in every language it speaks."""

from sqlalchemy.orm import Session

from outreach.catalog_editing import in_languages
from outreach.catalog_editing.in_languages import Called
from outreach.db.ids import Ids
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, Named


def add(session: Session, by: Actor, at: At, what: Named, called: Called) -> int:
    """One more service or referral, at the end of its list.  Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    said = in_languages.checked(session, what, called)
    table = in_languages.KINDS[what].table.__tablename__
    id_ = Ids(session, by.device, (table,)).next(table)
    in_languages.write(session, what, id_, {"key": f"{what}-{id_}"}, said)
    audit.note(session, by, at, f"{what}.added", (id_,))
    return id_
