"""Refilling a machine: what is gone was given by it, what is over is said, what is put in comes after.  One act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid5

from sqlalchemy.orm import Session

from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.stock import counts, machines, transfers
from outreach.stock.beyond import WITHIN, Beyond
from outreach.stock.counts import Found
from outreach.stock.documents import Head
from outreach.stock.papers import Line, Moved, NothingMoved
from outreach.vocabulary import At, CountSide, DocumentId, ItemId


@dataclass(eq=False)
class NotAMachine(Refusal):
    """Only a site without staff is refilled: elsewhere hand-outs are recorded, and what is gone is counted."""


@dataclass(frozen=True, slots=True)
class Refilled:
    """`given` by the machine since it was counted last; its count and its transfer, where there was one.

    `more`: found in it beyond what its books had.
    """

    given: tuple[tuple[ItemId, int], ...]
    count_id: DocumentId | None
    transfer_id: DocumentId | None
    already: bool = False
    beyond: Beyond = WITHIN  # of the store
    moved: tuple[Moved, ...] = ()
    more: tuple[tuple[ItemId, int], ...] = ()


def refill(
    session: Session, by: Actor, at: At, head: Head, found: Sequence[Found], lines: Sequence[Line]
) -> Refilled:  # fmt: skip
    """Count the machine `head.to_site_id`, then fill it from `head.site_id`; what was put in came after the count.

    Either may be empty, not both.  Raises NotAllowed, NotAMachine, NothingMoved, NothingCounted, SameSite,
    CountIdReused, SameIdOtherLines.
    """
    by.may(Right.MOVE_STOCK)
    machine = head.to_site_id
    if machine is None or not machines.are_machines(session, (machine,)):
        raise NotAMachine
    if not found and not lines:
        raise NothingMoved
    counted = None
    if found:
        counted = counts.post(
            session, by, at, client_id=uuid5(head.client_id, "count"), site_id=machine, on=head.on, found=found
        )  # fmt: skip
    moved = transfers.transfer(session, by, at, replace(head, side=CountSide.AFTER), lines) if lines else None
    gone: dict[ItemId, int] = {}
    for one in counted.differences if counted else ():
        gone[one.item_id] = gone.get(one.item_id, 0) - one.quantity
    return Refilled(
        tuple((item, n) for item, n in gone.items() if n > 0),
        counted.document_id if counted else None,
        moved.document_id if moved else None,
        already=any(one.already for one in (counted, moved) if one),
        beyond=moved.beyond if moved else WITHIN,
        moved=moved.moved if moved else (),
        more=tuple((item, -n) for item, n in gone.items() if n < 0),
    )
