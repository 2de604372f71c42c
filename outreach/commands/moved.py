"""What was moved, said: as lines or as JSON, and on stderr whatever the window would say beside its lines."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from outreach.commands.desk import WORDS, Desk
from outreach.reports.lot_wording import lot_said
from outreach.stock import beyond
from outreach.stock.beyond import WITHIN, Beyond
from outreach.stock.known_lots import KnownLot, lots_named, told_apart
from outreach.stock.papers import Moved
from outreach.vocabulary import Despite, DocumentId, ItemId, LotId


@dataclass(frozen=True, slots=True)
class Told:
    """What was written, and what is worth saying of it."""

    document_id: DocumentId | None
    moved: Sequence[Moved]
    beyond: Beyond = WITHIN
    already: bool = False
    doubted: Sequence[tuple[KnownLot, Despite]] = ()
    besides: dict[str, Any] = field(default_factory=dict)  # a slip's number, what is lacking


@dataclass(frozen=True, slots=True)
class Streams:
    """Where answers go, in which form, and where what should be noticed goes."""

    out: TextIO
    err: TextIO
    as_json: bool = False


def say(desk: Desk, told: Told, to: Streams) -> None:
    """Say it, once it is on the disk."""
    to.err.writelines(f"{line}\n" for line in _noticed(desk, told))
    if to.as_json:
        to.out.write(json.dumps(_as_json(desk, told), ensure_ascii=False) + "\n")
        return
    if told.already:
        to.out.write("Recorded before; nothing was done again.\n")
    to.out.writelines(f"{line}\n" for line in _moved(desk, told))


def _moved(desk: Desk, told: Told) -> Iterator[str]:
    """A lot a line, and its source where the number does not tell it from another."""
    sums: dict[tuple[ItemId, LotId], int] = {}
    for one in told.moved:
        sums[one.item_id, one.lot_id] = sums.get((one.item_id, one.lot_id), 0) + one.quantity
    lots = desk.read(lots_named, {lot for _, lot in sums})
    sources = desk.read(told_apart, {item for item, _ in sums})
    for (item, lot_id), n in sums.items():
        lot = lots[lot_id]
        amount = f"{desk.catalog.item[item].name}: {WORDS.number(n)}"
        said = (amount, lot_said(lot.number, lot.expires_on, WORDS), sources.get(lot_id, ""))
        yield " · ".join(part for part in said if part)


def _noticed(desk: Desk, told: Told) -> Iterator[str]:
    names = desk.catalog.item
    for lot, despite in () if told.already else told.doubted:
        yield f"{names[lot.item_id].name}, lot {lot.number or '–'}: {WORDS(beyond.DONE_DESPITE[despite])}"
    for item, n in told.beyond.stopped:
        yield f"{names[item].name}: {WORDS(beyond.STOPPED, n=n)}"
    for item, n in told.beyond.items:
        yield f"{names[item].name}: {WORDS(beyond.TOO_FEW, n=n)}"
    for item, number in told.beyond.lots:
        yield f"{names[item].name}, lot {number or '–'}: {WORDS(beyond.FEWER_OF_LOT)}"


def _as_json(desk: Desk, told: Told) -> dict[str, Any]:
    names, lots = desk.catalog.item, desk.read(lots_named, {one.lot_id for one in told.moved})
    return {
        "document": told.document_id,
        "already": told.already,
        **told.besides,
        "moved": [
            {
                "item": names[one.item_id].name,
                "lot": lots[one.lot_id].number or None,
                "source": lots[one.lot_id].source,
                "quantity": one.quantity,
            }
            for one in told.moved
        ],
        "shortfalls": {names[item].name: n for item, n in told.beyond.items},
        "only_expired_or_on_hold": {names[item].name: n for item, n in told.beyond.stopped},
        "fewer_of_lot": [{"item": names[item].name, "lot": number or None} for item, number in told.beyond.lots],
        "doubtful_lots": [
            {"item": names[lot.item_id].name, "lot": lot.number or None, "despite": despite.value}
            for lot, despite in told.doubted
        ],
    }
