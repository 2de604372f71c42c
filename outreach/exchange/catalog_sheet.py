"""The catalog as a spreadsheet: the items written to be filled, and a filled sheet read.  A bad row stops all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from sqlalchemy.orm import Session

from outreach.catalog import UnknownName, closest, folded
from outreach.catalog_editing import items, names, saving
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.said import NOTHING_SAID, Book, ItemRecord, ItemSaid
from outreach.db.copy import Canceled
from outreach.errors import Refusal, SeveralRefusals
from outreach.founding import NameTaken
from outreach.safety.staff import Actor
from outreach.vocabulary import At, CategoryId, Naloxone, Named

COLUMNS = (
    "name", "short name", "other names", "name in Spanish", "short name in Spanish", "other names in Spanish",
    "category", "syringes per unit", "doses per unit", "naloxone", "units per box", "units per case", "usual pack",
    "minimum", "shelf",
)  # fmt: skip
NUMBERS = ("syringes per unit", "doses per unit", "units per box", "units per case", "usual pack", "minimum")
_NALOXONE = {"": None, "kit": Naloxone.KIT, "single dose": Naloxone.SINGLE_DOSE}
_LANGUAGES = {"en": "", "es": " in Spanish"}
_MOST_DIGITS = 7

Progress = Callable[[int, int], bool]
"""Told after each row how many of how many are read; False stops."""


def go_on(_done: int, _total: int) -> bool:
    return True


@dataclass(eq=False)
class NotASheet(Refusal):
    """The file is no spreadsheet, or its first row does not have the columns of the template."""


@dataclass(eq=False)
class CategoryMissing(Refusal):
    """A new item stands in a category; `known` are those there are."""

    known: tuple[str, ...]


@dataclass(eq=False)
class CellWrong(Refusal):
    column: str
    value: str
    needed: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a sheet; `before` if an item of that name is there already."""

    number: int
    before: ItemRecord | None
    said: ItemSaid

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def says_more(self) -> bool:
        """Something is otherwise than before."""
        return self.before is None or bool(self.changed)

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that say otherwise than the item is."""
        if self.before is None:
            return ()
        was, now = cells(self.before.said, ""), cells(self.said, "")
        return tuple(column for column in COLUMNS if column != "category" and was[column] != now[column]) + (
            ("category",) if self.said.facts.category_id != self.before.said.facts.category_id else ()
        )


def template(book: Book) -> bytes:
    """A sheet with the columns and the center's items as they are, to be changed or added to."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = "Items"
    sheet.append(list(COLUMNS))
    sheet.freeze_panes = "B2"
    categories = {entry.id: entry.said.name for entry in book.entries(Named.CATEGORY)}
    for item in book.items:
        if not item.is_retired and not item.is_kit:
            sheet.append(list(cells(item.said, categories[item.said.facts.category_id]).values()))
    for place, column in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEFGHIJKLMNO"[place]].width = 30 if "name" in column else 16
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def cells(said: ItemSaid, category: str) -> dict[str, str | int | None]:
    """What the sheet says of an item, by column."""
    facts = said.facts
    found: dict[str, str | int | None] = {}
    for language, behind in _LANGUAGES.items():
        one = said.called.get(language, NOTHING_SAID)
        found |= {
            f"name{behind}": one.name, f"short name{behind}": one.short_name,
            f"other names{behind}": ", ".join(one.aliases or ()),
        }  # fmt: skip
    return {
        **found, "category": category, "syringes per unit": facts.syringes_per_unit,
        "doses per unit": facts.doses_per_unit, "naloxone": (facts.naloxone or "").replace("_", " "),
        "units per box": facts.units_per_box, "units per case": facts.units_per_case, "usual pack": facts.usual_pack,
        "minimum": facts.minimum, "shelf": facts.shelf,
    }  # fmt: skip


def read(path: Path, book: Book, progress: Progress = go_on) -> tuple[Row, ...]:
    """Every row as an item.  Raises NotASheet, Canceled, or SeveralRefusals with every bad row's number."""
    listed = _listed(path, progress)
    reader = _Reader(book)
    rows: list[Row] = []
    bad: list[tuple[int, Refusal]] = []
    for number, said in listed:
        try:
            rows.append(reader.row(number, said))
        except Refusal as refusal:
            bad.append((number, refusal))
    if bad:
        raise SeveralRefusals(tuple(bad))
    return tuple(rows)


def take_in(session: Session, by: Actor, at: At, rows: Sequence[Row]) -> tuple[int, int]:
    """Add and change items as the rows say, all or none; how many were added, and how many changed.

    Raises NotAllowed, or SeveralRefusals with every bad row's number.
    """
    bad: list[tuple[int, Refusal]] = []
    wanted = [row for row in rows if row.says_more]
    for row in wanted:
        try:
            saving.save_item(session, by, at, row.before, row.said)
        except Refusal as refusal:
            bad.append((row.number, refusal))
    if bad:
        raise SeveralRefusals(tuple(bad))
    added = sum(row.is_new for row in wanted)
    return added, len(wanted) - added


