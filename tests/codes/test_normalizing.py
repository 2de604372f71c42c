"""One rule reads every code, once and for all."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from outreach.codes.normalizing import hash_code, normalize


@given(st.text(max_size=45))
def test_a_normalized_code_stays_as_it_is(typed):
    assert normalize(normalize(typed)) == normalize(typed)


def test_no_letter_of_any_script_changes_when_it_is_read_again():
    every = map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1)))

    assert [letter for letter in every if normalize(normalize(letter)) != normalize(letter)] == []


def test_capitals_spaces_dashes_and_accents_make_no_difference():
    assert {normalize(typed) for typed in ("ma-07 85", "MA0785", "Má.0785", "\uff4d\uff410785")} == {"MA0785"}
    assert normalize("MAO785") != normalize("MA0785")


def test_rule_1_hashes_as_it_always_did():
    assert hash_code(b"secret", "ma-07 85").digest.hex().startswith("03be8e4572e0a4ce")
