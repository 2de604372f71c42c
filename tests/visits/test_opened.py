"""A visit opened: all it ever said, and the lots it left from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.encounters import NoSuchEncounter, NotYours
from outreach.entry import Given
from outreach.sheets.reading import posted
from outreach.visits.opened import FromLot, Opened, open_visit
from outreach.vocabulary import At, Despite, EncounterId, LotKnown, VoidReason
from tests.make import COOKER, KIT, NORTH, SYRINGE, TODAY, Desk
from tests.sheets.keyed import Sheets

NOW = At(TODAY, 15)
EXPIRY = date(2029, 3, 31)


def opened(center: Desk, visit: EncounterId, by: str = "JM") -> Opened:
    found: Opened = center.read(open_visit, center.by(by), NOW, visit)
    return found


def test_a_visit_shows_the_lots_it_left_from_and_how_they_are_known(center):
    center.receive(SYRINGE, 100, "A", expires=EXPIRY)
    center.receive(COOKER, 100, "B")
    chosen = replace(center.entry({SYRINGE: 10}, lot="A").given[0], despite=Despite.ON_HOLD)
    entry = center.entry({COOKER: 5})
    visit = center.record(replace(entry, given=(chosen, *entry.given))).encounter_id

    syringes, cookers = opened(center, visit).given

    assert syringes.lots == (FromLot(center.item(SYRINGE), 10, "A", EXPIRY, LotKnown.CHOSEN),)
    assert syringes.despite is Despite.ON_HOLD
    assert cookers.lots == (FromLot(center.item(COOKER), 5, "B", None, LotKnown.BY_THE_BOOKS),)


def test_a_kit_drawn_apart_shows_the_lots_of_its_parts(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(COOKER, 100, "B")

    (kit,) = opened(center, center.give({KIT: 1}).encounter_id).given

    assert {(lot.item_id, lot.number) for lot in kit.lots} >= {(center.item(SYRINGE), "A"), (center.item(COOKER), "B")}


def test_every_version_stays_with_who_wrote_it(center):
    visit = center.record(center.entry({SYRINGE: 500}), by="DS").encounter_id
    center.correct(visit, center.entry({SYRINGE: 50}, site=NORTH), by="JM")
    center.void(visit, by="AR", reason=VoidReason.WRONG_PERSON)

    found = opened(center, visit)

    assert [version.staff for version in found.versions] == ["DS", "JM", "AR"]
    assert [version.line.syringes for version in found.versions] == [500, 50, 50]
    assert [version.voided for version in found.versions] == [None, None, VoidReason.WRONG_PERSON]
    assert [line.quantity for line in found.given] == [50]
    assert found.is_void


def test_another_code_is_said_and_neither_is_shown(center):
    visit = center.give({SYRINGE: 5}, code="MA0785").encounter_id
    center.correct(visit, center.entry({SYRINGE: 5}, code="KR0391"))

    found = opened(center, visit)

    assert [version.is_other_code for version in found.versions] == [False, True]
    for code in ("MA0785", "KR0391"):
        assert repr(center.code(code).digest) not in repr(found)


def test_front_desk_opens_its_own_visits_of_today_and_no_others(center):
    own = center.record(center.entry({SYRINGE: 5}), by="DS").encounter_id
    other = center.record(center.entry({SYRINGE: 5}), by="JM").encounter_id
    old = center.record(center.entry({}, on=TODAY - timedelta(days=1)), at=TODAY - timedelta(days=1), by="DS")

    assert opened(center, own, by="DS").now.line.syringes == 5
    for visit in (other, old.encounter_id):
        with pytest.raises(NotYours):
            opened(center, visit, by="DS")


def test_a_visit_that_is_not_there_is_not_opened(center):
    with pytest.raises(NoSuchEncounter):
        opened(center, EncounterId(1))


def test_a_visit_that_was_keyed_from_paper_names_its_sheet_and_row(center):
    sheets = Sheets(center)
    sheet = sheets.posted([sheets.row({COOKER: 1}), sheets.row({COOKER: 2})])
    second = center.read(posted, sheet.id)[1].encounter_id

    assert opened(center, second).sheet == (sheet.number, 2)
    assert opened(center, center.give({COOKER: 1}).encounter_id).sheet is None


def test_a_changed_kit_is_opened_as_changed_with_all_it_held_and_so_are_its_earlier_versions(center):
    recipe = center.catalog.item[center.item(KIT)].recipe.parts
    whole = tuple((part.item_id, part.quantity) for part in recipe)
    without = tuple((item, n) for item, n in whole if item != center.item(COOKER))
    first = replace(center.entry(), given=(Given(center.item(KIT), 2, parts=without),))
    visit = center.record(first).encounter_id
    center.correct(visit, replace(first, given=(Given(center.item(KIT), 2, parts=whole[1:]),)))

    found = opened(center, visit)

    now, before = found.now.line.changed, found.versions[0].line.changed
    assert [(kit.quantity, kit.recipe) for kit in (*before, *now)] == [(2, tuple(sorted(whole)))] * 2
    assert [set(kit.parts) for kit in (*before, *now)] == [set(without), set(whole[1:])]
    assert found.given[0].changed == now[0]
