"""Labels of lots, read with a barcode reader from the printed page: each is the item and lot it says."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from outreach import barcodes as known
from outreach.reports.label_sheets import SHEETS
from outreach.reports.lot_labels import labels_pdf
from outreach.stock.lot_labels import NoSuchPlace
from outreach.translation import translator
from tests.make import NASAL, SYRINGE
from tests.reports.reading import barcodes, pages, text

WORDS = translator("en")


def printed(room, labels=None, **said):
    return labels_pdf(room.labels() if labels is None else labels, room.known(), WORDS, **said)


def test_a_label_scanned_from_the_page_is_that_item_and_lot_and_source(room):
    [codes] = barcodes(printed(room))

    lots = [room.desk.read(known.scanned, code) for code in codes]

    assert {(one.item_id, one.lots[0].number, one.lots[0].source) for one in lots} == {
        (room.desk.item(SYRINGE), "24A17", "State program"),
        (room.desk.item(SYRINGE), "24A17", "County award"),
        (room.desk.item(NASAL), "NX4417", "State program"),
    }


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.key)
def test_every_label_of_every_sheet_can_be_read(room, sheet):
    longest = replace(room.labels(units=1000)[0], number="NX26112LOT9X")
    labels = [replace(longest, lot_id=longest.lot_id + at) for at in range(sheet.places + 1)]

    whole, last = barcodes(printed(room, labels, sheet=sheet))

    assert (whole, last) == (sorted(label.code for label in labels[:-1]), [labels[-1].code])


@pytest.mark.parametrize("number", ["24A17", "NX4417", "NX26112LOT9X"])
def test_a_label_of_a_roll_can_be_read_as_coarse_as_label_printers_print(room, number):
    labels = [replace(room.labels(units=units)[0], number=number) for units in (1, 1000)]

    assert barcodes(printed(room, labels, sheet=SHEETS["roll-57x32"]), dots=203) == [[one.code] for one in labels]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.key)
def test_a_sheet_holds_all_its_labels(sheet):
    width, height = sheet.page
    for place in range(sheet.places):
        left, bottom = sheet.corner(place)
        assert left >= 0
        assert left + sheet.width <= width + 0.01
        assert -0.01 <= bottom <= height - sheet.height


def test_a_sheet_that_was_begun_goes_on_where_it_is_free(room):
    first, second = barcodes(printed(room, room.labels() * 2, start=28))

    assert (len(first), len(second)) == (3, 3)
    words = PdfReader(BytesIO(printed(room, start=28))).pages[0]
    lowest = []
    words.extract_text(visitor_text=lambda said, _, matrix, *_rest: lowest.append(matrix[5]) if said.strip() else None)
    assert max(lowest) < 2 * 72  # in the last row of ten


@pytest.mark.parametrize("start", [0, 31, -1])
def test_a_place_the_sheet_has_not_is_refused(room, start):
    with pytest.raises(NoSuchPlace):
        printed(room, start=start)


def test_a_label_says_how_many_a_scan_stands_for_where_it_is_not_one(room):
    assert "100 units a scan" in text(printed(room, room.labels(units=100)))
    assert "a scan" not in text(printed(room))


def test_a_label_of_the_sample_center_says_so(room):
    sample = labels_pdf(room.labels(), replace(room.known(), is_sample=True), WORDS)

    assert pages(sample)[0].count("SAMPLE") == 3
    assert barcodes(sample) == barcodes(printed(room))
