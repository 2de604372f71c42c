"""Blank sheets printed here: each gets a number of its own, so that it is keyed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach import catalog
from outreach.db.ids import Ids
from outreach.db.models.sheets import Sheet as SheetTable
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.sheets import layouts
from outreach.sheets.layouts import Layout
from outreach.sheets.numbers import new_sheet_number
from outreach.vocabulary import At, LayoutId, SheetKind, SiteId

MOST = 100  # copies at once


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank sheet."""

    number: str
    layout: Layout
    site_id: SiteId


def print_sheets(
    session: Session, by: Actor, at: At, kind: SheetKind, site_id: SiteId, copies: int, print_id: UUID
) -> tuple[Blank, ...]:
    """Sheets in the order of a site's desk; asked for again with the same id, the same sheets.  Raises NotAllowed."""
    by.may(Right.RECORD)
    if earlier := _earlier(session, print_id):
        return earlier
    known = catalog.load(session, catalog.language(session), at.day)
    layout = layouts.as_now(session, by, at, known, kind, site_id)
    numbers = new_numbers(session, max(1, min(copies, MOST)))
    ids = Ids(session, by.device, ("sheets",))
    rows: list[dict[str, Any]] = [
        {
            "id": ids.next("sheets"), "number": number, "kind": kind, "layout_id": layout.id, "event": "",
            "print_id": print_id.bytes, "printed_on": at.day, "printed_by_id": by.staff_id, "site_id": site_id,
        }
        for number in numbers
    ]  # fmt: skip
    session.execute(insert(SheetTable), rows)
    audit.note(session, by, at, "sheet.printed", (row["id"] for row in rows))
    return tuple(Blank(number, layout, site_id) for number in numbers)


def new_numbers(session: Session, how_many: int) -> list[str]:
    """Numbers no sheet here ever had."""
    taken = set(session.scalars(select(SheetTable.number)))
    found: list[str] = []
    while len(found) < how_many:
        number = new_sheet_number()
        if number not in taken:
            taken.add(number)
            found.append(number)
    return found


def _earlier(session: Session, print_id: UUID) -> tuple[Blank, ...]:
    rows: Sequence[SheetTable] = session.scalars(
        select(SheetTable).where(SheetTable.print_id == print_id.bytes).order_by(SheetTable.id)
    ).all()
    known = {row.layout_id: layouts.load(session, LayoutId(row.layout_id)) for row in rows}
    return tuple(Blank(row.number, known[row.layout_id], SiteId(row.site_id)) for row in rows if row.site_id)
