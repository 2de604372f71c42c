"""What the commands about things given elsewhere do: a machine refilled, what a partner reports of a hand-over."""

from collections.abc import Mapping, Sequence
from typing import Any, TextIO
from uuid import UUID, uuid4

from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, at_desk
from outreach.commands.lots import lot_of_line
from outreach.commands.moved import Streams, Told, say
from outreach.entry import check_day
from outreach.exchange import entries, stock_lines
from outreach.exchange import refills as said_of
from outreach.stock import partner_reports, refills, slip_reading
from outreach.stock.counts import Found
from outreach.stock.documents import Head
from outreach.stock.known_lots import known_lots
from outreach.stock.papers import Line
from outreach.vocabulary import SiteId

Said = Mapping[str, Any]


def refill(person: Person, said: Said, listed: Sequence[entries.Line], to: Streams) -> int:
    """Count a machine and fill it: what is gone was given by it."""
    with at_desk(person) as desk:
        store, machine = (SiteId(desk.catalog.find("site", said[name])) for name in ("store", "machine"))
        head = Head(said["id"] or uuid4(), store, said["on"] or desk.at.day, to_site_id=machine)
        check_day(head.on, desk.at.day)
        lines = said_of.lines(listed, desk.catalog)
        with desk.writing() as session:
            known = known_lots(session)
            named = [(line, lot_of_line(session, known, line.item_id, line.lot, line.source)) for line in lines]
            put_in = [
                Line(line.item_id, line.put_in, lot.lot_id if lot else None) for line, lot in named if line.put_in
            ]
            found = [Found(line.item_id, line.found) for line in lines if line.found is not None]
            done = refills.refill(session, desk.by, desk.at, head, found, put_in)
        names = desk.catalog.item
        given, more = ({names[item].name: n for item, n in some} for some in (done.given, done.more))
        if not (to.as_json or done.already):
            to.out.writelines(f"{name}: {n:,} given by the machine\n" for name, n in given.items())
            to.out.writelines(f"{name}: {n:,} more than the books\n" for name, n in more.items())
            to.out.writelines(f"{names[line.item_id].name}: {line.quantity:,} put in\n" for line in put_in)
        besides = {"count": done.count_id, "given_by_machine": given, "more_than_books": more}
        moved = done.moved if to.as_json else ()
        say(desk, Told(done.transfer_id, moved, done.beyond, done.already, besides=besides), to)
    return 0


def reported(
    person: Person, slip: str, id_: UUID | None, listed: Sequence[entries.Line], out: TextIO, err: TextIO
) -> int:
    """Keep what a partner says it gave out of a hand-over so far, beside it."""
    with at_desk(person) as desk:
        given_out = [(line.item_id, line.quantity) for line in stock_lines.lines(listed, desk.catalog)]
        with desk.writing() as session:
            document = slip_reading.of_slip(session, slip)
            more = partner_reports.report(session, desk.by, desk.at, id_ or uuid4(), document, given_out)
        out.writelines(f"{desk.catalog.item[item].name}: {n:,} reported given out\n" for item, n in given_out)
        names = desk.catalog.item
        err.writelines(f"{names[item].name}: {WORDS(partner_reports.MORE_REPORTED, n=n)}\n" for item, n in more)
    return 0
