"""Kits made up ahead and taken apart again.  A lot of kits remembers the lots that went into it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Item, Source
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Lot, Movement
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, kits
from outreach.stock.documents import Head
from outreach.stock.kit_lots import out_of, still_inside
from outreach.stock.lots import alike, open_lot
from outreach.stock.papers import Line, Paper, Written, check
from outreach.vocabulary import At, DocumentId, DocumentKind, ItemId, Kind, LotId, LotKnown, SourceId


@dataclass(eq=False)
class TooFewKits(Refusal):
    """Nobody opens more kits of a lot than there are: it was a slip of typing, or they are counted first."""

    here: int


_Source = TypeVar("_Source")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lot of kits a document made."""

    lot_id: LotId
    number: str


def make_up(
    session: Session, by: Actor, at: At, head: Head, item_id: ItemId, quantity: int, lot_number: str = ""
) -> Written:
    """Make kits up by the recipe of the day: their parts leave the shelf, the kits arrive in a lot of their own.

    The lot expires when the first of its parts does.  Its source is the naloxone's, else the only one there is.
    Raises NotAllowed, NothingMoved, NotAKit, SameIdOtherLines.
    """
    by.may(Right.MOVE_STOCK)
    check([Line(item_id, quantity)])
    content = fingerprint(head.site_id, head.on, item_id, quantity, lot_number)
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    versions = kits.recipes(session, [item_id]).get(item_id)
    if not versions:
        raise kits.NotAKit
    recipe = kits.recipe_on(versions, head.on)
    paper = Paper(session, by, at, DocumentKind.KITS_MADE, head, content, {item_id})
    went_in: dict[LotId, int] = {}
    for part, each in recipe.parts:
        for lot_id, taken, _ in paper.take(Kind.USED_IN_KIT, Line(part, each * quantity)):
            went_in[lot_id] = went_in.get(lot_id, 0) + taken
    source, expires_on = _carried(session, went_in)
    wanted = lot_number.strip() or usual_number(head.on)
    number = free_number(numbers_taken(session, item_id), wanted)
    lot = open_lot(session, paper.ids, item_id, number, source, expires_on, recipe.version_id)
    paper.ledger.know_lot(head.site_id, item_id, lot)
    paper.put(Kind.MADE_KIT, item_id, lot.id, quantity)
    session.execute(
        insert(KitLotPart),
        [{"kit_lot_id": lot.id, "part_lot_id": part, "quantity": taken} for part, taken in went_in.items()],
    )
    return paper.finish()


def check_enough(session: Session, head: Head, lot_id: LotId, quantity: int) -> None:
    """Asked before kits are taken apart, as they are typed; what was written under this id is not asked again.

    What was opened on a day before may have been given since.  Raises TooFewKits.
    """
    if documents.earlier(session, head, _opened(head, lot_id, quantity)) is not None:
        return
    here = max(0, *(_stood(session, head, lot_id, on) for on in (head.on, date.max)))
    if quantity > here:
        raise TooFewKits(here)


def _opened(head: Head, lot_id: LotId, quantity: int) -> bytes:
    return fingerprint(head.site_id, head.on, lot_id, quantity)


def take_apart(session: Session, by: Actor, at: At, head: Head, lot_id: LotId, quantity: int) -> Written:
    """Take kits of a lot apart again: each part goes back to the lots it came from.

    Raises NotAllowed, NothingMoved, NotAKit, SameIdOtherLines.
    """
    by.may(Right.MOVE_STOCK)
    item_id = ItemId(session.scalars(select(Lot.item_id).where(Lot.id == lot_id)).one())
    check([Line(item_id, quantity)])
    content = _opened(head, lot_id, quantity)
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    versions = kits.recipes(session, [item_id]).get(item_id)
    if not versions:
        raise kits.NotAKit
    paper = Paper(session, by, at, DocumentKind.KITS_UNMADE, head, content, {item_id})
    recipe = kits.recipe_of_lot(paper.ledger, versions, head.site_id, item_id, lot_id, head.on)
    known = still_inside(session, lot_id)
    paper.take(Kind.KIT_TAKEN_APART, Line(item_id, quantity, lot_id))
    for part, part_lot, amount in out_of(session, paper.ids, lot_id, known, recipe, quantity):
        paper.put(Kind.OUT_OF_KIT, part, part_lot, amount, LotKnown.BY_THE_BOOKS)
    return paper.finish()


def _stood(session: Session, head: Head, lot_id: LotId, on: date) -> int:
    """Kits of a lot at the end of a day, without what is written again."""
    here = (Movement.lot_id == lot_id) & (Movement.site_id == head.site_id) & (Movement.occurred_on <= on)
    item_id = select(Lot.item_id).where(Lot.id == lot_id).scalar_subquery()
    stood = select(func.sum(Movement.quantity)).where(here, Movement.item_id == item_id)
    if head.replaces is not None:
        stood = stood.where(Movement.document_id.is_(None) | (Movement.document_id != head.replaces))
    return session.scalar(stood) or 0


def made_by(session: Session, document_id: DocumentId) -> MadeUp:
    """Which lot of kits a making-up opened."""
    row = session.execute(
        select(Lot.id, Lot.number)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(Movement.document_id == document_id, Movement.kind == Kind.MADE_KIT.value)
        .limit(1)
    ).one()
    return MadeUp(LotId(row.id), row.number)


def usual_number(on: date) -> str:
    """What a lot of kits is called if nobody says: by the day it was made up."""
    return f"K{on:%y%m%d}"


def free_number(taken: Collection[str], wanted: str) -> str:
    """The number wanted, or the same with -2, -3, … : every making-up has a lot of its own."""
    known = {alike(number) for number in taken}
    if alike(wanted) not in known:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(known) + 3) if alike(f"{wanted}-{n}") not in known)


def first_to_expire(days: Iterable[date | None]) -> date | None:
    """When kits expire: when the first of their parts does."""
    return min((day for day in days if day is not None), default=None)


def source_carried(inside: Iterable[tuple[_Source, bool]]) -> _Source | None:
    """The source kits take from their parts (source, is naloxone): the naloxone's, else the only one, else none."""
    parts = list(inside)
    sources = {source for source, is_naloxone in parts if is_naloxone} or {source for source, _ in parts}
    return sources.pop() if len(sources) == 1 else None


def _carried(session: Session, went_in: Mapping[LotId, int]) -> tuple[SourceId, date | None]:
    """The source and the expiry a lot of kits takes from the lots inside."""
    rows = session.execute(
        select(Lot.expires_on, Lot.source_id, Item.naloxone)
        .join(Item, Item.id == Lot.item_id)
        .where(Lot.id.in_(sorted(went_in)))
    ).all()
    source = source_carried((row.source_id, row.naloxone is not None) for row in rows)
    if source is None:
        source = session.scalars(select(Source.id).where(Source.is_unstated)).one()
    return SourceId(source), first_to_expire(row.expires_on for row in rows)


def numbers_taken(session: Session, item_id: ItemId) -> frozenset[str]:
    """What lots of these kits are called already."""
    return frozenset(session.scalars(select(Lot.number).where(Lot.item_id == item_id)))
