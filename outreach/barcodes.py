"""Barcodes: which item is in the box, how many one scan stands for, and which lot on the books the box can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from outreach import label_codes, scans
from outreach.catalog import folded
from outreach.db.models.catalog import Barcode as BarcodeRow
from outreach.db.models.catalog import ItemName
from outreach.db.models.staff import Staff
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
    known = session.execute(
        select(BarcodeRow.item_id, BarcodeRow.units).where(
            BarcodeRow.code == scan.code, BarcodeRow.retired_on.is_(None)
        )
    )
    barcode = known.one_or_none()
    if barcode is None:
        return None
    return Scanned(ItemId(barcode.item_id), barcode.units, lots_marked(session, ItemId(barcode.item_id), scan.lots))


@dataclass(eq=False)
class BarcodeTaken(Refusal):
    """Another item has this barcode: it is retired there first."""

    code: str
    item: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A barcode as a coordinator sees it; `said_by` and `said_on` if it was said at the desk."""

    code: str
    item_id: ItemId
    units: int
    is_confirmed: bool = True
    said_by: str = ""
    said_on: date | None = None
    is_retired: bool = False

    @property
    def waits(self) -> bool:
        """Said at the desk, and no coordinator has looked at it yet."""
        return not self.is_confirmed and not self.is_retired


def listed(session: Session) -> tuple[Listed, ...]:
    """Every barcode there is, the retired ones too, by item and code."""
    wanted = select(BarcodeRow.__table__, Staff.initials).outerjoin(Staff, Staff.id == BarcodeRow.said_by_id)
    return tuple(
        Listed(
            row.code, ItemId(row.item_id), row.units, row.is_confirmed, row.initials or "", row.said_on,
            row.retired_on is not None,
        )
        for row in session.execute(wanted.order_by(BarcodeRow.item_id, BarcodeRow.code))
    )  # fmt: skip


def remember(session: Session, by: Actor, at: At, *, code: str, item_id: ItemId, units: int) -> None:
    """Know this barcode from now on, in place of what it was taken for before.

    Raises NotAllowed, NotABarcode.
    """
    by.may(Right.ARRANGE_DESK)
    _write(session, code, item_id, units, {"is_confirmed": True})
    audit.note(session, by, at, "barcode.remembered", (item_id,))


def add(session: Session, by: Actor, at: At, *, code: str, item_id: ItemId, units: int) -> None:
    """As `remember`, but never in place of another item's.  Raises NotAllowed, NotABarcode, BarcodeTaken."""
    by.may(Right.ARRANGE_DESK)
    known = session.execute(_standing(code).where(BarcodeRow.item_id != item_id)).first()
    if known is not None:
        raise BarcodeTaken(code, known.name)
    remember(session, by, at, code=code, item_id=item_id, units=units)


def say(session: Session, by: Actor, at: At, *, code: str, item_id: ItemId, units: int) -> None:
    """What whoever is at the desk says of a new barcode: it counts from now on, and waits for a coordinator's word.

    What a coordinator has said stands.  Raises NotAllowed, NotABarcode.
    """
    by.may(Right.RECORD)
    if session.execute(_standing(code).where(BarcodeRow.is_confirmed)).first() is None:
        said = {"is_confirmed": False, "said_by_id": by.staff_id, "said_on": at.day}
        _write(session, code, item_id, units, said)
        audit.note(session, by, at, "barcode.said", (item_id,))


def retire(session: Session, by: Actor, at: At, code: str) -> None:
    """Know this barcode no more: the next scan of it is asked about.  Raises NotAllowed."""
    by.may(Right.ARRANGE_DESK)
    item_id = session.scalar(select(BarcodeRow.item_id).where(BarcodeRow.code == code))
    session.execute(update(BarcodeRow).where(BarcodeRow.code == code).values(retired_on=at.day))
    audit.note(session, by, at, "barcode.retired", (item_id,))


def _standing(code: str) -> Select[int, str]:
    """The item that has this barcode now."""
    named = (ItemName.item_id == BarcodeRow.item_id) & (ItemName.language == "en")
    found = select(BarcodeRow.item_id, ItemName.name).join(ItemName, named)
    return found.where(BarcodeRow.code == code, BarcodeRow.retired_on.is_(None))


def _write(session: Session, code: str, item_id: ItemId, units: int, said: Mapping[str, object]) -> None:
    if not code or units < 1:
        raise NotABarcode(code)
    session.execute(delete(BarcodeRow).where(BarcodeRow.code == code))
    session.execute(insert(BarcodeRow), [{"code": code, "item_id": item_id, "units": units, **said}])


def lots_marked(session: Session, item_id: ItemId, marked: Sequence[Marked]) -> tuple[KnownLot, ...]:
    """The lots on the books that the marks of one scan can mean: of several ways to read them, those the books know.

    A date that is another than the books' speaks against a lot only while there is one it speaks for.
    """
    known = known_lots(session, (item_id,))
    pairs = [(lot, mark) for mark in marked if mark.number for lot in known.get((item_id, folded(mark.number)), ())]
    agreeing = [lot for lot, mark in pairs if mark.expires_on is not None and mark.expires_on == lot.expires_on]
    return tuple(dict.fromkeys(agreeing or [lot for lot, _ in pairs]))
