"""Sheets of paper: printed, keyed, listed, voided, moved to another day."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from outreach.catalog import place_of
from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, Desk, at_desk
from outreach.commands.sides import answered
from outreach.exchange import entries, sheets
from outreach.exchange.files import save_file
from outreach.reports.paper import Paper
from outreach.safety import staff
from outreach.safety.staff import NoSuchStaff
from outreach.sheets import keeping, posting, printing, reading, rows, rules, undoing
from outreach.sheets.keeping import BeingKeyed
from outreach.sheets.numbers import sheet_number
from outreach.sheets.posting import PostedSheet
from outreach.sheets.reading import Listed, NoSuchSheet, Sheet, Stage
from outreach.translation import N_
from outreach.vocabulary import CountSide, PlaceId, SheetKind, SiteId, StaffId, VoidReason
from outreach.words import words_for

KINDS = tuple(kind.value for kind in SheetKind)
_ELSEWHERE = N_("This sheet was not printed here.")
_COLUMNS_NOW = N_("It is keyed by the columns a sheet printed now would have. Check them.")
SIDES = tuple(side.value for side in CountSide)


def print_blank(
    person: Person, kind: str, site: str, copies: int, pdf: Path, out: TextIO, *, paper: str = Paper.LETTER
) -> int:
    """Write blank sheets, each with a number of its own, as a PDF."""
    from outreach.reports.sheets import sheets_pdf  # noqa: PLC0415 - half a second, for this command only

    with at_desk(person) as desk:
        with desk.writing() as session:
            site_id = SiteId(desk.catalog.find("site", site))
            blank = printing.print_sheets(session, desk.by, desk.at, SheetKind(kind), site_id, copies, uuid4())
            said = rules.paper_rules(session)
        save_file(pdf, sheets_pdf(blank, desk.catalog, said, WORDS, paper=Paper(paper)))
    out.write("".join(f"Sheet {one.number}\n" for one in blank))
    return 0


def key(person: Person, text: str, out: TextIO) -> int:
    """Key one sheet and post it: all of it, or nothing."""
    said = entries.only_object(text)
    with at_desk(person) as desk:
        [keyed] = entries.each(said, lambda one: sheets.sheet(one, desk.catalog, desk.hash_code, desk.at.day))
        with desk.writing() as session:
            before = reading.find(session, sheet_number(keyed.number))
            voided = posting.void_already(session, before) if before and before.stage is Stage.VOIDED else None
            sheet = keeping.begin(session, desk.by, desk.at, keyed.number, keyed.kind, keyed.site_id)
            if sheet.rows or not sheet.crowd.is_empty:
                raise BeingKeyed(sheet.number, sheet.listed.keyed_by)
            _keep(desk, session, sheet, keyed)
            differ = rows.differences(sheet.layout, (row for _, row in keyed.rows), keyed.totals)
            posted = posting.post(session, desk.by, desk.at, sheet.id)
        if sheet.listed.printed_on is None:
            sys.stderr.write(f"{WORDS(_ELSEWHERE)} {WORDS(_COLUMNS_NOW)}\n")
        if voided is not None:
            out.write(f"{words_for(voided, WORDS)} It is keyed anew.\n")
        for one in differ:
            name = _name(desk, one)
            out.write(f"{name}: {one.keyed:,} keyed, {one.paper:,} on the paper.\n")
        out.write(json.dumps(_posted(posted, sheet, desk), ensure_ascii=False) + "\n")
    return 0


def listing(person: Person, site: str | None, out: TextIO, *, as_json: bool) -> int:
    """Show every sheet, newest first."""
    with at_desk(person) as desk:
        for one in desk.read(reading.listing, desk.by, desk.site(site)):
            said = _listed(one, desk)
            out.write((json.dumps(said, ensure_ascii=False) if as_json else _text(said)) + "\n")
    return 0


def void(person: Person, number: str, reason: str, out: TextIO) -> int:
    """Void every visit of a sheet, or put one that is not posted away."""
    with at_desk(person) as desk:
        sheet = desk.read(_sheet, number)
        keyed = sheet.listed.rows if sheet.stage is Stage.BEING_KEYED else 0
        if keyed and sys.stdin is not None and sys.stdin.isatty():
            asked = undoing.RowsKeyed(sheet.number, keyed)
            if answered(asked, ("void", "leave")) != "void":
                raise asked
        with desk.writing() as session:
            visits = undoing.void(session, desk.by, desk.at, sheet.id, VoidReason(reason))
    out.write(f"Sheet {sheet.number} was voided{_taken_back(sheet, visits)}.\n")
    if keyed:
        out.write(_let_go(sheet, keyed))
    return 0


def redate(
    person: Person, number: str, on: date | None, site: str | None, place: str | None, side: str | None, out: TextIO
) -> int:
    """Let every visit of a sheet be of another day, site or place."""
    with at_desk(person) as desk, desk.writing() as session:
        sheet = _sheet(session, number)
        site_id = desk.site(site) or sheet.head.site_id
        day = on or sheet.head.on
        if site_id is None or day is None:
            raise posting.SheetWithoutDay(sheet.number)
        place_id = _place(desk, sheet, site_id, place)
        count_side = CountSide(side) if side is not None else sheet.head.count_side
        moved = undoing.redate(
            session, desk.by, desk.at, sheet.id, on=day, site_id=site_id, place_id=place_id, count_side=count_side
        )
    head = replace(sheet.head, on=day, site_id=site_id, place_id=place_id, count_side=count_side)
    out.write(f"Sheet {sheet.number}: {_moved(sheet, head, moved.visits)}.\n")
    return 0


def _moved(sheet: Sheet, head: rows.Head, visits: int) -> str:
    if head == sheet.head:
        return "nothing changes, it is of that day, site and place already"
    what = "all of it is" if sheet.kind is SheetKind.TOTALS else WORDS.count("{n} visit is", "{n} visits are", visits)
    return f"{what} now of {head.on}"


def _let_go(sheet: Sheet, keyed: int) -> str:
    if sheet.kind is SheetKind.TOTALS:
        what = WORDS.count("{n} line keyed and not posted was", "{n} lines keyed and not posted were", keyed)
    else:
        what = WORDS.count("{n} row keyed and not posted was", "{n} rows keyed and not posted were", keyed)
    return f"{what} let go.\n"


def _taken_back(sheet: Sheet, visits: int) -> str:
    if sheet.kind is SheetKind.VISIT:
        return WORDS.count(", {n} visit taken back", ", {n} visits taken back", visits)
    contacts = sheet.head.contacts if visits else 0
    return WORDS.count(", {n} contact taken back", ", {n} contacts taken back", contacts) if contacts else ""


def _keep(desk: Desk, session: Any, sheet: Sheet, keyed: sheets.Keyed) -> None:
    head = replace(keyed.head, written_by=_writer(session, keyed.by) if keyed.by else None)
    keeping.keep_head(session, desk.by, sheet.id, head)
    for number, row in keyed.rows:
        keeping.keep_row(session, desk.by, sheet.id, number, row)
    if keyed.kind is SheetKind.TOTALS:
        keeping.keep_crowd(session, desk.by, sheet.id, keyed.crowd)
    else:
        keeping.keep_totals(session, desk.by, sheet.id, keyed.totals)


def _writer(session: Any, initials: str) -> StaffId:
    wanted = initials.strip().upper()
    found = next((one.id for one in staff.ever(session) if one.initials == wanted), None)
    if found is None:
        raise NoSuchStaff(initials.strip())
    return found


def _sheet(session: Any, number: str) -> Sheet:
    wanted = sheet_number(number)
    found = reading.find(session, wanted)
    if found is None:
        raise NoSuchSheet(wanted)
    return found


def _place(desk: Desk, sheet: Sheet, site_id: SiteId, place: str | None) -> PlaceId | None:
    if place is not None:
        return place_of(desk.catalog, site_id, place)
    return sheet.head.place_id if site_id == sheet.head.site_id else desk.catalog.site[site_id].usual_place_id


def _name(desk: Desk, one: rows.Difference) -> str:
    column = one.column
    if column.item_id is not None:
        return desk.catalog.item[column.item_id].name
    return next(service.name for service in desk.catalog.services if service.id == column.service_id)


def _posted(posted: PostedSheet, sheet: Sheet, desk: Desk) -> dict[str, Any]:
    short = {desk.catalog.item[item_id].name: n for item_id, n in posted.short}
    return {
        "sheet": posted.number,
        "printed_here": sheet.listed.printed_on is not None,
        "visits": [visit.encounter_id for visit in posted.visits],
        "document": posted.document_id,
        "shortfalls": short,
    }


def _listed(one: Listed, desk: Desk) -> dict[str, Any]:
    return {
        "sheet": one.number,
        "kind": one.kind.value,
        "stage": one.stage.value,
        "site": desk.catalog.site[one.site_id].name if one.site_id else None,
        "on": one.on.isoformat() if one.on else None,
        "printed_on": one.printed_on.isoformat() if one.printed_on else None,
        "by": one.posted_by or one.keyed_by or one.printed_by,
        **_how_much(one),
    }


def _how_much(one: Listed) -> dict[str, Any]:
    """Visits, or rows kept of them; of a totals sheet its contacts, and the lines kept while it is keyed."""
    if one.kind is SheetKind.VISIT:
        return {"rows": one.rows}
    contacts = "not counted" if one.contacts == 0 else one.contacts
    return {"contacts": contacts, "lines": one.rows} if one.stage is Stage.BEING_KEYED else {"contacts": contacts}


def _text(said: dict[str, Any]) -> str:
    stage = {Stage.PRINTED: "printed", Stage.BEING_KEYED: "being keyed"}.get(said["stage"], said["stage"])
    parts = [said["sheet"], said["kind"], stage, said["site"] or "", said["on"] or "", _amount(said)]
    return "  ".join(part for part in parts if part)


def _amount(said: dict[str, Any]) -> str:
    if "rows" in said:
        what = ("{n} visit", "{n} visits") if said["stage"] == Stage.POSTED else ("{n} row", "{n} rows")
        return WORDS.count(*what, said["rows"]) if said["rows"] or said["stage"] != Stage.PRINTED else ""
    contacts = said["contacts"]
    if contacts == "not counted":
        counted = "contacts not counted"
    else:
        counted = WORDS.count("{n} contact", "{n} contacts", contacts) if contacts else ""
    lines = WORDS.count("{n} line", "{n} lines", said["lines"]) if "lines" in said else ""
    return "  ".join(part for part in (counted, lines) if part)
