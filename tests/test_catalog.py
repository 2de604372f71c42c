"""What a center knows by heart."""

from datetime import UTC, datetime

from outreach import catalog


def test_a_desk_learns_how_the_center_tells_the_day_before_it_knows_the_supplies(center):
    late = datetime(2026, 11, 3, 7, 30, tzinfo=UTC)

    known = center.read(catalog.basics)

    whole = center.catalog
    assert (known.language, known.is_sample) == (whole.language, whole.is_sample)
    assert known.at(late) == whole.at(late)
