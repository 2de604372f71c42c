"""What a month adds up to, and the statement that proves itself."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest

from outreach import catalog, days, starter
from outreach.catalog_editing import lists, standing
from outreach.days import DayOpen
from outreach.paths import resources
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.tallies.tally import StatementLine
from outreach.vocabulary import At, Named, SeenBefore, WeightUnit
from tests.make import COOKER, COUNTY, FRONT, KIT, NASAL, NORTH, SINGLE, STATE, SYRINGE, TODAY, Desk, counted, weighed
from tests.test_without_a_visit import collect, collection, containers

MACHINE = "Library machine"
DAY = timedelta(days=1)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_a_month_begins_on_its_first_day_and_ends_on_its_last(center):
    for on in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
        center.give({SYRINGE: 10}, on=on, code="A1", returned=counted(5), services=("HIV test",))

    october = center.tally(OCTOBER)

    assert (october.figures["contacts"], october.figures["syringes_out"], october.figures["syringes_returned"]) == (
        2,
        20,
        10,
    )
    assert {line.name: line.count for line in october.services}["HIV test"] == 2
    assert center.figures(date(2026, 9, 1))["contacts"] == center.figures(NOVEMBER)["contacts"] == 1


def test_an_empty_month_is_zeros_not_nothing(center):
    tally = center.tally()

    assert {value for name, value in tally.figures.items() if not name.startswith(("new_", "seen_"))} == {0}
    assert (tally.statement, tally.items, tally.reconciled) == ((), (), True)
    assert [line.site for line in tally.by_site] == [FRONT, NORTH]


@pytest.mark.parametrize(
    ("first_visit", "month", "shown"),
    [
        (date(2025, 10, 1), OCTOBER, True),
        (date(2025, 10, 2), OCTOBER, False),
        (date(2025, 10, 2), NOVEMBER, True),
        (date(2026, 9, 1), OCTOBER, False),
    ],
)
def test_new_is_a_dash_until_records_go_back_twelve_months(center, first_visit, month, shown):
    center.record(center.entry(code="A1", on=first_visit))
    center.record(center.entry(code="B2", on=month, before=SeenBefore.FIRST), at=month)

    tally = center.tally(month)

    assert tally.figures["new_participants"] == (1 if shown else None)
    assert (tally.new_shown_from is None) is shown
    assert all((line.new_participants is None) is not shown for line in tally.by_site)


def test_who_comes_to_two_sites_is_one_participant(center):
    for site in (FRONT, NORTH):
        center.record(center.entry(code="A1", site=site))

    tally = center.tally()

    assert tally.figures["participants"] == 1
    assert [line.participants for line in tally.by_site] == [1, 1]


def test_one_site_s_page_has_that_site_s_figures_only(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 50, "B", site=NORTH)
    center.give({SYRINGE: 10}, code="A1", place="River stop")
    center.give({SYRINGE: 7}, site=NORTH, code="A1")

    north = center.tally(site=NORTH)

    assert (north.site, north.figures["contacts"], north.figures["syringes_out"]) == (NORTH, 1, 7)
    assert [(line.opening, line.received, line.given, line.closing) for line in north.statement] == [(0, 50, 7, 43)]
    assert [line.site for line in north.by_site] == [NORTH]
    assert north.reconciled


def test_places_of_a_site_stand_apart_with_their_county(center):
    for place in ("Front room", "River stop", "River stop", None):
        center.record(center.entry(place=place))

    found = {line.place: (line.county, line.contacts) for line in center.tally().by_place}

    assert found == {"Front room": ("Kings", 1), "River stop": ("Queens", 2), "": ("", 1)}


def test_naloxone_is_counted_in_kits_and_doses_and_a_single_dose_is_no_kit(center):
    center.receive(NASAL, 10, "N1", source=STATE)
    center.receive(SINGLE, 10, "N2", source=COUNTY)
    center.give({NASAL: 3}, lot="N1")
    center.give({SINGLE: 5})

    tally = center.tally()

    assert (tally.figures["naloxone_kits"], tally.figures["naloxone_doses"], tally.figures["naloxone_doses_known"]) == (
        3,
        11,
        6,
    )
    assert {line.product: (line.kits, line.doses) for line in tally.naloxone} == {NASAL: (3, 6), SINGLE: (None, 5)}
    assert {line.source: (line.doses, line.known) for line in tally.naloxone_sources} == {STATE: (6, 6), COUNTY: (5, 0)}


def test_each_column_of_the_statement_has_its_kind_of_movement(center):
    center.receive(SYRINGE, 100, "A", on=date(2026, 9, 30))
    center.receive(SYRINGE, 40, "A", on=OCTOBER)
    center.give({SYRINGE: 30, KIT: 2}, on=OCTOBER)
    center.count({SYRINGE: 85}, on=OCTOBER)
    center.give({SYRINGE: 90})

    line = center.line(SYRINGE)

    assert (line.opening, line.received, line.given, line.adjusted, line.shortfall, line.closing) == (
        100,
        40,
        140,
        -5,
        5,
        0,
    )
    assert (line.inside_kits.made_up, line.inside_kits.given, line.inside_kits.closing) == (20, 20, 0)
    assert line.balances


def formula(line):
    return (
        line.opening + line.received - line.given - line.handed_over - line.used_here + line.put_back + line.moved
        + line.made_up - line.disposed + line.adjusted + line.shortfall
    )  # fmt: skip


def test_every_line_adds_up_and_one_month_opens_as_the_last_one_closed(center):
    center.receive(KIT, 4, "K", on=date(2026, 9, 2))
    center.receive(COOKER, 33, "A", on=date(2026, 9, 2))
    center.give({KIT: 6, COOKER: 2}, on=date(2026, 9, 20))
    center.count({COOKER: 9}, on=OCTOBER)
    center.give({COOKER: 5}, on=date(2026, 9, 28), at=TODAY)

    september, october = center.tally(date(2026, 9, 1)), center.tally(OCTOBER)

    assert all(line.closing == formula(line) for tally in (september, october) for line in tally.statement)
    assert {line.item: line.opening for line in october.statement} == {
        line.item: line.closing for line in september.statement if line.closing
    }
    assert september.reconciled
    assert october.reconciled


def test_what_a_past_day_did_not_hold_was_short_that_day(center):
    center.receive(SYRINGE, 3, "A", on=date(2026, 10, 2))
    center.receive(SYRINGE, 20, "A", on=date(2026, 10, 9))
    center.give({SYRINGE: 10}, on=date(2026, 10, 5), at=TODAY)

    line = center.line(SYRINGE)
    assert (line.shortfall, line.closing, line.went_below_zero) == (7, 20, False)


def test_any_stretch_of_days_opens_and_closes_like_a_month(center):
    center.receive(SYRINGE, 100, "A", on=date(2026, 10, 2))
    for day in range(3, 15):
        center.give({SYRINGE: 1}, on=date(2026, 10, day))

    week = center.read(engine.tally, Period(date(2026, 10, 5), date(2026, 10, 11)), None, "en")

    [line] = week.statement
    assert (line.opening, line.given, line.closing, week.reconciled) == (98, 7, 91, True)


def test_a_statement_line_has_every_column_of_the_design():
    assert [field.name for field in fields(StatementLine)][1:13] == [
        "opening", "received", "given", "handed_over", "used_here", "put_back", "moved", "made_up", "disposed",
        "adjusted", "shortfall", "closing",
    ]  # fmt: skip


def test_items_are_named_in_the_language_asked_for(center):
    center.give({COOKER: 1})

    spanish = center.read(engine.tally, Period.month(2026, 10), None, "es")

    assert [line.item for line in spanish.items] != [COOKER]
    assert spanish.figures == center.figures()


@pytest.mark.parametrize(("year", "month", "days"), [(2026, 2, 28), (2028, 2, 29), (2026, 12, 31), (2026, 4, 30)])
def test_a_month_has_its_days(year, month, days):
    period = Period.month(year, month)

    assert (period.days, period.is_month) == (days, True)
    assert not Period(period.first, period.last - DAY).is_month


def with_a_machine(desk):
    with desk.writing() as session:
        lists.add_site(session, desk.by(), At(TODAY), MACHINE, is_machine=True)
    return Desk(desk.opened)  # which knows the machine


def test_a_machine_at_which_nothing_happened_is_no_line_and_no_column(desk):
    desk = with_a_machine(desk)
    desk.give({SYRINGE: 10})

    tally = desk.tally()

    assert tally.sites == (FRONT, NORTH)
    assert [line.site for line in tally.by_site] == [FRONT, NORTH]
    assert desk.tally(site=MACHINE).sites == (MACHINE,)


def test_a_machine_at_which_somebody_was_met_is_a_line_and_a_column(desk):
    desk = with_a_machine(desk)
    desk.give({SYRINGE: 10}, site=MACHINE)

    tally = desk.tally()

    assert tally.sites == (FRONT, NORTH, MACHINE)
    assert tally.by_site[-1].syringes_out == 10


def test_a_box_beside_a_machine_is_a_line_of_the_returned_but_gives_no_syringes(desk):
    desk = with_a_machine(desk)
    collect(desk, collection(desk, containers(desk, 6), site=MACHINE))

    tally = desk.tally()

    assert tally.sites == (FRONT, NORTH)
    assert (tally.by_site[-1].site, tally.by_site[-1].syringes_returned) == (MACHINE, 2400)


@pytest.mark.parametrize("what", ["a visit", "hours", "nothing"])
def test_a_site_that_was_retired_stands_where_it_has_a_figure(desk, what):
    if what == "a visit":
        desk.give({SYRINGE: 10}, site=NORTH, on=OCTOBER)
    with desk.writing() as session:
        if what == "hours":
            days.note(session, desk.by(), At(TODAY), desk.site(NORTH), OCTOBER, DayOpen(16))
        standing.retire(session, desk.by(), At(OCTOBER + DAY), Named.SITE, desk.site(NORTH))

    assert (NORTH in [line.site for line in desk.tally().by_site]) is (what != "nothing")


def test_a_reader_can_multiply_the_returned_out(center):
    for _ in range(3):
        center.give({SYRINGE: 1}, returned=containers(center, 1, quarters=1, kind="1 quart"))
    center.give({SYRINGE: 1}, returned=weighed("12.4", "0.4"))
    collect(center, collection(center, containers(center, 6)))

    tally = center.tally()

    assert [(line.visits, line.amount, line.per, line.syringes, line.multiplied_out) for line in tally.returned] == [
        (3, 0.75, 70, 54, Decimal("52.50")),
        (1, 12.0, 281, 3372, Decimal(3372)),
    ]
    assert [(line.amount, line.multiplied_out) for line in tally.collected] == [(6, Decimal(2400))]
    assert (tally.figures["syringes_returned_estimated"], tally.estimated_at_once) == (54 + 3372 + 2400, 5825)


def test_a_weight_in_kilograms_is_multiplied_out_in_pounds(center):
    center.give({SYRINGE: 1}, returned=weighed("5", unit=WeightUnit.KILOGRAM))

    [line] = center.tally().returned

    assert (line.amount, line.syringes, line.multiplied_out) == (5, 3097, Decimal("3097.49"))


def test_the_line_for_no_source_speaks_the_language_of_the_page(center):
    center.give({NASAL: 1})

    spanish = center.read(engine.tally, Period.month(2026, 10), None, "es")

    assert [line.source for line in spanish.naloxone_sources] == ["Sin fuente indicada"]
    assert [line.source for line in center.tally().naloxone_sources] == ["No source stated"]


def test_the_lines_for_no_source_are_those_of_the_starter_list():
    [unstated, *_] = starter.load(resources() / "catalog").sources

    assert dict(unstated.name) == catalog.UNSTATED


def test_a_month_names_a_source_as_it_was_called_then(desk):
    desk.receive(NASAL, 10, "N1", source=STATE)
    desk.give({NASAL: 1})
    with desk.writing() as session:
        lists.rename(session, desk.by(), At(NOVEMBER + DAY), Named.SOURCE, desk.source(STATE), "Another name")

    assert [line.source for line in desk.tally().naloxone_sources] == [STATE]
