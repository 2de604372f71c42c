"""The recovery sheet, read back from the paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from outreach.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from outreach.safety.vault_recovery import RecoveryKey
from outreach.translation import PSEUDO, translator

KEY = RecoveryKey(bytes(range(20)))
SHEET = RecoverySheet("Front Street Center", KEY.groups, ("JM", "AR"), date(2026, 10, 3))
WORDS = translator("en")


def text(sheet: RecoverySheet, language: str = "en") -> str:
    (page,) = PdfReader(BytesIO(recovery_sheet_pdf(sheet, translator(language)))).pages
    return " ".join(page.extract_text().split())


def test_the_key_on_paper_is_the_key_that_opens_the_center() -> None:
    words = text(SHEET).split()

    assert RecoveryKey.typed("-".join(word for word in words if word in KEY.groups)) == KEY


def test_the_sheet_says_whose_it_is_who_may_use_it_and_when_it_was_printed() -> None:
    printed = text(SHEET)

    for expected in ("Front Street Center", "JM, AR", "Printed 3 Oct 2026", "Where to keep it", "How to use it"):
        assert expected in printed


def test_it_is_one_letter_page_also_for_a_long_name_and_many_people_in_a_longer_language() -> None:
    many = tuple(f"{letter}{number}" for letter in "ABCDE" for number in range(8))
    sheet = replace(SHEET, center="A & B <Harm Reduction> " * 6, initials=many)

    for language in ("en", PSEUDO):
        (page,) = PdfReader(BytesIO(recovery_sheet_pdf(sheet, translator(language)))).pages
        assert (page.mediabox.width, page.mediabox.height) == (612, 792)


def test_every_word_of_it_can_be_translated() -> None:
    rest = text(replace(SHEET, center="[]"), PSEUDO)

    for english in ("Recovery", "Outreach", "envelope", "Kept", "Printed"):
        assert english not in rest


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert recovery_sheet_pdf(SHEET, WORDS) == recovery_sheet_pdf(SHEET, WORDS)
    assert recovery_sheet_pdf(SHEET, WORDS) != recovery_sheet_pdf(replace(SHEET, initials=("JM",)), WORDS)


@pytest.mark.parametrize("is_sample", [True, False])
def test_the_sample_center_is_marked_on_paper(is_sample: bool) -> None:
    assert ("SAMPLE" in text(replace(SHEET, is_sample=is_sample))) == is_sample
