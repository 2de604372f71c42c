"""Counting the shelf: a posted count makes the books equal what was found, and stays so whatever is keyed later."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.models.stock import CountLine as CountLineRow
from outreach.db.models.stock import Movement
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, machines, marks
from outreach.stock.documents import Head
from outreach.stock.papers import Paper
from outreach.stock.past_rows import PastRow, answered_by
from outreach.stock.picking import ShelfLot
from outreach.stock.standing import PostedCount, Seen, seen_of
from outreach.vocabulary import At, DifferenceReason, DocumentId, DocumentKind, ItemId, Kind, LotId, SiteId


@dataclass(eq=False)
class NothingCounted(Refusal):
    """A count needs at least one item, and no amount below zero."""


@dataclass(eq=False)
class CountIdReused(Refusal):
    """This count's id was already posted with other lines; nothing was changed."""


class Others(StrEnum):
    """What becomes of the lots of a counted item that are not among those found, where any of them is named."""

    EMPTY = "empty"  # all of it was gone through: what was not found is not there
    STAY = "stay"  # nobody looked: they are as the books have them


@dataclass(frozen=True, slots=True)
class Found:
    """What stood on the shelf and can be given; `quantity` None: nobody looked, and the count says nothing of that lot.

    No lot: the lots are taken as the books have them, what is missing by the books; beside lines of the same
    item that name their lot, what stood there without one.  `damaged` and `expired` stood there too and are thrown
    away; `reason` says what the rest of the difference is, where that is known.
    """

    item_id: ItemId
    quantity: int | None
    lot_id: LotId | None = None
    reason: DifferenceReason | None = None
    damaged: int = 0
    expired: int = 0

    @property
    def is_nothing(self) -> bool:
        """Below nothing, or thrown away of a lot at which nobody looked."""
        return min(self.quantity or 0, self.damaged, self.expired) < 0 or (
            self.quantity is None and self.damaged + self.expired > 0
        )


@dataclass(frozen=True, slots=True)
class Difference:
    item_id: ItemId
    lot_id: LotId
    quantity: int  # found less on the books


@dataclass(frozen=True, slots=True)
class Posted:
    document_id: DocumentId
    differences: tuple[Difference, ...]
    already: bool = False


def post(  # noqa: PLR0913 - a count says as many things
    session: Session,
    by: Actor,
    at: At,
    *,
    client_id: UUID,
    site_id: SiteId,
    on: date,
    found: Sequence[Found],
    replaces: DocumentId | None = None,
    others: Others = Others.EMPTY,
) -> Posted:
    """Post a count of some items at a site: only differences move, every lot of a counted item is noted.

    Of a machine, what is gone was given by it.  A count that `replaces` another stands in its place: what came after
    that one comes after this.
    Raises NotAllowed, NothingCounted, CountIdReused.
    """
    by.may(Right.COUNT)
    if all(line.quantity is None for line in found) or any(line.is_nothing for line in found):
        raise NothingCounted
    head = Head(client_id, site_id, on, replaces=replaces)
    content = fingerprint(site_id, on, tuple(found))
    earlier = documents.earlier(session, head, content, CountIdReused)
    if earlier is not None:
        return Posted(earlier, (), already=True)
    seen = marks.so_far(session) if replaces is None else marks.of_count(session, replaces)
    answered = [] if replaces is None else answered_by(session, replaces)
    items = sorted({line.item_id for line in found})
    paper = Paper(session, by, at, DocumentKind.COUNT, head, content, items)
    marks.write(session, paper.id, seen)
    reason = DifferenceReason.BY_MACHINE if machines.are_machines(session, (site_id,)) else None
    posting = _Posting(session, paper, PostedCount(paper.id, on, seen.movements, seen.encounters), answered, reason)
    differences = [
        one
        for item_id in items
        for one in posting.compare(item_id, [line for line in found if line.item_id == item_id], others)
    ]
    paper.finish("count.posted")
    return Posted(paper.id, tuple(differences))


