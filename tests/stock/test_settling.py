"""What is short is judged anew by the rows of the days concerned: the ledger behind them only grows."""

import pytest
from sqlalchemy import text

from outreach.stock import settling
from tests.make import COOKER, TODAY

BY_DAY = (
    "USING INDEX ix_movements_occurred_on (occurred_on",
    "USING INDEX ix_movements_shortfalls (site_id=? AND item_id=? AND occurred_on>?)",
)


@pytest.mark.parametrize("statement", [settling._MOVED_SINCE, settling._NOTED_SINCE])
def test_a_delivery_is_judged_by_the_rows_of_its_days_however_long_its_item_was_kept(file_desk, statement):
    file_desk.receive(COOKER, 100)
    asked = {"site": file_desk.site(), "item": file_desk.item(COOKER), "since": TODAY}
    with file_desk.store.reading() as session:
        plan = [row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {statement}"), asked)]

    of_movements = [step for step in plan if "movements" in step or step.split()[1] == "m"]
    assert of_movements
    assert all(any(found in step for found in BY_DAY) for step in of_movements)
