"""Who did what: a day, an hour, initials, an act and a record's number.  Never a code, a text or a quantity.

Each row's `chain` is the SHA-256 of the row and of the row before it on the same device,
so a row changed, taken out or put in later breaks every chain after it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from outreach.db.ids import BITS, device_of
from outreach.db.models.base import table_of
from outreach.db.models.center import Audit
from outreach.safety.staff import Actor
from outreach.vocabulary import At

_LAST = text("SELECT id, chain FROM audit WHERE id >= :low AND id < :high ORDER BY id DESC LIMIT 1")
_INSERT = insert(table_of(Audit))
_START = bytes(32)


def note(session: Session, by: Actor, at: At, action: str, subjects: Iterable[int | None]) -> None:
    """Write one audit row for each subject, in order."""
    connection = session.connection()
    last = connection.execute(_LAST, {"low": by.device << BITS, "high": (by.device + 1) << BITS}).one_or_none()
    row_id, chain = (last.id, last.chain) if last else (by.device << BITS, _START)
    rows = []
    for subject in subjects:
        row_id += 1
        chain = _link(chain, row_id, at.day, at.hour, by.staff_id, action, subject)
        rows.append(
            {
                "id": row_id,
                "on_day": at.day,
                "hour": at.hour,
                "staff_id": by.staff_id,
                "action": action,
                "subject_id": subject,
                "chain": chain,
            }
        )
    if rows:
        connection.execute(_INSERT, rows)


def who_last(session: Session, action: str, subject: int) -> int | None:
    """The staff member who did this to it last."""
    done = select(Audit.staff_id).where(Audit.action == action, Audit.subject_id == subject)
    return session.scalar(done.order_by(Audit.id.desc()).limit(1))


def broken_links(session: Session) -> Iterator[int]:
    """Ids of audit rows that do not follow from the row before them on their device."""
    chain, device, expected = _START, None, 0
    for row in session.execute(select(Audit.__table__).order_by(Audit.id).execution_options(yield_per=5_000)):
        if device_of(row.id) != device:
            chain, device = _START, device_of(row.id)
            expected = (device << BITS) + 1
        link = _link(chain, row.id, row.on_day, row.hour, row.staff_id, row.action, row.subject_id)
        if link != row.chain or row.id != expected:
            yield row.id
        chain, expected = row.chain, row.id + 1


def _link(
    before: bytes, row_id: int, day: date, hour: int | None, staff: int, action: str, subject: int | None
) -> bytes:
    return hashlib.sha256(before + f"{row_id}|{day}|{hour}|{staff}|{action}|{subject}".encode()).digest()
