"""What the barcode of a lot label says: read back as it was written, and no slip of it is another lot."""

from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.label_codes import Label, read, signs_of, written

SIGNS = ascii_uppercase + digits
LABELS = st.builds(
    Label, st.integers(1, 8191), st.integers(1, 36**6), st.text(SIGNS, max_size=12), st.integers(1, 100_000)
)


@given(LABELS)
def test_a_label_is_read_as_it_was_written(label):
    assert read(written(label)) == label
    assert read(f" {written(label).lower()}\n") == label


@given(LABELS, st.data())
def test_one_wrong_sign_makes_it_no_label(label, data):
    code = written(label)
    at = data.draw(st.sampled_from([at for at, sign in enumerate(code) if sign != "." and at > 0]))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[at]]))

    assert read(code[:at] + wrong + code[at + 1 :]) is None


def test_a_label_for_one_unit_is_as_short_as_it_can_be():
    assert written(Label(1, 83, "24A17")) == "L1.2B.24A17." + written(Label(1, 83, "24A17"))[-1]


@pytest.mark.parametrize(
    "other", ["", "L", "4006381333931", "0100614141999996", "L1.2B.24A17", "24A17", "https://l.example/1.2.3.4"]
)
def test_no_other_barcode_is_a_label(other):
    assert read(other) is None


@pytest.mark.parametrize(
    ("number", "signs"), [("24-A 17", "24A17"), ("lote ñ9", "LOTEN9"), ("", ""), ("ABCDEFGHIJKLMNOP", "ABCDEFGHIJKL")]
)
def test_a_number_is_written_in_signs_every_scanner_types(number, signs):
    assert signs_of(number) == signs