@dataclass(frozen=True, slots=True)
class _Posting:
    """A count while its items are compared with the books; `answered`: late rows that the one it replaces answered."""

    session: Session
    paper: Paper
    count: PostedCount
    answered: Sequence[PastRow]
    reason: DifferenceReason | None

    def compare(self, item_id: ItemId, found: Sequence[Found], others: Others) -> list[Difference]:
        """Note every lot of an item, and move what differs."""
        ledger, site_id, on = self.paper.ledger, self.paper.head.site_id, self.paper.head.on
        ledger.judge_again(site_id, item_id, on)
        shelf, spare = ledger.shelf(site_id, item_id), ledger.unlotted(item_id)
        books = _books(shelf, self._moved_after(item_id), spare)
        left_out = _left_out(books, found, others, spare)
        for row in self.answered:
            if row.item_id == item_id and row.lot_id not in left_out:
                ledger.answer(row, self.paper.id, on)
                books[row.lot_id] = books.get(row.lot_id, 0) - row.quantity
        over = machines.last_put_in(self.session, site_id, item_id, on, books) if self.reason else None
        lots = _lots(books, found, others, left_out, spare, over or spare)
        for lot in lots:
            for kind, moved in lot.moves(self.reason):
                # Dated with the count and seen by it: `Seen` of its own day, so no count answers it.
                ledger.put(kind, site_id, item_id, lot.id, moved, on, Seen(on), document_id=self.paper.id)
        lines = [(lot.id, lot.there) for lot in lots] + [(lot, None) for lot in sorted(left_out)]
        rows = [{"document_id": self.paper.id, "lot_id": lot, "item_id": item_id, "found": n} for lot, n in lines]
        self.session.execute(insert(CountLineRow), rows)
        return [Difference(item_id, lot.id, lot.there - lot.books) for lot in lots if lot.there != lot.books]

    def _moved_after(self, item_id: ItemId) -> dict[LotId, int]:
        """What moved after the count, by lot; `+ 0`, so that rows are found by their days and not by their item."""
        on = self.count.on
        rows = self.session.execute(
            select(
                Movement.id, Movement.lot_id, Movement.quantity, Movement.occurred_on, Movement.reverses_id
            ).where(
                Movement.site_id == self.paper.head.site_id, Movement.item_id + 0 == item_id, Movement.occurred_on >= on
            )
        ).all()  # fmt: skip
        seen = seen_of(self.session, [row.id for row in rows if row.occurred_on == on])
        was_answered = {row.id for row in self.answered}
        after: dict[LotId, int] = {}
        for row in rows:
            first = row.reverses_id or row.id  # what takes a row back stands where that stood
            was_before = first in was_answered or self.count.had_seen(first)
            if row.id in seen:
                was_before = self.count.answers(on, seen[row.id])
            if row.occurred_on > on or not was_before:
                after[LotId(row.lot_id)] = after.get(LotId(row.lot_id), 0) + row.quantity
        return after


_KINDS: dict[tuple[DifferenceReason | None, bool], Kind] = {
    (DifferenceReason.DAMAGED, False): Kind.DAMAGED,
    (DifferenceReason.EXPIRED, False): Kind.EXPIRED,
    (DifferenceReason.BY_MACHINE, False): Kind.BY_MACHINE,
    (DifferenceReason.FOUND, True): Kind.FOUND,
}


def reasons(difference: int) -> tuple[DifferenceReason, ...]:
    """What a person may say a difference was: what is missing was not found, what is over was not thrown away."""
    said = DifferenceReason
    less = (said.DAMAGED, said.EXPIRED) if difference <= 0 else ()
    return (said.NOT_RECORDED, *less, *((said.FOUND,) if difference >= 0 else ()))


