"""The line that understands `50 29g`."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.ui.shared.quick_add import LARGEST_AMOUNT, QuickAdd
from tests.ui.desk.made import CONTAINER, FENTANYL, G28, G29, IM_KIT, INJECTING_KIT, ITEMS, NASAL_KIT, XYLAZINE, item

line = QuickAdd(ITEMS, most_given=[INJECTING_KIT, G29, NASAL_KIT, FENTANYL])


def meant(text):
    return [(match.amount, match.item_id) for match in line.matches(text)]


@pytest.mark.parametrize(
    ("text", "amount", "item_id"),
    [
        ("50 29g", 50, G29),
        ("29g 50", 50, G29),
        ("2 nal", 2, NASAL_KIT),
        ("kit", 1, INJECTING_KIT),
        ("10 strip", 10, FENTANYL),
        ("strip xyl", 5, XYLAZINE),
        ("x20 28g", 20, G28),
        ("20x 28g", 20, G28),
        ("2nal", 2, NASAL_KIT),
        ("1,000 29g", 1000, G29),
        ("1 qt", 1, CONTAINER),
        ("29g 1/2 1ml 50", 50, G29),
        ("29G ½ 50", 50, G29),
        ("im 0.4", 1, IM_KIT),
        ("2b 29g", 200, G29),
        ("29g 1c", 1000, G29),
    ],
)
def test_the_first_number_is_the_amount_and_the_rest_are_words(text, amount, item_id):
    assert meant(text)[0] == (amount, item_id)


def test_no_amount_means_the_usual_pack():
    assert meant("29g") == [(10, G29)]


@pytest.mark.parametrize("text", ["29g", "29g 29g", "100"])
def test_a_word_that_is_an_alias_is_never_an_amount(text):
    numbered = item(99, "Cotton", aliases=("100",), usual_pack=7)
    assert QuickAdd([*ITEMS, numbered]).matches(text)[0].amount in {10, 7}


def test_an_alias_stands_beside_an_amount():
    numbered = item(99, "Cotton", aliases=("100",), usual_pack=7)
    assert [(match.amount, match.item_id) for match in QuickAdd([numbered]).matches("100 3")] == [(3, 99)]


def called_by_numbers():
    """As the starter catalog is: the gauge alone is an alias."""
    numbers = (item(50 + n, f"Syringe {n}G", aliases=(f"{n}g", f"{n}"), usual_pack=10) for n in (25, 29, 30))
    return QuickAdd([*numbers, item(99, "Alcohol swab")])


@pytest.mark.parametrize(
    ("text", "amount", "item_id"),
    [
        ("29", 10, 79),
        ("30 29g", 30, 79),
        ("29g 30", 30, 79),
        ("25 swab", 25, 99),
        ("50 29", 50, 79),
        ("29 29g", 10, 79),
    ],
)
def test_a_gauge_is_an_amount_only_where_nothing_is_called_by_it(text, amount, item_id):
    assert called_by_numbers().matches(text)[0].amount == amount
    assert called_by_numbers().matches(text)[0].item_id == item_id


@pytest.mark.parametrize("text", ["jeringa 29g", "INYECCION", "inyección", "tiras fent"])
def test_any_language_of_the_center_will_do(text):
    assert meant(text)


@pytest.mark.parametrize(
    ("text", "item_id"),
    [("narcna", NASAL_KIT), ("fentnyl", FENTANYL), ("sylazine", XYLAZINE), ("conatiner", CONTAINER)],
)
def test_a_typo_is_forgiven(text, item_id):
    assert meant(text)[0][1] == item_id


@pytest.mark.parametrize("text", ["27g", "50 27g", "92g"])
def test_a_gauge_one_off_is_another_syringe_not_a_typo(text):
    assert meant(text) == []


def test_ties_go_by_what_is_given_most():
    assert [item_id for _, item_id in meant("kit")] == [INJECTING_KIT, NASAL_KIT, IM_KIT]


def test_whoever_is_called_exactly_that_comes_before_whoever_is_given_most():
    assert meant("im naloxone 0.4 mg kit")[0] == (1, IM_KIT)


def test_how_its_name_begins_comes_before_an_alias_and_a_word_in_the_middle():
    vials = item(98, "IM naloxone", aliases=("injectable naloxone",))
    swab = item(97, "Post injection swab")
    some = QuickAdd([vials, swab, *ITEMS], most_given=[vials.id, swab.id])

    assert [match.item_id for match in some.matches("40 inj")] == [INJECTING_KIT, 98, 97]
    assert [match.item_id for match in some.matches("injectable naloxone")] == [98]


@pytest.mark.parametrize("text", ["2b", "0b 29g", "2b narcan", "100c 29g", "99999b 29g"])
def test_boxes_are_counted_only_of_what_comes_in_boxes(text):
    assert meant(text) == []


def test_a_word_that_begins_an_alias_is_no_box():
    assert [
        match.amount for match in QuickAdd([item(99, "Barrel", aliases=("5cc",), case=10)]).matches("5c barrel")
    ] == [1]


def test_a_match_says_whether_an_amount_was_typed():
    assert [match.is_usual for text in ("29g", "10 29g") for match in line.matches(text)] == [True, False]


WORDS = sorted({word for one in ITEMS for name in one.search_words for word in name.split() if word.isalpha()})


@given(
    st.sampled_from(WORDS),
    st.integers(1, 99_999),
    st.sampled_from(["{n} {word}", "{word} {n}", "x{n} {word}", "{word} {n}x"]),
)
def test_an_amount_is_understood_wherever_it_stands(word, amount, order):
    assert [found for found, _ in meant(order.format(n=amount, word=word))][:1] == [amount]


@given(st.sampled_from([word for one in ITEMS for word in (*one.search_words, one.short_name)]))
def test_every_name_and_alias_finds_its_item_first_and_is_never_an_amount(name):
    found = line.matches(name)

    assert any(one.id == found[0].item_id and name in (*one.search_words, one.short_name) for one in ITEMS)
    assert found[0].is_usual


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_an_amount_that_can_be_given(text):
    assert all(1 <= match.amount <= LARGEST_AMOUNT for match in line.matches(text))


NOTHING = (
    "",
    "   ",
    "-5 29g",
    "29g -5",
    ".5 nalox",
    "2.5 nalox",
    "2,5 nalox",
    "0 29g",
    "100000 29g",
    "nothing like it",
    "½½",
    "2",
    "10 20",
    "999999999999999999999 kit",
)


@pytest.mark.parametrize("text", NOTHING)
def test_what_means_nothing_matches_nothing(text):
    assert meant(text) == []


def test_what_is_no_longer_given_is_not_offered():
    assert QuickAdd([item(99, "Old strip", is_retired=True)]).matches("strip") == ()


def test_a_hundred_items_are_searched_in_two_milliseconds():
    many = QuickAdd([*ITEMS, *(item(100 + n, f"Thing {n} of some kind {n * 7}") for n in range(100))])
    many.matches("naloxnoe")

    started = perf_counter()
    for _ in range(20):
        many.matches("2 naloxnoe")

    assert (perf_counter() - started) / 20 < 0.002
