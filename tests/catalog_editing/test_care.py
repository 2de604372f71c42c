"""Services and referrals are the center's own: added, named anew, put in order, and off the list with their past."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach import catalog
from outreach.catalog_editing import book, saving, standing
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.said import EntrySaid
from outreach.founding import NameTaken
from outreach.safety.staff import NotAllowed
from outreach.sheets import layouts
from outreach.vocabulary import At, Named, SheetKind
from tests.make import TODAY

DAY = timedelta(days=1)
SERVICE, REFERRAL = Named.SERVICE, Named.REFERRAL


def do(desk, act, *rest, by="JM", on=TODAY):
    who = desk.by(by)
    with desk.writing() as session:
        return act(session, who, At(on), *rest)


def add(desk, what, name, spanish="", by="JM"):
    return do(desk, saving.save_entry, what, None, EntrySaid(name, spanish), by=by)


def now(desk, language="en"):
    return desk.read(catalog.load, language, TODAY)


def entry(desk, what, name):
    return next(one for one in desk.read(book.load, TODAY).entries(what) if one.said.name == name)


def counted(desk, month=TODAY):
    return {line.name: line.count for line in desk.tally(month).services}


def test_a_service_of_the_center_s_own_is_recorded_and_counted(desk):
    add(desk, SERVICE, "Vein care", "Cuidado de venas")
    add(desk, REFERRAL, "Dentist")
    desk.known = now(desk)

    desk.record(desk.entry(services=("Vein care",), referrals=("Dentist",)))

    assert counted(desk)["Vein care"] == 1
    assert {line.name: line.count for line in desk.tally().referrals}["Dentist"] == 1
    assert now(desk, "es").services[-1].name == "Cuidado de venas"


def test_a_new_name_of_a_service_rewrites_no_page_about_the_past(desk):
    last_month = TODAY - 30 * DAY
    desk.record(desk.entry(services=("Wound care",), on=last_month))
    before = entry(desk, SERVICE, "Wound care")
    do(desk, saving.save_entry, SERVICE, before, replace(before.said, name="Wounds and veins"))

    assert counted(desk, last_month)["Wound care"] == 1
    assert "Wounds and veins" in counted(desk)
    assert now(desk, "es").services[0].name == "Cuidado de heridas"


def test_a_retired_service_leaves_the_paper_and_stays_where_it_was_done(desk):
    desk.record(desk.entry(services=("Vaccination",)))
    for name in ("Vaccination", "Wound care"):
        do(desk, standing.retire, SERVICE, entry(desk, SERVICE, name).id)

    assert (counted(desk)["Vaccination"], "Wound care" in counted(desk)) == (1, False)
    known = now(desk)
    layout = do(desk, layouts.as_now, known, SheetKind.VISIT, desk.site())
    gone = {service.id for service in known.services if service.retired}
    assert (len(gone), gone & set(layout.services)) == (2, set())
    do(desk, standing.bring_back, SERVICE, entry(desk, SERVICE, "Wound care").id)
    assert counted(desk)["Wound care"] == 0


def test_no_two_services_are_called_alike_and_they_are_a_coordinator_s_to_edit(desk):
    with pytest.raises(NameTaken):
        add(desk, SERVICE, "wound care")
    with pytest.raises(NameMissing):
        add(desk, REFERRAL, " ")
    with pytest.raises(NotAllowed):
        add(desk, SERVICE, "Vein care", by="DS")


def test_referrals_stand_in_the_order_the_center_gives_them(desk):
    ids = [one.id for one in desk.read(book.load, TODAY).entries(REFERRAL)]
    do(desk, standing.order, REFERRAL, list(reversed(ids)))

    assert [one.id for one in now(desk).referrals] == list(reversed(ids))
