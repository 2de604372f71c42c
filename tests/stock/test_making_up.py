"""Kits made up ahead, changed at the hand-out, taken apart again; what is inside counts once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from outreach.catalog_editing import recipes
from outreach.entry import AmountBelowOne, Given
from outreach.history import given_of
from outreach.stock import kit_lots, making_up
from outreach.stock.documents import SameIdOtherLines
from outreach.stock.kits import NotAKit
from outreach.stock.making_up import TooFewKits
from outreach.visits import listing
from outreach.visits.which import Which
from outreach.vocabulary import At, LotKnown
from tests.make import COOKER, COTTON, COUNTY, KIT, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import head, make_up, take_apart, void

LOT_OF_KITS = text(
    "SELECT l.expires_on, s.name, s.is_unstated FROM lots l JOIN sources s ON s.id = l.source_id"
    " WHERE number = 'K261015'"
)
SOON, LATE = date(2027, 1, 31), date(2028, 1, 31)


@pytest.fixture
def parts(center):
    """A thousand of everything in the kit, all of one source."""
    for part in center.catalog.item[center.item(KIT)].recipe.parts:
        name = center.catalog.item[part.item_id].name
        center.receive(name, 1000, "P", source=COUNTY, on=date(2026, 9, 1), expires=SOON if name == COTTON else LATE)
    return center


def changed(center, quantity=1, lot=None, **swap):
    """A kit with some parts swapped: `cooker=0` leaves them out."""
    recipe = center.catalog.item[center.item(KIT)].recipe.parts
    inside = {part.item_id: part.quantity for part in recipe}
    for name, amount in swap.items():
        inside[center.item(name.capitalize())] = amount
    kept = tuple((item, amount) for item, amount in inside.items() if amount)
    return Given(center.item(KIT), quantity, center.lot(KIT, lot) if lot else None, parts=kept)


def give(center, *given):
    return center.record(replace(center.entry(), given=given)).encounter_id


def syringes(center):
    return center.figures()["syringes_out"]


def test_made_up_parts_leave_and_kits_arrive_with_what_their_lots_carry(parts):
    make_up(parts, KIT, 20)

    assert (parts.books(SYRINGE), parts.lots(KIT)) == (800, {"K261015": 20})
    [lot] = parts.rows(LOT_OF_KITS)
    assert (str(lot.expires_on), lot.name) == (str(SOON), COUNTY)
    line = parts.line(SYRINGE)
    assert (line.made_up, line.closing, line.inside_kits.made_up, line.inside_kits.closing) == (0, 1000, 200, 200)
    assert parts.tally().reconciled


def test_every_making_up_has_a_lot_of_its_own(parts):
    make_up(parts, KIT, 2)
    make_up(parts, KIT, 3)
    make_up(parts, KIT, 4, "WINTER")
    make_up(parts, KIT, 5, " winter ")

    assert parts.lots(KIT) == {"K261015": 2, "K261015-2": 3, "WINTER": 4, "winter-2": 5}


def test_of_several_sources_the_kit_s_is_not_stated(parts):
    parts.receive(COOKER, 5, "Q", source=STATE, expires=SOON)

    make_up(parts, KIT, 2)

    [lot] = parts.rows(LOT_OF_KITS)
    assert lot.is_unstated


def test_made_up_kits_given_count_what_is_inside_once(parts):
    make_up(parts, KIT, 20)
    parts.give({KIT: 5, SYRINGE: 7})

    line = parts.line(SYRINGE)
    assert (syringes(parts), line.given, line.closing, parts.books(KIT)) == (57, 57, 943, 15)
    assert parts.tally().reconciled


def test_taken_apart_each_part_is_back_in_its_lot(parts):
    parts.receive(COOKER, 7, "Q", source=COUNTY, expires=SOON)
    make_up(parts, KIT, 20)
    take_apart(parts, KIT, 20, "K261015")

    assert (parts.lots(COOKER), parts.lots(SYRINGE), parts.books(KIT)) == ({"P": 1000, "Q": 7}, {"P": 1000}, 0)
    assert parts.line(SYRINGE).made_up == 0
    assert parts.verify().is_sound


def test_taken_apart_a_few_at_a_time_no_lot_gets_back_more_than_went_in(parts):
    parts.receive(COOKER, 50, "Q", source=COUNTY, expires=SOON)
    make_up(parts, KIT, 20)  # all 50 of Q and 50 of P
    take_apart(parts, KIT, 10, "K261015")
    voided = take_apart(parts, KIT, 5, "K261015")
    void(parts, voided.document_id)

    take_apart(parts, KIT, 10, "K261015")

    assert (parts.lots(COOKER), parts.books(KIT)) == ({"P": 1000, "Q": 50}, 0)
    assert parts.verify().is_sound


def test_kits_that_came_as_kits_are_taken_apart_into_their_own_number(parts):
    parts.receive(KIT, 4, "BOUGHT", expires=LATE)

    take_apart(parts, KIT, 3, "BOUGHT")

    assert parts.lots(SYRINGE) == {"P": 1000, "BOUGHT": 30}
    assert parts.line(SYRINGE).closing == 1040
    assert parts.tally().reconciled


def enough(parts, quantity, **said):
    return parts.read(making_up.check_enough, head(parts, **said), parts.lot(KIT, "W"), quantity)


def test_no_more_kits_are_taken_apart_than_the_lot_holds_here(parts):
    make_up(parts, KIT, 5, lot="W")

    with pytest.raises(TooFewKits) as refused:
        enough(parts, 200_000)

    assert refused.value.here == 5
    with pytest.raises(TooFewKits):
        enough(parts, 1, site=NORTH)


def test_kits_taken_apart_yesterday_are_keyed_after_the_rest_was_given(parts):
    yesterday = TODAY - timedelta(days=1)
    make_up(parts, KIT, 5, lot="W", on=yesterday)
    give(parts, Given(parts.item(KIT), 5, parts.lot(KIT, "W")))

    enough(parts, 5, on=yesterday)
    with pytest.raises(TooFewKits):
        enough(parts, 1)


def test_a_making_up_taken_back_never_was(parts):
    written = make_up(parts, KIT, 20)

    void(parts, written.document_id)

    assert (parts.lots(SYRINGE), parts.books(KIT)) == ({"P": 1000}, 0)


def test_a_part_left_out_of_a_made_up_kit_stays_on_the_shelf(parts):
    make_up(parts, KIT, 20)

    give(parts, changed(parts, cooker=0))

    assert (parts.books(KIT), parts.books(COOKER), parts.books(SYRINGE)) == (19, 905, 800)
    [kit] = parts.tally().kits
    [line] = parts.read(listing.page, parts.by(), At(TODAY), Which(TODAY, TODAY))
    assert (kit.given, kit.changed, line.syringes) == (1, 1, 10)
    assert parts.read(listing.page, parts.by(), At(TODAY), Which(TODAY, TODAY, item_id=parts.item(COOKER))) == ()
    assert (parts.line(COOKER).given, syringes(parts)) == (0, 10)
    assert parts.tally().reconciled


def test_a_part_swapped_in_a_kit_drawn_apart_is_what_was_given(parts):
    parts.receive("Tourniquet", 100, "T")

    give(parts, changed(parts, 2, cotton=0, tourniquet=3))

    given = {line.item: line.given for line in parts.tally().items}
    assert (given.get(COTTON), given["Tourniquet"], given[SYRINGE]) == (None, 6, 20)
    assert parts.tally().kits[0].given == 2
    assert parts.tally().reconciled


def test_a_changed_kit_of_a_chosen_lot_can_be_said_again_and_taken_back(parts):
    make_up(parts, KIT, 20, "W")
    line = replace(changed(parts, cooker=1), lot_id=parts.lot(KIT, "W"), lot_known="chosen")
    visit = give(parts, line)

    [version] = parts.rows(text("SELECT id FROM encounter_versions"))
    [said] = parts.read(given_of, version.id)
    parts.void(visit)

    assert dict(said.parts) == dict(line.parts)
    assert (said.lot_id, said.quantity) == (line.lot_id, 1)
    assert (parts.lots(KIT), parts.lots(COOKER), parts.tally().kits) == ({"W": 20}, {"P": 900}, ())


def test_kits_changed_under_a_recipe_changed_in_mid_month_count_once(parts):
    give(parts, changed(parts, 2, cooker=0))
    by = parts.by()
    with parts.writing() as session:
        recipes.write(session, by, At(TODAY), parts.item(KIT), date(2026, 10, 20), [(parts.item(SYRINGE), 5)])
    parts.give({KIT: 3}, on=date(2026, 10, 21))

    assert (syringes(parts), parts.line(SYRINGE).given) == (35, 35)
    assert sorted((line.given, line.changed) for line in parts.tally().kits) == [(2, 2), (3, 0)]
    assert parts.tally().reconciled


def test_a_changed_kit_s_parts_can_be_short_too(center):
    recorded = center.record(replace(center.entry(), given=(changed(center, cooker=0),)))

    assert center.item(COOKER) not in [short.item_id for short in recorded.shortfalls]
    assert {short.item_id: short.quantity for short in recorded.shortfalls}[center.item(SYRINGE)] == 10


def test_only_kits_are_made_up_taken_apart_or_changed(parts):
    by, made = parts.by(), head(parts)
    for act in (
        lambda session: making_up.make_up(session, by, At(TODAY), made, parts.item(COOKER), 2),
        lambda session: making_up.take_apart(session, by, At(TODAY), made, parts.lot(COOKER, "P"), 2),
    ):
        with pytest.raises(NotAKit), parts.writing() as session:
            act(session)
    with pytest.raises(NotAKit):
        give(parts, Given(parts.item(COOKER), 1, parts=((parts.item(SYRINGE), 1),)))
    with pytest.raises(AmountBelowOne):
        give(parts, Given(parts.item(KIT), 1, parts=((parts.item(SYRINGE), 0),)))


def test_making_up_and_taking_apart_twice_happens_once(parts):
    by, made, unmade = parts.by(), head(parts), head(parts)
    for already in (False, True):
        with parts.writing() as session:
            assert making_up.make_up(session, by, At(TODAY), made, parts.item(KIT), 2, "W").already is already
        with parts.writing() as session:
            lot = parts.lot(KIT, "W")
            assert making_up.take_apart(session, by, At(TODAY), unmade, lot, 1).already is already
    with pytest.raises(SameIdOtherLines), parts.writing() as session:
        making_up.make_up(session, by, At(TODAY), made, parts.item(KIT), 3, "W")
    assert parts.lots(KIT) == {"W": 1}


def test_parts_short_on_the_books_make_kits_all_the_same(center):
    make_up(center, KIT, 2, site=NORTH)

    assert center.books(KIT, NORTH) == 2
    assert center.line(SYRINGE, site=NORTH).shortfall == 20
    assert center.tally().reconciled


def test_kits_made_up_anew_keep_their_lot_and_what_was_given_of_it(parts):
    """12 were 21; three of them, whose label was scanned, had left before anybody saw it."""
    wrong = make_up(parts, KIT, 12, "BAG1").document_id
    lot = parts.lot(KIT, "BAG1")
    give(parts, Given(parts.item(KIT), 3, lot, LotKnown.SCANNED))

    make_up(parts, KIT, 21, " bag1", replaces=wrong)

    assert parts.lots(KIT) == {"BAG1": 18}
    assert parts.books(SYRINGE) == 1000 - 21 * 10
    inside = parts.read(kit_lots.inside, lot)
    assert sum(one.quantity for one in inside[parts.item(SYRINGE)]) == 210
    assert parts.verify().is_sound


def test_kits_made_up_anew_under_another_number_are_another_lot(parts):
    wrong = make_up(parts, KIT, 12, "BAG1").document_id
    make_up(parts, KIT, 10, "BAG2", replaces=wrong)

    assert parts.lots(KIT) == {"BAG2": 10}
