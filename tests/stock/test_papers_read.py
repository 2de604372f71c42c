"""Documents found again and opened: what they say, who wrote them, what put them right since."""

from datetime import timedelta
from uuid import uuid4

import pytest

from outreach.stock import counts, deliveries, documents
from outreach.stock.counts import Found
from outreach.stock.deliveries import Beside, DeliveryLine, Said
from outreach.stock.documents import AlreadyVoided, NoSuchDocument
from outreach.stock.paper_listing import WhichPapers, papers
from outreach.stock.paper_reading import opened
from outreach.upkeep.verify import verify
from outreach.vocabulary import Arrived, At, DocumentId, DocumentKind, Kind, PaperVoid
from tests.make import COOKER, COUNTY, FRONT, KIT, NORTH, SYRINGE, TODAY
from tests.stock.made import dispose, hand_over, head, line, make_up, move

YESTERDAY = TODAY - timedelta(days=1)


def listed(desk, limit=50, **which):
    return desk.read(papers, WhichPapers(**which), limit)


def receive(desk, quantity, lot, *, beside=None, on=TODAY, reference="48213"):
    lines = [DeliveryLine(desk.item(SYRINGE), quantity, lot, None, desk.catalog.find("source", COUNTY))]
    by, client = desk.by(), uuid4()
    with desk.writing() as session:
        return deliveries.receive(
            session, by, At(on, 9), client_id=client, site_id=desk.site(FRONT), on=on, reference=reference,
            lines=lines, beside=beside or Beside(),
        ).document_id  # fmt: skip


def short(desk, delivery, quantity, lot):
    by, made, lines = desk.by(), head(desk), [line(desk, SYRINGE, quantity, lot)]
    with desk.writing() as session:
        return deliveries.short(session, by, At(TODAY), made, lines, delivery).document_id


def void(desk, document, reason=PaperVoid.WRONG_AMOUNTS):
    by = desk.by()
    with desk.writing() as session:
        documents.void(session, by, At(TODAY, 15), document, reason)


def count(desk, item, found, lot):
    by, client, said = desk.by(), uuid4(), [Found(desk.item(item), found, desk.lot(item, lot))]
    with desk.writing() as session:
        return counts.post(
            session, by, At(TODAY, 9), client_id=client, site_id=desk.site(FRONT), on=TODAY, found=said
        ).document_id  # fmt: skip


def test_papers_are_found_by_a_lot_they_moved_or_counted_however_it_is_typed(center):
    first, second = receive(center, 500, "24A17"), receive(center, 500, "25B02")
    lost = dispose(center, SYRINGE, 5, Kind.DAMAGED, "24A17").document_id
    counted = count(center, SYRINGE, 300, "25B02")

    assert [one.id for one in listed(center, said="24a1")] == [counted, lost, first]  # every lot is counted
    assert [one.id for one in listed(center, said=" 25B02")] == [counted, second]
    assert listed(center, said="A17") == ()  # a number is known by how it begins


def test_kits_are_found_by_what_they_are_called_and_by_their_lot(center):
    for item in center.catalog.item[center.item(KIT)].recipe.parts:
        center.receive(center.catalog.item[item.item_id].name, 100)
    made = make_up(center, KIT, 2, "BAG1").document_id

    assert [one.id for one in listed(center, said="injecting k")] == [made]
    assert [one.id for one in listed(center, said="bag")] == [made]


def test_papers_are_found_by_site_kind_day_item_and_what_they_say(center):
    delivery = receive(center, 500, "24A17", on=YESTERDAY)
    moved = move(center, SYRINGE, 100, NORTH).document_id
    slip = hand_over(center, SYRINGE, 20, reference="Street fair")
    lost = dispose(center, COOKER, 5, Kind.DAMAGED).document_id

    def ids(**which):
        return [one.id for one in listed(center, **which)]

    assert ids() == [lost, slip.document_id, moved, delivery]
    assert ids(site_id=center.site(NORTH)) == [moved]
    assert ids(kind=DocumentKind.DISPOSAL) == [lost]
    assert ids(first=YESTERDAY, last=YESTERDAY) == [delivery]
    assert ids(item_id=center.item(COOKER)) == [lost]
    assert ids(said="street FAIR") == ids(said=slip.slip.lower()) == [slip.document_id]
    assert len(ids(limit=2)) == 2


def test_a_paper_says_how_many_units_of_how_many_items_it_moved_once(center):
    receive(center, 500, "24A17")
    moved = move(center, SYRINGE, 100, NORTH).document_id

    found = {one.id: (one.items, one.units) for one in listed(center)}

    assert found[moved] == (1, 100)


