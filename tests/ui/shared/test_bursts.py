"""Keys faster than anyone types, told by their own times."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.ui.shared.bursts import GAP, LEAST, Burst


def typed(text, gap, start=1000):
    burst = Burst()
    for place, sign in enumerate(text):
        burst.add(sign, start + place * gap)
    return burst


@given(st.text("0123456789ABC", min_size=LEAST, max_size=30), st.integers(1, GAP))
def test_fast_keys_are_one_burst(text, gap):
    assert typed(text, gap).end() == text


@given(st.text("0123456789ABC", min_size=LEAST, max_size=30), st.integers(GAP + 1, 500))
def test_keys_at_the_pace_of_hands_are_none(text, gap):
    assert typed(text, gap).end() == ""


def test_a_few_fast_keys_are_no_burst():
    assert typed("1234", 5).end() == ""


def test_one_slow_key_begins_anew():
    burst = typed("12345", 5)

    assert burst.add("6", 1020 + GAP + 1)
    assert burst.end() == ""


def test_what_ended_does_not_go_on():
    burst = typed("12345", 5)
    burst.end()

    assert not burst.goes_on(1021)


def test_keys_without_a_time_are_made_by_a_program_and_never_a_burst():
    assert typed("0123456789", 0, start=0).end() == ""
