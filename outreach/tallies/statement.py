"""The stock statement: every item's way through a period, from the ledger, and the proof that it agrees with the books.

The opening is the sum of the months before (kept by triggers); everything inside the period is added up from
the movements themselves; the closing must equal today's balances less what moved after the period.
What is inside kits counts as its items throughout.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach.tallies.periods import Period
from outreach.tallies.tally import StatementLine
from outreach.vocabulary import KINDS, ItemId, RecipeVersionId, SiteId

COLUMNS = (
    "opening", "received", "given", "handed_over", "used_here", "put_back", "moved", "made_up", "disposed", "adjusted",
    "shortfall",
)  # fmt: skip
_BOOKS = "books"  # not a column: what the closing must equal
_PRINTED_POSITIVE = {"given", "handed_over", "used_here", "disposed"}  # what leaves is printed without its minus
_COLUMN_OF = {kind.value: column for kind, _, column in KINDS}

Parts = Mapping[RecipeVersionId, tuple[tuple[ItemId, int], ...]]

_SITE = " AND {0}.site_id = :site"
# Added up by lot first, in the order of the index: what is then joined and sorted is a fraction of the rows.
_BEFORE = """
SELECT a.item_id, l.recipe_version_id AS recipe, sum(a.quantity) AS quantity
FROM (
  SELECT s.site_id, s.item_id, s.lot_id, sum(s.quantity) AS quantity
  FROM month_sums s WHERE s.month < :month {site} GROUP BY s.site_id, s.item_id, s.lot_id
  HAVING sum(s.quantity) <> 0
) a JOIN lots l ON l.id = a.lot_id GROUP BY 1, 2
"""
_INSIDE = """
SELECT a.item_id, l.recipe_version_id AS recipe, a.kind, a.occurred_on, sum(a.quantity) AS quantity
FROM (
  SELECT m.occurred_on, m.item_id, m.lot_id, m.kind, sum(m.quantity) AS quantity
  FROM movements m WHERE m.occurred_on BETWEEN :first AND :last {site}
  GROUP BY m.occurred_on, m.item_id, m.lot_id, m.kind
) a JOIN lots l ON l.id = a.lot_id GROUP BY 1, 2, 3, 4
"""
_NOW = """
SELECT b.item_id, l.recipe_version_id AS recipe, sum(b.quantity) AS quantity
FROM balances b JOIN lots l ON l.id = b.lot_id WHERE b.quantity <> 0 {site} GROUP BY 1, 2
"""
_AFTER_MONTHS = """
SELECT s.item_id, l.recipe_version_id AS recipe, sum(s.quantity) AS quantity
FROM month_sums s JOIN lots l ON l.id = s.lot_id WHERE s.month > :month {site} GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines by item, kits counted as their items; kits as kits; what the ledger says was given, by item."""

    lines: Mapping[ItemId, StatementLine]
    kits: Mapping[ItemId, StatementLine]


class _Sheet:
    """Columns of one item while they are added up."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = dict.fromkeys(COLUMNS, 0)
        self.days: dict[date, int] = defaultdict(int)
        self.books = 0

    def add(self, column: str, quantity: int, day: date | None = None) -> None:
        if column == _BOOKS:
            self.books += quantity
            return
        self.columns[column] += -quantity if column in _PRINTED_POSITIVE else quantity
        if day is not None:
            self.days[day] += quantity

    @property
    def closing(self) -> int:
        c = self.columns
        return (
            c["opening"] + c["received"] - c["given"] - c["handed_over"] - c["used_here"] + c["put_back"] + c["moved"]
            + c["made_up"] - c["disposed"] + c["adjusted"] + c["shortfall"]
        )  # fmt: skip

    @property
    def moved(self) -> bool:
        return any(self.columns.values()) or self.books != 0

    def went_below_zero(self) -> bool:
        running = self.columns["opening"]
        if running < 0:
            return True
        for day in sorted(self.days):
            running += self.days[day]
            if running < 0:
                return True
        return False

    def line(self, item: str, *, balances: bool, inside: StatementLine | None = None) -> StatementLine:
        return StatementLine(
            item=item, **self.columns, closing=self.closing, balances=balances,
            went_below_zero=self.went_below_zero(), inside_kits=inside,
        )  # fmt: skip


