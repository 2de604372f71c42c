"""What stands in a cell of a sheet, and what typing in it makes of a row."""

from decimal import Decimal

import pytest

from outreach.entry import Returned, Unlisted
from outreach.ui.sheets.amounts import Wrong, quarters_of, quarters_text, with_amount
from outreach.ui.sheets.columns import Column, What, thing, toggled
from outreach.ui.sheets.titles import told_apart
from outreach.vocabulary import ReturnedHow, SeenBefore
from tests.ui.sheets.test_keying import column


@pytest.mark.parametrize(
    ("typed", "quarters"),
    [("1", 4), ("1½", 6), ("1.5", 6), ("1 1/2", 6), ("¾", 3), (".25", 1), ("2", 8), ("10", 40), ("1 3/4", 7)],
)
def test_containers_are_told_in_whole_ones_and_quarters(typed, quarters):
    assert quarters_of(typed) == quarters
    assert quarters_of(quarters_text(quarters)) == quarters


@pytest.mark.parametrize("typed", ["x", "1.3", "0", "-1", "½½", ""])
def test_anything_else_is_no_amount_of_a_container(typed):
    assert isinstance(quarters_of(typed), Wrong)


@pytest.mark.parametrize(
    ("quarters", "number", "full"), [(4, 1, 4), (8, 2, 4), (2, 1, 2), (6, 2, 3), (3, 1, 3), (5, 5, 1), (7, 7, 1)]
)
def test_part_full_containers_add_up_to_what_was_written(presenter, quarters, number, full):
    _, quart = presenter.state.grid.layout.letters[0]
    returned = with_amount(Returned(ReturnedHow.CONTAINER, container_id=quart), quarters_text(quarters))

    assert isinstance(returned, Returned)
    assert (returned.number, returned.quarters) == (number, full)
    assert number * full == quarters


def test_an_amount_without_how_it_was_measured_is_not_guessed():
    assert isinstance(with_amount(Returned(), "12"), Wrong)
    assert isinstance(with_amount(Returned(ReturnedHow.NONE), "12"), Wrong)


def test_every_letter_of_the_paper_is_understood_in_either_case(presenter):
    grid, blank = presenter.state.grid, presenter.state.rows[0]
    how, amount = (column(presenter, what)[1] for what in (What.HOW, What.AMOUNT))
    seen = {}
    for letter in grid.letters:
        row = grid.typed(how, blank, letter.lower())
        seen[letter] = row.returned.how
        assert grid.text(how, row) == letter
        if letter != "N":
            assert grid.text(amount, grid.typed(amount, row, "2")) == "2"

    assert seen == {
        "N": ReturnedHow.NONE, "S": ReturnedHow.TOLD, "C": ReturnedHow.COUNTED, "P": ReturnedHow.WEIGHT,
        "Q": ReturnedHow.CONTAINER, "G": ReturnedHow.CONTAINER,
    }  # fmt: skip


def test_pounds_are_what_is_left_without_the_bag(presenter):
    grid, blank = presenter.state.grid, presenter.state.rows[0]
    row = grid.typed(column(presenter, What.HOW)[1], blank, "p")
    row = grid.typed(column(presenter, What.AMOUNT)[1], row, "0.4")

    assert (row.returned.gross, row.returned.tare) == (Decimal("0.4"), Decimal(0))


@pytest.mark.parametrize(
    ("typed", "name", "amount"),
    [("latex 3", "latex", 3), ("box", "box", 1), ("ponchos x 2", "ponchos", 2), ("ponchos x2", "ponchos", 2),
     ("ponchos ×2", "ponchos", 2), ("ponchos 2", "ponchos", 2)],
)  # fmt: skip
def test_a_thing_keeps_its_last_letter_and_an_x_alone_means_times(typed, name, amount):
    assert thing(typed) == Unlisted(name, amount)


def test_what_has_no_column_is_matched_as_on_the_desk_and_anything_else_goes_by_its_name(presenter):
    grid, blank = presenter.state.grid, presenter.state.rows[0]
    other = column(presenter, What.OTHER)[1]

    row = grid.typed(other, blank, "tourniq 20, rain ponchos 2; earplugs")

    catalog = grid.catalog
    assert [(catalog.item[item].name, n) for item, n in row.items] == [("Tourniquet", 20)]
    assert [(thing.name, thing.quantity) for thing in row.unlisted] == [("rain ponchos", 2), ("earplugs", 1)]
    assert grid.text(other, row) == "Tourniquets 20, rain ponchos 2, earplugs 1"


def test_referrals_are_found_by_the_beginning_of_a_word_and_never_invented(presenter):
    grid, blank = presenter.state.grid, presenter.state.rows[0]
    referred = column(presenter, What.REFERRED)[1]

    assert grid.text(referred, grid.typed(referred, blank, "hous, hepa")) == "Housing, Hepatitis C care"
    assert isinstance(grid.typed(referred, blank, "the lawyer"), Wrong)


def test_a_tick_is_set_and_taken_back(presenter):
    blank = presenter.state.rows[0]
    before = column(presenter, What.BEFORE)[1]

    ticked = toggled(before, blank)

    assert ticked.before is SeenBefore.BEFORE
    assert toggled(before, ticked) == blank


def test_titles_are_as_short_as_tells_them_apart():
    assert told_apart(["29G ½″ 1 mL", "29G ½″ 0.5 mL", "Nasal 4 mg kit", "1 qt container"]) == [
        "29G ½″ 1",
        "29G ½″ 0.5",
        "Nasal",
        "1 qt",
    ]


def test_a_column_says_whether_it_is_added_up():
    assert Column(What.ITEM, "", "", "").is_added_up
    assert not Column(What.HOW, "", "", "").is_added_up
