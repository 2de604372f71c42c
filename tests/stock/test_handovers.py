"""Supplies that leave without a visit: given, and never a contact or a participant."""

import json
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from outreach.catalog_editing import lists
from outreach.reports.figures import tally_json
from outreach.safety.staff import NotAllowed
from outreach.stock import handovers, levels, partner_reports, recalls, refills, slip_reading
from outreach.stock.counts import Found
from outreach.stock.documents import NoSuchDocument, SameIdOtherLines
from outreach.stock.handovers import RecipientMissing, To
from outreach.stock.papers import NothingMoved
from outreach.stock.refills import NotAMachine
from outreach.versioned import SameIdOtherRecord
from outreach.vocabulary import At, CollectedBy, Recipient
from tests.make import COOKER, COUNTY, KIT, NASAL, STATE, TODAY, Desk
from tests.stock.made import dispose, hand_over, head, line, make_up, move, put_back, take_apart, told, void
from tests.stock.test_kits import new_recipe


@pytest.fixture
def shelter(center):
    by = center.by()
    with center.writing() as session:
        return To(Recipient.PARTNER, lists.add_partner(session, by, At(TODAY), "Harbor House", "Kings"))


def test_500_kits_to_a_partner_are_1000_doses_under_partners_and_nobody_s_contact(center, shelter):
    center.receive(NASAL, 600, "NX4417", source=STATE)
    center.give({NASAL: 2}, code="MA0785")
    before = center.figures()

    hand_over(center, NASAL, 500, "NX4417", to=shelter)

    tally = center.tally()
    [partner] = tally.handed_over
    assert (partner.recipient, partner.name, partner.county) == ("partner", "Harbor House", "Kings")
    assert (partner.naloxone_kits, partner.doses, partner.items) == (500, 1000, {NASAL: 500})
    assert tally.figures == before
    assert (center.line(NASAL).handed_over, center.line(NASAL).given, center.line(NASAL).closing) == (500, 2, 98)
    assert tally.reconciled


