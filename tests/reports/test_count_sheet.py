"""A blind count on paper: everything to be counted, nothing that is expected, and a barcode that opens it again."""

from dataclasses import replace

import pytest

from outreach.reports.count_sheet import count_sheet_pdf
from outreach.reports.stock_paper import Printed
from outreach.stock import draft_reading
from outreach.stock.draft_reading import Scope
from outreach.translation import translator
from outreach.vocabulary import CountScope
from tests.make import COOKER, NASAL, SYRINGE
from tests.reports.reading import barcodes, pages, text
from tests.reports.stock_room import PRINTED_ON


def printed(room, sheet):
    return count_sheet_pdf(sheet, room.known(), translator("en"), Printed(PRINTED_ON, "JM"))


def test_the_barcode_of_every_page_opens_the_count_it_belongs_to(room):
    sheet = room.sheet()

    scanned = barcodes(printed(room, sheet))

    assert len(scanned) > 1
    for page in scanned:
        assert [room.desk.read(draft_reading.of_sheet, code) for code in page] == [sheet.id]


def test_every_lot_has_a_line_and_no_amount_is_printed(room):
    sheet = room.sheet()
    said = text(printed(room, sheet))

    for name in (SYRINGE, NASAL, COOKER):
        assert name in said
    for known in ("24A17 03/2027", "NX4417 08/2027", f"Sheet {sheet.sheet}.", "Write 0 where nothing is left"):
        assert known in said
    for expected in ("1,240", "1240", "468", "77"):  # on the books
        assert expected not in said.replace(sheet.sheet, "")


def test_it_goes_shelf_by_shelf_with_a_line_for_what_is_found_besides(room):
    first, *_ = pages(printed(room, room.sheet()))

    assert first.index("Shelf A1") < first.index(SYRINGE) < first.index("Anything else here:") < first.index("Shelf B2")


def test_a_lot_on_hold_is_marked(room):
    before = text(printed(room, room.sheet()))
    room.hold(NASAL, "NX4417")

    assert "On hold" not in before
    assert "On hold" in text(printed(room, room.sheet()))


@pytest.mark.parametrize(
    ("scope", "only"),
    [
        (lambda _: Scope(CountScope.SHELF, shelf="A1"), "Only Shelf A1."),
        (lambda room: Scope(CountScope.ITEM, item_id=room.desk.item(NASAL)), f"Only {NASAL}."),
        (lambda room: Scope(CountScope.CATEGORY, category_id=room.known().categories[0].id), "Only Syringes."),
        (lambda _: Scope(), "The whole site."),
    ],
)
def test_a_sheet_says_what_it_covers(room, scope, only):
    said = text(printed(room, room.sheet(scope(room))))

    assert only in said
    assert (COOKER in said) == (only == "The whole site.")


def test_a_count_that_is_not_on_paper_has_no_barcode(room):
    pdf = printed(room, replace(room.sheet(), sheet=None))

    assert not any(barcodes(pdf))


def test_no_line_stands_alone_on_a_page(room):
    lines = room.sheet().lines
    for many in range(20, 30):
        last = pages(printed(room, replace(room.sheet(), lines=lines[-many:])))[-1]
        assert last.count("Anything else here:") == 1
        assert any(room.known().item[line.item_id].name in last for line in lines)


def test_the_paper_and_the_keying_of_it_go_in_the_same_order(room):
    sheet = room.sheet()
    said = text(printed(room, sheet))

    names = [room.known().item[line.item_id].name for line in sheet.lines]
    at = 0
    for name in names:
        at = said.index(name, at) + len(name)
