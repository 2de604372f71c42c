"""Visits derived from figures programs have published add up to those figures, cell by cell."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

import pytest

from outreach import encounters
from outreach.founding import NewCenter, NewSite
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.vocabulary import At
from tests.make import FRONT, NORTH, SYRINGE, Desk, counted, new_center
from tests.tallies.published import parts, rows

MONTHS = {row["month"]: row for row in rows("small_program_months.csv")}
GIVEN = {
    SYRINGE: "syringes",
    "Condom": "condoms_male",
    "Internal condom": "condoms_female",
    "Dental dam": "dental_dams",
    "Finger cot": "finger_cots",
}
OTHER_REFERRALS = ("Housing", "Primary care", "Hepatitis C care", "HIV care or PrEP", "Mental health", "Legal help")
IN_OCTOBER = At(date(2026, 10, 15))


def record(desk, entries):
    by = desk.by()
    with desk.writing() as session:
        return encounters.record_many(session, by, IN_OCTOBER, entries)


def visits_of(desk, row):
    """Every contact of a published month: who injects has a code, the others come without one."""
    contacts, coded = int(row["total_contacts"]), int(row["total_idu_contacts"])
    people, treatment = int(row["unduplicated_idu_contacts"]), int(row["referrals_drug_alcohol"])
    first = date.fromisoformat(f"{row['month']}-01")
    each = {item: iter(parts(int(row[column]), coded)) for item, column in GIVEN.items()}
    others = cycle(OTHER_REFERRALS)
    for place in range(contacts):
        referred = place < int(row["referrals_total"])
        given = {item: next(left, 0) for item, left in each.items()}
        yield desk.entry(
            {item: quantity for item, quantity in given.items() if quantity},
            on=first + timedelta(days=place % 28),
            site=FRONT if place % 3 else NORTH,
            code=f"P{place % people}" if place < coded else None,
            services=("HIV test",) if place < int(row["hiv_tested"]) else (),
            referrals=(("Substance use treatment" if place < treatment else next(others)),) if referred else (),
        )


@pytest.mark.parametrize("month", MONTHS)
def test_a_published_month_is_found_again_in_every_cell(center, month):
    row, first = MONTHS[month], date.fromisoformat(f"{month}-01")
    for item, column in GIVEN.items():
        for site in (FRONT, NORTH):
            center.receive(item, int(row[column]), "A", site=site, on=first, at=IN_OCTOBER.day)

    record(center, list(visits_of(center, row)))

    tally = center.tally(first)
    assert tally.figures["contacts"] == int(row["total_contacts"])
    assert tally.figures["contacts_with_code"] == int(row["total_idu_contacts"])
    assert tally.figures["participants"] == int(row["unduplicated_idu_contacts"])
    assert tally.figures["syringes_out"] == int(row["syringes"])
    assert {line.item: line.given for line in tally.items} == {item: int(row[column]) for item, column in GIVEN.items()}
    assert {line.name: line.count for line in tally.services}["HIV test"] == int(row["hiv_tested"])
    referrals = {line.name: line.count for line in tally.referrals}
    assert sum(referrals.values()) == int(row["referrals_total"])
    assert referrals["Substance use treatment"] == int(row["referrals_drug_alcohol"])
    assert {line.item: (line.received, line.given, line.closing) for line in tally.statement} == {
        item: (2 * int(row[column]), int(row[column]), int(row[column])) for item, column in GIVEN.items()
    }
    assert tally.reconciled


def test_the_sites_of_a_published_month_add_up_to_it(desk):
    row = MONTHS["2018-01"]
    record(desk, list(visits_of(desk, row)))

    whole, here, there = (desk.tally(date(2018, 1, 1), site) for site in (None, FRONT, NORTH))

    for figure in ("contacts", "contacts_without_code", "syringes_out"):
        assert here.figures[figure] + there.figures[figure] == whole.figures[figure]
    assert [line.contacts for line in whole.by_site] == [here.figures["contacts"], there.figures["contacts"]]
    assert sum(line.syringes_out for line in whole.by_place) == int(row["syringes"])
    assert here.figures["participants"] + there.figures["participants"] >= whole.figures["participants"]


def test_a_published_year_by_site_adds_up_to_its_printed_total(tmp_path):
    """Maine's four programs, year ending 31 October 2011: the reporting year of the state, not a calendar year."""
    published = {
        row["site"]: int(row["syringes_collected"]) for row in rows("maine_2011_syringes_collected_by_site.csv")
    }
    total = published.pop("TOTAL (published)")
    new = NewCenter("Maine", "America/New_York", "en", date(2010, 1, 1), tuple(NewSite(name) for name in published))
    year = Period(date(2010, 11, 1), date(2011, 10, 31))
    opened, _ = new_center(tmp_path / "maine", new)
    with closing(Desk(opened)) as desk:
        record(desk, [
            desk.entry(on=year.first + timedelta(days=place * 5 % 365), site=site, returned=counted(amount))
            for site, collected in published.items()
            for place, amount in enumerate(parts(collected, 300))
        ])  # fmt: skip

        tally = desk.read(engine.tally, year, None, "en")
        months = [desk.figures(month)["syringes_returned"] for month in first_days(year)]

    assert {line.site: line.syringes_returned for line in tally.by_site} == published
    assert tally.figures["syringes_returned_counted"] == total == sum(month or 0 for month in months)


def first_days(year):
    """The first days of a reporting year's months."""
    return [day for n in range(year.days) if (day := year.first + timedelta(days=n)).day == 1]


def test_a_nation_s_year_kept_as_totals_sheets_is_its_published_number(desk):
    """Scotland 2022/23: 132,447 attendances at 330 outlets; one sheet a month from each."""
    row = next(row for row in rows("scotland_iep.csv") if (row["area"], row["year"]) == ("Scotland", "2022/23"))
    sheets = parts(int(row["attendances"]), int(row["iep_outlets"]))
    record(
        desk, [replace(desk.entry(on=date(2022, 4, 1) + timedelta(days=n)), contacts=c) for n, c in enumerate(sheets)]
    )

    tally = desk.read(engine.tally, Period(date(2022, 4, 1), date(2023, 3, 31)), None, "en")
    assert tally.figures["contacts"] == tally.figures["contacts_without_code"] == 132_447
    assert (tally.figures["participants"], tally.figures["days_open"]) == (0, 330)


def test_a_board_that_sent_nothing_is_corrected_by_late_paper(center):
    """NHS Orkney was published as 0 attendances; the corrected year has 94, with 3,580 needles."""
    row = next(row for row in rows("scotland_iep.csv") if row["area"] == "NHS Orkney (corrected)")
    attendances, needles = int(row["attendances"]), int(row["needles_syringes"])
    assert center.figures(date(2023, 3, 1))["contacts"] == 0

    record(center, [center.entry({SYRINGE: n}, on=date(2023, 3, 9)) for n in parts(needles, attendances) if n])
    record(center, [center.entry(on=date(2023, 3, 9)) for n in parts(needles, attendances) if not n])

    figures = center.figures(date(2023, 3, 1))
    assert (figures["contacts"], figures["syringes_out"]) == (94, 3580)