def test_a_recall_names_the_organization_that_has_the_lot(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made = hand_over(center, NASAL, 500, "NX4417", to=shelter)

    by = center.by()
    with center.writing() as session:
        found = recalls.recall(session, by, At(TODAY), told(center, NASAL, "NX4417"))

    [went] = found.hand_overs
    assert (went.name, went.county, went.quantity, went.slip, went.is_certain) == (
        "Harbor House", "Kings", 500, made.slip, True,
    )  # fmt: skip
    assert [(left.site_id, left.quantity) for left in found.left] == [(center.site(), 100)]


def test_a_slip_says_lots_expiry_and_sources_and_can_be_read_out(center, shelter):
    center.receive(NASAL, 40, "NX4417", source=STATE, expires=date(2027, 8, 31))
    center.receive(NASAL, 40, "NX5000", source=COUNTY, expires=date(2028, 8, 31))

    made = hand_over(center, NASAL, 50, to=shelter)

    slip = center.read(slip_reading.slip, made.document_id)
    assert [(one.lot_number, one.expires_on, one.source, one.quantity) for one in slip.lines] == [
        ("NX4417", date(2027, 8, 31), STATE, 40),
        ("NX5000", date(2028, 8, 31), COUNTY, 10),
    ]
    assert (slip.name, slip.number, len(slip.number), slip.number[3]) == ("Harbor House", made.slip, 7, "-")


def test_what_a_partner_reports_is_kept_beside_and_never_added(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made = hand_over(center, NASAL, 500, to=shelter)
    before, by = tally_json(center.tally()), center.by()

    with center.writing() as session:
        partner_reports.report(session, by, At(TODAY), uuid4(), made.document_id, [(center.item(NASAL), 312)])

    assert center.read(slip_reading.slip, made.document_id).reported == ((center.item(NASAL), 312),)
    assert tally_json(center.tally()) == before


def test_a_report_sent_twice_is_kept_once_and_said_otherwise_is_refused(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made, by, id_ = hand_over(center, NASAL, 500, to=shelter), center.by(), uuid4()

    for _ in range(2):
        with center.writing() as session:
            partner_reports.report(session, by, At(TODAY), id_, made.document_id, [(center.item(NASAL), 312)])
    with pytest.raises(SameIdOtherRecord), center.writing() as session:
        partner_reports.report(session, by, At(TODAY), id_, made.document_id, [(center.item(NASAL), 313)])

    assert center.read(slip_reading.slip, made.document_id).reported == ((center.item(NASAL), 312),)


def test_more_than_was_handed_over_is_kept_and_said_and_what_is_not_on_the_slip_refused(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made, by = hand_over(center, NASAL, 30, to=shelter), center.by()

    with center.writing() as session:
        said = [(center.item(NASAL), 300)]
        more = partner_reports.report(session, by, At(TODAY), uuid4(), made.document_id, said)
    with pytest.raises(partner_reports.NotOnSlip), center.writing() as session:
        partner_reports.report(session, by, At(TODAY), uuid4(), made.document_id, [(center.item(KIT), 1)])

    assert more == ((center.item(NASAL), 270),)
    assert center.read(slip_reading.slip, made.document_id).reported == ((center.item(NASAL), 300),)


def test_used_here_is_neither_given_nor_disposed(center):
    center.receive(COOKER, 100, "A")

    hand_over(center, COOKER, 8, to=To(Recipient.USED_HERE))

    line = center.line(COOKER)
    assert (line.used_here, line.given, line.handed_over, line.disposed, line.closing) == (8, 0, 0, 0, 92)
    assert center.tally().handed_over == ()


def test_events_and_trainings_stand_apart_by_name(center):
    center.receive(COOKER, 100, "A")
    hand_over(center, COOKER, 8, reference="Street fair")
    hand_over(center, COOKER, 5, to=To(Recipient.TRAINING, county="Queens"), reference="Nurses")

    assert [(one.recipient, one.name, one.county, one.items) for one in center.tally().handed_over] == [
        ("event", "Street fair", "", {COOKER: 8}),
        ("training", "Nurses", "Queens", {COOKER: 5}),
    ]


@pytest.fixture
def naloxone_kits(center):
    """Kits of one two-dose box and a cooker, none of them made up; the lots of their parts are N and C."""
    new_recipe(center, {NASAL: 1, COOKER: 1}, date(2026, 9, 1))
    center.receive(NASAL, 600, "N", source=STATE, expires=date(2027, 8, 31))
    center.receive(COOKER, 600, "C", source=COUNTY, expires=date(2029, 8, 31))
    return center


@pytest.mark.parametrize("made_up", [0, 200, 500])
def test_kits_to_a_partner_are_kits_whether_they_were_made_up_before_or_not(naloxone_kits, shelter, made_up):
    desk = naloxone_kits
    desk.give({NASAL: 2}, code="MA0785")
    before = desk.figures()
    if made_up:
        make_up(desk, KIT, made_up, "AHEAD")

    made = hand_over(desk, KIT, 500, to=shelter)

    slip = desk.read(slip_reading.slip, made.document_id).lines
    assert {(one.item_id, one.expires_on, one.source) for one in slip} == {(desk.item(KIT), date(2027, 8, 31), STATE)}
    lots = {"AHEAD": made_up, "K261015": 500 - made_up}
    assert {one.lot_number: one.quantity for one in slip} == {lot: n for lot, n in lots.items() if n}
    assert sum(one.quantity for one in made.moved) == 500
    assert (desk.books(KIT), desk.books(NASAL), desk.books(COOKER)) == (0, 98, 100)
    tally = desk.tally()
    [partner] = tally.handed_over
    assert (partner.naloxone_kits, partner.doses, partner.items) == (500, 1000, {COOKER: 500, NASAL: 500})
    assert (tally.figures, tally.reconciled) == (before, True)
    [kit] = tally.kit_statement
    assert (kit.made_up, kit.handed_over, kit.given, kit.closing) == (500, 500, 0, 0)
    line = desk.line(NASAL)
    assert (line.handed_over, line.made_up, line.closing, line.inside_kits.handed_over) == (500, 0, 98, 500)
    assert desk.verify().is_sound


def test_lines_of_one_kit_on_a_paper_are_one_lot_and_the_next_paper_has_another(naloxone_kits):
    desk = naloxone_kits
    made, by, kit = head(desk, reference="Fair"), desk.by(), desk.item(KIT)
    with desk.writing() as session:
        lines = [line(desk, KIT, 5), line(desk, COOKER, 3), line(desk, KIT, 4)]
        done = handovers.hand_over(session, by, At(TODAY), made, To(Recipient.EVENT), lines)
    again = hand_over(desk, KIT, 2)

    def kits(of):
        return [(one.lot_number, one.quantity) for one in desk.read(slip_reading.slip, of).lines if one.item_id == kit]

    assert (kits(done.document_id), kits(again.document_id)) == ([("K261015", 9)], [("K261015-2", 2)])


def test_what_is_missing_for_kits_is_said_of_their_parts_and_what_is_stopped_never_goes_by_itself(naloxone_kits):
    desk = naloxone_kits
    dispose(desk, COOKER, 598)
    desk.receive(COOKER, 4, "OLD", expires=date(2026, 10, 1))

    made = hand_over(desk, KIT, 10)

    cooker = desk.item(COOKER)
    assert (made.beyond.items, made.beyond.stopped) == (((cooker, 4),), ((cooker, 4),))
    assert (desk.lots(COOKER)["OLD"], desk.books(KIT), desk.tally().reconciled) == (4, 0, True)
    assert [(one.item_id, one.quantity) for one in made.moved] == [(desk.item(KIT), 10)]


def test_kits_leave_by_the_recipe_of_their_day_whichever_is_in_force_now(naloxone_kits):
    new_recipe(naloxone_kits, {NASAL: 2}, date(2026, 10, 10))

    hand_over(naloxone_kits, KIT, 10, on=date(2026, 10, 9), reference="Fair")
    hand_over(naloxone_kits, KIT, 10, on=date(2026, 10, 11), reference="Nurses")

    assert [one.items for one in naloxone_kits.tally().handed_over] == [{COOKER: 10, NASAL: 10}, {NASAL: 20}]
    assert naloxone_kits.tally().reconciled


@pytest.mark.parametrize("anew", [None, 12])
def test_kits_handed_over_and_taken_back_leave_their_parts_where_they_were(naloxone_kits, shelter, anew):
    desk = naloxone_kits
    made = hand_over(desk, KIT, 500, to=shelter)

    if anew is None:
        void(desk, made.document_id)
    else:
        hand_over(desk, KIT, anew, to=shelter, replaces=made.document_id)

    left = anew or 0
    assert (desk.lots(NASAL), desk.lots(COOKER), desk.books(KIT)) == ({"N": 600 - left}, {"C": 600 - left}, 0)
    assert [one.doses for one in desk.tally().handed_over] == ([2 * left] if left else [])
    assert [one.quantity for one in desk.read(slip_reading.slip, made.document_id).lines] == [500]
    assert (desk.tally().reconciled, desk.verify().is_sound) == (True, True)


def test_a_partner_reports_of_kits_and_what_it_brings_back_is_of_the_lot_it_had(naloxone_kits, shelter):
    desk = naloxone_kits
    made, by = hand_over(desk, KIT, 30, to=shelter), desk.by()

    with desk.writing() as session:
        partner_reports.report(session, by, At(TODAY), uuid4(), made.document_id, [(desk.item(KIT), 21)])
    with pytest.raises(partner_reports.NotOnSlip), desk.writing() as session:
        partner_reports.report(session, by, At(TODAY), uuid4(), made.document_id, [(desk.item(NASAL), 21)])
    put_back(desk, KIT, 4)

    assert (desk.lots(KIT), desk.books(NASAL), desk.tally().reconciled) == ({"K261015": 4}, 570, True)
    take_apart(desk, KIT, 4, "K261015")
    assert (desk.lots(NASAL), desk.lots(COOKER)) == ({"N": 574}, {"C": 574})


def test_kits_used_here_are_used_as_kits_too(naloxone_kits):
    hand_over(naloxone_kits, KIT, 2, to=To(Recipient.USED_HERE))

    line = naloxone_kits.line(NASAL)
    assert (line.used_here, line.made_up, line.closing) == (2, 0, 598)
    assert (naloxone_kits.tally().handed_over, naloxone_kits.tally().reconciled) == ((), True)


def test_a_hand_over_taken_back_goes_back_to_its_lot_and_off_the_page(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made = hand_over(center, NASAL, 500, to=shelter)

    void(center, made.document_id)

    assert (center.lots(NASAL), center.tally().handed_over) == ({"NX4417": 600}, ())
    assert center.read(slip_reading.slip, made.document_id).is_void
    assert center.verify().is_sound


@pytest.mark.parametrize(
    ("to", "reference"),
    [(To(Recipient.PARTNER), ""), (To(Recipient.EVENT), " "), (To(Recipient.TRAINING), "")],
)
def test_who_gets_it_is_said(center, to, reference):
    with pytest.raises(RecipientMissing):
        hand_over(center, COOKER, 1, to=to, reference=reference)


def test_a_hand_over_needs_something_and_is_saved_once(center):
    with pytest.raises(NothingMoved):
        hand_over(center, COOKER, 0)
    center.receive(COOKER, 10, "A")
    made, by = head(center, reference="Fair"), center.by()
    for already in (False, True):
        with center.writing() as session:
            saved = handovers.hand_over(
                session, by, At(TODAY), made, To(Recipient.EVENT), [line(center, COOKER, 4)]
            )  # fmt: skip
            assert saved.already is already
    with pytest.raises(SameIdOtherLines), center.writing() as session:
        handovers.hand_over(session, by, At(TODAY), made, To(Recipient.EVENT), [line(center, COOKER, 5)])
    assert center.books(COOKER) == 6


def test_the_front_desk_hands_nothing_over(center):
    by, made = center.by("DS"), head(center, reference="Fair")
    with pytest.raises(NotAllowed), center.writing() as session:
        handovers.hand_over(session, by, At(TODAY), made, To(Recipient.EVENT), [line(center, COOKER, 4)])


def test_only_a_hand_over_has_a_slip_and_reports(center):
    center.receive(COOKER, 10, "A")
    written, by = dispose(center, COOKER, 1), center.by()

    with pytest.raises(NoSuchDocument):
        center.read(slip_reading.slip, written.document_id)
    with pytest.raises(NoSuchDocument), center.writing() as session:
        partner_reports.report(session, by, At(TODAY), uuid4(), written.document_id, [(center.item(COOKER), 1)])


def test_a_machine_found_with_22_of_60_gave_38_and_nothing_was_adjusted(desk):
    desk.receive(NASAL, 100, "NX1")
    by = desk.by()
    with desk.writing() as session:
        lists.add_site(session, by, At(TODAY), "Library machine", is_machine=True)
    desk = Desk(desk.opened)  # which knows the machine
    move(desk, NASAL, 60, "Library machine")

    desk.count({NASAL: 22}, site="Library machine")

    line = desk.line(NASAL, site="Library machine")
    assert (line.moved, line.handed_over, line.adjusted, line.closing) == (60, 38, 0, 22)
    [machine] = desk.tally().handed_over
    assert (machine.recipient, machine.name, machine.doses) == ("machine", "Library machine", 76)
    assert json.dumps(tally_json(desk.tally()))


@pytest.fixture
def machine(desk):
    by = desk.by()
    with desk.writing() as session:
        lists.add_site(session, by, At(TODAY), "Library machine", is_machine=True)
    made = Desk(desk.opened)
    made.receive(NASAL, 100, "NX1", on=date(2026, 10, 1))
    return made


def machine_says(desk):
    line = desk.line(NASAL, site="Library machine")
    assert desk.verify().is_sound
    return line.moved, line.handed_over, line.adjusted, line.closing


@pytest.mark.parametrize("loaded_first", [True, False])
def test_a_machine_gave_the_same_whenever_its_loading_is_keyed(machine, loaded_first):
    steps = [
        lambda: move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2), at=TODAY),
        lambda: machine.count({NASAL: 22}, site="Library machine", on=date(2026, 10, 9), at=TODAY),
    ]
    for step in steps if loaded_first else reversed(steps):
        step()

    assert machine_says(machine) == (60, 38, 0, 22)


def test_a_machine_whose_loading_is_taken_back_gave_less(machine):
    kept = move(machine, NASAL, 20, "Library machine", on=date(2026, 10, 2))
    wrong = move(machine, NASAL, 40, "Library machine", on=date(2026, 10, 2))
    machine.count({NASAL: 8}, site="Library machine", on=date(2026, 10, 9))

    void(machine, wrong.document_id)
    assert machine_says(machine) == (20, 12, 0, 8)
    void(machine, kept.document_id)

    assert machine_says(machine) == (0, 0, 8, 8)


def refill(desk, *, there, put_in, on=TODAY, at=None, machine="Library machine", made=None):
    made, by = made or head(desk, to=machine, on=on), desk.by()
    found = [] if there is None else [Found(desk.item(NASAL), there)]
    lines = [line(desk, NASAL, put_in)] if put_in else []
    with desk.writing() as session:
        return refills.refill(session, by, At(at or on), made, found, lines)


def test_a_refill_counts_the_machine_and_fills_it_in_one_act(machine):
    move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2))

    done = refill(machine, there=22, put_in=35)

    assert done.given == ((machine.item(NASAL), 38),)
    assert machine_says(machine) == (95, 38, 0, 57)
    assert machine.books(NASAL) == 100 - 95


def lots_there(desk):
    return {
        (lot.number, lot.source): lot.on_hand
        for lot in desk.read(levels.lots, desk.item(NASAL), TODAY, desk.site("Library machine"))
    }


def test_a_machine_with_more_than_the_books_says_so_and_it_is_of_the_lot_last_put_in(machine):
    move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2))
    machine.receive(NASAL, 100, "NX2", on=date(2026, 10, 3))
    move(machine, NASAL, 10, "Library machine", lot="NX2", on=date(2026, 10, 4))
    before = lots_there(machine)

    done = refill(machine, there=86, put_in=0)

    assert (done.given, done.more) == ((), ((machine.item(NASAL), 16),))
    after = lots_there(machine)
    assert set(after) == set(before)
    assert {key[0]: after[key] - before[key] for key in before} == {"NX1": 0, "NX2": 16}
    assert machine_says(machine) == (70, 0, 16, 86)


