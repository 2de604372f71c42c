"""What the history calls a visit."""

from datetime import date

import pytest

from outreach.translation import translator
from outreach.ui.history import wording
from outreach.visits.lines import Line
from outreach.vocabulary import EncounterId, ReturnedHow, SiteId

DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("contacts", "has_code", "said"), [(41, False, "41 contacts"), (1, False, "No code"), (1, True, "Code")]
)
def test_what_a_totals_sheet_counted_is_told_as_contacts_and_not_as_one_visit(contacts, has_code, said):
    line = Line(
        EncounterId(1), 1, DAY, None, SiteId(1), None, "JM", DAY, has_code=has_code, contacts=contacts,
        for_people=None, returned_how=ReturnedHow.NOT_ASKED, returned=None, is_corrected=False, is_void=False,
    )  # fmt: skip

    assert wording.who(line, translator("en")) == said
