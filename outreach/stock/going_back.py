"""Where stock put back unused came from, as far as the books tell: the lots that left the site last."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.stock import Lot, Movement
from outreach.stock.papers import Line
from outreach.vocabulary import Kind, LotId, SiteId

_LEFT = (Kind.GIVEN, Kind.HANDED_OVER, Kind.USED_HERE)
_BACK = 200  # rows looked through, the newest first: what comes back unopened left lately


def left_last(session: Session, site_id: SiteId, line: Line, on: date) -> list[tuple[LotId, int]]:
    """The lots `line` came from, the one that left last first; no more of each than left and is not back yet.

    Less than the whole line where so much did not leave.
    """
    rows = session.execute(
        select(Movement.lot_id, Movement.quantity)
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Movement.item_id == line.item_id, Movement.site_id == site_id, Movement.occurred_on <= on)
        .where(Movement.kind.in_([kind.value for kind in (*_LEFT, Kind.PUT_BACK)]))
        .where((Lot.number != "") | ~Source.is_unstated)
        .order_by(Movement.id.desc())
        .limit(_BACK)
    )
    out: dict[LotId, int] = {}
    for row in rows:
        out[LotId(row.lot_id)] = out.get(LotId(row.lot_id), 0) - row.quantity
    shares, wanted = [], line.quantity
    for lot_id, quantity in out.items():
        if (taken := min(quantity, wanted)) > 0:
            shares.append((lot_id, taken))
            wanted -= taken
    return shares
