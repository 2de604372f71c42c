"""A document being written: its row, the shelves it touches, its lines.  What every kind of document shares."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor
from outreach.stock import documents, kits, kits_anew
from outreach.stock.beyond import WITHIN, Beyond
from outreach.stock.documents import Head
from outreach.stock.ledger import Ledger
from outreach.stock.lots import open_lot
from outreach.stock.picking import ShelfLot, pick_stopped
from outreach.stock.standing import Seen
from outreach.vocabulary import At, DocumentId, DocumentKind, ItemId, Kind, LotId, LotKnown, SiteId, SourceId

_FOR_PEOPLE = (Kind.HANDED_OVER, Kind.USED_HERE, Kind.USED_IN_KIT)
"""What is expired or on hold does not leave this way unless somebody names it."""
_WARNED_OF = (*_FOR_PEOPLE, Kind.MOVED_OUT)


@dataclass(eq=False)
class NothingMoved(Refusal):
    """A document needs at least one line, each with one unit or more."""


@dataclass(frozen=True, slots=True)
class Line:
    """`quantity` units of an item, of the lot somebody named or of those that go first."""

    item_id: ItemId
    quantity: int
    lot_id: LotId | None = None
    lot_known: LotKnown = LotKnown.CHOSEN


@dataclass(frozen=True, slots=True)
class Moved:
    """One lot of a written document."""

    item_id: ItemId
    lot_id: LotId
    quantity: int


@dataclass(frozen=True, slots=True)
class Written:
    document_id: DocumentId
    moved: tuple[Moved, ...] = ()
    already: bool = False
    beyond: Beyond = WITHIN


def check(lines: Sequence[Line]) -> None:
    if not lines or any(line.quantity < 1 for line in lines):
        raise NothingMoved


class Paper:
    """One document while its lines are written."""

    def __init__(
        self,
        session: Session,
        by: Actor,
        at: At,
        kind: DocumentKind,
        head: Head,
        content: bytes,
        items: Collection[ItemId],
    ) -> None:
        self._session, self._by, self._at, self._kind = session, by, at, kind
        stood = None
        if head.replaces is not None:
            stood = documents.void(session, by, at, head.replaces, is_replaced=True)
            if head.side is None and head.on == stood.on:
                head = replace(head, side=stood.side)
        self.seen = Seen(at.day, side=head.side)
        self.head = head
        self.ids = Ids(session, by.device, ("documents", "lots", "movements", "partner_reports"))
        self.id = documents.write(session, self.ids, by, at, kind, head, content)
        sites = {head.site_id} | ({head.to_site_id} if head.to_site_id is not None else set())
        self.recipes = kits.recipes(session, sorted(items))
        parts = {part for versions in self.recipes.values() for recipe in versions for part, _ in recipe.parts}
        again = stood.to_judge if stood is not None else ()
        since = min(head.on, stood.on) if stood is not None else head.on
        all_sites, all_items = sites | {site for site, _ in again}, {*items, *parts, *(item for _, item in again)}
        self.ledger = Ledger(session, self.ids, by.staff_id, all_sites, all_items, since)
        for site, item in again:
            self.ledger.judge_again(site, item, since)
        for site in sites:
            spare_lots(session, self.ids, self.ledger, self.recipes, site, head.on)
        self.moved: list[Moved] = []
        self._short: dict[ItemId, int] = {}
        self._short_lots: list[tuple[ItemId, str]] = []
        self._stopped: dict[ItemId, int] = {}

    def take(self, kind: Kind, line: Line) -> list[tuple[LotId, int, LotKnown]]:
        """Take a line off the shelf; which lots it came from, and how that is known."""
        known = line.lot_known if line.lot_id is not None else LotKnown.BY_THE_BOOKS
        stopped, shares = (0, [(line.lot_id, line.quantity)]) if line.lot_id is not None else self._picked(kind, line)
        for lot_id, taken in shares:
            short = self.ledger.take(
                kind, self.head.site_id, line.item_id, taken, self.head.on, self.seen,
                lot_id=lot_id, lot_known=known, document_id=self.id,
            )  # fmt: skip
            self._note_short(line, lot_id, short)
            stopped -= short
            self.moved.append(Moved(line.item_id, lot_id, taken))
        if stopped > 0 and kind in _WARNED_OF:
            self._stopped[line.item_id] = self._stopped.get(line.item_id, 0) + stopped
        return [(lot_id, taken, known) for lot_id, taken in shares]

    def put(
        self, kind: Kind, item_id: ItemId, lot_id: LotId, quantity: int, known: LotKnown = LotKnown.CHOSEN,
        *, site: SiteId | None = None,
    ) -> None:  # fmt: skip
        """Put units of a lot on the shelf of the document's site, or of another."""
        where = self.head.site_id if site is None else site
        self.ledger.put(
            kind, where, item_id, lot_id, quantity, self.head.on, self.seen, document_id=self.id, lot_known=known
        )
        if site is None:
            self.moved.append(Moved(item_id, lot_id, quantity))

    def finish(self, action: str = "") -> Written:
        kits_anew.write(self._session, self.ids, self.ledger)
        audit.note(self._session, self._by, self._at, action or f"{self._kind}.recorded", (self.id,))
        return Written(self.id, tuple(self.moved), beyond=self.beyond)

    @property
    def beyond(self) -> Beyond:
        """What the books did not hold of the lines so far."""
        return Beyond(tuple(self._short.items()), tuple(dict.fromkeys(self._short_lots)), tuple(self._stopped.items()))

    def _note_short(self, line: Line, lot_id: LotId, short: int) -> None:
        if short:
            self._short[line.item_id] = self._short.get(line.item_id, 0) + short
        elif line.lot_id is not None:
            lot = self.ledger.lot(self.head.site_id, line.item_id, lot_id, self.head.on)
            if lot.quantity < 0:
                self._short_lots.append((line.item_id, lot.number))

    def _picked(self, kind: Kind, line: Line) -> tuple[int, list[tuple[LotId, int]]]:
        """Which lots, first out first, and how much no lot covers that may be picked.

        What is thrown away as expired or recalled is what is expired or on hold.
        """
        shelf = self.ledger.shelf(self.head.site_id, line.item_id)
        if kind in (Kind.EXPIRED, Kind.RECALLED):
            on = self.head.on
            shares, left = [], line.quantity
            for lot in shelf:
                is_meant = lot.on_hold if kind is Kind.RECALLED else lot.expires_on is not None and lot.expires_on < on
                if is_meant and lot.quantity > 0 and left:
                    shares.append((lot.id, min(left, lot.quantity)))
                    left -= shares[-1][1]
            if left == 0:
                return 0, shares
        return self._as_it_stands(kind, line, shelf)

    def _as_it_stands(self, kind: Kind, line: Line, shelf: Sequence[ShelfLot]) -> tuple[int, list[tuple[LotId, int]]]:
        """What is moved or lost is all there was: after what may be picked, what is expired or on hold."""
        picked, missing = self.ledger.picked(self.head.site_id, line.item_id, line.quantity, self.head.on, self.seen)
        more, rest = ([], missing) if kind in _FOR_PEOPLE else pick_stopped(shelf, missing, self.head.on)
        shares = [(lot.id, taken) for lot, taken in [*picked, *more]]
        return missing, [*shares, (self.ledger.unlotted(line.item_id), rest)] if rest else shares


def spare_lots(session: Session, ids: Ids, ledger: Ledger, recipes: kits.Recipes, site_id: SiteId, on: date) -> None:
    """Kits that no lot holds are those of that day's recipe, so that what is inside counts."""
    if not recipes:
        return
    unstated = SourceId(session.scalars(select(Source.id).where(Source.is_unstated)).one())
    for item, versions in recipes.items():
        lot = open_lot(session, ids, item, "", unstated, None, kits.recipe_on(versions, on).version_id)
        ledger.know_lot(site_id, item, lot)
        ledger.stand_in(item, lot.id)
