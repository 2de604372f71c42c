"""Days and hours as people type them."""

from datetime import date

import pytest

from outreach.translation import translator
from outreach.ui.shared.typed_day import read_day
from outreach.ui.shared.typed_hours import read_quarters, said_quarters

TODAY = date(2026, 11, 12)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", date(2026, 11, 8)),
        ("20", date(2026, 10, 20)),  # the last 20th there was
        ("31", date(2026, 10, 31)),
        ("8 nov", date(2026, 11, 8)),
        ("Nov 8", date(2026, 11, 8)),
        ("8 dec", date(2025, 12, 8)),
        ("8 nov 2024", date(2024, 11, 8)),
        ("11/8", date(2026, 11, 8)),
        ("12/1", date(2025, 12, 1)),
        ("11/8/25", date(2025, 11, 8)),
        ("2027-01-03", date(2027, 1, 3)),  # a day to come is typed with its year
        ("today", TODAY),
        ("yest", date(2026, 11, 11)),
        ("sunday", date(2026, 11, 8)),
        ("thu", date(2026, 11, 5)),  # today is called today
    ],
)
def test_a_day_is_read_as_it_is_typed(typed, meant):
    assert read_day(typed, TODAY, translator("en")) == meant


@pytest.mark.parametrize("typed", ["", "soon", "45", "31 feb", "ju 3", "8 nov 9 10", "11/40", "nov"])
def test_what_is_no_day_is_none(typed):
    assert read_day(typed, TODAY, translator("en")) is None


def test_a_day_is_read_in_the_language_of_the_window():
    assert read_day("8 noviembre", TODAY, translator("es")) == date(2026, 11, 8)
    assert read_day("domingo", TODAY, translator("es")) == date(2026, 11, 8)


@pytest.mark.parametrize(
    ("typed", "quarters"),
    [("4", 16), ("3.5", 14), ("3,25", 13), ("3:30", 14), ("3h15", 13), ("3½", 14), ("½", 2), ("0", 0), ("24", 96)],
)
def test_hours_are_read_in_quarters(typed, quarters):
    assert read_quarters(typed) == quarters


@pytest.mark.parametrize("typed", ["", "all day", "3:20", "3.3", "24.25", "-2"])
def test_what_is_no_number_of_quarters_is_none(typed):
    assert read_quarters(typed) is None


@pytest.mark.parametrize("quarters", [0, 1, 2, 13, 16, 96])
def test_hours_shown_are_read_back(quarters):
    assert read_quarters(said_quarters(quarters)) == quarters
