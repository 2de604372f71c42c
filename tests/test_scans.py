"""What a scanner sends, with and without the separators GS1 asks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.scans import LONGEST, Marked, read

GTIN = "00614141999996"
END_OF_2027 = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("4006381333931", "04006381333931"),
        ("614141999996", GTIN),
        ("96385074", "00000096385074"),
        (GTIN, GTIN),
        ("]E04006381333931", "04006381333931"),
        (f"01{GTIN}", GTIN),
    ],
)
def test_the_same_trade_item_has_one_code_however_it_is_printed(sent, code):
    assert (read(sent).code, read(sent).is_standard) == (code, True)


@pytest.mark.parametrize("sent", ["swab-200", "4006381333932", "12345", f"01{GTIN[:-1]}7"])
def test_what_no_check_digit_vouches_for_is_kept_as_it_is_and_could_be_typed(sent):
    assert read(sent) == read(sent.lower())
    assert (read(sent).code, read(sent).is_standard) == (sent.upper(), False)


@pytest.mark.parametrize(
    "sent",
    [
        f"01{GTIN}1727123110" + "24A17",
        f"]d201{GTIN}10" + "24A17\x1d17271231",
        f"\x1d01{GTIN}21" + "7XY\x1d10" + "24A17\x1d17271200",
        f"01{GTIN}17271231" + "10" + "24A17\x1d",
    ],
)
def test_lot_and_expiry_come_with_the_box(sent):
    assert read(sent).code == GTIN
    assert read(sent).lots == (Marked("24A17", END_OF_2027),)


def test_a_lot_without_its_separator_is_read_in_every_way_there_is():
    lots = read(f"01{GTIN}10" + "LOT" + "17271231").lots

    assert set(lots) == {Marked("LOT", END_OF_2027), Marked("LOT17271231")}


def test_a_separator_leaves_one_way():
    assert read(f"01{GTIN}10" + "LOT\x1d17271231").lots == (Marked("LOT", END_OF_2027),)


def test_a_box_without_a_lot_names_none():
    assert read(f"01{GTIN}21" + "7XY").lots == ()


LOT = st.text("ABCXYZ0123456789-/", min_size=1, max_size=20)


@given(lot=LOT, serial=LOT)
def test_with_separators_every_lot_is_read_as_it_is_printed(lot, serial):
    assert read(f"01{GTIN}10{lot}\x1d21{serial}").lots == (Marked(lot),)


@given(lot=LOT)
def test_without_separators_the_lot_that_is_printed_is_among_the_ways(lot):
    assert Marked(lot, END_OF_2027) in read(f"01{GTIN}17271231" + f"10{lot}").lots


@given(st.text(max_size=LONGEST + 5))
def test_nothing_that_is_sent_is_too_much(sent):
    assert len(read(sent).code) <= 3 * LONGEST
