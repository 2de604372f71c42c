"""Codes that are given out: no two signs look alike, and a slip of typing shows."""

import re
from itertools import pairwise

import pytest
from stdnum.iso7064 import mod_37_36

from outreach.codes.issued import DIGITS, SIGNS, has_check, is_right, new_code
from outreach.codes.look_alikes import slips

CODES = [new_code() for _ in range(300)]


def test_a_new_code_is_right_and_easy_to_read():
    for code in CODES:
        assert is_right(code)
        assert is_right(f" {code[:3].lower()}-{code[3:]} ")
        assert re.fullmatch(f"[{DIGITS}][{SIGNS}]{{6}}", code)
        assert not set("O0I1L5S8B2Z") & set(code)


def test_new_codes_differ():
    assert len(set(CODES)) > len(CODES) - 2


def test_every_slip_of_a_code_given_out_shows():
    for code in CODES:
        assert [slip for slip in slips(code) if is_right(slip)] == []


def test_the_check_alone_would_miss_some_swapped_neighbors():
    """Which is why such codes are not given out; MOD 37,36 shows every wrong sign, and 36 swaps of 37."""
    missed = [
        first + second
        for first, second in pairwise("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for lead in SIGNS
        for more in SIGNS
        if mod_37_36.calc_check_digit(lead + more + first + second)
        == mod_37_36.calc_check_digit(lead + more + second + first)
    ]

    assert missed


@pytest.mark.parametrize("typed", ["", "MA0785", "K7MX4PF", "7KMX4P", "7KMX4PHF", "7KMX4PO", "٣KMX4PF"])
def test_other_codes_are_not_taken_for_ours(typed):
    assert not has_check(typed)
    assert not is_right(typed)


def test_a_wrong_check_character_is_no_longer_right_but_still_one_of_ours():
    code = CODES[0]
    wrong = code[:-1] + next(sign for sign in SIGNS if sign != code[-1])

    assert has_check(wrong)
    assert not is_right(wrong)
