"""The lists of a center: added to, named anew, retired, and kept on pages about the past."""

from datetime import date, timedelta

import pytest

from outreach import catalog
from outreach.catalog_editing import lists, standing
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.standing import StillInUse
from outreach.founding import NameTaken
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At, Named
from tests.make import COOKER, FRONT, NORTH, STATE, TODAY

DAY = timedelta(days=1)
SEPTEMBER = date(2026, 9, 1)


def do(desk, act, *rest, by="JM", on=TODAY, **said):
    who = desk.by(by)
    with desk.writing() as session:
        return act(session, who, At(on), *rest, **said)


def now(desk, on=TODAY):
    return desk.read(catalog.load, "en", on)


def test_what_is_added_is_on_the_list(desk):
    site = do(desk, lists.add_site, "Mobile van", short_name="Van")
    first = do(desk, lists.add_place, site, "Mill Road", "Lane")
    do(desk, lists.add_place, site, "5th & Elm")
    do(desk, lists.add_source, "County 2027", date(2027, 1, 1), date(2027, 12, 31))
    do(desk, lists.add_supplier, "Cascade Medical Supply")
    do(desk, lists.add_partner, "Harbor House", "Kings")

    made = now(desk)

    assert (made.site[site].short_name, made.site[site].usual_place_id) == ("Van", first)
    assert [(p.name, p.county) for p in made.places if p.site_id == site] == [("Mill Road", "Lane"), ("5th & Elm", "")]
    assert made.find("source", "county 2027")
    assert made.find("supplier", "cascade medical supply")
    assert [(p.name, p.county) for p in made.partners] == [("Harbor House", "Kings")]


def test_no_two_are_called_alike_and_none_is_nameless(desk):
    with pytest.raises(NameTaken):
        do(desk, lists.add_site, "northgate")
    with pytest.raises(NameMissing):
        do(desk, lists.add_partner, "  ")
    with pytest.raises(NameTaken):
        do(desk, lists.rename, Named.SITE, desk.site(NORTH), FRONT)
    do(desk, lists.add_place, desk.site(NORTH), "Front room")  # another site's may be called so


def test_a_new_name_rewrites_no_page_about_the_past(desk):
    desk.give({COOKER: 1}, on=SEPTEMBER, site=NORTH, place="North room")
    desk.give({COOKER: 1}, on=TODAY, site=NORTH, place="North room")
    do(desk, lists.rename, Named.SITE, desk.site(NORTH), "Hill clinic", on=SEPTEMBER + 40 * DAY)
    do(desk, lists.rename, Named.PLACE, desk.place("North room"), "Hall", on=SEPTEMBER + 40 * DAY)

    [september] = [line for line in desk.tally(SEPTEMBER).by_place if line.contacts]
    [october] = [line for line in desk.tally(TODAY).by_place if line.contacts]

    assert (september.site, september.place) == (NORTH, "North room")
    assert (october.site, october.place) == ("Hill clinic", "Hall")


def test_named_anew_twice_each_day_has_its_own_name(desk):
    do(desk, lists.rename, Named.SOURCE, desk.source(STATE), "State II", on=date(2026, 9, 10))
    do(desk, lists.rename, Named.SOURCE, desk.source(STATE), "State III", on=date(2026, 9, 20))
    do(desk, lists.rename, Named.SOURCE, desk.source(STATE), "State III", on=date(2026, 9, 21))

    names = [now(desk, date(2026, 9, day)).sources for day in (9, 15, 25)]

    assert [next(s.name for s in listed if s.id == desk.source(STATE)) for listed in names] == [
        STATE,
        "State II",
        "State III",
    ]


def test_a_short_name_that_was_the_name_follows_it(desk):
    do(desk, lists.rename, Named.SITE, desk.site(NORTH), "Hill clinic")
    do(desk, lists.rename, Named.SITE, desk.site(), "Front office")

    made = now(desk)

    assert (made.site[desk.site(NORTH)].short_name, made.site[desk.site()].short_name) == ("Hill clinic", "Front St")


def test_retired_is_off_the_lists_and_on_pages_about_the_past(desk):
    desk.give({COOKER: 3}, on=SEPTEMBER, site=NORTH, place="North room")
    desk.count({COOKER: 0}, site=NORTH)
    do(desk, standing.retire, Named.PLACE, desk.place("North room"))
    do(desk, standing.retire, Named.SITE, desk.site(NORTH))

    made, september = now(desk), desk.tally(SEPTEMBER)

    assert [site.name for site in made.sites] == [FRONT]
    assert "North room" not in [place.name for place in made.places]
    assert [(line.site, line.place, line.contacts) for line in september.by_place] == [(NORTH, "North room", 1)]
    assert NORTH in september.sites
    assert [line.site for line in desk.tally(TODAY).by_site] == [FRONT]


def test_a_site_retired_in_mid_month_is_on_that_month_s_page(desk):
    desk.give({COOKER: 3}, on=TODAY - DAY, site=NORTH)
    desk.count({COOKER: 0}, site=NORTH)
    do(desk, standing.retire, Named.SITE, desk.site(NORTH))

    assert [(line.site, line.contacts) for line in desk.tally(TODAY).by_site] == [(FRONT, 0), (NORTH, 1)]


def test_brought_back_it_is_on_the_list_again(desk):
    do(desk, standing.retire, Named.SITE, desk.site(NORTH))
    do(desk, standing.bring_back, Named.SITE, desk.site(NORTH))

    assert [site.name for site in now(desk).sites] == [FRONT, NORTH]


def test_what_still_holds_something_is_not_retired(desk):
    desk.receive(COOKER, 3, "A", site=NORTH)
    item = desk.catalog.item[desk.item(COOKER)]

    for what, id_ in ((Named.SITE, desk.site(NORTH)), (Named.ITEM, item.id), (Named.CATEGORY, item.category_id)):
        with pytest.raises(StillInUse):
            do(desk, standing.retire, what, id_)


def test_facts_beside_the_name_are_changed(desk):
    partner = do(desk, lists.add_partner, "Harbor House", "Kings")
    do(desk, lists.change, Named.PARTNER, partner, {"county": "Lane"})
    do(desk, lists.change, Named.PLACE, desk.place("River stop"), {"is_usual": True})
    do(desk, lists.change, Named.SITE, desk.site(NORTH), {"is_machine": True})

    made = now(desk)

    assert made.partners[0].county == "Lane"
    assert made.site[desk.site()].usual_place_id == desk.place("River stop")
    assert made.site[desk.site(NORTH)].is_machine


def test_categories_have_a_name_in_each_language(desk):
    category = do(desk, lists.add_category, {"en": "Pet food", "es": "Comida de mascotas"})
    do(desk, lists.rename_category, category, {"en": "Pets"})

    named = {one.id: one.name for one in now(desk).categories}

    assert named[category] == "Pets"
    with pytest.raises(NameTaken):
        do(desk, lists.add_category, {"en": "pets"})
    with pytest.raises(NameTaken):
        do(desk, lists.rename_category, category, {"en": "Naloxone"})


def test_the_front_desk_changes_no_list(desk):
    for act, rest in ((lists.add_site, ("X",)), (standing.retire, (Named.SITE, desk.site(NORTH)))):
        with pytest.raises(NotAllowed):
            do(desk, act, *rest, by="DS")
