"""Sorting what was not on the list: visits, figures, shelves and names follow."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach import catalog, sorting
from outreach.entry import Unlisted
from outreach.history import entry_of
from outreach.safety.staff import NotAllowed
from outreach.sorting import NothingToSort
from outreach.vocabulary import At
from tests.make import COOKER, COTTON, TODAY


def give_thing(desk, name, quantity=1, on=TODAY, items=None):
    entry = replace(desk.entry(items, on=on), unlisted=(Unlisted(name, quantity),))
    return desk.record(entry, at=on).encounter_id


def unsorted(desk):
    return [(thing.name, thing.visits, thing.quantity) for thing in desk.read(sorting.unsorted)]


def sort(desk, name, item, by="JM"):
    who = desk.by(by)
    found = next(thing for thing in desk.read(sorting.unsorted) if thing.name == name)
    with desk.writing() as session:
        return sorting.sort(session, who, At(TODAY, 15), unlisted_id=found.id, item_id=desk.item(item))


def test_things_are_listed_with_their_visits_and_amounts(center):
    give_thing(center, "Cotton balls", 3)
    give_thing(center, "cotton  BALLS", 2)
    center.void(give_thing(center, "Tampons", 4))

    assert unsorted(center) == [("Cotton balls", 2, 5)]


def test_sorting_corrects_every_visit_and_the_shelf_falls(center):
    center.receive(COTTON, 100, on=TODAY - timedelta(days=9))
    visit = give_thing(center, "Cotton balls", 3, on=TODAY - timedelta(days=5), items={COOKER: 1})
    give_thing(center, "Cotton balls", 2)

    assert sort(center, "Cotton balls", COTTON) == 2

    entry = center.read(entry_of, visit)
    assert {given.item_id: given.quantity for given in entry.given} == {center.item(COOKER): 1, center.item(COTTON): 3}
    assert (unsorted(center), center.books(COTTON), center.line(COTTON).given) == ([], 95, 5)
    assert center.verify().is_sound


def test_the_name_is_an_alias_from_then_on_and_typing_it_gives_the_item(center):
    give_thing(center, "Cotton balls", 3)
    sort(center, "Cotton balls", COTTON)
    give_thing(center, "cotton balls", 2)

    assert center.read(catalog.load, "en", TODAY).find("item", "cotton balls") == center.item(COTTON)
    assert (unsorted(center), center.line(COTTON).given) == ([], 5)


def test_until_then_the_tally_says_it_is_unsorted(center):
    give_thing(center, "Cotton balls", 3)
    before = center.tally()
    sort(center, "Cotton balls", COTTON)
    after = center.tally()

    assert [(line.thing, line.visits, line.quantity) for line in before.unsorted] == [("Cotton balls", 1, 3)]
    assert (before.figures["unsorted"], after.figures["unsorted"], after.unsorted) == (3, 0, ())
    assert [(line.item, line.given) for line in after.items] == [(COTTON, 3)]


def test_a_thing_is_sorted_once(desk):
    give_thing(desk, "Cotton balls")
    thing = desk.read(sorting.unsorted)[0]
    sort(desk, "Cotton balls", COTTON)

    with desk.writing() as session, pytest.raises(NothingToSort):
        sorting.sort(session, desk.by(), At(TODAY, 15), unlisted_id=thing.id, item_id=desk.item(COOKER))


def test_the_front_desk_does_not_sort(desk):
    give_thing(desk, "Cotton balls")
    with pytest.raises(NotAllowed):
        sort(desk, "Cotton balls", COTTON, by="DS")