class _Reader:
    """Knows every name there is, those of the rows above too."""

    def __init__(self, book: Book) -> None:
        self._categories = {
            folded(name): entry
            for entry in book.entries(Named.CATEGORY)
            for name in (entry.said.name, entry.said.name_es)
            if name and not entry.is_retired
        }
        self._items = {item.id: item for item in book.items}
        self._owners: dict[str, int] = {}
        self._seen: set[int] = set()
        for item in book.items:
            for word in _all_words(item.said):
                self._owners.setdefault(folded(word), item.id)

    def row(self, number: int, cells: Mapping[str, str]) -> Row:
        name = names.checked(cells["name"])
        known = self._items.get(self._owners.get(folded(name), 0))  # type: ignore[call-overload]  # 0 is nobody's
        if known is not None and known.id in self._seen:
            raise NameTaken(name)
        said = _said(cells, self._category(cells["category"], known), known)
        items.check(said.facts)
        self._claim(known.id if known else -number, said)
        return Row(number, known, said)

    def _category(self, name: str, known: ItemRecord | None) -> CategoryId:
        """As it says; an item that is there stays where it is if it says nothing."""
        if not name and known is not None:
            return known.said.facts.category_id
        if not name:
            raise CategoryMissing(tuple(dict.fromkeys(entry.said.name for entry in self._categories.values())))
        found = self._categories.get(folded(name))
        if found is None:
            there = [entry.said.name for entry in self._categories.values()]
            raise UnknownName("category", name, closest(name, there))
        return CategoryId(found.id)

    def _claim(self, owner: int, said: ItemSaid) -> None:
        words = [names.checked(word) for word in _all_words(said)]
        for word in words:
            if self._owners.get(folded(word), owner) != owner:
                raise NameTaken(word)
        self._owners |= {folded(word): owner for word in words}
        self._seen.add(owner)


def _all_words(said: ItemSaid) -> Iterator[str]:
    for one in said.called.values():
        yield from (word for word in (one.name, one.short_name, *(one.aliases or ())) if word)


def _listed(path: Path, progress: Progress) -> list[tuple[int, dict[str, str]]]:
    """Each row with something in it, by column."""
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotASheet from error
    try:
        sheet = workbook.worksheets[0]
        with closing(sheet.iter_rows(values_only=True)) as read:  # one stopped half way would hold the file open
            rows = ([_cell(value) for value in row] for row in read)
            heads = [folded(head) for head in next(rows, [])]
            if not {folded("name"), folded("category")} <= set(heads):
                raise NotASheet
            places = {column: heads.index(folded(column)) for column in COLUMNS if folded(column) in heads}
            return list(_filled(rows, places, sheet.max_row or 0, progress))
    finally:
        workbook.close()


def _filled(
    rows: Iterable[list[str]], places: Mapping[str, int], total: int, progress: Progress
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, found in enumerate(rows, start=2):
        if not progress(number, max(total, number)):
            raise Canceled
        said = dict.fromkeys(COLUMNS, "") | {
            column: found[place] for column, place in places.items() if place < len(found)
        }
        if any(said.values()):
            yield number, said


def _said(cells: Mapping[str, str], category_id: CategoryId, known: ItemRecord | None) -> ItemSaid:
    """What the cells say; an empty one leaves an item that is there as it is."""
    naloxone = cells["naloxone"].casefold().replace("_", " ")
    if naloxone not in _NALOXONE:
        raise CellWrong("naloxone", cells["naloxone"], "kit, single dose or empty")
    was = known.said if known else ItemSaid(Facts(category_id), dict.fromkeys(_LANGUAGES, NOTHING_SAID))
    facts = replace(was.facts, category_id=category_id)
    for column in NUMBERS:
        value = _whole(cells, column)
        if value is not None:
            facts = replace(facts, **{column.replace(" ", "_"): value})  # type: ignore[arg-type]  # numbers all
    if naloxone:
        facts = replace(facts, naloxone=_NALOXONE[naloxone])
    if cells["shelf"]:
        facts = replace(facts, shelf=cells["shelf"])
    called = {language: _called(cells, behind, was.called[language]) for language, behind in _LANGUAGES.items()}
    return replace(was, facts=facts, called=called)


def _called(cells: Mapping[str, str], behind: str, was: Called) -> Called:
    name, short = cells[f"name{behind}"] or was.name, cells[f"short name{behind}"] or was.short_name
    if folded(name) == folded(was.name) or _is_alias(name, was):
        name = was.name  # found by it, and not named anew
    others = tuple(one.strip() for one in cells[f"other names{behind}"].split(",") if one.strip())
    return Called(name, "" if short == name else short, others or was.aliases)


def _is_alias(name: str, was: Called) -> bool:
    return folded(name) in {folded(word) for word in (was.short_name, *(was.aliases or ()))}


def _whole(cells: Mapping[str, str], column: str) -> int | None:
    value = cells[column].replace(",", "")
    if not value:
        return None
    if not value.isdecimal() or len(value) > _MOST_DIGITS:
        raise CellWrong(column, cells[column], "a whole number")
    return int(value)


def _cell(value: Any) -> str:
    """A cell as text; a spreadsheet keeps 100 as 100.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
