"""What the history calls a visit."""

from datetime import date

import pytest

from outreach.translation import translator
from outreach.ui.history import facts, wording
from outreach.visits.lines import Line
from outreach.visits.opened import Opened, Version
from outreach.vocabulary import EncounterId, ReturnedHow, SeenBefore, SiteId

DAY = date(2026, 10, 12)


def counted(contacts: int, *, has_code: bool = False) -> Line:
    return Line(
        EncounterId(1), 1, DAY, None, SiteId(1), None, "JM", DAY, has_code=has_code, contacts=contacts,
        for_people=None, returned_how=ReturnedHow.NOT_ASKED, returned=None, is_corrected=False, is_void=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("contacts", "has_code", "said"), [(41, False, "41 contacts"), (1, False, "No code"), (1, True, "Code")]
)
def test_what_a_totals_sheet_counted_is_told_as_contacts_and_not_as_one_visit(contacts, has_code, said):
    assert wording.who(counted(contacts, has_code=has_code), translator("en")) == said


@pytest.mark.parametrize(("contacts", "said"), [(41, "K7Q 482"), (1, "K7Q 482, row 3")])
def test_a_totals_sheet_has_a_number_and_no_row_of_a_visit(contacts, said):
    version = Version(counted(contacts), 1, "JM", DAY, 9, SeenBefore.NOT_ASKED, is_other_code=False, voided=None)
    opened = Opened(EncounterId(1), (version,), (), ("K7Q 482", 3))

    assert facts.sheet(opened, translator("en")) == said