def test_what_is_over_in_an_empty_machine_is_of_the_lot_it_had_last(machine):
    move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2))
    refill(machine, there=0, put_in=0, on=date(2026, 10, 5))

    assert refill(machine, there=3, put_in=0).more == ((machine.item(NASAL), 3),)

    assert {number: n for (number, _), n in lots_there(machine).items()} == {"NX1": 3}


def test_yesterday_s_refill_keyed_today_is_after_its_own_count(machine):
    move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2))

    refill(machine, there=22, put_in=35, on=date(2026, 10, 9), at=TODAY)

    assert machine_says(machine) == (95, 38, 0, 57)


def test_a_refill_sent_twice_is_done_once(machine):
    move(machine, NASAL, 60, "Library machine", on=date(2026, 10, 2))
    made = head(machine, to="Library machine")

    refill(machine, there=22, put_in=35, made=made)
    assert refill(machine, there=22, put_in=35, made=made).already

    assert machine_says(machine) == (95, 38, 0, 57)


def test_a_machine_may_be_counted_only_or_filled_only_but_not_neither(machine):
    refill(machine, there=None, put_in=10)
    refill(machine, there=4, put_in=0)

    assert machine_says(machine) == (10, 6, 0, 4)
    with pytest.raises(NothingMoved):
        refill(machine, there=None, put_in=0)


