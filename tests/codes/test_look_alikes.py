"""One slip of typing away: what counts, what does not, and that it works both ways."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.codes.look_alikes import readings, slips
from outreach.codes.normalizing import normalize

codes = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=12)


@pytest.mark.parametrize("typed", ["MB0785", "M0785", "MA07855", "XMA0785", "AM0785", "MA0758", "ma-O7 85", "MA785"])
def test_a_sign_wrong_missing_too_many_or_swapped_is_a_slip(typed):
    assert normalize(typed) in slips("MA0785")


@pytest.mark.parametrize("typed", ["MA0785", "AM7085", "MA8507", "MA07", ""])
def test_more_than_one_slip_is_another_code(typed):
    assert typed not in slips("MA0785")


@given(codes, st.data())
def test_slips_go_both_ways_and_never_hold_the_code_itself(code, data):
    near = slips(code)

    assert code not in near
    assert code in slips(data.draw(st.sampled_from(sorted(near))))


@given(st.text(max_size=45))
def test_slips_are_codes_as_they_are_kept(typed):
    assert all(normalize(slip) == slip and 1 <= len(slip) <= 40 for slip in slips(typed))


@given(codes)
def test_the_longest_codes_have_slips_too(code):
    assert slips(code.ljust(40, "7"))


def test_what_looks_the_same_is_found_however_many_signs_are_read_the_other_way():
    assert readings("MO01") == {"MO01", "M001", "MOO1", "M0O1", "MO0I", "M00I", "MOOI", "M0OI"}
    assert "M0OI" in slips("MO01")
    assert readings("MA785") == {"MA785"}


def test_a_code_of_nothing_but_look_alikes_is_read_in_one_way():
    assert readings("O" * 30) == {"O" * 30}
