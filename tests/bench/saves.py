"""Saving one encounter, and the very same statements by bare sqlcipher3 on the same file."""

import re
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import cycle
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import event, text

from outreach import catalog, encounters
from outreach.entry import Entry, Given, Returned
from outreach.stock import deliveries
from outreach.upkeep.opening import Opened
from outreach.vocabulary import At, CodeHash, ItemId, ReturnedHow, SeenBefore
from tests.bench import by_hand
from tests.bench.centers import INITIALS, Sample
from tests.bench.measuring import Promise, in_turns, medians, seconds

ON = date(2026, 11, 2)  # after the month whose tally is measured
AT = At(ON, 14)
BLOCKS, EACH, WARM_UP = 6, 50, 5  # 300 of each
_PLENTY = 10_000_000
_INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")
_NAMES = {"id": None, "encounter_id": "encounters", "version_id": "encounter_versions", "given_id": "given"}

Captured = tuple[str, list[tuple[Any, ...]]]  # a statement, and the values of each time it runs


def promise(sample: Sample) -> Promise:
    """The promise about one save in this sample."""
    with closing(sample.open()) as opened:
        desk = Desk(opened)
        with closing(Replay(opened, desk.captured(), desk.people)) as replay:
            ours, bare = medians(in_turns((desk.save, replay.save), blocks=BLOCKS, each=EACH, warm_up=WARM_UP))
    return Promise("save", sample.visits, ours, bare, 3.0)


def flat(small: Sample, large: Sample) -> Promise:
    """The same save in a large file, at most 1.3 times the small file's."""
    with closing(small.open()) as few, closing(large.open()) as many:
        in_few, in_many = medians(
            in_turns((Desk(few).save, Desk(many).save), blocks=BLOCKS, each=EACH, warm_up=WARM_UP)
        )
    return Promise("save, flat", large.visits, in_many, in_few, 1.3)


class Desk:
    """Saves visits as the desk does: a code that is known, three items of which one kit, a counted return."""

    def __init__(self, opened: Opened) -> None:
        self._store, self._by = opened.store, opened.actor(INITIALS)
        with self._store.reading() as session:
            names = catalog.load(session, "en", ON)
            people = list(session.execute(text("SELECT id, digest, rule FROM participants ORDER BY id")))
        Random(1).shuffle(people)
        self.people = [(row.id, CodeHash(row.digest, row.rule)) for row in people[:2_000]]
        self._codes = cycle(code for _, code in self.people)
        site = names.sites[0]
        self._site_id, self._place_id = site.id, site.usual_place_id
        syringe, kit, naloxone = (
            ItemId(names.find("item", name))
            for name in ("Syringe 29G 1/2 in 1 mL", "Injecting kit", "Nasal naloxone 4 mg kit")
        )
        recipe = names.item[kit].recipe
        assert recipe is not None
        assert len(recipe.parts) == 8
        self._given = (Given(syringe, 20), Given(kit, 1), Given(naloxone, 1))
        self._fill_the_shelves(sorted({syringe, naloxone, *(part.item_id for part in recipe.parts)}))

    def save(self) -> float:
        """Seconds from the call to the answer, the transaction committed."""
        entry = self._entry()
        return seconds(lambda: self._record(entry))

    def captured(self) -> list[Captured]:
        """The statements of one save, from BEGIN to the last INSERT."""
        self.save()
        statements: list[Captured] = []

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
            statements.append((statement, [tuple(map(_plain, one)) for one in (values if many else [values])]))

        event.listen(self._store.write_engine, "before_cursor_execute", note)
        self.save()
        event.remove(self._store.write_engine, "before_cursor_execute", note)
        return statements

    def _record(self, entry: Entry) -> None:
        with self._store.writing() as session:
            recorded = encounters.record(session, self._by, AT, entry)
        assert not recorded.already
        assert not recorded.shortfalls

    def _entry(self) -> Entry:
        return Entry(
            client_id=uuid4(),
            on=ON,
            hour=14,
            site_id=self._site_id,
            place_id=self._place_id,
            code=next(self._codes),
            before=SeenBefore.NOT_ASKED,
            for_people=1,
            given=self._given,
            returned=Returned(ReturnedHow.COUNTED, 12),
        )

    def _fill_the_shelves(self, items: list[ItemId]) -> None:
        """So that no save is a shortfall, however often this is run; first out, so that each takes the same lots."""
        lines = [deliveries.DeliveryLine(item, _PLENTY, "BENCH", ON) for item in items]
        with self._store.writing() as session:
            deliveries.receive(
                session, self._by, AT, client_id=uuid4(), site_id=self._site_id, on=ON, reference="Bench", lines=lines
            )


class Replay:
    """The captured statements again, each time with fresh ids, look-ups and answers read to their end."""

    def __init__(self, opened: Opened, template: list[Captured], people: list[tuple[int, CodeHash]]) -> None:
        self._connection = by_hand.connected(opened)
        self._template = [(statement, *_columns(statement), rows) for statement, rows in template]
        self._people = cycle(people)
        self._tables = sorted({table for _, table, _, _ in self._template if table})

    def close(self) -> None:
        self._connection.close()

    def save(self) -> float:
        statements = list(self._fresh())
        return seconds(lambda: self._run(statements))

    def _run(self, statements: list[Captured]) -> None:
        execute = self._connection.execute
        for statement, rows in statements:
            if len(rows) > 1:
                self._connection.executemany(statement, rows)
            else:
                execute(statement, rows[0]).fetchall()
        execute("COMMIT")

    def _fresh(self) -> Iterator[Captured]:
        """The template with the next free ids, another known person and a new client id."""
        highest = {t: self._connection.execute(f"SELECT max(id) FROM {t}").fetchone()[0] for t in self._tables}  # noqa: S608
        lowest = {t: min(row[columns.index("id")] for row in rows) for _, t, columns, rows in self._template if t}
        person, code = next(self._people)
        client = uuid4().bytes

        def fresh(table: str, column: str, old: Any) -> Any:
            of = (_NAMES[column] or table) if column in _NAMES else ("encounters" if column == "subject_id" else None)
            if of is not None and old is not None:
                return old - lowest[of] + highest[of] + 1
            return {"participant_id": person, "client_id": client, "chain": secrets.token_bytes(32)}.get(column, old)

        for statement, table, columns, rows in self._template:
            if table:
                yield statement, [tuple(fresh(table, c, v) for c, v in zip(columns, row, strict=True)) for row in rows]
            elif "digest" in statement or "client_id" in statement:
                values = [code.digest if v is not None and len(v) == 32 else client for v in rows[0]]
                yield statement, [tuple(values)]
            else:
                yield statement, rows


def _columns(statement: str) -> tuple[str, list[str]]:
    """The table and columns of an INSERT; nothing of anything else."""
    found = _INSERT.match(statement)
    return (found[1], [column.strip(' "') for column in found[2].split(",")]) if found else ("", [])


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
