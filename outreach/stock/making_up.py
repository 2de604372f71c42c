"""Kits made up ahead and taken apart again.  A lot of kits remembers the lots that went into it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.stock import Lot, Movement
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, kits
from outreach.stock.assembling import lot_again, open_kits, usual_number
from outreach.stock.documents import Head
from outreach.stock.kit_lots import out_of, still_inside
from outreach.stock.papers import Line, Paper, Written, check
from outreach.vocabulary import At, DocumentId, DocumentKind, ItemId, Kind, LotId, LotKnown


@dataclass(eq=False)
class TooFewKits(Refusal):
    """Nobody opens more kits of a lot than there are: it was a slip of typing, or they are counted first."""

    here: int


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lot of kits a document made."""

    lot_id: LotId
    number: str


def make_up(
    session: Session, by: Actor, at: At, head: Head, item_id: ItemId, quantity: int, lot_number: str = ""
) -> Written:
    """Make kits up by the recipe of the day: their parts leave the shelf, the kits arrive in a lot of their own.

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
    again = lot_again(session, head.replaces, item_id, recipe, lot_number)
    put_together(session, paper, item_id, recipe, quantity, lot_number.strip(), again)
    return paper.finish()


def put_together(
    session: Session, paper: Paper, item_id: ItemId, recipe: kits.Recipe, quantity: int, lot_number: str = "",
    again: LotId | None = None,
) -> LotId:  # fmt: skip
    """Put kits together on a paper: first the parts leave, then the kits arrive."""
    went_in: dict[LotId, int] = {}
    for part, each in recipe.parts:
        for lot_id, taken, _ in paper.take(Kind.USED_IN_KIT, Line(part, each * quantity)):
            went_in[lot_id] = went_in.get(lot_id, 0) + taken
    lot = open_kits(session, paper.ids, item_id, recipe, went_in, lot_number or usual_number(paper.head.on), again)
    paper.ledger.know_lot(paper.head.site_id, item_id, lot)
    paper.put(Kind.MADE_KIT, item_id, lot.id, quantity)
    return lot.id


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
