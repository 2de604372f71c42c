"""Barcodes: which item is in the box, how many one scan stands for, and which lot on the books the box can be."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach import label_codes, scans
from outreach.catalog import folded
from outreach.db.models.catalog import Barcode as BarcodeRow
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.scans import Marked
from outreach.stock.known_lots import KnownLot, known_lots
from outreach.stock.lot_labels import lot_of
from outreach.vocabulary import At, ItemId


@dataclass(eq=False)
class NotABarcode(Refusal):
    """A barcode has at least one sign, and one scan of it stands for at least one unit."""

    code: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one scan stands for: so many units of an item, of the only lot it can mean, or of one of several."""

    item_id: ItemId
    units: int
    lots: tuple[KnownLot, ...] = ()


def scanned(session: Session, text: str) -> Scanned | None:
    """What a scan means on every page: the lot of a label of ours, or a barcode the center knows; None if neither."""
    label = label_codes.read(text)
    if label is not None:
        lot = lot_of(session, label)
        return None if lot is None else Scanned(lot.item_id, label.units, (lot,))
    scan = scans.read(text)
    known = session.execute(select(BarcodeRow.item_id, BarcodeRow.units).where(BarcodeRow.code == scan.code))
    barcode = known.one_or_none()
    if barcode is None:
        return None
    return Scanned(ItemId(barcode.item_id), barcode.units, lots_marked(session, ItemId(barcode.item_id), scan.lots))


def remember(session: Session, by: Actor, at: At, *, code: str, item_id: ItemId, units: int) -> None:
    """Know this barcode from now on, in place of what it was taken for before.

    Raises NotAllowed, NotABarcode.
    """
    by.may(Right.ARRANGE_DESK)
    if not code or units < 1:
        raise NotABarcode(code)
    session.execute(delete(BarcodeRow).where(BarcodeRow.code == code))
    session.execute(insert(BarcodeRow), [{"code": code, "item_id": item_id, "units": units}])
    audit.note(session, by, at, "barcode.remembered", (item_id,))


def lots_marked(session: Session, item_id: ItemId, marked: Sequence[Marked]) -> tuple[KnownLot, ...]:
    """The lots on the books that the marks of one scan can mean: of several ways to read them, those the books know.

    A date that is another than the books' speaks against a lot only while there is one it speaks for.
    """
    known = known_lots(session, (item_id,))
    pairs = [(lot, mark) for mark in marked if mark.number for lot in known.get((item_id, folded(mark.number)), ())]
    agreeing = [lot for lot, mark in pairs if mark.expires_on is not None and mark.expires_on == lot.expires_on]
    return tuple(dict.fromkeys(agreeing or [lot for lot, _ in pairs]))
