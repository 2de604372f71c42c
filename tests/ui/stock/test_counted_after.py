"""What a line of the stock room says of the counts that stand after it.  No window."""

from datetime import timedelta
from uuid import uuid4

import pytest

from outreach.stock.paper_trail import CountedDay
from outreach.translation import translator
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.books import Asked, PaperBooks
from outreach.ui.stock.paper.draft import Chosen, PaperDraft
from outreach.ui.stock.paper.state import PaperState
from outreach.vocabulary import LotId
from tests.make import SYRINGE, TODAY

DAY = timedelta(days=1)
A, B = LotId(1), LotId(2)
LEFT_B_OUT, LOOKED_AT_ALL = CountedDay(TODAY - 2 * DAY, frozenset({B})), CountedDay(TODAY - DAY, frozenset())


@pytest.fixture
def line_of(template):
    known = template.catalog
    item = known.item[known.find("item", SYRINGE)]

    def said(lot, *counts):
        on = TODAY - 3 * DAY
        draft = PaperDraft(uuid4(), on=on).with_line(item, "5", Chosen(lot, "24A17", None, ""))
        books = PaperBooks(Asked(None, on, TODAY, (item.id,)), known, None, {}, {}, {item.id: counts}, {})
        return wording.late(draft.lines[0], PaperState(draft, TODAY, books), translator("en"))

    return said


def test_late_paper_is_told_which_count_keeps_the_shelf_as_it_was_counted(line_of):
    assert line_of(A, LEFT_B_OUT, LOOKED_AT_ALL).startswith("Counted on 13 Oct")


def test_a_count_that_left_a_lot_out_is_not_said_to_keep_its_shelf(line_of):
    assert line_of(B, LEFT_B_OUT, LOOKED_AT_ALL).startswith("Counted on 14 Oct")
    assert line_of(B, LEFT_B_OUT) == ""
