"""A totals sheet adds supplies, and contacts if they were counted; people, new and answers never."""

from decimal import Decimal

import pytest

from outreach.entry import Unlisted
from outreach.safety.staff import NotAllowed
from outreach.sheets.crowds import ContactsNotSaid, EventWithoutName, NotOnList
from outreach.sheets.reading import Stage
from outreach.stock import paper_reading
from outreach.stock.paper_reading import Owner
from outreach.vocabulary import ServiceId
from tests.make import KIT, SYRINGE
from tests.questions.made import ask, table, visit
from tests.sheets.keyed import TOTALS
from tests.stock.made import void

PEOPLE = ("participants", "new_participants")


@pytest.fixture
def crowd_sheet(sheets):
    sheets.desk.receive(SYRINGE, 500, "24A17")
    return sheets.begin(sheets.print(TOTALS)[0].number, TOTALS)


def test_counted_contacts_are_contacts_and_nobody_is_a_participant(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120, KIT: 3}), contacts=41)

    [visit] = sheets.post(crowd_sheet).visits

    figures = sheets.desk.figures()
    assert figures["contacts"] == 41
    assert [figures.get(name) or 0 for name in PEOPLE] == [0, 0]
    assert sheets.desk.line(SYRINGE).given == 150
    assert visit.already is False
    assert sheets.desk.verify().is_sound


def test_of_a_crowd_nobody_was_asked_one_by_one_and_nobody_stands_under_not_asked(sheets, crowd_sheet):
    ask(sheets.desk, "gender")
    sheets.desk.give({SYRINGE: 10})
    visit(sheets.desk, gender="Man")
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120}), contacts=41)

    sheets.post(crowd_sheet)

    figures = sheets.desk.figures()
    assert (figures["contacts"], figures["contacts_on_totals_sheets"]) == (43, 41)
    assert (figures["for_people_not_asked"], figures["returned_not_asked"], figures["returned_asked"]) == (2, 2, 0)
    asked = table(sheets.desk, "gender")
    assert (asked["not_asked"], asked["all"]) == ((0, 1), (0, 2))
    assert sheets.desk.tally().answers.on_totals_sheets == 41
    sheets.void(crowd_sheet)
    assert sheets.desk.figures()["contacts_on_totals_sheets"] == 0


def test_supplies_of_a_crowd_nobody_counted_are_handed_over_and_no_contact(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120, KIT: 3}), contacts=0, event="Street fair")

    posted = sheets.post(crowd_sheet)

    assert (posted.visits, sheets.desk.figures()["contacts"]) == ((), 0)
    assert sheets.desk.line(SYRINGE).handed_over == 150
    assert posted.document_id is not None
    assert sheets.load(crowd_sheet).crowd.items == ((sheets.desk.item(SYRINGE), 120), (sheets.desk.item(KIT), 3))


def test_what_was_done_is_added_to_the_month_however_many_it_was(sheets, crowd_sheet):
    training = ServiceId(sheets.desk.catalog.find("service", "Naloxone training"))
    sheets.keep_crowd(crowd_sheet, sheets.crowd(services=((training, 7),)), contacts=41)
    sheets.desk.give({SYRINGE: 1}, services=("Naloxone training",))

    sheets.post(crowd_sheet)

    done = {one.name: one.count for one in sheets.desk.tally().services}
    assert done["Naloxone training"] == 8
    sheets.void(crowd_sheet)
    assert {one.name: one.count for one in sheets.desk.tally().services}["Naloxone training"] == 1


def test_what_came_back_at_a_crowd_is_a_collection_and_never_a_contact(sheets, crowd_sheet):
    quart = sheets.desk.container("1 quart")
    sheets.keep_crowd(crowd_sheet, sheets.crowd(containers=((quart, 10),), pounds=Decimal("12.4")), contacts=0)

    sheets.post(crowd_sheet)

    figures = sheets.desk.figures()
    assert (figures["syringes_collected"], figures["collections"], figures["contacts"]) == (175 + 3_484, 1, 0)
    kept = sheets.load(crowd_sheet).crowd
    assert (kept.containers, kept.pounds) == (((quart, 10),), Decimal("12.4"))
    sheets.void(crowd_sheet)
    assert sheets.desk.figures()["syringes_collected"] == 0


def test_whether_contacts_were_counted_is_never_guessed(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120}))

    with pytest.raises(ContactsNotSaid):
        sheets.post(crowd_sheet)


def test_an_event_needs_a_name_and_only_what_is_listed_leaves_a_shelf(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120}), contacts=0)
    with pytest.raises(EventWithoutName):
        sheets.post(crowd_sheet)

    sheets.keep_crowd(crowd_sheet, sheets.crowd(unlisted=(Unlisted("ponchos", 9),)), contacts=0, event="Street fair")
    with pytest.raises(NotOnList):
        sheets.post(crowd_sheet)


def test_a_hand_over_is_a_coordinator_s_and_the_draft_waits_for_one(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120}), contacts=0, event="Street fair")

    with pytest.raises(NotAllowed):
        sheets.post(crowd_sheet, by="DS")

    assert sheets.load(crowd_sheet).stage is Stage.BEING_KEYED
    assert sheets.post(crowd_sheet, by="JM").document_id is not None


def test_what_left_by_a_totals_sheet_says_so_on_its_paper_and_taken_back_there_hinders_no_voiding(sheets, crowd_sheet):
    sheets.keep_crowd(crowd_sheet, sheets.crowd({SYRINGE: 120}), contacts=0, event="Street fair")
    document = sheets.post(crowd_sheet, by="JM").document_id
    assert sheets.desk.read(paper_reading.opened, document).belongs_to == Owner(crowd_sheet.number)

    void(sheets.desk, document)
    sheets.void(crowd_sheet)

    assert sheets.desk.books(SYRINGE) == 500
    assert sheets.desk.verify().is_sound