@dataclass(frozen=True, slots=True)
class _Lot:
    """A lot of an item that stood here or was found: on the books at the end of that day, and there."""

    id: LotId
    books: int
    there: int
    reason: DifferenceReason | None = None
    damaged: int = 0
    expired: int = 0

    def moves(self, reason: DifferenceReason | None) -> list[tuple[Kind, int]]:
        """What makes the books the shelf; what was thrown away is no difference of the count."""
        rest = self.there + self.damaged + self.expired - self.books
        kind = _KINDS.get((self.reason or reason, rest > 0), Kind.COUNTED)
        moves = [(Kind.DAMAGED, -self.damaged), (Kind.EXPIRED, -self.expired)]
        same = next((at for at, (one, _) in enumerate(moves) if one is kind), None)
        if same is None:
            moves.append((kind, rest))
        else:
            moves[same] = (kind, moves[same][1] + rest)
        return [(one, moved) for one, moved in moves if moved]


def _books(shelf: Sequence[ShelfLot], since: Mapping[LotId, int], spare: LotId) -> dict[LotId, int]:
    """What the books had at the end of that day.  A lot that was used up since then stood here all the same."""
    books = {lot.id: lot.quantity - since.get(lot.id, 0) for lot in shelf}
    books |= {lot: -moved for lot, moved in since.items() if lot not in books}
    return books if spare in books else books | {spare: 0}


def _left_out(books: Mapping[LotId, int], found: Sequence[Found], others: Others, spare: LotId) -> frozenset[LotId]:
    """The lots at which nobody looked: named so, or (where the others stay) on the books and not named."""
    said: dict[LotId, bool] = {}
    for line in found:
        lot = spare if line.lot_id is None else line.lot_id
        said[lot] = said.get(lot, False) or line.quantity is not None
    stay = {lot for lot, n in books.items() if n and lot not in said} if others is Others.STAY else set()
    return frozenset({lot for lot, was_looked_at in said.items() if not was_looked_at} | stay)


def _lots(
    books: dict[LotId, int],
    found: Sequence[Found],
    others: Others,
    left_out: AbstractSet[LotId],
    spare: LotId,
    over: LotId,
) -> list[_Lot]:
    """Every lot of an item that was looked at: all that stood here or were found, but those left out.

    `over`: the lot of what is over, where none is named.
    """
    said: dict[LotId, list[Found]] = {}
    for line in found:
        said.setdefault(spare if line.lot_id is None else line.lot_id, []).append(line)
    if others is Others.STAY or any(line.lot_id is not None for line in found):
        lots = (books.keys() | said.keys()) - left_out
        there = {lot: _there(said.get(lot, ()), books.get(lot, 0), others) for lot in lots}
        everywhere = None
    else:
        there = _shared(books, sum(line.quantity or 0 for line in found), over)
        everywhere = next((line.reason for line in found if line.reason is not None), None)
    return [
        _Lot(
            lot, books.get(lot, 0), there[lot],
            next((line.reason for line in said.get(lot, ()) if line.reason is not None), everywhere),
            sum(line.damaged for line in said.get(lot, ())), sum(line.expired for line in said.get(lot, ())),
        )
        for lot in sorted(there)
    ]  # fmt: skip


def _there(lines: Sequence[Found], books: int, others: Others) -> int:
    """What was found of a lot; what was found without a number stands beside what has come since."""
    is_beside = others is Others.STAY and bool(lines) and all(line.lot_id is None for line in lines)
    return sum(line.quantity or 0 for line in lines) + (max(books, 0) if is_beside else 0)


def _shared(books: dict[LotId, int], total: int, spare: LotId) -> dict[LotId, int]:
    """A total spread over the lots: what is missing left the first to go out, what is over is of the `spare` lot.

    The books may stand below zero at the end of a past day; a shelf never does.
    """
    there = {lot: max(quantity, 0) for lot, quantity in books.items()}
    over = total - sum(there.values())
    if over >= 0:
        there[spare] = there.get(spare, 0) + over
        return there
    for lot, stood in there.items():  # in first-out order
        gone = min(stood, -over)
        there[lot] = stood - gone
        over += gone
    return there
