"""What the stock room prints: the same pages as the window's, written to files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from outreach import catalog as catalogs
from outreach.catalog import Catalog, UnknownName, closest, folded
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.db.files import check_target
from outreach.exchange.files import save_file
from outreach.reports.count_sheet import count_sheet_pdf
from outreach.reports.hand_over_slip import RECALLED_AND_REPORTED, slip_pdf
from outreach.reports.label_sheets import SHEETS
from outreach.reports.lot_labels import labels_pdf
from outreach.reports.pick_list import pick_list_pdf
from outreach.reports.recall_notice import notice_pdf
from outreach.reports.recall_poster import poster_pdf
from outreach.reports.shelf_list import shelf_list_pdf
from outreach.reports.stock_paper import PAPERS, Printed
from outreach.stock import come_since, lot_labels, shelf_lists, slip_reading
from outreach.stock import slip_words as own
from outreach.stock.draft_reading import Draft, load, of_sheet
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.pick_lists import PickList
from outreach.stock.recalls import Recall
from outreach.translation import Translator, translator
from outreach.vocabulary import CategoryId, DocumentId, ItemId, SiteId

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """In which language a page is printed, on what paper, and by whom."""

    catalog: Catalog
    words: Translator
    printed: Printed


def press(desk: Desk, said: Said) -> Press:
    """As was said; else in the center's language, on Letter, today."""
    language = said.get("language") or desk.catalog.language
    on = said.get("printed_on") or desk.at.day
    catalog = desk.read(catalogs.load, language, on)
    paper = PAPERS[said.get("paper") or "letter"]
    return Press(catalog, translator(language), Printed(on, desk.by.initials, paper))


def check_files(*files: Path | None) -> None:
    """Say before anything is done that one of them cannot be written.  Raises as `check_target`."""
    for file in files:
        if file is not None:
            check_target(file)


def labels(person: Person, said: Said, out: TextIO) -> int:
    """Print labels of a lot, or of the lots on hand."""
    check_files(said["pdf"])
    with at_desk(person) as desk:
        item = ItemId(desk.catalog.find("item", said["item"])) if said["item"] else None
        site = desk.site(said["site"])
        if said["lot"] and item is not None:
            lot = the_lot(desk.read(known_lots, (item,)), item, said["lot"], said["source"])
            found = [desk.read(lot_labels.lot_label, lot.lot_id, said["units"])]
        else:
            found = desk.read(lot_labels.labels_at, site, item, said["units"])
        how = press(desk, said)
        many = [label for label in found for _ in range(said["copies"])]
        page = labels_pdf(many, how.catalog, how.words, sheet=SHEETS[said["sheet"]], start=said["start"])
        save_file(said["pdf"], page)
    out.write(f"{said['pdf']}\n")
    return 0


def shelf_list(person: Person, said: Said, out: TextIO) -> int:
    """Print what stands on each shelf of a site."""
    check_files(said["pdf"])
    with at_desk(person) as desk:
        site, how = SiteId(desk.catalog.find("site", said["site"])), press(desk, said)
        listed = desk.read(shelf_lists.shelf_list, site, desk.at.day, _category(how.catalog, said["category"]))
        save_file(said["pdf"], shelf_list_pdf(listed, how.catalog, how.words, how.printed))
    out.write(f"{said['pdf']}\n")
    return 0


def _category(catalog: Catalog, name: str | None) -> CategoryId | None:
    """Raises UnknownName."""
    if name is None:
        return None
    for one in catalog.categories:
        if folded(one.name) == folded(name):
            return one.id
    raise UnknownName("category", name, closest(name, (one.name for one in catalog.categories)))


def slip(person: Person, number: str, said: Said, out: TextIO) -> int:
    """Print the slip of a hand-over again, by its number."""
    check_files(said["pdf"])
    with at_desk(person) as desk:
        save_slip(desk, desk.read(slip_reading.of_slip, number), said, said["pdf"])
    out.write(f"{said['pdf']}\n")
    return 0


def slip_words(person: Person, words: str | None, out: TextIO) -> int:
    """Show what the center's slips say about recalls, or write it anew."""
    with at_desk(person) as desk:
        if words is not None:
            with desk.writing() as session:
                own.write(session, desk.by, desk.at, words)
        said = desk.read(own.own_words)
    out.write(f"{said or translator('en')(RECALLED_AND_REPORTED)}\n")
    return 0


def count_sheet(person: Person, number: str, said: Said, out: TextIO) -> int:
    """Print the sheet of a count in work again, by its number."""
    check_files(said["pdf"])
    with at_desk(person) as desk:
        draft = desk.read(of_sheet, number)
        with desk.writing() as session:
            come_since.take_up(session, desk.by, desk.at, draft)
        save_count_sheet(desk, desk.read(load, draft), said, said["pdf"])
    out.write(f"{said['pdf']}\n")
    return 0


# --- beside what is recorded ------------------------------------------------------------------------------------------


def save_slip(desk: Desk, document_id: DocumentId, said: Said, file: Path) -> None:
    how = press(desk, said)
    one = desk.read(slip_reading.slip, document_id)
    then = desk.read(catalogs.load, how.words.language, one.on)  # what things were called on that day
    save_file(file, slip_pdf(one, then, how.words, how.printed))


def save_count_sheet(desk: Desk, draft: Draft, said: Said, file: Path) -> None:
    how = press(desk, said)
    save_file(file, count_sheet_pdf(draft, how.catalog, how.words, how.printed))


def save_pick_list(desk: Desk, picks: PickList, said: Said, file: Path) -> None:
    how = press(desk, said)
    save_file(file, pick_list_pdf(picks, how.catalog, how.words, how.printed))


def save_recall(desk: Desk, recall: Recall, said: Said) -> None:
    """The notice for staff and the poster for participants, as far as they were asked for."""
    how = press(desk, said)
    for file, page in ((said.get("notice"), notice_pdf), (said.get("poster"), poster_pdf)):
        if file is not None:
            save_file(file, page(recall, how.catalog, how.words, how.printed))
