"""Visits looked back at, and what stands beside them: newest first, a page at a time."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TextIO

from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.drug_checks import lists
from outreach.exchange.looking_back import record_json, record_text
from outreach.exchange.visits import visit_json, visit_text
from outreach.sheets.reading import of_visits
from outreach.visits import beside, listing
from outreach.visits.beside import Record, What, shows_visits
from outreach.visits.lines import Line
from outreach.visits.which import Which


class _Visit(NamedTuple):
    """A visit, and the number and row of the sheet of paper it came from."""

    line: Line
    sheet: tuple[str, int] | None


def history(person: Person, which: Which, what: What, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show them, newest first; front desk sees its own of today."""
    with at_desk(person) as desk:
        wanted = replace(which, site_id=desk.site(site))
        known = desk.read(lists.load, desk.catalog.language) if what is not What.VISITS else lists.Lists((), ())
        for one in _in_order(desk, wanted, what):
            said = _json(one, desk, known) if as_json else _text(one, desk, known)
            out.write(f"{said}\n")
    return 0


def _in_order(desk: Desk, which: Which, what: What) -> Iterator[_Visit | Record]:
    """The visits of each day, and what stands beside them below."""
    waiting: list[Record] = list(desk.read(beside.records, desk.by, desk.at, which, what))
    for visit in _visits(desk, which) if shows_visits(what) else ():
        yield from _later_than(visit.line.on_day, waiting)
        yield visit
    yield from waiting


def _later_than(day: date, waiting: list[Record]) -> Iterator[Record]:
    while waiting and waiting[0].on > day:
        yield waiting.pop(0)


def _visits(desk: Desk, which: Which) -> Iterator[_Visit]:
    last: Line | None = None
    while lines := desk.read(listing.page, desk.by, desk.at, which, last):
        sheets = desk.read(of_visits, [line.encounter_id for line in lines])
        yield from (_Visit(line, sheets.get(line.encounter_id)) for line in lines)
        last = lines[-1]


def _json(one: _Visit | Record, desk: Desk, known: lists.Lists) -> str:
    said: dict[str, Any] = (
        visit_json(one.line, desk.catalog, one.sheet)
        if isinstance(one, _Visit)
        else record_json(one, desk.catalog, known)
    )
    return json.dumps(said, ensure_ascii=False)


def _text(one: _Visit | Record, desk: Desk, known: lists.Lists) -> str:
    return visit_text(one.line, desk.catalog) if isinstance(one, _Visit) else record_text(one, desk.catalog, known)
