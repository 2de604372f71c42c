import json
from dataclasses import replace
from datetime import date

from outreach.reports.figures import fingerprint, tally_json
from outreach.tallies.periods import Period
from tests.make_tally import make_empty_tally, make_tally


def test_a_month_is_named_by_year_and_month_and_all_sites_by_nothing():
    data = tally_json(make_tally())

    assert (data["period"], data["site"]) == ("2026-10", None)


def test_any_other_stretch_of_days_is_named_by_its_first_and_last():
    data = tally_json(replace(make_tally(), period=Period(date(2026, 7, 1), date(2026, 9, 30))))

    assert data["period"] == "2026-07-01/2026-09-30"


def test_everything_in_it_can_be_written_to_a_file_and_read_again():
    data = tally_json(make_tally())

    assert json.loads(json.dumps(data)) == data


def test_a_figure_that_cannot_be_known_is_null_and_not_zero():
    assert tally_json(make_empty_tally())["figures"]["new_participants"] is None


def test_the_statement_has_every_column_even_where_the_page_leaves_it_out():
    columns = (
        "item opening received given handed_over used_here put_back moved made_up disposed adjusted shortfall closing"
    )

    for line in tally_json(make_empty_tally())["statement"]:
        assert set(columns.split()) <= set(line)


def test_a_kit_stands_among_what_was_given_and_once_more_with_its_recipe():
    data = tally_json(make_tally())

    assert [kit["kit"] for kit in data["kits"]] == ["Injecting kit"]
    assert [item["given"] for item in data["items"] if item["item"] == "Injecting kit"] == [512]


def test_the_fingerprint_follows_the_figures_and_the_definitions():
    tally, words = make_tally(), [("Contact", "one visit")]

    assert fingerprint(tally, words) == fingerprint(make_tally(), words)
    assert fingerprint(tally, words) != fingerprint(replace(tally, statement=tally.statement[1:]), words)
    assert fingerprint(tally, words) != fingerprint(tally, [("Contact", "one person")])
