"""Blank sheets on paper: what stands on them, where, and how large."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from outreach import catalog
from outreach.reports.paper import Paper
from outreach.reports.sheet_heads import SUPPLIES, heads_of
from outreach.reports.sheet_pen import broken, width_of
from outreach.reports.sheets import sheets_pdf
from outreach.reports.visit_sheet import groups_of
from outreach.sheets.rules import PaperRules
from outreach.translation import LANGUAGES, translator
from outreach.vocabulary import SheetKind
from tests.make import TODAY
from tests.sheets.keyed import Sheets

WORDS = translator("en")
SIZES = {Paper.LETTER: (612, 792), Paper.A4: (595, 841)}
CODES = PaperRules(codes_on_paper=True)


@pytest.fixture
def blanks(file_desk):
    sheets = Sheets(file_desk)
    return {kind: sheets.print(kind, copies=2) for kind in SheetKind}


def printed(desk, blanks, rules=None, paper=Paper.LETTER, words=WORDS):
    return sheets_pdf(blanks, desk.catalog, rules or PaperRules(), words, paper=paper)


def said(pdf, page=0):
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split())


def test_every_sheet_is_one_page_with_its_own_number_and_layout(file_desk, blanks):
    first, second = blanks[SheetKind.VISIT]

    pdf = printed(file_desk, blanks[SheetKind.VISIT])

    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert f"Sheet {first.number} · Layout 1" in said(pdf)
    assert second.number in said(pdf, 1)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("kind", list(SheetKind))
def test_it_fits_letter_and_a4_and_nothing_is_smaller_than_nine_points(file_desk, blanks, kind, paper):
    pdf = printed(file_desk, blanks[kind], paper=paper)
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    sizes = [one.get_font_size() if hasattr(one, "get_font_size") else 9 for one in page.get_objects()]
    inside = all(edge >= 0 for one in page.get_objects() for edge in one.get_bounds()[:2])
    size = tuple(map(int, page.get_size()))
    document.close()

    assert size == SIZES[paper]
    assert inside
    assert min(sizes) >= 9


def test_the_columns_are_those_of_the_desk_with_letters_for_how_returns_were_measured(file_desk, blanks):
    text = said(printed(file_desk, blanks[SheetKind.VISIT]))
    items = blanks[SheetKind.VISIT][0].layout.items

    for item in (file_desk.catalog.item[item_id] for item_id in items):
        assert item.short_name.replace("″", "").split()[0] in text
    assert "N none · S they say · C counted · Q 1 quart containers · G 2 gallon containers" in text
    assert "HIV test" in text
    assert "Hepatitis C test" in text
    assert " 22 " in text


def test_codes_stand_on_paper_only_where_the_center_turned_them_on(file_desk, blanks):
    without, with_codes = (printed(file_desk, blanks[SheetKind.VISIT], rules) for rules in (PaperRules(), CODES))

    assert "No names, codes, phone numbers or addresses." in said(without)
    assert "Cut off and" not in said(without)
    assert "Cut off and destroy on keying" in said(with_codes)


def test_the_foot_says_the_center_s_own_rule(file_desk, blanks):
    rule = PaperRules(record_rule="Shred after two years.")

    assert "Keep or destroy as your record rule says." in said(printed(file_desk, blanks[SheetKind.VISIT]))
    assert "Shred after two years." in said(printed(file_desk, blanks[SheetKind.TOTALS], rule))


def test_a_totals_sheet_says_what_one_tick_is_and_what_it_never_adds(file_desk, blanks):
    text = said(printed(file_desk, blanks[SheetKind.TOTALS]))

    assert "One tick is" in text
    assert "1 kit" in text
    assert "not counted" in text
    assert "It never adds participants, new participants or answers." in text


def test_the_same_sheets_give_the_same_bytes(file_desk, blanks):
    for kind in SheetKind:
        assert printed(file_desk, blanks[kind]) == printed(file_desk, blanks[kind])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rules", [PaperRules(), CODES])
def test_in_every_language_the_sheet_is_one_page(file_desk, blanks, language, rules):
    pdf = printed(file_desk, blanks[SheetKind.VISIT], rules, words=translator(language))

    assert len(PdfReader(BytesIO(pdf)).pages) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("across", [620.0, 720.0])
def test_no_word_of_a_heading_is_broken_and_each_fits_over_its_columns(file_desk, blanks, language, across):
    words = translator(language)
    known = file_desk.read(catalog.load, language, TODAY)
    groups = groups_of(blanks[SheetKind.VISIT][0].layout, known, words, across)
    whole = {word for group in groups for word in group.title.split()} | set(words(SUPPLIES).split())

    for head in heads_of(groups, words):
        assert {word for line in head.lines for word in line.split()} <= whole
        beside = (
            12 * len(head.lines)
            if head.is_upright
            else max((width_of(line, bold=True) for line in head.lines), default=0)
        )
        assert beside <= head.width
    for cell in (cell for group in groups for cell in group.cells if not cell.is_upright):
        assert "-" not in "".join(broken(cell.title, cell.width - 4)) or "-" in cell.title


def test_what_has_no_total_has_no_box_in_the_totals_row(file_desk, blanks):
    layout = blanks[SheetKind.VISIT][0].layout
    groups = groups_of(layout, file_desk.catalog, WORDS, 720.0)
    totalled = [cell.title for group in groups for cell in group.cells if cell.is_totalled]

    assert len(totalled) == len(layout.items) + len(layout.services)
    pdf = PdfReader(BytesIO(printed(file_desk, blanks[SheetKind.VISIT][:1])))
    drawn = pdf.pages[0].get_contents()
    assert drawn is not None
    assert drawn.get_data().count(b".866667 .866667 .866667 rg") == len(
        [cell for group in groups[2:] for cell in group.cells if not cell.is_totalled]
    )


def test_what_a_tick_stands_for_and_what_is_written_under_total_is_said_on_a_totals_sheet(file_desk, blanks):
    text = said(printed(file_desk, blanks[SheetKind.TOTALS]))

    assert "10 units" in text
    assert "1 unit" in text
    assert text.count("Total in units") == 2
    assert "3 ticks of 10 units are 30." in text


def test_a_word_too_wide_for_its_column_is_cut_with_a_hyphen_and_none_is_lost():
    lines = broken("Naloxone, Drug checking", 40)

    assert all(width_of(line, bold=True) <= 40 for line in lines)
    assert "".join(lines).replace("-", "").replace(",", "") == "NaloxoneDrugchecking"


def test_a_sample_is_marked(file_desk, blanks):
    sample = replace(file_desk.catalog, is_sample=True)

    marked = sheets_pdf(blanks[SheetKind.VISIT], sample, PaperRules(), WORDS)

    assert len(marked) > len(printed(file_desk, blanks[SheetKind.VISIT]))
