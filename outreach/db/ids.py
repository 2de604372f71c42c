"""Row ids: `device << 40 | n`, below 2**53, always given by us, in the transaction that writes the rows."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

BITS = 40


class Ids:
    """The next free ids of some tables inside one device's block.

    Reads the highest ids once (one statement, one index seek a table) and counts on from there,
    so it must live inside one write transaction and no longer.
    """

    def __init__(self, session: Session, device: int, tables: tuple[str, ...]) -> None:
        low = device << BITS
        row = session.execute(_highest(tables), {"low": low, "high": (device + 1) << BITS}).one()
        self._next: dict[str, Iterator[int]] = {
            table: count((highest or low) + 1) for table, highest in zip(tables, row, strict=True)
        }

    def next(self, table: str) -> int:
        return next(self._next[table])


def device_of(row_id: int) -> int:
    return row_id >> BITS


@lru_cache
def _highest(tables: tuple[str, ...]) -> TextClause:
    # Our own table names, never anything typed.
    seeks = (f"(SELECT max(id) FROM {table} WHERE id >= :low AND id < :high)" for table in tables)  # noqa: S608
    return text("SELECT " + ", ".join(seeks))
