"""The columns of what is corrected by saying it anew: a record's, and those of its versions (`outreach.versioned`)."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.types import Id
from outreach.vocabulary import VoidReason


class RecordColumns:
    """A record, saved once: `content` is the fingerprint of what came with its id."""

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary(16))
    recorded_on: Mapped[date]


class VersionColumns:
    """What a record said from one moment on, and who wrote it.  A correction or a void is another version."""

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    number: Mapped[int]
    is_current: Mapped[bool]
    is_void: Mapped[bool]
    void_reason: Mapped[VoidReason | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    recorded_on: Mapped[date]
