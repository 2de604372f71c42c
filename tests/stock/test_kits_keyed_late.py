"""Kits keyed late: those given are judged anew, from the shelf or drawn apart, as if all had been keyed in order."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from outreach.db.models.encounters import EncounterVersion
from outreach.db.models.encounters import Given as GivenRow
from outreach.db.models.stock import Movement
from outreach.entry import Given
from outreach.stock import counts, handovers, lot_changes, recalls, slip_reading
from outreach.stock.counts import Found
from outreach.stock.handovers import To
from outreach.stock.paper_listing import WhichPapers, papers
from outreach.stock.paper_reading import opened
from outreach.visits.opened import open_visit
from outreach.vocabulary import At, DocumentKind, Kind, Recipient
from tests.make import COOKER, COTTON, COUNTY, KIT, NASAL, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import dispose, find, hand_over, head, line, make_up, move, told, void
from tests.stock.test_kits import new_recipe

DAY = timedelta(days=1)
FIRST, THIRD, FIFTH = (date(2026, 10, day) for day in (1, 3, 5))
SMOKING = "Smoking kit"
IN_A_KIT = (
    SYRINGE, COOKER, COTTON, "Sterile water 5 mL", "Tourniquet", "Alcohol swab", "Sharps container pocket size",
    "Adhesive bandage",
)  # fmt: skip


@pytest.fixture
def parts(center):
    """Parts for many kits since long ago, and no kit made up."""
    for item in IN_A_KIT:
        center.receive(item, 1000, "A", on=date(2026, 8, 1))
    return center


def said(center, item=SYRINGE):
    line = center.line(item)
    return line.received, line.given, line.shortfall, line.closing


def kits_said(center):
    """(received, made up, given, short, closing) of kits as kits."""
    (line,) = center.tally().kit_statement
    return line.received, line.made_up, line.given, line.shortfall, line.closing


def rows_of(center, visit):
    return center.rows(
        select(Movement.id, Movement.reverses_id)
        .join(GivenRow, GivenRow.id == Movement.given_id)
        .join(EncounterVersion, EncounterVersion.id == GivenRow.version_id)
        .where(EncounterVersion.encounter_id == visit)
    )


def test_bought_kits_keyed_after_the_visit_they_were_for(center):
    center.give({KIT: 1}, on=THIRD)
    assert said(center) == (0, 10, 10, 0)

    center.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    assert (center.books(KIT), said(center)) == (9, (100, 10, 0, 90))
    assert kits_said(center) == (10, 0, 1, 0, 9)
    (inside,) = [line.inside_kits for line in center.tally().statement if line.item == SYRINGE]
    assert (inside.received, inside.given, inside.made_up, inside.closing) == (100, 10, 0, 90)
    assert center.tally().reconciled
    assert center.verify().is_sound


def test_kits_made_up_ahead_and_keyed_late(parts):
    parts.give({KIT: 1}, on=THIRD)

    make_up(parts, KIT, 10, on=FIRST, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (9, 900)
    assert kits_said(parts) == (0, 10, 1, 0, 9)


def test_kits_that_never_came_were_drawn_apart(parts):
    parts.receive(KIT, 10, "K1", on=FIRST)
    delivery = parts.rows(select(Movement.document_id).where(Movement.item_id == parts.item(KIT)))[0].document_id
    parts.give({KIT: 4}, on=THIRD)

    void(parts, delivery)

    assert (parts.books(KIT), parts.books(SYRINGE), said(parts)[1:3]) == (0, 960, (40, 0))
    assert parts.tally().kit_statement == ()


def test_a_hand_over_keyed_late_took_the_kits_that_visits_could_do_without(parts):
    parts.receive(KIT, 10, "K1", on=FIRST)
    parts.give({KIT: 7}, on=THIRD)

    hand_over(parts, KIT, 8, "K1", on=FIRST + DAY, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (0, 950)
    assert kits_said(parts) == (10, 0, 2, 0, 0)


def slip_of(center, document):
    return [(line.lot_number, line.quantity) for line in center.read(slip_reading.slip, document).lines]


def test_a_hand_over_by_the_books_had_the_kits_that_were_made_up_before_whoever_keyed_first(parts):
    handed = hand_over(parts, KIT, 8, on=THIRD).document_id
    assert (slip_of(parts, handed), parts.books(SYRINGE)) == ([("K261003", 8)], 920)

    made = make_up(parts, KIT, 5, "AHEAD", on=FIRST, at=TODAY).document_id
    assert (slip_of(parts, handed), parts.books(SYRINGE)) == ([("AHEAD", 5), ("K261003-2", 3)], 920)
    assert kits_said(parts) == (0, 8, 0, 0, 0)
    assert parts.line(SYRINGE).handed_over == 80
    void(parts, made)

    assert (slip_of(parts, handed), parts.books(SYRINGE)) == ([("K261003-3", 8)], 920)
    assert (parts.books(KIT), parts.tally().reconciled, parts.verify().problems) == (0, True, ())


def test_kits_bought_for_a_hand_over_and_keyed_after_it_give_its_parts_back(parts):
    handed = hand_over(parts, KIT, 8, on=THIRD).document_id
    assert not parts.read(opened, handed).had_other_lots

    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    assert (slip_of(parts, handed), parts.lots(KIT), parts.books(SYRINGE)) == ([("K1", 8)], {"K1": 2}, 1000)
    paper = parts.read(opened, handed)
    [line] = paper.lines
    assert paper.had_other_lots
    assert (line.kind, line.lot, line.quantity) == (Kind.HANDED_OVER, "K1", -8)
    assert [(one.items, one.units) for one in parts.read(papers, WhichPapers(kind=DocumentKind.HAND_OVER), 9)] == [
        (1, 8)
    ]
    void(parts, handed)
    assert (slip_of(parts, handed), parts.lots(KIT), parts.books(SYRINGE)) == ([("K1", 8)], {"K1": 10}, 1000)


def test_a_lot_that_somebody_named_on_a_hand_over_stays_and_only_kits_of_its_own_kind_are_judged(parts):
    parts.receive(KIT, 2, "MINE", on=FIRST)
    parts.receive(COOKER, 50, "C", on=FIRST)
    made, by = head(parts, on=THIRD, reference="Fair"), parts.by()
    with parts.writing() as session:
        lines = [line(parts, KIT, 2, "MINE"), line(parts, KIT, 3), line(parts, COOKER, 4, "C")]
        handed = handovers.hand_over(session, by, At(THIRD), made, To(Recipient.EVENT), lines).document_id
    assert slip_of(parts, handed) == [("MINE", 2), ("K261003", 3), ("C", 4)]

    parts.receive(KIT, 9, "K1", on=FIRST, at=TODAY)

    assert sorted(slip_of(parts, handed)) == [("C", 4), ("K1", 3), ("MINE", 2)]
    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"K1": 6}, 1000)


def test_of_two_kits_that_share_a_part_on_one_paper_only_those_that_stood_there_give_it_back(center):
    names = [center.catalog.item[part.item_id].name for part in center.catalog.item[center.item(SMOKING)].recipe.parts]
    for name in names:
        center.receive(name, 1000, "A", on=date(2026, 8, 1))
    new_recipe(center, {names[0]: 2}, date(2026, 9, 1))
    made, by = head(center, on=THIRD, reference="Fair"), center.by()
    with center.writing() as session:
        lines = [line(center, SMOKING, 4), line(center, KIT, 3)]
        handed = handovers.hand_over(session, by, At(THIRD), made, To(Recipient.EVENT), lines).document_id
    assert center.books(names[0]) == 1000 - 4 - 6

    center.receive(SMOKING, 10, "S1", on=FIRST, at=TODAY)

    assert sorted(slip_of(center, handed)) == [("K261003", 3), ("S1", 4)]
    assert (center.books(names[0]), center.books(names[1])) == (1000 - 6, 1000)
    assert (center.tally().reconciled, center.verify().problems) == (True, ())


@pytest.mark.parametrize("anew", [None, 4])
def test_a_shelf_stays_as_it_was_counted_whatever_becomes_of_a_hand_over_before(parts, anew):
    handed = hand_over(parts, KIT, 5, on=FIFTH).document_id
    parts.count({KIT: 6, SYRINGE: 955}, on=FIFTH)
    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)
    assert slip_of(parts, handed) == [("K1", 5)]

    if anew is None:
        void(parts, handed)
    else:
        hand_over(parts, KIT, anew, on=FIFTH, at=TODAY, replaces=handed)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (6, 955)
    assert (parts.tally().reconciled, parts.verify().problems) == (True, ())


def test_what_a_hand_over_judged_anew_is_short_of_was_short_before_the_count_of_its_day(center):
    center.receive(KIT, 8, "K1", on=FIRST)
    delivery = center.rows(select(Movement.document_id).where(Movement.item_id == center.item(KIT)))[0].document_id
    hand_over(center, KIT, 9, on=THIRD)
    center.count({SYRINGE: 0}, on=THIRD)

    void(center, delivery)

    assert (center.books(SYRINGE), said(center)[2:]) == (0, (90, 0))
    assert (center.tally().reconciled, center.verify().problems) == (True, ())


def test_a_count_put_right_after_a_hand_over_of_its_day_was_judged_anew(parts):
    hand_over(parts, KIT, 5, on=FIFTH)
    wrong = parts.count({KIT: 6, SYRINGE: 955}, on=FIFTH).document_id
    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    by, found = parts.by(), [Found(parts.item(KIT), 7), Found(parts.item(SYRINGE), 950)]
    with parts.writing() as session:
        counts.post(
            session, by, At(TODAY), client_id=uuid4(), site_id=parts.site(), on=FIFTH, found=found, replaces=wrong
        )  # fmt: skip

    assert (parts.books(KIT), parts.books(SYRINGE)) == (7, 950)
    assert (parts.tally().reconciled, parts.verify().problems) == (True, ())


def test_a_visit_keyed_late_leaves_a_hand_over_of_its_day_what_it_had(parts):
    parts.receive(KIT, 5, "K1", on=FIRST)
    handed = hand_over(parts, KIT, 5, on=THIRD, at=FIFTH).document_id

    parts.give({KIT: 3}, on=THIRD, at=TODAY)
    assert slip_of(parts, handed) == [("K1", 5)]
    parts.give({KIT: 2}, on=FIRST, at=TODAY)

    assert slip_of(parts, handed) == [("K1", 3), ("K261003", 2)]
    assert (parts.books(KIT), parts.books(SYRINGE)) == (0, 950)


@pytest.mark.parametrize("leave", ["moved", "damaged"])
def test_kits_moved_away_or_thrown_away_late(parts, leave):
    parts.receive(KIT, 3, "K1", on=FIRST)
    parts.give({KIT: 3}, on=THIRD)

    if leave == "moved":
        move(parts, KIT, 2, NORTH, "K1", on=FIRST, at=TODAY)
    else:
        dispose(parts, KIT, 2, lot="K1", on=FIRST, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (0, 980)
    assert kits_said(parts)[3] == 0


@pytest.mark.parametrize("hour", [14, 16, 1])  # one at night is the end of that day
def test_kits_made_up_in_the_afternoon_are_not_those_given_before(parts, hour):
    parts.give({KIT: 3}, on=THIRD)  # keyed at two, as all visits here
    make_up(parts, KIT, 10, on=THIRD, hour=hour)
    assert (parts.books(KIT), parts.books(SYRINGE)) == (10, 870)

    parts.receive(KIT, 1, "K1", on=FIRST, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (10, 880)  # one of the three was that one


def test_what_is_put_right_later_stands_where_it_stood_in_its_day(parts):
    visit = parts.give({KIT: 3, COOKER: 1}, on=THIRD).encounter_id
    made = make_up(parts, KIT, 10, on=THIRD, hour=14).document_id
    parts.give({KIT: 2}, on=THIRD)

    make_up(parts, KIT, 9, on=THIRD, at=TODAY, replaces=made)
    parts.correct(visit, parts.entry({KIT: 4, COOKER: 2}, on=THIRD))

    assert (parts.books(KIT), parts.books(SYRINGE)) == (7, 1000 - 90 - 40)


def test_a_visit_of_today_beyond_a_hand_over_of_today_draws_apart(parts):
    parts.receive(KIT, 5, "K1", on=FIRST)
    parts.give({KIT: 4}, on=TODAY)

    hand_over(parts, KIT, 5, "K1", on=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE), kits_said(parts)[3]) == (0, 960, 0)


def test_a_lot_of_kits_below_zero_counts_against_the_others(parts):
    parts.receive(KIT, 1, "K1", on=FIRST)
    parts.receive(KIT, 5, "K2", on=FIRST)
    parts.give({KIT: 3}, on=FIRST, lot="K1")

    parts.give({KIT: 5}, on=THIRD)

    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"K1": -2, "K2": 2}, 980)
    assert kits_said(parts)[3] == 0


def test_today_stays_as_it_was_counted(parts):
    parts.give({KIT: 4}, on=THIRD)
    parts.count({KIT: 6, SYRINGE: 955}, on=FIFTH)

    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (6, 955)
    assert kits_said(parts) == (10, 0, 4, 0, 6)
    assert parts.line(SYRINGE).adjusted == -45  # 1000 and not 960 were on the books, and 6 kits as found
    assert parts.verify().is_sound


def test_a_visit_taken_back_after_it_was_judged_anew_puts_the_kit_back(parts):
    visit = parts.give({KIT: 1}, on=THIRD).encounter_id
    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    parts.void(visit)

    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"K1": 10}, 1000)
    assert parts.verify().is_sound


def test_the_kit_one_visit_gives_back_is_the_next_ones(parts):
    parts.receive(KIT, 1, "K1", on=FIRST)
    first = parts.give({KIT: 1}, on=THIRD).encounter_id
    parts.give({KIT: 1}, on=THIRD)
    assert parts.books(SYRINGE) == 990

    parts.void(first)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (0, 1000)


def test_correcting_something_else_of_a_visit_leaves_the_kits_of_others_alone(parts):
    parts.receive(KIT, 3, "K1", on=FIRST)
    first = parts.give({KIT: 3, COOKER: 1}, on=THIRD).encounter_id
    other = parts.give({KIT: 2}, on=THIRD).encounter_id
    written = rows_of(parts, other)

    parts.correct(first, parts.entry({KIT: 3, COOKER: 2}, on=THIRD))

    assert rows_of(parts, other) == written
    assert (parts.books(KIT), parts.books(SYRINGE)) == (0, 980)


def test_kits_found_again_leave_alone_what_is_still_right(parts):
    parts.receive(KIT, 1, "K1", on=FIRST)
    found = find(parts, KIT, 4, "K1", on=FIRST).document_id
    visit = parts.give({KIT: 5}, on=THIRD).encounter_id
    written = rows_of(parts, visit)

    find(parts, KIT, 6, "K1", on=FIRST, at=TODAY, replaces=found)

    assert rows_of(parts, visit) == written
    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"K1": 2}, 1000)


def test_kits_made_up_put_right_were_those_that_were_given(parts):
    made = make_up(parts, KIT, 5, on=FIRST).document_id
    parts.give({KIT: 4}, on=THIRD)

    make_up(parts, KIT, 6, on=FIRST, at=TODAY, replaces=made)

    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"K261001-2": 2}, 940)


def test_a_changed_kit_is_opened_if_one_stood_there(parts):
    entry = parts.entry({}, on=THIRD)
    changed = Given(parts.item(KIT), 2, parts=((parts.item(SYRINGE), 3),))
    parts.record(replace(entry, given=(changed,)), at=THIRD)

    parts.receive(KIT, 5, "K1", on=FIRST, at=TODAY)

    assert (parts.books(KIT), parts.books(SYRINGE)) == (3, 1014)
    assert kits_said(parts) == (5, -2, 0, 0, 3)
    assert parts.tally().reconciled


def test_kits_of_an_older_recipe_are_opened_and_the_visit_stays_as_it_was_said(parts):
    new_recipe(parts, {SYRINGE: 4, COOKER: 1}, THIRD)
    parts.give({KIT: 2}, on=FIFTH)
    given = parts.figures()["syringes_out"]

    parts.receive(KIT, 3, "OLD", on=FIRST, at=TODAY)  # ten syringes in each

    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"OLD": 1}, 1000 + 20 - 8)
    assert parts.figures()["syringes_out"] == given == 8
    assert parts.tally().reconciled
    assert parts.verify().is_sound


def test_an_expired_lot_and_one_on_hold_stay_on_the_shelf(parts):
    parts.give({KIT: 1}, on=THIRD)
    parts.receive(KIT, 2, "GONE", expires=FIRST + DAY, on=FIRST, at=TODAY)
    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"GONE": 2}, 990)

    parts.receive(KIT, 4, "K1", on=FIFTH, at=FIFTH)
    parts.give({KIT: 1}, on=FIFTH)
    with parts.writing() as session:
        lot_changes.hold(session, parts.by(), At(FIFTH + DAY), told(parts, KIT, "K1"))
    parts.give({KIT: 1}, on=FIFTH + DAY)
    parts.receive(KIT, 1, "K2", on=FIRST, at=TODAY)

    # The visit of the 3rd had the one that came on the 1st; what left the lot before it was stopped has left it.
    assert (parts.lots(KIT), parts.books(SYRINGE)) == ({"GONE": 2, "K1": 3}, 990)


def test_a_visit_opened_shows_where_its_kits_left_from_and_not_where_from_at_first(parts):
    visit = parts.give({KIT: 1}, on=THIRD).encounter_id
    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    def lots():
        (kit,) = parts.read(open_visit, parts.by(), At(TODAY), visit).given
        return [(lot.item_id, lot.number, lot.quantity) for lot in kit.lots]

    assert lots() == [(parts.item(KIT), "K1", 1)]
    parts.void(visit)
    assert lots() == [(parts.item(KIT), "K1", 1)]


def test_a_recall_knows_that_a_kit_keyed_late_may_have_been_given(parts):
    parts.give({KIT: 2}, on=THIRD)
    parts.receive(KIT, 10, "K1", on=FIRST, at=TODAY)

    found = parts.read(recalls.traced, parts.lot(KIT, "K1"))

    assert [(month.recorded, month.may_be) for month in found.months] == [(0, 2)]
    assert [left.quantity for left in found.left] == [8]


def test_naloxone_in_kits_keyed_late_is_told_by_its_source(center):
    new_recipe(center, {NASAL: 1, COOKER: 2}, date(2026, 9, 1))
    center.receive(NASAL, 5, "N", source=COUNTY, on=FIRST)
    center.give({KIT: 2}, on=THIRD)

    center.receive(KIT, 3, "K1", source=STATE, on=FIRST, at=TODAY)

    (source,) = center.tally().naloxone_sources
    assert (source.source, source.doses) == (STATE, 4)


def test_a_kit_given_today_asks_the_file_no_more_than_a_syringe(file_desk):
    for item in (*IN_A_KIT, KIT):
        file_desk.receive(item, 100, "A", on=FIRST)
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(file_desk.store.write_engine, "before_cursor_execute", note)
    file_desk.give({SYRINGE: 1})
    for_a_syringe = len(asked)
    file_desk.give({KIT: 1})
    event.remove(file_desk.store.write_engine, "before_cursor_execute", note)

    assert len(asked) == 2 * for_a_syringe


def test_visits_of_one_file_are_short_as_if_each_had_come_on_its_day(center):
    center.receive(SYRINGE, 10, on=FIRST)

    center.record_many([center.entry({SYRINGE: 8}, on=FIFTH), center.entry({SYRINGE: 5}, on=THIRD)])

    short = select(Movement.occurred_on, Movement.quantity).where(Movement.kind == "shortfall")
    assert [tuple(row) for row in center.rows(short)] == [(FIFTH, 3)]
