"""The shelf list on the stock page: one site, all or a category, looked at, printed and saved."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from outreach.translation import translator
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import cut_off, look, small_targets, unnamed
from tests.ui.stock.conftest import COOKER, SWAB, SYRINGE

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot, dressed, store, stock):
    room = StockRoom(InlineTasks(store), stock, translator("en"))
    qtbot.addWidget(room)
    room.resize(1290, 768)
    with qtbot.waitActive(room):
        room.show()
    room.begin(Act.SHELF_LIST)
    return room


@pytest.fixture
def page(room):
    return room.page(Act.SHELF_LIST)


def printed(page):
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(page.presenter.state.made.pdf)).pages)


def test_it_is_the_page_of_the_first_site_and_follows_the_site_chosen(page):
    assert all(name in printed(page) for name in (SYRINGE, SWAB, COOKER))
    assert page.focusWidget() is page._site
    van = page.presenter.state.catalog.sites[1]

    page._site.chosen.emit(van.id)

    assert (van.name in printed(page), COOKER in printed(page)) == (True, False)
    assert page.presenter.state.file_name == "van-shelves"
    assert unnamed(page) == cut_off(page) == small_targets(page) == []
    look(page, "stock-shelf-list")


def test_a_category_alone_says_so_on_the_page(page):
    syringes = next(one for one in page.presenter.state.catalog.categories if one.name == "Syringes")

    page._category.chosen.emit(syringes.id)

    assert "Syringes" in printed(page)
    assert (SYRINGE in printed(page), SWAB in printed(page)) == (True, False)


def test_it_is_printed_and_saved_by_keys(qtbot, page, tmp_path):
    asked = []
    page.printing.ask = lambda pdf, title: asked.append((pdf, title))
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_P, CTRL)
    assert asked == [(page.presenter.state.made.pdf, "Shelf list")]

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_S, CTRL)
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "shelves.pdf"))
    dialog.reject()

    assert (tmp_path / "shelves.pdf").read_bytes() == page.presenter.state.made.pdf
    assert page._said.text() == "Saved as shelves.pdf."


def test_a_file_that_cannot_be_written_is_said_and_the_page_stays(page, tmp_path):
    page.presenter.save(tmp_path / "nowhere" / "shelves.pdf")

    assert page._banner.isVisibleTo(page)
    assert page.presenter.state.made is not None


@pytest.mark.parametrize("width", [1290, 900, 700])
def test_it_fits_where_there_is_little_room(page, width):
    page.window().resize(width, 648)

    assert cut_off(page) == small_targets(page) == []
