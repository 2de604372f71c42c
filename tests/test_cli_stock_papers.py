"""The stock room's papers from the command line: whole files, or a sentence and none."""

import json
from contextlib import closing

import pytest

from outreach import barcodes as known
from outreach.catalog_editing import lists
from outreach.stock import draft_reading, lot_changes
from tests.make import FRONT, NASAL, NORTH, SYRINGE, opened_again
from tests.reports.reading import barcodes, text
from tests.test_cli_stock import edit, outreach, stocked

__all__ = ["outreach", "stocked"]


@pytest.fixture
def to(tmp_path):
    return tmp_path / "printed.pdf"


def lots_of(folder, template, codes):
    with closing(opened_again(folder, template.keys)) as desk:
        return [desk.read(known.scanned, code).lots[0].number for code in codes]


def test_labels_of_a_lot_are_printed_as_often_as_was_said_and_read_as_that_lot(stocked, folder, template, to):
    said = stocked("labels", "--item", NASAL, "--lot", "nx4417", "--copies", "2", "--sheet", "a4-21", "--pdf", str(to))

    assert said == (0, f"{to}\n", "")
    [codes] = barcodes(to.read_bytes())
    assert lots_of(folder, template, codes[:1]) == ["NX4417"]
    assert text(to.read_bytes()).count(f"{NASAL} Lot NX4417") == 2


def test_labels_of_a_site_are_of_every_lot_there(stocked, folder, template, to):
    stocked("transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "10", "--lot", "25F08")

    stocked("labels", "--site", NORTH, "--start", "30", "--pdf", str(to))

    assert lots_of(folder, template, barcodes(to.read_bytes())[0]) == ["25F08"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("--item", NASAL, "--lot", "NONE"), "There is no lot NONE"),
        (("--item", NASAL, "--start", "31"), "This sheet has 30 labels."),
        (("--site", NORTH), "nothing to label"),
    ],
)
def test_what_cannot_be_printed_is_said_and_no_file_is_left(stocked, to, said, sentence):
    code, out, err = stocked("labels", *said, "--pdf", str(to))

    assert (code, out, to.exists()) == (1, "", False)
    assert sentence in err


def test_a_shelf_list_of_a_category_says_so_and_has_nothing_else(stocked, to):
    stocked("shelf-list", "--site", FRONT, "--category", "naloxone", "--pdf", str(to))

    assert (NASAL in text(to.read_bytes()), SYRINGE in text(to.read_bytes())) == (True, False)
    assert "Naloxone" in text(to.read_bytes())
    assert "no category called" in stocked("shelf-list", "--site", FRONT, "--category", "x", "--pdf", str(to))[2]


def test_a_shelf_list_is_printed_in_the_language_and_on_the_paper_that_was_said(stocked, to):
    stocked("shelf-list", "--site", FRONT, "--language", "es", "--paper", "a4", "--printed-on", "2026-10-16",
            "--pdf", str(to))  # fmt: skip

    assert "Lista de estantes, Front Street" in text(to.read_bytes())
    assert "16 oct 2026" in text(to.read_bytes())


def test_a_count_sheet_is_begun_and_printed_again_by_its_number(stocked, folder, template, to):
    begun = json.loads(stocked("count", "sheet", "--site", FRONT, "--item", SYRINGE, "--pdf", str(to))[1])
    again = to.with_name("again.pdf")
    stocked("count", "sheet", "--number", begun["sheet"].lower(), "--pdf", str(again))

    assert barcodes(to.read_bytes()) == barcodes(again.read_bytes()) == [[begun["sheet"]]]
    assert "expected" not in begun["lines"][0]
    with closing(opened_again(folder, template.keys)) as desk:
        assert desk.read(draft_reading.of_sheet, begun["sheet"]) == begun["draft"]


def test_a_hand_over_prints_its_slip_and_once_more_by_its_number(stocked, folder, template, to):
    edit(folder, template, lambda _, session, by, at: lists.add_partner(session, by, at, "Harbor House", "Kings"))
    out = stocked(
        "hand-over", "--site", FRONT, "--to", "Harbor House", "--item", NASAL, "--quantity", "30", "--slip", str(to)
    )[1]
    number, again = out.split()[1], to.with_name("again.pdf")

    assert stocked("slip", number, "--pdf", str(again))[0] == 0
    assert f"Slip {number}." in text(to.read_bytes())
    assert to.read_bytes() == again.read_bytes()


def test_a_hand_over_whose_slip_cannot_be_written_is_not_recorded(stocked, tmp_path):
    code, _, err = stocked(
        "hand-over", "--site", FRONT, "--event", "Street fair", "--item", NASAL, "--quantity", "30",
        "--slip", str(tmp_path / "nowhere" / "slip.pdf"),
    )  # fmt: skip

    assert (code, "nowhere" in err) == (1, True)
    assert json.loads(stocked("lots", "--item", NASAL, "--json")[1])[0]["on_hand"] == 600


def test_the_centers_own_words_are_written_and_taken_away(stocked):
    assert "we will call you" in stocked("slip-words")[1]
    assert stocked("slip-words", "--write", "Call us.")[1] == "Call us.\n"
    assert stocked("slip-words")[1] == "Call us.\n"
    assert "we will call you" in stocked("slip-words", "--ours")[1]


def test_a_pick_list_is_printed_before_and_after_it_is_moved(stocked, to):
    moved = ("--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "30")
    stocked("transfer", *moved, "--pdf", str(to))

    assert "Recorded as moved." in text(to.read_bytes())
    stocked("fill", "--site", NORTH, "--from", FRONT, "--pdf", str(to))
    assert "Nothing to take" in text(to.read_bytes())


def test_a_recall_prints_a_notice_and_a_poster_and_again_without_another_recall(stocked, folder, template, tmp_path):
    notice, poster = tmp_path / "notice.pdf", tmp_path / "poster.pdf"
    lot = ("--item", NASAL, "--lot", "NX4417")
    stocked("recall", *lot, "--reason", "Maker's notice", "--notice", str(notice))
    code, out, _ = stocked("recall", *lot, "--again", "--poster", str(poster), "--language", "es")

    assert "Maker's notice" in text(notice.read_bytes())
    assert "¿Tiene esto?" in text(poster.read_bytes())
    assert (code, json.loads(out)["lot"]) == (0, "NX4417")
    with closing(opened_again(folder, template.keys)) as desk:
        assert len(desk.read(lot_changes.changes, desk.lot(NASAL, "NX4417"))) == 1


def test_a_recall_says_why(stocked):
    with pytest.raises(SystemExit):
        stocked("recall", "--item", NASAL, "--lot", "NX4417")
