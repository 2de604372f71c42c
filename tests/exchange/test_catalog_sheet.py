"""The catalog from a spreadsheet: bad rows are listed, and nothing is half done."""

import pytest
from openpyxl import Workbook, load_workbook

from outreach import catalog
from outreach.catalog_editing import book
from outreach.errors import SeveralRefusals
from outreach.exchange import catalog_sheet
from outreach.exchange.catalog_sheet import COLUMNS, NotASheet
from outreach.translation import translator
from outreach.vocabulary import At
from outreach.words import words_for
from tests.make import COOKER, TODAY

HAT = {
    "name": "Woolly hat",
    "category": "Hygiene",
    "minimum": 20,
    "units per box": 50.0,
    "name in Spanish": "Gorro",
}


def sheet(tmp_path, *rows, columns=COLUMNS):
    book = Workbook()
    book.active.append(list(columns))
    for row in rows:
        book.active.append([row.get(column) for column in columns])
    book.save(tmp_path / "items.xlsx")
    return tmp_path / "items.xlsx"


def take_in(desk, path):
    rows, by = catalog_sheet.read(path, desk.read(book.load, TODAY)), desk.by()
    with desk.writing() as session:
        return catalog_sheet.take_in(session, by, At(TODAY), rows)


def now(desk):
    return desk.read(catalog.load, "en", TODAY)


def test_rows_are_added_and_those_known_by_name_changed(desk, tmp_path):
    path = sheet(tmp_path, HAT, {"name": "cooker", "category": "Safer injecting", "minimum": "1,500"}, {})

    assert take_in(desk, path) == (1, 1)

    made = now(desk)
    hat = made.item[made.find("item", "gorro")]
    assert (hat.name, hat.minimum, hat.units_per_box) == ("Woolly hat", 20, 50)
    assert made.item[desk.item(COOKER)].minimum == 1500


def test_a_row_without_a_category_says_which_there_are_and_an_item_there_stays_in_its_own(desk, tmp_path):
    path = sheet(tmp_path, {"name": "Woolly hat"}, {"name": "cooker", "minimum": 7})

    with pytest.raises(SeveralRefusals) as refused:
        take_in(desk, path)

    [(number, refusal)] = refused.value.lines
    said = words_for(refusal, translator("en"))
    assert (number, said[:66]) == (2, "It has no category. Write one of these in the column “category”: S")
    assert "Hygiene" in said
    assert take_in(desk, sheet(tmp_path, {"name": "cooker", "minimum": 7})) == (0, 1)


def test_every_bad_row_is_named_and_nothing_is_taken(desk, tmp_path):
    rows = [
        HAT,
        {"name": "Caps", "category": "Headgear"},
        {"name": "Gloves", "category": "Hygiene", "minimum": "some"},
        {"name": "Spray", "category": "Naloxone", "naloxone": "maybe"},
        {"name": "Pump", "category": "Naloxone", "naloxone": "kit", "doses per unit": 0},
    ]

    with pytest.raises(SeveralRefusals) as refused:
        take_in(desk, sheet(tmp_path, *rows))

    assert [number for number, _ in refused.value.lines] == [3, 4, 5, 6]
    assert "“minimum” is “some”" in words_for(refused.value, translator("en"))
    assert len(now(desk).items) == len(desk.catalog.items)


def test_the_template_is_read_back_as_no_change(desk, tmp_path):
    before = desk.read(book.load, TODAY)
    (tmp_path / "t.xlsx").write_bytes(catalog_sheet.template(before))

    assert take_in(desk, tmp_path / "t.xlsx") == (0, 0)

    assert desk.read(book.load, TODAY) == before
    assert load_workbook(tmp_path / "t.xlsx").active["A1"].value == "name"


def test_what_is_no_sheet_of_ours_is_refused(desk, tmp_path):
    (tmp_path / "x.xlsx").write_text("not a spreadsheet")
    for path in (tmp_path / "x.xlsx", sheet(tmp_path, {"color": "red"}, columns=("color",)), tmp_path / "none.xlsx"):
        with pytest.raises(NotASheet):
            catalog_sheet.read(path, desk.read(book.load, TODAY))
