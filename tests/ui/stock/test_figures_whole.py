"""A figure that is cut is another figure: below zero and of six digits, it stands whole in the panel of an item."""

from uuid import uuid4

from outreach.safety import staff
from outreach.stock import adjusting
from outreach.stock.documents import Head
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.papers import Line
from outreach.ui.shared.labels import ElidedLabel, Label
from outreach.ui.stock.detail_lines import HappenedLine
from outreach.vocabulary import Kind
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import NOW, SYRINGE, TODAY, deliver
from tests.ui.stock.test_pages import room_of

SITE = "Front Street"


def far_below(store, catalog):
    """A lot that was named for more than it held, while the item has enough."""
    item = catalog.find("item", SYRINGE)
    with store.writing() as session:
        deliver(session, SITE, TODAY, [(SYRINGE, 990_000, "25B00", None)])
        lot = the_lot(known_lots(session), item, "22X01").lot_id
        by, head = staff.actor(session, "AR", 1), Head(uuid4(), catalog.find("site", SITE), TODAY)
        adjusting.dispose(session, by, NOW, head, Kind.LOST, [Line(item, 987_754, lot)])
    return item


def test_no_figure_of_an_item_is_cut(qtbot, dressed, store, stock, shelves):
    item = far_below(store, shelves.state.catalog)
    room = room_of(qtbot, InlineTasks(store), stock, size=(1204, 700))
    room.stock.presenter.select(item)

    figures = [one for one in room.stock.detail.findChildren(Label) if one.isVisible() and _is_figure(one.text())]

    assert {"−987,654", "990,000"} <= {one.text() for one in figures}
    assert [one.text() for one in figures if one.width() < one.fontMetrics().horizontalAdvance(one.text())] == []


def test_what_happened_to_an_item_names_its_lot_whole_on_two_lines_where_one_is_too_short(
    qtbot, dressed, store, stock, shelves
):
    item = far_below(store, shelves.state.catalog)
    room = room_of(qtbot, InlineTasks(store), stock, size=(1204, 700))
    room.stock.presenter.select(item)

    lines = [one._what for one in room.stock.detail.findChildren(HappenedLine) if one.isVisible()]
    qtbot.waitUntil(lambda: all(one.heightForWidth(one.width()) <= one.height() for one in lines))
    assert any(one.text().endswith("lot 22X01") for one in lines)
    assert not any(isinstance(one, ElidedLabel) for one in lines)


def _is_figure(text):
    return text.lstrip("+−").replace(",", "").isdigit()
