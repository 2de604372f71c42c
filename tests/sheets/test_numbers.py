"""A sheet's number: read however it was typed, and never guessed at."""

import pytest

from outreach.sheets.numbers import NotASheetNumber, as_barcode, new_sheet_number, sheet_in, sheet_number


@pytest.mark.parametrize("typed", ["K7Q 482", "k7q482", " K7Q-482 ", "K7Q48Z"[:5] + "2"])
def test_a_number_is_the_same_however_it_is_typed_or_scanned(typed):
    assert sheet_number(typed) == "K7Q 482"


def test_letters_that_stand_where_figures_are_can_only_be_figures():
    assert sheet_number("K7Q I0O") == "K7Q 100"


@pytest.mark.parametrize("typed", ["", "482", "K7Q 4825", "O7Q 482", "K1Q 482", "K7Q 48X", "K7Q 48²"])
def test_anything_else_is_no_number(typed):
    with pytest.raises(NotASheetNumber):
        sheet_number(typed)


def test_new_numbers_read_back_as_themselves_also_from_the_bars():
    for _ in range(200):
        number = new_sheet_number()
        assert sheet_number(as_barcode(number)) == number
        assert sheet_in(as_barcode(number)) == number


@pytest.mark.parametrize("scanned", ["K7Q482", "#", "#K7Q4825", "0361414567"])
def test_what_is_no_sheet_s_bars_is_left_to_whoever_it_is_for(scanned):
    assert sheet_in(scanned) is None
