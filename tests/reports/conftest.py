"""What tests of printed papers may count on."""

import pytest

from tests.make import Desk
from tests.reports.stock_room import StockRoom


@pytest.fixture
def room(file_desk: Desk) -> StockRoom:
    """A center whose stock room has something of everything."""
    return StockRoom(file_desk)