def test_what_was_put_in_before_a_machine_was_counted_that_day_and_taken_back_since_stays_as_counted(machine):
    filled = refill(machine, there=None, put_in=10)
    refill(machine, there=4, put_in=0)

    void(machine, filled.transfer_id)

    assert machine.books(NASAL, "Library machine") == 4


def test_only_a_machine_is_refilled(machine):
    with pytest.raises(NotAMachine):
        refill(machine, there=1, put_in=1, machine="Northgate")


def test_who_carried_it_is_kept_as_a_kind_of_person(center, shelter):
    center.receive(NASAL, 600, "NX4417")
    made = hand_over(center, NASAL, 500, to=replace(shelter, collected_by=CollectedBy.COURIER))

    assert center.read(slip_reading.slip, made.document_id).collected_by is CollectedBy.COURIER


def test_the_slips_of_a_partner_are_found_newest_first_without_those_taken_back(center, shelter):
    center.receive(NASAL, 600, "NX4417", on=date(2026, 10, 1))
    first = hand_over(center, NASAL, 5, to=shelter, on=date(2026, 10, 5))
    second = hand_over(center, NASAL, 6, to=shelter)
    void(center, hand_over(center, NASAL, 7, to=shelter).document_id)

    found = center.read(slip_reading.of_partner, shelter.partner_id, 9)

    assert [one.number for one in found] == [second.slip, first.slip]
