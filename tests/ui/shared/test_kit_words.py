"""What is said of a kit's shelf: those made up are none that can still be made."""

from dataclasses import replace

import pytest

from outreach.stock.levels import Level, Status
from outreach.translation import translator
from outreach.ui.desk import wording as desk
from outreach.ui.shared.kit_words import kits
from outreach.ui.stock import wording as stock
from outreach.vocabulary import ItemId
from tests.ui.desk.made import INJECTING_KIT, item

LEVEL = Level(
    ItemId(INJECTING_KIT), on_hand=12, usable=12, by_site={}, next_expiry=None, expiring=False, expired=0, on_hold=0,
    can_make=635, days_of_cover=None, status=Status.OK,
)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "can_make", "said"),
    [(12, 635, "12 made, 635 more can be"), (0, 635, "635 can be made"), (12, 0, "12 made"), (0, 0, "0 can be made")],
)
def test_kits_made_up_and_those_there_are_parts_for_are_said_apart(made, can_make, said):
    level = replace(LEVEL, on_hand=made, usable=made, can_make=can_make)

    assert kits(level, translator("en")) == desk.shelf(level, translator("en")) == said


def test_on_the_desk_the_figure_is_all_that_can_be_given_and_no_kit_is_short_before():
    assert desk.shelf_number(LEVEL, translator("en")) == "647"
    assert not desk.shortfall(LEVEL, 647, translator("en"))
    assert desk.shortfall(LEVEL, 648, translator("en"))


def test_the_shelves_say_what_their_parts_allow_beside_those_on_hand():
    assert stock.unit(item(INJECTING_KIT, "Injecting kit"), LEVEL, translator("en")) == "635 can be made"
