"""Heads of narrow columns: short, in two lines, and never two alike."""

from outreach.ui.sheets.titles import in_lines, least_rooms, told_apart


def measure(text):
    """Every sign as wide as every other."""
    return len(text)


def test_words_that_all_begin_with_are_left_out():
    assert told_apart(["Prueba de VIH", "Prueba de hepatitis C", "Curación"]) == ["VIH", "Hepatitis", "Curación"]
    assert told_apart(["Cookers", "Cottons", "HIV test", "Hepatitis C test"]) == [
        "Cookers", "Cottons", "HIV", "Hepatitis",
    ]  # fmt: skip


def test_no_title_ends_with_a_word_that_only_joins():
    assert told_apart(["Kit de inyección", "Kit nasal 4 mg"]) == ["Kit de inyección", "Kit nasal"]


def test_the_rest_of_a_name_stands_behind_its_title_only_where_all_of_it_has_room():
    assert in_lines("Fentanyl", "strips", 8, measure) == ("Fentanyl", "strips")
    assert in_lines("Safer-use", "conversation", 9, measure) == ("Safer-use",)
    assert in_lines("Safer-use", "conversation", 6, measure) == ("Safer-", "use")


def test_a_word_without_room_is_cut_and_keeps_three_letters():
    assert in_lines("Naloxone", "training", 6, measure) == ("Nalox.",)
    assert in_lines("Naloxone", "training", 2, measure) == ("Nal.",)


def test_a_short_name_stands_where_a_word_would_be_cut():
    assert in_lines("Hepatitis", "C test", 9, measure, "HCV") == ("Hepatitis", "C test")
    assert in_lines("Hepatitis", "C test", 8, measure, "HCV") == ("HCV",)
    assert least_rooms([("Hepatitis", "HCV"), ("Naloxone", "Nlx")], 3, 20, measure) == [3, 3]


def test_a_column_has_at_least_the_room_in_which_it_is_told_from_every_other():
    titles = ["Container", "Contacts", "HIV"]

    first, second, third = least_rooms([(title, "") for title in titles], 4, 20, measure)

    assert third == 4
    assert in_lines("Container", "", first, measure) != in_lines("Contacts", "", first, measure)
    assert in_lines("Container", "", second, measure) != in_lines("Contacts", "", second, measure)
    assert (first, second) == (7, 7)