def test_kits_handed_over_count_as_they_leave_and_what_went_into_them_is_told(center):
    for part in center.catalog.item[center.item(KIT)].recipe.parts:
        center.receive(center.catalog.item[part.item_id].name, 100, "P")
    slip = hand_over(center, KIT, 3, reference="Street fair").document_id

    [(items, units)] = [(one.items, one.units) for one in listed(center, kind=DocumentKind.HAND_OVER)]
    lines = {(one.kind, one.item_id): (one.lot, one.quantity) for one in center.read(opened, slip).lines}

    assert (items, units) == (1, 3)
    assert lines[Kind.HANDED_OVER, center.item(KIT)] == ("K261015", -3)
    assert lines[Kind.USED_IN_KIT, center.item(SYRINGE)] == ("P", -30)


def test_a_delivery_opened_says_what_was_ordered_and_its_lots(center):
    said = Said(center.item(SYRINGE), 600, 600, 0, Arrived.SHORT)

    paper = center.read(opened, receive(center, 500, "24A17", beside=Beside((said,))))

    assert [(one.lot, one.source, one.quantity) for one in paper.lines] == [("24A17", COUNTY, 500)]
    assert paper.said == (said,)
    assert (paper.paper.initials, paper.paper.recorded_on, paper.paper.recorded_hour) == ("JM", TODAY, 9)
    assert paper.voided is None


def test_a_box_found_short_later_names_its_delivery_and_is_no_loss(center):
    delivery = receive(center, 500, "24A17")

    later = short(center, delivery, 100, "24A17")

    assert [one.id for one in center.read(opened, delivery).found_short] == [later]
    assert center.read(opened, later).short_of.id == delivery
    assert center.books(SYRINGE) == 400
    assert {one.kind for one in center.read(opened, later).lines} == {Kind.SHORT_IN_DELIVERY}


def test_a_voided_paper_says_who_when_and_why_and_keeps_what_it_said(center):
    delivery = receive(center, 500, "24A17")

    void(center, delivery, PaperVoid.ENTERED_TWICE)

    paper = center.read(opened, delivery)
    assert (paper.voided.initials, paper.voided.on, paper.voided.hour) == ("JM", TODAY, 15)
    assert paper.voided.reason is PaperVoid.ENTERED_TWICE
    assert [one.quantity for one in paper.lines] == [500]
    assert listed(center)[0].is_void
    assert center.books(SYRINGE) == 0
    assert center.read(verify).is_sound


def test_a_posted_count_that_is_voided_puts_the_books_back_and_keeps_what_was_found(center):
    receive(center, 500, "24A17", on=YESTERDAY)
    count = center.count({SYRINGE: 480}).document_id
    center.give({SYRINGE: 30})
    assert center.books(SYRINGE) == 450

    void(center, count, PaperVoid.WRONG_AMOUNTS)

    paper = center.read(opened, count)
    assert center.books(SYRINGE) == 470
    assert (paper.voided.initials, paper.voided.reason) == ("JM", PaperVoid.WRONG_AMOUNTS)
    assert [(one.kind, one.quantity, one.found) for one in paper.lines] == [(Kind.COUNTED, -20, 480)]
    assert (center.line(SYRINGE).adjusted, center.line(SYRINGE).closing) == (0, 470)
    assert center.read(verify).is_sound
    with pytest.raises(AlreadyVoided):
        void(center, count)


def test_visits_keyed_late_stand_as_they_were_given_once_the_count_after_them_is_voided(center):
    receive(center, 500, "24A17", on=YESTERDAY)
    count = center.count({SYRINGE: 480}).document_id
    center.give({SYRINGE: 30}, on=YESTERDAY)  # of a day before the count: the shelf is as counted
    assert center.books(SYRINGE) == 480

    void(center, count)

    assert center.books(SYRINGE) == 470
    assert center.line(SYRINGE).given == 30
    assert center.read(verify).is_sound


def test_one_written_in_place_of_another_names_it_and_is_named_by_it(center):
    wrong = receive(center, 500, "24A17")

    right = receive(center, 600, "24A17", beside=Beside(replaces=wrong))

    assert center.read(opened, wrong).replaced_by.id == right
    assert center.read(opened, right).replaces.id == wrong
    assert center.read(opened, wrong).voided.reason is None
    assert center.books(SYRINGE) == 600


def test_a_count_opened_says_what_it_found_and_where_it_differed(center):
    receive(center, 500, "24A17")

    posted = center.count({SYRINGE: 480})

    paper = center.read(opened, posted.document_id)
    assert [(one.lot, one.found, one.quantity) for one in paper.lines] == [("24A17", 480, -20)]
    assert listed(center)[0].items == 1


def test_a_count_opened_names_a_lot_nobody_looked_at_and_found_nothing_of_it(center):
    receive(center, 500, "24A17")
    receive(center, 48, "24B03")
    item = center.item(SYRINGE)
    lots = [Found(item, 480, center.lot(SYRINGE, "24A17")), Found(item, None, center.lot(SYRINGE, "24B03"))]

    paper = center.read(opened, center.count_lots(lots).document_id)

    assert [(one.lot, one.found, one.quantity) for one in paper.lines] == [("24A17", 480, -20), ("24B03", None, 0)]


def test_a_paper_nobody_wrote_is_none(center):
    with pytest.raises(NoSuchDocument):
        center.read(opened, DocumentId(7))
