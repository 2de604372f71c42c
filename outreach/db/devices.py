"""Which device writes: a number used by one file on one computer, once.

A random installation value stands in the file and, with a fingerprint of where it lies, beside it.
A folder that was restored, copied or opened elsewhere shows by the two not agreeing, and takes a new number.
"""

import hashlib
import json
import secrets
import uuid
from datetime import date
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach.db.models.center import Device
from outreach.db.store import Store
from outreach.paths import Center, private_file


def this_device(store: Store, center: Center, on: date) -> int:
    """The number of this file on this computer; taken anew if the file has moved here from elsewhere."""
    value = _installation_here(center.installation)
    if value is not None:
        with store.reading() as session:
            number = session.scalar(select(Device.number).where(Device.installation == value))
        if number is not None:
            return number
    value = secrets.token_hex(16)
    with store.writing() as session:
        number = _take(session, value, on)
    kept = {"installation": value, "where": _where(center.installation)}
    private_file(center.installation).write_text(json.dumps(kept), encoding="utf-8")
    return number


def _take(session: Session, installation: str, on: date) -> int:
    number = (session.scalar(select(func.max(Device.number))) or 0) + 1
    session.execute(insert(Device), [{"number": number, "installation": installation, "since_on": on}])
    return number


def _installation_here(path: Path) -> str | None:
    """The value beside the file, if it was written on this computer and in this folder."""
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return str(kept["installation"]) if kept["where"] == _where(path) else None
    except (ValueError, KeyError, TypeError):  # damaged: it costs no more than a new number
        return None


def _where(path: Path) -> str:
    """A fingerprint of this computer and folder; the folder's inode tells a copy put in the same place."""
    folder = path.parent.resolve()
    node = uuid.getnode()
    if node >> 40 & 1:  # no network card: it was drawn anew for this process, and would use up the numbers
        node = 0
    place = f"{node}|{folder}|{folder.stat().st_ino}"
    return hashlib.sha256(place.encode()).hexdigest()
