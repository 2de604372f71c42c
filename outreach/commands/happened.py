"""Reports of what happened, and drug checks: recorded, corrected, taken back, listed.  They are of nobody."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from sqlalchemy.orm import Session

from outreach.closed_lists import DrugCheckId, HappenedId
from outreach.commands.asking import Person
from outreach.commands.at_once import only_one, record_all
from outreach.commands.desk import Desk, at_desk, row_number
from outreach.commands.taking_back import take_back
from outreach.drug_checks import lists
from outreach.drug_checks import recording as check_recording
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.drug_checks.reading import WhichChecks, checks
from outreach.exchange import happened as exchange
from outreach.exchange.entries import Json, only
from outreach.exchange.happened import Told
from outreach.exchange.looking_back import record_json, record_text
from outreach.happened import linking, recording
from outreach.happened.reading import WhichReports, reports
from outreach.happened.report import Report
from outreach.safety.staff import Actor
from outreach.versioned import Listed, NoSuchRecord
from outreach.visits.beside import Said, Sort, record_of
from outreach.vocabulary import At

_NO_LISTS = Lists((), ())


def happened(person: Person, text: str, out: TextIO) -> int:
    """Record what happened; nothing if any line is bad."""
    with at_desk(person) as desk:
        record_all(desk, text, out, lambda said: exchange.report(said, desk.catalog, desk.at.day), _report)
    return 0


def correct_happened(person: Person, number: int, text: str, out: TextIO) -> int:
    """Say anew what was reported."""
    with at_desk(person) as desk:
        said = only_one(text, lambda one: exchange.report(one, desk.catalog, desk.at.day))
        with desk.writing() as session:
            made = recording.correct(session, desk.by, desk.at, _happened(number), said)
        out.write(json.dumps({"report": made.happened_id, "already": made.already}) + "\n")
    return 0


def void_happened(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take a report back."""
    return take_back(person, recording.void, "Report", number, reason, out)


def link_happened(person: Person, number: int, other: int, out: TextIO) -> int:
    """Say that two reports are of one event, which then counts once."""
    with at_desk(person) as desk, desk.writing() as session:
        linking.link(session, desk.by, desk.at, _happened(number), _happened(other))
    out.write(f"Reports {number} and {other} are of one event.\n")
    return 0


def part_happened(person: Person, number: int, out: TextIO) -> int:
    """Say that a report is of an event of its own."""
    with at_desk(person) as desk, desk.writing() as session:
        linking.part(session, desk.by, desk.at, _happened(number))
    out.write(f"Report {number} is of an event of its own.\n")
    return 0


def list_happened(person: Person, which: WhichReports, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show what was reported, newest first; front desk sees its own of today."""
    with at_desk(person) as desk:
        wanted = WhichReports(which.first, which.last, desk.site(site), which.kind)
        _list(desk, Sort.REPORT, desk.read(reports, desk.by, desk.at, wanted), _NO_LISTS, as_json=as_json, out=out)
    return 0


def drug_check(person: Person, text: str, out: TextIO) -> int:
    """Record drug checks; nothing if any line is bad."""
    with at_desk(person) as desk:
        known = _lists(desk)
        record_all(desk, text, out, lambda said: exchange.drug_check(said, desk.catalog, known, desk.at.day), _check)
    return 0


def correct_drug_check(person: Person, number: int, text: str, out: TextIO) -> int:
    """Say anew what a drug check was."""
    with at_desk(person) as desk:
        known = _lists(desk)
        said = only_one(text, lambda one: exchange.drug_check(one, desk.catalog, known, desk.at.day))
        with desk.writing() as session:
            made = check_recording.correct(session, desk.by, desk.at, _check_id(number), said)
        out.write(json.dumps({"drug_check": made.check_id, "already": made.already}) + "\n")
    return 0


def add_result(person: Person, number: int, text: str, out: TextIO) -> int:
    """Add the result that a sample was waiting for."""
    with at_desk(person) as desk:
        known = _lists(desk)
        said = only_one(text, lambda one: _result(one, known))
        with desk.writing() as session:
            made = check_recording.add_result(session, desk.by, desk.at, _check_id(number), said.result, said.found)
        out.write(json.dumps({"drug_check": made.check_id, "already": made.already}) + "\n")
    return 0


def void_drug_check(person: Person, number: int, reason: str, out: TextIO) -> int:
    """Take a drug check back."""
    return take_back(person, check_recording.void, "Drug check", number, reason, out)


def list_drug_checks(person: Person, which: WhichChecks, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show drug checks, newest first; front desk sees its own of today, and all that are waited for."""
    with at_desk(person) as desk:
        known = _lists(desk)
        wanted = WhichChecks(which.first, which.last, desk.site(site), which.waiting)
        _list(desk, Sort.DRUG_CHECK, desk.read(checks, desk.by, desk.at, wanted), known, as_json=as_json, out=out)
    return 0


def _list(desk: Desk, sort: Sort, lines: Sequence[Listed[Said]], known: Lists, *, as_json: bool, out: TextIO) -> None:
    for one in (record_of(sort, line) for line in lines):
        said = record_json(one, desk.catalog, known) if as_json else record_text(one, desk.catalog, known)
        out.write(f"{json.dumps(said, ensure_ascii=False) if as_json else said}\n")


def _report(session: Session, by: Actor, at: At, said: Report) -> Mapping[str, Any]:
    made = recording.record(session, by, at, said)
    return {"report": made.happened_id, "id": str(made.client_id), "already": made.already}


def _check(session: Session, by: Actor, at: At, said: Check) -> Mapping[str, Any]:
    made = check_recording.record(session, by, at, said)
    return {"drug_check": made.check_id, "id": str(made.client_id), "already": made.already}


def _result(said: Json, known: Lists) -> Told:
    only(said, {"result", "found"})
    return exchange.result_of(said, known)


def _lists(desk: Desk) -> Lists:
    found: Lists = desk.read(lists.load, desk.catalog.language)
    return found


def _happened(number: int) -> HappenedId:
    return HappenedId(row_number(number, NoSuchRecord))


def _check_id(number: int) -> DrugCheckId:
    return DrugCheckId(row_number(number, NoSuchRecord))
