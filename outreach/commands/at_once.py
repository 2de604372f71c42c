"""Recording what stands on standard input, many at once: every bad line is named, and nothing is recorded if one is."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TextIO, TypeVar

from sqlalchemy.orm import Session

from outreach.commands.desk import Desk
from outreach.errors import Refusal
from outreach.exchange import entries
from outreach.exchange.entries import Json
from outreach.safety.staff import Actor
from outreach.vocabulary import At

T = TypeVar("T")
Record = Callable[[Session, Actor, At, T], Mapping[str, Any]]


def record_all(desk: Desk, text: str, out: TextIO, read: Callable[[Json], T], record: Record[T]) -> None:
    """Record each and report it, a line of JSON each.  Raises the refusal of the only line, or SeveralRefusals."""
    listed = entries.objects(text)
    made = entries.each(listed, read)
    recorded: list[Mapping[str, Any]] = []
    bad: dict[int, Refusal] = {}
    with desk.writing() as session:
        for (number, _), one in zip(listed, made, strict=True):
            try:
                recorded.append(record(session, desk.by, desk.at, one))
            except Refusal as refusal:
                bad[number] = refusal
        entries.refuse(bad, len(made))  # and what was written of the others goes with the transaction
    out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in recorded)


def only_one(text: str, read: Callable[[Json], T]) -> T:
    """The one object there is, read.  Raises NothingGiven, NotJson, and what `read` raises."""
    return entries.each(entries.only_object(text), read)[0]
