"""Holds, later expiries and recalls: stopped in one step, traced to sites and organizations, never to a person."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from outreach.catalog_editing import lists
from outreach.safety.staff import NotAllowed
from outreach.stock import lot_changes, recalls
from outreach.stock.handovers import To
from outreach.stock.lot_changes import NoSuchLot, ReasonMissing, Told
from outreach.versioned import SameIdOtherRecord
from outreach.vocabulary import At, LotChangeKind, LotId, Recipient
from tests.make import COOKER, COUNTY, KIT, NORTH, STATE, SYRINGE, TODAY, Desk
from tests.stock.made import hand_over, make_up, move, told

DAY = timedelta(days=1)
SEPTEMBER = date(2026, 9, 10)


def do(center, act, lot, reason, *rest, item=SYRINGE, by="JM", id_=None):
    who = center.by(by)
    with center.writing() as session:
        return act(session, who, At(TODAY), told(center, item, lot, reason, id_), *rest)


def test_a_held_lot_is_not_picked_until_it_is_released(center):
    center.receive(SYRINGE, 30, "A", expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 50, "B", expires=TODAY + 90 * DAY)
    do(center, lot_changes.hold, "A", "Torn bags")

    center.give({SYRINGE: 10})
    do(center, lot_changes.release, "A", "Checked")
    center.give({SYRINGE: 10})

    assert center.lots(SYRINGE) == {"A": 20, "B": 40}
    assert [one.change for one in center.read(lot_changes.changes, center.lot(SYRINGE, "A"))] == [
        LotChangeKind.RELEASED,
        LotChangeKind.HELD,
    ]
    assert center.verify().is_sound


def test_an_expiry_is_written_anew_with_its_reason_and_the_old_one_is_kept(center):
    center.receive(SYRINGE, 30, "A", expires=TODAY - DAY)

    do(center, lot_changes.write_expiry, "A", "Extended by the maker", TODAY + 365 * DAY)
    center.give({SYRINGE: 10})

    [change] = center.read(lot_changes.changes, center.lot(SYRINGE, "A"))
    assert (change.expired_on, change.expires_on, change.reason) == (
        TODAY - DAY,
        TODAY + 365 * DAY,
        "Extended by the maker",
    )
    assert center.lots(SYRINGE) == {"A": 20}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 81])
def test_why_is_said_shortly(center, reason):
    center.receive(SYRINGE, 30, "A")
    with pytest.raises(ReasonMissing):
        do(center, lot_changes.hold, "A", reason)


def test_there_must_be_such_a_lot_and_a_right_to_stop_it(center):
    by = center.by()
    with pytest.raises(NoSuchLot), center.writing() as session:
        lot_changes.hold(session, by, At(TODAY), Told(uuid4(), LotId(7), "Torn"))
    with pytest.raises(NoSuchLot):
        center.read(recalls.traced, LotId(7))
    center.receive(SYRINGE, 30, "A")
    with pytest.raises(NotAllowed):
        do(center, lot_changes.hold, "A", "Torn", by="DS")


def test_a_recall_tells_certain_from_perhaps_by_month_and_site(center):
    center.receive(SYRINGE, 100, "A", on=SEPTEMBER, expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 100, "B", on=SEPTEMBER, expires=TODAY + 90 * DAY)
    move(center, SYRINGE, 20, NORTH, "A", on=SEPTEMBER + DAY)
    center.give({SYRINGE: 5}, on=SEPTEMBER, lot="A")
    center.give({SYRINGE: 7}, on=SEPTEMBER + DAY)
    center.give({SYRINGE: 9}, on=SEPTEMBER + DAY, lot="B")
    center.give({SYRINGE: 20}, on=TODAY, site=NORTH, lot="A")
    center.give({SYRINGE: 3}, on=TODAY + DAY, site=NORTH)  # nothing of it stands there any more

    found = do(center, recalls.recall, "A", "Maker's notice")

    here, north = center.site(), center.site(NORTH)
    assert [(one.first_day, one.site_id, one.recorded, one.may_be) for one in found.months] == [
        (date(2026, 9, 1), here, 5, 7),
        (date(2026, 10, 1), north, 20, 0),
    ]
    assert [(one.site_id, one.quantity) for one in found.left] == [(here, 68)]
    assert found.on_hold


def test_a_hand_over_by_the_books_may_be_from_the_lot(center):
    center.receive(SYRINGE, 100, "A")
    hand_over(center, SYRINGE, 10)

    [went] = center.read(recalls.traced, center.lot(SYRINGE, "A")).hand_overs

    assert (went.name, went.quantity, went.is_certain) == ("Street fair", 10, False)


def test_hand_overs_stand_together_by_organization(center):
    center.receive(SYRINGE, 100, "A")
    by = center.by()
    with center.writing() as session:
        partners = [lists.add_partner(session, by, At(TODAY), name, "Kings") for name in ("Harbor House", "Anchor")]
    for partner in (*partners, partners[0]):
        hand_over(center, SYRINGE, 10, "A", to=To(Recipient.PARTNER, partner))

    went = center.read(recalls.traced, center.lot(SYRINGE, "A")).hand_overs

    assert [one.name for one in went] == ["Harbor House", "Harbor House", "Anchor"]


def test_kits_it_went_into_are_stopped_and_traced_with_it(center):
    for part in center.catalog.item[center.item(KIT)].recipe.parts:
        center.receive(center.catalog.item[part.item_id].name, 1000, "P")
    make_up(center, KIT, 10, "K1")
    center.give({KIT: 4})

    found = do(center, recalls.recall, "P", "Maker's notice", item=COOKER)

    kit = center.item(KIT)
    assert [(one.item_id, one.quantity) for one in found.left if one.item_id == kit] == [(kit, 6)]
    assert [(one.item_id, one.may_be) for one in found.months] == [(kit, 4)]
    center.give({KIT: 1})
    assert center.lots(KIT) == {"K1": 6}


def test_a_recalled_part_names_who_has_the_kits_it_is_in_and_nobody_else_s(center):
    center.receive(SYRINGE, 1000, "A", expires=TODAY + 30 * DAY)
    center.receive(SYRINGE, 1000, "B", expires=TODAY + 90 * DAY)
    for number in ("K1", "K2"):
        make_up(center, KIT, 10, number)
    hand_over(center, KIT, 90, reference="Street fair")  # twenty made up, seventy with the paper
    hand_over(center, KIT, 10, reference="Nurses")
    center.give({KIT: 1})

    def went(lot):
        found = center.read(recalls.traced, center.lot(SYRINGE, lot))
        kit = center.item(KIT)
        kits = [(one.name, one.quantity, one.is_certain) for one in found.hand_overs if one.item_id == kit]
        return kits, [one.may_be for one in found.months if one.item_id == kit]

    assert went("A") == ([("Street fair", 90, False), ("Nurses", 10, False)], [])
    assert went("B") == ([], [])


def test_a_lot_that_came_twice_stood_there_twice(center):
    center.receive(SYRINGE, 10, "A", on=date(2026, 9, 1))
    center.give({SYRINGE: 10}, on=date(2026, 9, 2), lot="A")
    center.give({SYRINGE: 3}, on=date(2026, 9, 3))
    center.receive(SYRINGE, 10, "A", on=date(2026, 9, 4))
    center.give({SYRINGE: 2}, on=date(2026, 9, 5))

    [month] = center.read(recalls.traced, center.lot(SYRINGE, "A")).months

    assert (month.recorded, month.may_be) == (10, 2)


@pytest.mark.parametrize(
    ("act", "rest"),
    [
        (lot_changes.hold, ()), (lot_changes.release, ()), (lot_changes.write_expiry, (TODAY + DAY,)),
        (recalls.recall, ()),
    ],
)  # fmt: skip
def test_what_is_sent_twice_is_done_to_a_lot_once(center, act, rest):
    center.receive(SYRINGE, 30, "A", expires=TODAY)
    id_ = uuid4()

    do(center, act, "A", "Torn bags", *rest, id_=id_)
    do(center, act, "A", "Torn  bags", *rest, id_=id_)

    assert len(center.read(lot_changes.changes, center.lot(SYRINGE, "A"))) == 1
    assert center.verify().is_sound


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lot_changes.hold, ("A", "Wet")), (lot_changes.hold, ("B", "Torn bags")),
        (lot_changes.release, ("A", "Torn bags")), (lot_changes.write_expiry, ("A", "Torn bags", TODAY)),
    ],
)  # fmt: skip
def test_an_id_that_said_something_else_of_a_lot_is_refused(center, act, said):
    center.receive(SYRINGE, 30, "A")
    center.receive(SYRINGE, 30, "B")
    id_ = uuid4()
    do(center, lot_changes.hold, "A", "Torn bags", id_=id_)

    with pytest.raises(SameIdOtherRecord):
        do(center, act, *said, id_=id_)


def test_a_number_from_two_sources_is_recalled_as_one_and_what_may_be_from_either_is_told_once(center):
    for source, n in ((STATE, 100), (COUNTY, 50)):
        center.receive(SYRINGE, n, "A", on=SEPTEMBER, source=source)
    ours, other = sorted(center.lots_of(SYRINGE, "A"))
    center.give({SYRINGE: 7}, on=SEPTEMBER)
    by = center.by()

    with center.writing() as session:
        found = recalls.recall(session, by, At(TODAY), Told(uuid4(), ours, "Maker's notice", (other,)))

    assert [(one.recorded, one.may_be) for one in found.months] == [(0, 7)]
    assert sum(one.quantity for one in found.left) == 143
    assert {one.source for one in found.left} == set(found.sources) == {STATE, COUNTY}
    assert center.read(recalls.traced, other).months == found.months
    center.give({SYRINGE: 1})
    assert center.read(recalls.traced, ours).left == found.left


def test_what_may_be_from_either_of_two_lots_of_kits_is_told_once(center):
    for part in center.catalog.item[center.item(KIT)].recipe.parts:
        center.receive(center.catalog.item[part.item_id].name, 1000, "P")
    for lot in ("K1", "K2"):
        make_up(center, KIT, 10, lot)
    center.give({KIT: 4})

    found = center.read(recalls.traced, center.lot(COOKER, "P"))

    assert [(one.item_id, one.may_be) for one in found.months] == [(center.item(KIT), 4)]
    assert found.kits == (center.item(KIT),)


def test_a_recall_sent_again_stops_no_kits_made_up_since_twice(center):
    for part in center.catalog.item[center.item(KIT)].recipe.parts:
        center.receive(center.catalog.item[part.item_id].name, 1000, "P")
    make_up(center, KIT, 10, "K1")
    id_ = uuid4()
    for _ in range(2):
        do(center, recalls.recall, "P", "Maker's notice", item=COOKER, id_=id_)

    assert len(center.read(lot_changes.changes, center.lot(KIT, "K1"))) == 1
    assert center.verify().is_sound


def test_what_a_machine_gave_of_it_is_told_as_what_may_be_from_it(desk):
    by = desk.by()
    with desk.writing() as session:
        lists.add_site(session, by, At(TODAY), "Library machine", is_machine=True)
    known = Desk(desk.opened)  # which knows the machine
    known.receive(SYRINGE, 100, "A", on=SEPTEMBER)
    move(known, SYRINGE, 60, "Library machine", "A", on=SEPTEMBER)
    known.count({SYRINGE: 22}, site="Library machine")

    found = known.read(recalls.traced, known.lot(SYRINGE, "A"))

    assert [(one.first_day, one.recorded, one.may_be) for one in found.months] == [(date(2026, 10, 1), 0, 38)]
    assert {known.catalog.site[one.site_id].name: one.quantity for one in found.left}["Library machine"] == 22
