"""The catalog as a spreadsheet: a template to fill, and a filled one read.  Bad rows are listed, and none is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from sqlalchemy.orm import Session

from outreach.catalog import Catalog, Item, UnknownName, folded
from outreach.catalog_editing import items
from outreach.catalog_editing.items import Called, Facts
from outreach.errors import Refusal, SeveralRefusals
from outreach.safety.staff import Actor
from outreach.vocabulary import At, CategoryId, ItemId, Naloxone

COLUMNS = (
    "name", "short name", "other names", "name in Spanish", "short name in Spanish", "other names in Spanish",
    "category", "syringes per unit", "doses per unit", "naloxone", "units per box", "units per case", "usual pack",
    "minimum", "shelf",
)  # fmt: skip
_NALOXONE = {"": None, "kit": Naloxone.KIT, "single dose": Naloxone.SINGLE_DOSE}


@dataclass(eq=False)
class NotASheet(Refusal):
    """The file is no spreadsheet, or its first row does not have the columns of the template."""


@dataclass(eq=False)
class CellWrong(Refusal):
    column: str
    value: str
    needed: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a sheet; `item_id` if an item of that name is there already."""

    number: int
    item_id: ItemId | None
    called: Mapping[str, Called]
    facts: Facts


def write_template(path: Path, catalog: Catalog) -> None:
    """An empty sheet with the columns, and the center's items as they are, to be changed or added to."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = "Items"
    sheet.append(list(COLUMNS))
    for item in catalog.items:
        if not item.retired and item.recipe is None:
            sheet.append(
                [
                    item.name, item.short_name, "", "", "", "", item.category, item.syringes_per_unit,
                    item.doses_per_unit, (item.naloxone or "").replace("_", " "), item.units_per_box,
                    item.units_per_case, item.usual_pack, item.minimum, item.shelf,
                ]
            )  # fmt: skip
    book.save(path)


def read(path: Path, catalog: Catalog) -> list[Row]:
    """Every row as an item.  Raises NotASheet, or SeveralRefusals with every bad row's number."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, OSError) as error:
        raise NotASheet from error
    try:
        sheet = book.worksheets[0]
        listed = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()
    heads = [folded(head) for head in listed[0]] if listed else []
    if not {folded("name"), folded("category")} <= set(heads):
        raise NotASheet
    rows: list[Row] = []
    bad: list[tuple[int, Refusal]] = []
    for number, cells in enumerate(listed[1:], start=2):
        said = dict.fromkeys(COLUMNS, "")
        said |= {column: cells[heads.index(folded(column))] for column in COLUMNS if folded(column) in heads}
        if any(said.values()):
            try:
                rows.append(_row(number, said, catalog))
            except Refusal as refusal:
                bad.append((number, refusal))
    if bad:
        raise SeveralRefusals(tuple(bad))
    return rows


def take_in(session: Session, by: Actor, at: At, rows: Sequence[Row]) -> tuple[int, int]:
    """Add and change items as the rows say, all or none; how many were added, and how many changed.

    Raises NotAllowed, or SeveralRefusals with every bad row's number.
    """
    bad: list[tuple[int, Refusal]] = []
    for row in rows:
        try:
            if row.item_id is None:
                items.add(session, by, at, row.called, row.facts)
            else:
                items.change(session, by, at, row.item_id, row.called, row.facts)
        except Refusal as refusal:
            bad.append((row.number, refusal))
    if bad:
        raise SeveralRefusals(tuple(bad))
    added = sum(row.item_id is None for row in rows)
    return added, len(rows) - added


def _row(number: int, said: Mapping[str, str], catalog: Catalog) -> Row:
    category = {folded(one.name): one.id for one in catalog.categories}.get(folded(said["category"]))
    if category is None:
        raise UnknownName("category", said["category"], "")
    naloxone = said["naloxone"].casefold().replace("_", " ")
    if naloxone not in _NALOXONE:
        raise CellWrong("naloxone", said["naloxone"], "kit, single dose or empty")
    known = catalog.names["item"].get(folded(said["name"]))
    facts = _facts(said, CategoryId(category), catalog.item[ItemId(known)] if known is not None else None)
    if naloxone:
        facts = replace(facts, naloxone=_NALOXONE[naloxone])
    called = {"en": _called(said, "")}
    if said["name in Spanish"]:
        called["es"] = _called(said, " in Spanish")
    return Row(number, ItemId(known) if known is not None else None, called, facts)


def _facts(said: Mapping[str, str], category_id: CategoryId, known: Item | None) -> Facts:
    """What the cells say; an empty one leaves an item that is there as it is."""
    facts = Facts(category_id)
    if known is not None:
        facts = Facts(
            category_id, known.naloxone, known.syringes_per_unit, known.doses_per_unit, known.units_per_box,
            known.units_per_case, known.usual_pack, known.minimum, known.shelf,
        )  # fmt: skip
    for column in ("syringes per unit", "doses per unit", "units per box", "units per case", "usual pack", "minimum"):
        value = _whole(said, column)
        if value is not None:
            facts = replace(facts, **{column.replace(" ", "_"): value})  # type: ignore[arg-type]  # numbers all
    return replace(facts, shelf=said["shelf"]) if said["shelf"] else facts


def _called(said: Mapping[str, str], language: str) -> Called:
    others = tuple(one.strip() for one in said[f"other names{language}"].split(",") if one.strip())
    return Called(said[f"name{language}"], said[f"short name{language}"], others or None)


def _whole(said: Mapping[str, str], column: str) -> int | None:
    value = said[column].replace(",", "")
    if not value:
        return None
    if not value.isdecimal():
        raise CellWrong(column, said[column], "a whole number")
    return int(value)


def _cell(value: Any) -> str:
    """A cell as text; a spreadsheet keeps 100 as 100.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
