"""What is to be taken off the shelves before it is moved, and what was."""

from datetime import timedelta

import pytest

from outreach.catalog_editing import limits
from outreach.catalog_editing.limits import Target
from outreach.stock import pick_lists
from outreach.stock.documents import NoSuchDocument
from outreach.stock.papers import Line
from outreach.vocabulary import At, DocumentId
from tests.make import COOKER, FRONT, NORTH, SYRINGE, TODAY
from tests.stock.made import move

SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=300)


@pytest.fixture
def stocked(center):
    center.receive(SYRINGE, 100, "LATER", expires=LATER)
    center.receive(SYRINGE, 40, "SOON", expires=SOON)
    return center


def to_move(center, *lines):
    return center.read(pick_lists.to_move, center.site(FRONT), center.site(NORTH), TODAY, lines)


def taken(picks):
    return [(one.number, one.quantity) for one in picks.lines]


def test_what_expires_first_is_taken_first(stocked):
    picks = to_move(stocked, Line(stocked.item(SYRINGE), 60))

    assert (taken(picks), picks.lacking) == ([("SOON", 40), ("LATER", 20)], ())


def test_a_lot_that_was_named_is_not_picked_for_another_line(stocked):
    syringe = stocked.item(SYRINGE)
    picks = to_move(stocked, Line(syringe, 60), Line(syringe, 40, stocked.lot(SYRINGE, "SOON")))

    assert taken(picks) == [("SOON", 40), ("LATER", 60)]


def test_what_is_not_on_the_books_is_a_line_too_so_that_it_adds_up_to_what_is_moved(stocked):
    picks = to_move(stocked, Line(stocked.item(SYRINGE), 150), Line(stocked.item(COOKER), 5))

    assert [(one.item_id, one.quantity) for one in picks.lines if one.lot_id is None] == [
        (stocked.item(SYRINGE), 10), (stocked.item(COOKER), 5),
    ]  # fmt: skip
    assert (sum(one.quantity for one in picks.lines), picks.lacking) == (155, ())


def test_what_has_expired_is_picked_last_and_before_what_is_on_no_books(stocked):
    stocked.receive(SYRINGE, 4, "OLD", expires=TODAY - timedelta(days=30))

    picks = to_move(stocked, Line(stocked.item(SYRINGE), 150))
    written = move(stocked, SYRINGE, 150, NORTH)

    assert taken(picks) == [("SOON", 40), ("LATER", 100), ("OLD", 4), ("", 6)]
    assert taken(stocked.read(pick_lists.of_transfer, written.document_id)) == taken(picks)
    assert (written.beyond.items, written.beyond.stopped) == (
        ((stocked.item(SYRINGE), 6),), ((stocked.item(SYRINGE), 4),),
    )  # fmt: skip


def test_filling_takes_what_the_target_wants(stocked):
    by = stocked.by("AR")
    with stocked.writing() as session:
        limits.set_target(session, by, At(TODAY), Target(stocked.site(NORTH), stocked.item(SYRINGE), 10, 50))

    picks = stocked.read(pick_lists.to_fill, stocked.site(NORTH), stocked.site(FRONT), TODAY)

    assert (taken(picks), picks.is_done) == ([("SOON", 40), ("LATER", 10)], False)


def test_a_recorded_transfer_says_what_it_took(stocked):
    written = move(stocked, SYRINGE, 60, NORTH)

    picks = stocked.read(pick_lists.of_transfer, written.document_id)

    assert (taken(picks), picks.is_done) == ([("SOON", 40), ("LATER", 20)], True)
    assert (picks.from_site_id, picks.to_site_id) == (stocked.site(FRONT), stocked.site(NORTH))
    with pytest.raises(NoSuchDocument):
        stocked.read(pick_lists.of_transfer, DocumentId(1))
