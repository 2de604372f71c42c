"""A scanner on the counting page, as it sends its keys: amounts stay, boxes are counted on their line."""

import pytest

from tests.ui.desk.test_scanner import Keys
from tests.ui.stock.conftest import COOKER, SYRINGE
from tests.ui.stock.test_box_scans import GTIN, known
from tests.ui.stock.test_counting_page import ENTER, Page


@pytest.fixture
def page(qtbot, dressed, store, stock):
    page = Page(qtbot, store, stock)
    catalog = page.room.stock.presenter.state.catalog
    assert catalog is not None
    known(store, catalog.find("item", SYRINGE))
    page.page.refresh()
    page.presses(ENTER)  # the whole site
    return page


def counted(page, name):
    lines = [line for line in page.state.lines if page.state.item(line).name == name]
    return [page.state.fields(line).amount for line in lines]


def test_boxes_scanned_one_after_another_are_counted_wherever_the_keyboard_is(page):
    page.presenter.find_typed("cooker")
    page.presenter.find_first()
    page.types("7")
    scan = Keys(page.page)
    for _ in range(3):
        scan(f"{GTIN}\n", gap=12)

    assert (counted(page, COOKER), "300" in counted(page, SYRINGE)) == (["7"], True)
    assert page.here.startswith(f"Counted: {SYRINGE}")


def test_a_box_nobody_knows_asks_and_leaves_the_amount_it_was_scanned_into(page):
    page.types("7")
    before, scan = page.focused, Keys(page.page)

    scan("KT2-77410\n", gap=12)

    assert (before.text(), page.here) == ("7", "Find an item, or scan a box")
