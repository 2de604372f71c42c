"""Words become text in the language of the thing drawn."""

import re
import string
from datetime import date
from decimal import Decimal

import pytest

from outreach.translation import LANGUAGES, LOCALES, N_, PSEUDO, N_plural, translator
from tests.messages import Found, catalog, catalog_file, in_the_program

english, pseudo = translator("en"), translator(PSEUDO)
TRANSLATED = [language for language in LOCALES if language not in ("en", PSEUDO)]


def fields(message):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name is not None}


def test_english_needs_no_catalog():
    assert english("Nothing recorded yet") == "Nothing recorded yet"


def test_a_message_is_filled_in_as_the_language_writes_it():
    text = english("{n} on {day}, lot {lot}", n=13120, day=date(2026, 10, 3), lot="24017")

    assert text == "13,120 on 3 Oct 2026, lot 24017"


def test_a_field_with_a_format_of_its_own_keeps_it():
    assert english("{expires:%m/%Y}", expires=date(2027, 3, 31)) == "03/2027"


def test_nothing_stays_nothing():
    assert english("") == pseudo("") == ""


def test_a_missing_field_is_noticed():
    with pytest.raises(KeyError):
        english("{n} visits")


@pytest.mark.parametrize(("n", "text"), [(0, "0 visits"), (1, "1 visit"), (1204, "1,204 visits")])
def test_the_number_chooses_the_form(n, text):
    assert english.count("{n} visit", "{n} visits", n) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0"), (-4, "−4"), (-10360, "−10,360"), (10360, "10,360"), (2.5, "2.5"), (Decimal("1.125"), "1.125")],
)
def test_numbers_are_read_at_a_glance(n, text):
    assert english.number(n) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (4, "+4"), (-4, "−4"), (-12345, "−12,345")])
def test_what_came_has_a_plus_and_what_went_a_true_minus(n, text):
    assert english.signed(n) == text


@pytest.mark.parametrize(
    ("language", "day", "weekday", "month"),
    [
        ("en", "3 Oct 2026", "Sat 3 Oct 2026", "October 2026"),
        ("es", "3 oct 2026", "sáb 3 oct 2026", "octubre 2026"),
    ],
)
def test_nobody_takes_the_month_for_the_day(language, day, weekday, month):
    words = translator(language)

    assert words.day(date(2026, 10, 3)) == day
    assert words.weekday(date(2026, 10, 3)) == weekday
    assert words.month(date(2026, 10, 3)) == month


def test_spanish_numbers_are_written_as_in_the_us():
    assert translator("es").number(1234.5) == "1,234.5"


def test_a_language_of_a_newer_version_reads_english():
    assert translator("tlh") is english


def test_a_marked_constant_is_its_own_message():
    assert N_("Front desk") == "Front desk"


def test_a_number_chooses_from_a_marked_pair():
    assert english.count(*N_plural("{n} kit", "{n} kits"), 2) == "2 kits"


def test_the_pseudo_language_shows_what_is_translated_and_what_is_cut():
    assert pseudo("Save visit") == "[Šáávéé vííšííť]"


def test_the_pseudo_language_is_about_a_third_longer():
    plain = "You can still give it. Nobody is turned away because a count is wrong."

    assert 1.25 <= len(pseudo(plain)) / len(plain) <= 1.45


def test_the_pseudo_language_keeps_fields_and_braces():
    assert pseudo("{n} of {name:>3} {{x}}", n=2, name="a") == "[2 óóƒ   a {x}]".replace("ƒ", "f")
    assert pseudo.count("{n} kit", "{n} kits", 2) == "[2 ķííťš]"


def test_every_message_of_the_program_can_be_found():
    found = in_the_program()

    assert len(found.files) > 100
    assert found.hidden == []


@pytest.mark.parametrize(
    "hidden",
    [
        "N_(f'{n} visits')",
        "words('a' + b)",
        "self._words(f'{n}')",
        "words.count(ONE, N_('many'), 3)",
        "words.count(one, many, 3)",
        "N_plural(ONE, 'many')",
        "N_(TEXT)",
    ],
)
def test_a_message_no_tool_could_find_is_noticed(hidden):
    found = Found()
    found.read(hidden, "page.py")

    assert found.hidden == ["page.py:1"]


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("A = N_('one')", {"one"}),
        ("self._words('one')", {"one"}),
        ("words(A)", set()),
        ("words.count(N_('{n} x'), '{n} xs', 3)", {("{n} x", "{n} xs")}),
        ("PAIR = N_plural('{n} x', '{n} xs')", {("{n} x", "{n} xs")}),
        ("words.count(*PAIR, 3)", set()),
        ("'a'.count('a')", set()),
    ],
)
def test_messages_are_found_wherever_they_are_marked(source, messages):
    found = Found()
    found.read(source, "page.py")

    assert (set(found.files), found.hidden) == (messages, [])


@pytest.mark.parametrize("message", in_the_program().files, ids=str)
def test_every_message_survives_another_language(message):
    one, many = message if isinstance(message, tuple) else (message, message)
    data = dict.fromkeys(fields(one) | fields(many), "5")

    assert pseudo(one, **data).startswith("[")
    assert english(many, **data)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_its_message(language):
    wrong = [
        message.id
        for message in catalog(language)
        for id_, text in zip(_both(message.id), _both(message.string), strict=True)
        if message.id and text and fields(text) != fields(id_)
    ]

    assert wrong == []


@pytest.mark.parametrize("word", ["sitio", "recuento"])
def test_one_thing_has_one_word_in_spanish(word):
    """A site is *sede*, a count is *conteo*, wherever it stands."""
    said = [text for message in catalog("es") if message.id for text in _both(message.string)]

    assert not [text for text in said if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"] or [None])
def test_a_language_people_may_choose_is_complete(language):
    if language is None:
        pytest.skip("only English is offered so far")
    translated = {message.id for message in catalog(language) if message.id and all(_both(message.string))}

    assert set(in_the_program().files) - translated == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_lies_in_the_resources(language):
    assert catalog_file(language).is_file()


def _both(forms):
    return forms if isinstance(forms, tuple | list) else (forms,)
