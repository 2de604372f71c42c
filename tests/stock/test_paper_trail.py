"""Documents read back, so that a wrong one can be found and written again."""

from datetime import timedelta

import pytest

from outreach.stock import paper_trail
from outreach.stock.counts import Found
from outreach.stock.documents import NoSuchDocument
from outreach.stock.paper_trail import CountedDay
from outreach.vocabulary import DocumentId, DocumentKind, Kind
from tests.make import COOKER, FRONT, NORTH, SYRINGE, TODAY
from tests.stock.made import dispose, move

DAY = timedelta(days=1)


def test_a_transfer_stands_at_both_its_sites(center):
    center.receive(SYRINGE, 100, "A", on=TODAY - DAY)
    move(center, SYRINGE, 40, NORTH)

    here, there = (center.read(paper_trail.of_site, center.site(name), TODAY, TODAY) for name in (FRONT, NORTH))
    everything = center.read(paper_trail.of_site, None, TODAY - DAY, TODAY)

    assert here == there
    assert [(one.kind, one.initials) for one in everything] == [
        (DocumentKind.TRANSFER, "JM"),
        (DocumentKind.DELIVERY, "JM"),
    ]


def test_a_corrected_document_says_what_it_first_said(center):
    center.receive(SYRINGE, 100, "A")
    wrong = dispose(center, SYRINGE, 40, Kind.LOST, "A")
    right = dispose(center, SYRINGE, 4, Kind.LOST, "A", replaces=wrong.document_id)

    (old, was), (new, now) = (center.read(paper_trail.one, one.document_id) for one in (wrong, right))

    assert (old.is_void, new.is_void, new.replaces) == (True, False, wrong.document_id)
    assert [(one.kind, one.lot_number, one.quantity) for one in was] == [(Kind.LOST, "A", -40)]
    assert [one.quantity for one in now] == [-4]
    with pytest.raises(NoSuchDocument):
        center.read(paper_trail.one, DocumentId(7))


def test_a_day_with_a_count_says_which_items_it_counted(center):
    center.receive(SYRINGE, 100, "A")
    center.count({SYRINGE: 90})

    assert center.read(paper_trail.counted_on, center.site(), TODAY) == {center.item(SYRINGE)}
    assert center.item(COOKER) not in center.read(paper_trail.counted_on, center.site(), TODAY)
    assert center.read(paper_trail.counted_on, center.site(NORTH), TODAY) == frozenset()


def test_the_counts_on_or_after_a_day_are_known_by_item_with_what_they_left_out(center):
    center.receive(SYRINGE, 100, "A", on=TODAY - 3 * DAY)
    center.receive(SYRINGE, 50, "B", on=TODAY - 3 * DAY)
    item, left_out = center.item(SYRINGE), center.lot(SYRINGE, "B")
    center.count_lots([Found(item, 90, center.lot(SYRINGE, "A")), Found(item, None, left_out)], on=TODAY - 2 * DAY)
    center.count({SYRINGE: 90, COOKER: 0})

    def since(day):
        return center.read(paper_trail.counted_since, center.site(), day)

    whole = CountedDay(TODAY, frozenset())
    in_part = CountedDay(TODAY - 2 * DAY, frozenset({left_out}))
    assert since(TODAY - 2 * DAY) == {item: [in_part, whole], center.item(COOKER): [whole]}
    assert since(TODAY + DAY) == {}
