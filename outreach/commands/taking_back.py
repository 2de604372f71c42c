"""Taking back what was recorded and belongs to no visit: by its number, for a reason."""

from collections.abc import Callable
from typing import Any, TextIO

from sqlalchemy.orm import Session

from outreach.commands.asking import Person
from outreach.commands.desk import at_desk, row_number
from outreach.safety.staff import Actor
from outreach.versioned import NoSuchRecord
from outreach.vocabulary import At, VoidReason

Void = Callable[[Session, Actor, At, Any, VoidReason], object]


def take_back(person: Person, void: Void, called: str, number: int, reason: str, out: TextIO) -> int:
    """`void` the one with this number, and say so.  Raises what `void` raises."""
    with at_desk(person) as desk, desk.writing() as session:
        void(session, desk.by, desk.at, row_number(number, NoSuchRecord), VoidReason(reason))
    out.write(f"{called} {number} was taken back.\n")
    return 0