class _Sheets:
    """Every item's columns: what is inside kits stands with its items, and once more apart."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.whole: dict[ItemId, _Sheet] = defaultdict(_Sheet)
        self.inside: dict[ItemId, _Sheet] = defaultdict(_Sheet)
        self.kits: dict[ItemId, _Sheet] = defaultdict(_Sheet)

    def spread(self, row: RowMapping, column: str, sign: int = 1, day: date | None = None) -> None:
        """Add a sum of movements to a column; a kit's to those of everything in it."""
        item, quantity = ItemId(row["item_id"]), int(row["quantity"]) * sign
        if row["recipe"] is None:
            self.whole[item].add(column, quantity, day)
            return
        self.kits[item].add(column, quantity, day)
        for part, each in self._parts[row["recipe"]]:
            self.whole[part].add(column, quantity * each, day)
            self.inside[part].add(column, quantity * each, day)

    def draw_apart(self, given_in_kits: Mapping[ItemId, int]) -> None:
        """Kits drawn apart at hand-out never stood on a shelf: they were made up and given at once."""
        for item, quantity in given_in_kits.items():
            apart = quantity - self.inside[item].columns["given"]
            self.inside[item].columns["given"] += apart
            self.inside[item].columns["made_up"] += apart


def statement(
    session: Session,
    period: Period,
    site_id: SiteId | None,
    names: Mapping[ItemId, str],
    parts: Parts,
    given: Mapping[ItemId, int],
    given_in_kits: Mapping[ItemId, int],
) -> Statement:
    """The statement of a period; `given` and `given_in_kits` are what people received, item by item, inside kits too.

    A line balances when its closing equals the books and the ledger's *given* equals what people received.
    """
    sheets = _Sheets(parts)
    for row in _opening(session, period, site_id):
        sheets.spread(row, "opening")
    for row in _rows(session, _INSIDE, "m", site_id, first=period.first, last=period.last):
        sheets.spread(row, _COLUMN_OF[row["kind"]], day=_day(row["occurred_on"]))
    for row in _rows(session, _NOW, "b", site_id):
        sheets.spread(row, _BOOKS)
    for row in _after(session, period, site_id):
        sheets.spread(row, _BOOKS, sign=-1)
    sheets.draw_apart(given_in_kits)
    whole, inside, kits = sheets.whole, sheets.inside, sheets.kits
    return Statement(
        lines={
            item: whole[item].line(
                name,
                balances=whole[item].closing == whole[item].books
                and whole[item].columns["given"] == given.get(item, 0),
                inside=inside[item].line(name, balances=True) if item in inside and inside[item].moved else None,
            )
            for item, name in names.items()
            if item in whole and whole[item].moved
        },
        kits={
            item: kits[item].line(name, balances=kits[item].closing == kits[item].books)
            for item, name in names.items()
            if item in kits and kits[item].moved
        },
    )


def _opening(session: Session, period: Period, site_id: SiteId | None) -> list[RowMapping]:
    rows = _rows(session, _BEFORE, "s", site_id, month=period.first.year * 100 + period.first.month)
    if period.first.day > 1:
        start = period.first.replace(day=1)
        rows += _rows(session, _INSIDE, "m", site_id, first=start, last=period.first - timedelta(days=1))
    return rows


def _after(session: Session, period: Period, site_id: SiteId | None) -> list[RowMapping]:
    rows = _rows(session, _AFTER_MONTHS, "s", site_id, month=period.last.year * 100 + period.last.month)
    end = Period.month(period.last.year, period.last.month).last
    if period.last < end:
        rows += _rows(session, _INSIDE, "m", site_id, first=period.last + timedelta(days=1), last=end)
    return rows


def _rows(
    session: Session, statement_text: str, table: str, site_id: SiteId | None, **values: object
) -> list[RowMapping]:
    statement_ = text(statement_text.format(site=_SITE.format(table) if site_id is not None else ""))
    statement_ = statement_.bindparams(**values, **({"site": site_id} if site_id is not None else {}))
    return list(session.execute(statement_).mappings())


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
