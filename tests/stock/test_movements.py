"""Transfers, filling a site, losses by reason, finds, openings, what was short in a delivery, and taking them back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from outreach.catalog_editing import limits
from outreach.catalog_editing.limits import Target, TargetBelowMinimum
from outreach.safety.staff import NotAllowed
from outreach.stock import adjusting, deliveries, documents, transfers
from outreach.stock.deliveries import Beside, DeliveryLine, MoreBackThanArrived, NothingArrived, Said
from outreach.stock.documents import AlreadyVoided, NoSuchDocument, SameIdOtherLines
from outreach.stock.transfers import SameSite
from outreach.vocabulary import Arrived, At, CountSide, DocumentId, Kind
from tests.make import COOKER, COUNTY, FRONT, KIT, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import dispose, find, found_short, hand_over, head, line, move, open_with, put_back, void

DAY = timedelta(days=1)
BEFORE = TODAY - DAY


def set_target(center, item, target, site=NORTH):
    by = center.by()
    with center.writing() as session:
        limits.set_target(session, by, At(TODAY), Target(center.site(site), center.item(item), 0, target))


def test_each_lot_that_leaves_one_site_arrives_at_the_other(center):
    center.receive(SYRINGE, 30, "A", expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 50, "B", expires=TODAY + 90 * DAY)

    move(center, SYRINGE, 40, NORTH)

    assert (center.lots(SYRINGE), center.lots(SYRINGE, NORTH)) == ({"B": 40}, {"A": 30, "B": 10})
    assert center.line(SYRINGE).moved == 0
    assert center.line(SYRINGE, site=NORTH).moved == 40
    assert center.verify().is_sound


def test_made_up_kits_move_as_what_they_are(center):
    center.receive(KIT, 4, "K")

    move(center, KIT, 3, NORTH)

    assert center.lots(KIT, NORTH) == {"K": 3}
    assert center.line(SYRINGE, site=NORTH).closing == 30
    assert center.tally().reconciled


def test_a_transfer_taken_back_is_back_where_it_was(center):
    center.receive(SYRINGE, 30, "A")
    written = move(center, SYRINGE, 40, NORTH)

    void(center, written.document_id)

    assert (center.lots(SYRINGE), center.books(SYRINGE, NORTH)) == ({"A": 30}, 0)
    assert center.line(SYRINGE).shortfall == 0


def test_a_site_is_filled_to_its_target_soonest_expiry_first(center):
    center.receive(SYRINGE, 30, "LATE", expires=TODAY + 90 * DAY)
    center.receive(SYRINGE, 50, "SOON", expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 50, "PAST", expires=TODAY - DAY)
    center.receive(SYRINGE, 10, "SOON", site=NORTH)
    set_target(center, SYRINGE, 100)
    set_target(center, COOKER, 20)

    refills = center.read(transfers.fill, center.site(NORTH), center.site(), TODAY)

    assert [(r.item_id, [(p.number, p.quantity) for p in r.picks], r.lacking) for r in refills] == [
        (center.item(SYRINGE), [("SOON", 50), ("LATE", 30)], 10),
        (center.item(COOKER), [], 20),
    ]
    assert (refills[0].usable_there, refills[0].quantity) == (10, 80)


def test_filling_posts_as_one_transfer_and_then_nothing_lacks(center):
    center.receive(SYRINGE, 300, "A")
    set_target(center, SYRINGE, 100)
    [refill] = center.read(transfers.fill, center.site(NORTH), center.site(), TODAY)
    by, made = center.by(), head(center, to=NORTH)

    with center.writing() as session:
        transfers.transfer(session, by, At(TODAY), made, refill.lines())

    assert center.lots(SYRINGE, NORTH) == {"A": 100}
    assert center.read(transfers.fill, center.site(NORTH), center.site(), TODAY) == ()


def test_a_target_is_no_less_than_its_minimum_and_none_wants_nothing(center):
    by = center.by()
    with pytest.raises(TargetBelowMinimum), center.writing() as session:
        limits.set_target(session, by, At(TODAY), Target(center.site(), center.item(SYRINGE), 5, 4))
    set_target(center, SYRINGE, 9)
    set_target(center, SYRINGE, 0)
    assert center.read(limits.targets) == ()


def test_stock_is_not_moved_to_where_it_is(center):
    with pytest.raises(SameSite):
        move(center, SYRINGE, 1, FRONT)
    with pytest.raises(SameSite):
        center.read(transfers.fill, center.site(), center.site(), TODAY)


def test_every_reason_for_a_loss_stands_apart(center):
    center.receive(SYRINGE, 100, "A")
    for number, reason in enumerate(adjusting.LOSSES, start=1):
        dispose(center, SYRINGE, number, reason)

    [line] = center.tally().disposed
    assert (line.expired, line.damaged, line.recalled, line.lost, line.stolen, line.taken_by_police) == (
        1,
        2,
        3,
        4,
        5,
        6,
    )
    assert (center.line(SYRINGE).disposed, center.line(SYRINGE).closing) == (21, 79)


def test_what_is_disposed_as_expired_is_what_is_expired(center):
    center.receive(SYRINGE, 100, "GOOD", expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 10, "PAST", expires=TODAY - DAY)

    dispose(center, SYRINGE, 10, Kind.EXPIRED)
    assert center.lots(SYRINGE) == {"GOOD": 100}
    dispose(center, SYRINGE, 5, Kind.EXPIRED)  # none is left that is expired by the books

    assert center.lots(SYRINGE) == {"GOOD": 95}


def test_a_reason_is_one_of_the_list(center):
    with pytest.raises(ValueError, match="given"):
        dispose(center, SYRINGE, 1, Kind.GIVEN)


def test_what_is_put_back_without_a_lot_goes_back_where_it_came_from(center):
    center.receive(COOKER, 10, "A", source=STATE)
    center.receive(COOKER, 30, "B", source=COUNTY)
    center.give({COOKER: 14})  # all of A, and 4 of B

    put_back(center, COOKER, 6)

    assert center.lots(COOKER) == {"A": 2, "B": 30}
    assert center.tally().reconciled


def test_what_is_put_back_goes_to_what_left_last_by_its_day_whenever_that_was_keyed(center):
    for lot, source in (("A", STATE), ("B", COUNTY)):
        center.receive(COOKER, 30, lot, source=source, on=BEFORE - 40 * DAY)
    hand_over(center, COOKER, 10, "B", on=TODAY)
    hand_over(center, COOKER, 12, "A", on=BEFORE - 30 * DAY, at=TODAY)  # keyed last, and long gone

    put_back(center, COOKER, 8)

    assert center.lots(COOKER) == {"A": 18, "B": 28}
    assert center.tally().reconciled


def test_what_left_before_last_goes_back_once_what_left_last_is_all_back(center):
    for lot, source in (("A", STATE), ("B", COUNTY)):
        center.receive(COOKER, 30, lot, source=source, on=BEFORE - 200 * DAY)
    hand_over(center, COOKER, 5, "A", on=BEFORE - 190 * DAY)
    hand_over(center, COOKER, 4, "B", on=BEFORE - 10 * DAY)
    hand_over(center, COOKER, 3, "A", on=BEFORE - 9 * DAY)
    put_back(center, COOKER, 3, "A", on=BEFORE)

    put_back(center, COOKER, 4)
    assert center.lots(COOKER) == {"A": 25, "B": 30}

    put_back(center, COOKER, 6)
    assert center.lots(COOKER) == {"A": 30, "B": 30, "": 1}


def test_what_never_left_goes_back_without_a_lot(center):
    center.receive(COOKER, 10, "A")
    center.give({COOKER: 2})

    put_back(center, COOKER, 5)
    put_back(center, COOKER, 1)

    assert center.lots(COOKER) == {"A": 10, "": 4}


def test_put_back_found_and_opening_each_have_their_column(center):
    open_with(center, COOKER, 20, "A", on=BEFORE)
    put_back(center, COOKER, 5, "A")
    find(center, COOKER, 3)

    line = center.line(COOKER)
    assert (line.put_back, line.adjusted, line.received, line.closing) == (5, 23, 0, 28)
    assert center.lots(COOKER) == {"": 3, "A": 25}


def test_an_opening_needs_something(center):
    with pytest.raises(NothingArrived):
        open_with(center, COOKER, 0)


def test_kits_found_without_a_lot_are_of_the_recipe_of_the_day(center):
    find(center, KIT, 2)

    assert center.line(SYRINGE).closing == 20
    assert center.tally().reconciled


def test_a_box_found_short_later_was_never_received_and_is_no_loss(center):
    center.receive(SYRINGE, 500, "A")

    found_short(center, SYRINGE, 100, "A")

    line = center.line(SYRINGE)
    assert (line.received, line.disposed, line.adjusted, line.closing) == (400, 0, 0, 400)


def test_a_delivery_keeps_what_was_ordered_and_invoiced_and_what_goes_back(center):
    by, item = center.by(), center.item(SYRINGE)
    with center.writing() as session:
        deliveries.receive(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=TODAY, reference="48213",
            lines=[DeliveryLine(item, 496, "26A19")],
            beside=Beside(
                (Said(item, 500, 500, 4, Arrived.DAMAGED), Said(center.item(COOKER), None, 0, 100, Arrived.WRONG))
            ),
        )  # fmt: skip

    rows = center.rows(text("SELECT ordered, invoiced, arrived, goes_back, reason FROM delivery_lines"))
    assert sorted(map(tuple, rows), key=str) == sorted(
        [(500, 500, 500, 4, "damaged"), (None, 0, 100, 100, "wrong")], key=str
    )
    assert (center.books(SYRINGE), center.books(COOKER)) == (496, 0)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [((), NothingArrived), ((Said(1, goes_back=-1),), MoreBackThanArrived)],  # type: ignore[arg-type]
)
def test_a_delivery_cannot_be_less_than_nothing(center, said, refusal):
    by = center.by()
    with pytest.raises(refusal), center.writing() as session:
        deliveries.receive(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=TODAY, reference="", lines=[],
            beside=Beside(said),
        )  # fmt: skip


def test_a_document_written_in_place_of_another_leaves_only_itself(center):
    center.receive(SYRINGE, 500, "A")
    wrong = dispose(center, SYRINGE, 100)

    dispose(center, SYRINGE, 10, replaces=wrong.document_id)

    assert (center.books(SYRINGE), center.line(SYRINGE).disposed) == (490, 10)
    with pytest.raises(AlreadyVoided):
        void(center, wrong.document_id)
    assert center.verify().is_sound


def test_a_document_nobody_wrote_is_not_taken_back(center):
    with pytest.raises(NoSuchDocument):
        void(center, DocumentId(7))


def test_the_front_desk_takes_no_document_back(center):
    written, by = find(center, COOKER, 3), center.by("DS")
    with pytest.raises(NotAllowed), center.writing() as session:
        documents.void(session, by, At(TODAY), written.document_id)


@pytest.mark.parametrize("act", ["find", "open", "short", "move"])
def test_saving_twice_saves_once(center, act):
    made, by = head(center, to=NORTH if act == "move" else None), center.by()
    lines, fewer = [line(center, COOKER, 4)], [line(center, COOKER, 3)]
    opened = {4: [DeliveryLine(center.item(COOKER), 4)], 3: [DeliveryLine(center.item(COOKER), 3)]}

    def save(session, amount):
        chosen = lines if amount == 4 else fewer
        match act:
            case "find":
                return adjusting.find(session, by, At(TODAY), made, chosen)
            case "open":
                return deliveries.open_with(session, by, At(TODAY), made, opened[amount])
            case "short":
                return deliveries.short(session, by, At(TODAY), made, chosen)
        return transfers.transfer(session, by, At(TODAY), made, chosen)

    for already in (False, True):
        with center.writing() as session:
            assert save(session, 4).already is already
    with pytest.raises(SameIdOtherLines), center.writing() as session:
        save(session, 3)


def test_a_transfer_of_the_day_of_a_count_is_before_or_after_it_as_was_said(center):
    """Front Street was counted at noon; the van was loaded before, Northgate after."""
    for side, left in ((CountSide.BEFORE, 100), (CountSide.AFTER, 60)):
        center.receive(SYRINGE, 200, "A", on=BEFORE - DAY)
        center.count({SYRINGE: 100}, on=BEFORE)
        move(center, SYRINGE, 40, NORTH, on=BEFORE, at=TODAY, side=side)

        assert center.books(SYRINGE) == left


def test_the_sunday_van_sheet_keyed_on_monday_after_a_posted_count_leaves_the_books_as_counted(center):
    sunday, monday = date(2026, 10, 11), date(2026, 10, 12)
    center.receive(SYRINGE, 1000, "A", on=date(2026, 10, 1), site=NORTH)
    center.count({SYRINGE: 700}, site=NORTH, on=sunday)

    center.give({SYRINGE: 300}, site=NORTH, on=sunday, at=monday)

    line = center.line(SYRINGE, site=NORTH)
    assert (center.books(SYRINGE, NORTH), line.given, line.adjusted, line.closing) == (700, 300, 0, 700)


def test_one_lot_number_from_two_sources_closes_twice_and_adds_up(center):
    center.receive(SYRINGE, 100, "24A17", source=STATE)
    center.receive(SYRINGE, 50, "24A17", source=COUNTY)

    center.give({SYRINGE: 120})

    rows = center.rows(
        text(
            "SELECT s.name, b.quantity FROM balances b JOIN lots l ON l.id = b.lot_id"
            " JOIN sources s ON s.id = l.source_id"
        )
    )
    assert sorted(map(tuple, rows)) == [(COUNTY, 30), (STATE, 0)]
    assert center.line(SYRINGE).closing == 30
