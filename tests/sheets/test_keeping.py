"""A sheet being keyed: kept as typed, found again after a power cut, and without a code in the clear."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from outreach.db.models.sheets import Sheet, SheetCell, SheetRow
from outreach.entry import Returned
from outreach.sheets import reading
from outreach.sheets.keeping import AlreadyKeyed, AnotherKind
from outreach.sheets.reading import Stage
from outreach.sheets.rows import PaperTotals, differences
from outreach.vocabulary import ReturnedHow, SeenBefore
from tests.make import COOKER, FRONT, KIT, NASAL, NORTH, SYRINGE, TODAY
from tests.sheets.keyed import TOTALS, VISIT, Sheets
from tests.test_privacy import dump


def test_each_printed_sheet_has_a_number_of_its_own_and_the_columns_of_its_day(everywhere):
    blanks = everywhere.print(copies=40)

    assert len({blank.number for blank in blanks}) == 40
    assert len({blank.layout.id for blank in blanks}) == 1
    assert all((blanks[0].layout.items, blanks[0].layout.services, blanks[0].layout.containers))


def test_sheets_asked_for_twice_are_printed_once(sheets):
    print_id = uuid4()

    first, again = sheets.print(copies=3, print_id=print_id), sheets.print(copies=3, print_id=print_id)

    assert first == again
    assert sheets.desk.rows(select(func.count()).select_from(Sheet))[0][0] == 3


def test_an_old_print_is_keyed_by_its_own_columns_after_the_desk_has_another_order(sheets):
    [old] = sheets.print()
    for _ in range(3):
        sheets.desk.give({"Tourniquet": 5, "Hygiene kit": 1})
    [new] = sheets.print()

    sheet = sheets.begin(old.number)

    assert new.layout.number == old.layout.number + 1
    assert sheet.layout == old.layout
    assert set(new.layout.items) > {sheets.desk.item("Tourniquet")} - set(old.layout.items)


def test_what_is_typed_of_a_row_is_kept_and_an_emptied_row_is_gone(everywhere):
    back = Returned(ReturnedHow.COUNTED, syringes=38)
    row = everywhere.row({SYRINGE: 20}, "MA0785", SeenBefore.BEFORE, 2, back, [("cotton balls", 3)])
    sheet = everywhere.keyed([row, everywhere.row({COOKER: 5})])

    assert everywhere.load(sheet).rows[0][1] == row
    everywhere.keep(sheet, [row, everywhere.row()])
    assert [number for number, _ in everywhere.load(sheet).rows] == [1]


def test_an_amount_that_is_still_missing_is_kept_as_missing(sheets):
    open_amount = Returned(ReturnedHow.CONTAINER, container_id=sheets.desk.container("1 quart"))
    sheet = sheets.keyed([sheets.row({SYRINGE: 10}, returned=open_amount)])

    assert sheets.load(sheet).rows[0][1].returned == open_amount


def test_no_draft_keeps_a_code_that_could_be_read(desk):
    sheets = Sheets(desk)
    sheet = sheets.keyed([sheets.row({SYRINGE: 10}, code="MA0785"), sheets.row({COOKER: 1}, code="kl-11 90")])

    tables, text = dump(desk)

    assert "sheet_rows" in tables
    assert sheets.load(sheet).rows[0][1].code == desk.code("MA0785")
    for code in ("MA0785", "kl-11 90", "KL1190"):
        assert code.upper() not in text.upper()
        assert code.encode().hex().upper() not in text.upper()


def test_a_posted_sheet_leaves_no_row_and_no_cell_behind(sheets):
    sheets.posted([sheets.row({SYRINGE: 10}, code="MA0785"), sheets.row({KIT: 1})])

    for table in (SheetRow, SheetCell):
        assert sheets.desk.rows(select(func.count()).select_from(table))[0][0] == 0


KILLED = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from outreach.db.store import open_file
from outreach.safety import staff
from outreach.sheets import keeping, reading
from outreach.sheets.rows import Row
store = open_file(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
with store.reading() as session:
    by, sheet = staff.actor(session, "JM", int(sys.argv[4])), reading.find(session, sys.argv[3])
item = sheet.layout.items[0]
for number in range(1, 16):
    with store.writing() as session:
        keeping.keep_row(session, by, sheet.id, number, Row(UUID(int=number), for_people=2, items=((item, number),)))
        if number == 15:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_van_night_with_a_power_cut_in_row_15_goes_on_at_row_15(desk):
    sheets = Sheets(desk)
    [blank] = sheets.print()
    sheet = sheets.begin(blank.number)
    file, key = desk.opened.center.file, desk.opened.keys.file_keys[0].hex()
    device = str(desk.by().device)

    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), key, blank.number, device],
        check=False, env={**os.environ, "PYTHONPATH": str(Path(reading.__file__).parents[2])},
    )  # fmt: skip

    kept = sheets.load(sheet).rows
    assert ended.returncode == -9
    assert [number for number, _ in kept] == list(range(1, 15))
    more = [sheets.row({SYRINGE: 1}) for _ in range(26)]
    sheets.keep(sheet, [*(old for _, old in kept), *more])
    assert len(sheets.post(sheet).visits) == 40
    assert sheets.desk.verify().is_sound


def test_a_number_nobody_knows_here_is_of_a_sheet_printed_elsewhere(sheets):
    sheet = sheets.begin("k7q482")

    assert (sheet.number, sheet.listed.printed_on, sheet.stage) == ("K7Q 482", None, Stage.BEING_KEYED)
    assert sheet.layout.items


def test_the_same_sheet_is_not_keyed_twice_and_it_says_who_keyed_it_and_when(everywhere):
    sheet = everywhere.posted([everywhere.row({SYRINGE: 10})])

    with pytest.raises(AlreadyKeyed) as refused:
        everywhere.begin(sheet.number, by="DS")

    assert (refused.value.number, refused.value.initials, refused.value.on) == (sheet.number, "JM", TODAY)
    with pytest.raises(AlreadyKeyed):
        everywhere.keep(sheet, [everywhere.row({SYRINGE: 10})])


def test_a_number_of_a_totals_sheet_is_no_visit_sheet(sheets):
    [blank] = sheets.print(TOTALS)

    with pytest.raises(AnotherKind):
        sheets.begin(blank.number, VISIT)


def test_columns_whose_rows_add_up_to_another_figure_than_the_paper_are_named(sheets):
    syringe, nasal = sheets.desk.item(SYRINGE), sheets.desk.item(NASAL)
    rows = [sheets.row({SYRINGE: 20, NASAL: 1}), sheets.row({SYRINGE: 40, NASAL: 2})]
    sheet = sheets.keyed(rows, totals=PaperTotals(((syringe, 70), (nasal, 3))))
    kept = sheets.load(sheet)

    [differs] = differences(kept.layout, (row for _, row in kept.rows), kept.totals)

    assert (differs.column.item_id, differs.keyed, differs.paper) == (syringe, 60, 70)
    assert len(sheets.post(sheet).visits) == 2  # as keyed


def test_sheets_not_keyed_yet_are_those_printed_or_begun_for_the_site(sheets):
    printed, begun, posted, voided = sheets.print(copies=4)
    sheets.print(site=NORTH)
    sheets.begin(begun.number)
    sheet = sheets.begin(posted.number)
    sheets.keep(sheet, [sheets.row({SYRINGE: 1})])
    sheets.post(sheet)
    sheets.void(sheets.begin(voided.number))

    waiting = sheets.desk.read(reading.not_keyed, sheets.desk.site(FRONT))

    assert [(one.number, one.stage) for one in waiting] == [
        (printed.number, Stage.PRINTED),
        (begun.number, Stage.BEING_KEYED),
    ]


def test_a_number_that_was_mistyped_leaves_nothing_behind_and_a_printed_sheet_waits_as_before(sheets):
    [blank] = sheets.print()
    printed, mistyped = sheets.begin(blank.number), sheets.begin("K7Q 482")
    typed = sheets.keyed([sheets.row({SYRINGE: 1})])

    for sheet in (printed, mistyped, typed):
        sheets.let_go(sheet)

    assert sheets.load(printed).stage is Stage.PRINTED
    assert sheets.desk.read(reading.find, "K7Q 482") is None
    assert sheets.load(typed).stage is Stage.BEING_KEYED
