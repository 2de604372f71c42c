"""A sheet being keyed: every row is kept as it is typed, so that a power cut costs no more than the row in hand.

A code is kept as its hash only, and it goes when the sheet is posted or voided; the paper's totals row stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from outreach import catalog
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.sheets import Sheet as SheetTable
from outreach.db.models.sheets import SheetCell, SheetRow
from outreach.entry import LONGEST_THING, Returned, Unlisted
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.sheets import layouts
from outreach.sheets.numbers import sheet_number
from outreach.sheets.reading import TOTALS_ROW, Sheet, Stage, find, load
from outreach.sheets.rows import Crowd, Head, PaperTotals, Row
from outreach.unlisted import Names
from outreach.vocabulary import At, ReturnedHow, SeenBefore, SheetId, SheetKind, SiteId

CROWD_ROW = 1
_ROWS, _CELLS = table_of(SheetRow), table_of(SheetCell)
_IDS = UUID("5b1f5d1e-6d1c-4c7e-9a3c-0d5e3c1b7a42")


@dataclass(eq=False)
class AlreadyKeyed(Refusal):
    """A sheet of this number was posted; it is opened instead of being keyed again."""

    number: str
    initials: str
    on: date


@dataclass(eq=False)
class AnotherKind(Refusal):
    """The number is of the other kind of sheet."""

    number: str
    kind: SheetKind


@dataclass(eq=False)
class BeingKeyed(Refusal):
    """Somebody has begun to key it in the window: what is typed there is not overwritten."""

    number: str
    initials: str


def begin(session: Session, by: Actor, at: At, number: str, kind: SheetKind, site_id: SiteId) -> Sheet:
    """Key the sheet of this number, or go on with it.  One that is not known here was printed elsewhere.

    Raises NotAllowed, NotASheetNumber, AlreadyKeyed, AnotherKind.
    """
    by.may(Right.RECORD)
    number = sheet_number(number)
    found = find(session, number)
    if found is not None and found.kind is not kind:
        raise AnotherKind(number, found.kind)
    if found is None or found.stage is Stage.VOIDED:
        return load(session, _anew(session, by, at, number, kind, found, site_id))
    _still_open(found)
    if found.stage is Stage.PRINTED:
        begun = {"begun_on": at.day, "keyed_by_id": by.staff_id}
        session.execute(update(SheetTable).where(SheetTable.id == found.id).values(**begun))
        audit.note(session, by, at, "sheet.begun", (found.id,))
        found = load(session, found.id)
    return found


def let_go(session: Session, by: Actor, sheet_id: SheetId) -> None:
    """Leave a sheet nothing was keyed of as if it had not been opened: a number is soon mistyped.

    One printed here waits as before; one nobody knows is forgotten.  With a row kept, nothing changes.
    """
    by.may(Right.RECORD)
    sheet = load(session, sheet_id)
    has_rows = session.scalar(select(_ROWS.c.id).where(_ROWS.c.sheet_id == sheet_id).limit(1)) is not None
    if has_rows or sheet.head.contacts is not None or sheet.stage is not Stage.BEING_KEYED:
        return
    if sheet.listed.printed_on is None:
        session.execute(delete(SheetTable).where(SheetTable.id == sheet_id))
    else:
        blank: dict[str, Any] = {
            "begun_on": None,
            "keyed_by_id": None,
            "on_day": None,
            "place_id": None,
            "written_by_id": None,
        }
        blank |= {"event": "", "contacts": None, "count_side": None}
        session.execute(update(SheetTable).where(SheetTable.id == sheet_id).values(**blank))


def keep_head(session: Session, by: Actor, sheet_id: SheetId, head: Head) -> None:
    """Keep what stands above the rows.  Raises NotAllowed, NoSuchSheet, AlreadyKeyed."""
    _open(session, by, sheet_id)
    said = {
        "on_day": head.on, "site_id": head.site_id, "place_id": head.place_id, "written_by_id": head.written_by,
        "count_side": head.count_side, "event": " ".join(head.event.split())[:LONGEST_THING], "contacts": head.contacts,
    }  # fmt: skip
    session.execute(update(SheetTable).where(SheetTable.id == sheet_id).values(**said))


def keep_row(session: Session, by: Actor, sheet_id: SheetId, number: int, row: Row) -> None:
    """Keep a row as it is typed, in place of what was kept of it; an empty one is taken out.

    Raises NotAllowed, NoSuchSheet, AlreadyKeyed.
    """
    _open(session, by, sheet_id)
    keeper = _Keeper(session, by, sheet_id)
    cells = [
        *({"item_id": item_id, "quantity": amount} for item_id, amount in row.items),
        *keeper.unlisted(row.unlisted),
        *({"service_id": service_id, "quantity": 1} for service_id in row.services),
        *({"referral_id": referral_id, "quantity": 1} for referral_id in row.referrals),
    ]
    said = {
        "client_id": row.client_id.bytes,
        "code_digest": row.code.digest if row.code else None,
        "code_rule": row.code.rule if row.code else None,
        "before": row.before,
        "for_people": row.for_people,
        **_returned(row.returned),
    }
    keeper.replace(number, None if row.is_empty else said, cells)


def keep_totals(session: Session, by: Actor, sheet_id: SheetId, totals: PaperTotals) -> None:
    """Keep the totals row written on the paper.  Raises as `keep_row`."""
    _open(session, by, sheet_id)
    cells = [
        *({"item_id": item_id, "quantity": amount} for item_id, amount in totals.items),
        *({"service_id": service_id, "quantity": amount} for service_id, amount in totals.services),
    ]
    keeper = _Keeper(session, by, sheet_id)
    keeper.replace(TOTALS_ROW, _nobody(sheet_id, TOTALS_ROW) if cells else None, cells)


def keep_crowd(session: Session, by: Actor, sheet_id: SheetId, crowd: Crowd) -> None:
    """Keep the figures of a totals sheet.  Raises as `keep_row`."""
    _open(session, by, sheet_id)
    keeper = _Keeper(session, by, sheet_id)
    cells = [
        *({"item_id": item_id, "quantity": amount} for item_id, amount in crowd.items),
        *keeper.unlisted(crowd.unlisted),
        *({"service_id": service_id, "quantity": amount} for service_id, amount in crowd.services),
        *({"container_id": container_id, "quantity": quarters} for container_id, quarters in crowd.containers),
    ]
    said = {**_nobody(sheet_id, CROWD_ROW), "gross_thousandths": _thousandths(crowd.pounds)}
    keeper.replace(CROWD_ROW, None if crowd.is_empty else said, cells)


def clear_visits(session: Session, sheet_id: SheetId) -> None:
    """Forget the rows typed: they are in the file as visits now.  The totals row of the paper stays beside them."""
    _clear(session, SheetRow.sheet_id == sheet_id, SheetRow.number != TOTALS_ROW)


def clear_rows(session: Session, sheet_id: SheetId) -> None:
    """Forget all that was typed: it never will be posted."""
    _clear(session, SheetRow.sheet_id == sheet_id)


def _clear(session: Session, *of: ColumnElement[bool]) -> None:
    session.execute(delete(SheetCell).where(SheetCell.row_id.in_(select(SheetRow.id).where(*of))))
    session.execute(delete(SheetRow).where(*of))


def _anew(
    session: Session, by: Actor, at: At, number: str, kind: SheetKind, before: Sheet | None, site_id: SiteId
) -> SheetId:
    """A sheet of this number that nobody has keyed, as far as we know."""
    if before is not None:
        layout = before.layout
    else:
        known = catalog.load(session, catalog.language(session), at.day)
        layout = layouts.as_now(session, by, at, known, kind, site_id)
    sheet_id = SheetId(Ids(session, by.device, ("sheets",)).next("sheets"))
    said = {
        "id": sheet_id, "number": number, "kind": kind, "layout_id": layout.id, "event": "", "begun_on": at.day,
        "keyed_by_id": by.staff_id, "site_id": site_id, "printed_on": before.listed.printed_on if before else None,
    }  # fmt: skip
    session.execute(insert(SheetTable), [said])
    audit.note(session, by, at, "sheet.begun", (sheet_id,))
    return sheet_id


def _open(session: Session, by: Actor, sheet_id: SheetId) -> None:
    by.may(Right.RECORD)
    is_closed = SheetTable.posted_on.is_not(None) | SheetTable.voided_on.is_not(None)
    closed = session.scalar(select(is_closed).where(SheetTable.id == sheet_id))
    if closed is None or closed:
        _still_open(load(session, sheet_id))


def _still_open(sheet: Sheet) -> None:
    if sheet.stage in (Stage.POSTED, Stage.VOIDED):
        day = sheet.listed.posted_on or sheet.listed.voided_on
        assert day is not None  # noqa: S101 - it is one of the two
        raise AlreadyKeyed(sheet.number, sheet.listed.posted_by or sheet.listed.keyed_by, day)


class _Keeper:
    """Writes one row of a sheet and its cells."""

    def __init__(self, session: Session, by: Actor, sheet_id: SheetId) -> None:
        self._session, self._sheet_id = session, sheet_id
        self._ids = Ids(session, by.device, ("sheet_rows", "unlisted"))

    def unlisted(self, things: Sequence[Unlisted]) -> list[dict[str, Any]]:
        """Things not on the list, by name; one that was sorted since is its item."""
        names = Names(self._session, self._ids, [thing.name for thing in things])
        found = [(names.thing(thing.name), thing.quantity) for thing in things]
        names.write()
        return [
            {"unlisted_id" if thing.item_id is None else "item_id": thing.item_id or thing.id, "quantity": quantity}
            for thing, quantity in found
        ]

    def replace(self, number: int, said: Mapping[str, Any] | None, cells: Sequence[Mapping[str, Any]]) -> None:
        here = (_ROWS.c.sheet_id == self._sheet_id, _ROWS.c.number == number)
        row_id = self._session.scalar(select(_ROWS.c.id).where(*here))
        if row_id is not None:
            self._session.execute(delete(SheetCell).where(SheetCell.row_id == row_id))
            self._session.execute(delete(SheetRow).where(SheetRow.id == row_id))
        if said is None:
            return
        row_id = row_id or self._ids.next("sheet_rows")
        self._session.execute(insert(_ROWS), [{"id": row_id, "sheet_id": self._sheet_id, "number": number, **said}])
        rows = [{**dict.fromkeys(_THINGS), "row_id": row_id, "place": n, **cell} for n, cell in enumerate(cells)]
        if rows:
            self._session.execute(insert(_CELLS), rows)


_THINGS = ("item_id", "unlisted_id", "service_id", "referral_id", "container_id")


def _nobody(sheet_id: SheetId, number: int) -> dict[str, Any]:
    """A row of no visit: its id is made from its place."""
    made = uuid5(_IDS, f"{sheet_id}|{number}").bytes
    return {"client_id": made, "before": SeenBefore.NOT_ASKED, "returned_how": ReturnedHow.NOT_ASKED}


def _returned(returned: Returned) -> dict[str, Any]:
    """As typed: an amount may still be missing."""
    gross = returned.gross - (returned.tare or 0) if returned.gross is not None else None
    return {
        "returned_how": returned.how, "returned": returned.syringes, "container_id": returned.container_id,
        "containers": returned.number, "quarters": returned.quarters, "gross_thousandths": _thousandths(gross),
        "weight_unit": returned.unit,
    }  # fmt: skip


def _thousandths(weight: Decimal | None) -> int | None:
    return None if weight is None else int((weight * 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP))
