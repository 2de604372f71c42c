"""A kit in which a part was swapped or left out at the hand-out: still one kit, and what was really in it is given."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.stock.kit_lots import inside, out_of
from outreach.stock.kits import Portion, Recipe, give
from outreach.stock.ledger import Ledger
from outreach.stock.standing import Seen
from outreach.vocabulary import ItemId, Kind, LotId, LotKnown, SiteId

Parts = Sequence[tuple[ItemId, int]]


def is_changed(parts: Parts | None, recipe: Recipe | None) -> bool:
    """Whether what is said to be in each kit is anything else than the recipe it is given by."""
    return parts is not None and (recipe is None or sorted(parts) != sorted(recipe.parts))


def hand_out_changed(  # noqa: PLR0913 - what, from where, when, for which line, from which lot
    session: Session,
    ids: Ids,
    ledger: Ledger,
    portion: Portion,
    parts: Parts,
    *,
    site_id: SiteId,
    item_id: ItemId,
    on: date,
    seen: Seen,
    given_id: int,
    lot_id: LotId | None = None,
    lot_known: LotKnown = LotKnown.BY_THE_BOOKS,
) -> dict[ItemId, int]:
    """Open the kits that are made up, then take what is really given off the shelf; what the books did not hold."""
    ledger.kits_left(site_id, item_id, [part for part, _ in parts], on, seen)
    opened = [(lot_id, portion.quantity)] if lot_id is not None else list(portion.lots)
    for lot, kits in opened:
        ledger.take(
            Kind.KIT_TAKEN_APART, site_id, item_id, kits, on, seen, lot_id=lot, lot_known=lot_known, given_id=given_id
        )
        for part, part_lot, amount in out_of(session, ids, lot, inside(session, lot), portion.recipe, kits):
            ledger.put(
                Kind.OUT_OF_KIT, site_id, part, part_lot, amount, on, seen,
                given_id=given_id, lot_known=LotKnown.BY_THE_BOOKS,
            )  # fmt: skip
    takes = [(part, each * portion.quantity, None, LotKnown.BY_THE_BOOKS) for part, each in parts]
    return give(ledger, takes, site_id, on, seen, given_id)
