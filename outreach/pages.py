"""The pages of one person and the sections of their settings: each given what it asks for, and made when turned to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.safety.staff import Right
from outreach.translation import N_
from outreach.ui.reports.page import ReportsPage
from outreach.ui.reports.presenter import Reports
from outreach.ui.settings.page import SettingsPage
from outreach.ui.settings.section import Section
from outreach.ui.sheets.room import DeskRoom
from outreach.ui.shortcuts import Key
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.room import StockRoom
from outreach.ui.workspace import PageSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from outreach.preferences import Preferences
    from outreach.safety.staff import Actor
    from outreach.translation import Translator
    from outreach.ui.desk.form import Desk
    from outreach.ui.settings.section import SectionView
    from outreach.ui.shared.hints import Hints
    from outreach.ui.tasks import Tasks
    from outreach.visits.beside import OpenedRecord, Said
    from outreach.vocabulary import At, EncounterId

APPEARANCE = "appearance"
ITEMS, LISTS, SHEET = N_("Items and kits"), N_("Lists"), N_("Items from a spreadsheet")


@dataclass(frozen=True, slots=True)
class Person:
    """Whose pages they are, and what every page works with."""

    by: Actor
    tasks: Tasks
    clock: Callable[[], At]
    language: str
    words: Translator
    desk: Desk
    hints: Hints


@dataclass(frozen=True, slots=True)
class FromHistory:
    """Where the history leads: a visit, or what stands beside the visits, to be put right where it was entered; the
    result of a sample; a paper by its number.  `back(number, said)`: a record is put right, or stays as it was.
    """

    correct: Callable[[EncounterId], None]
    correct_record: Callable[[OpenedRecord], None]
    add_result: Callable[[OpenedRecord], None]
    open_sheet: Callable[[str], None]
    back: Callable[[int, Said], None]


def pages(
    person: Person,
    sections: list[Section],
    *,
    desk_made: Callable[[DeskRoom], None],
    from_history: FromHistory,
) -> list[PageSpec]:
    """The pages in the order of the rail.  `desk_made` is told of the desk."""
    tasks, by, clock, words = person.tasks, person.by, person.clock, person.words

    def make_desk(parent: QWidget) -> DeskRoom:
        room = DeskRoom(tasks, person.desk, words, person.hints, parent)
        room.put_right.connect(from_history.back)
        desk_made(room)
        return room

    def make_stock(parent: QWidget) -> StockRoom:
        room = StockRoom(tasks, Stock(by, clock, person.language), words, parent)
        room.put_right.connect(from_history.back)
        return room

    return [
        PageSpec(Key.DESK, "desk", make_desk),
        PageSpec(Key.STOCK, "stock", make_stock),
        PageSpec(Key.REPORTS, "reports", lambda parent: ReportsPage(tasks, Reports(by, clock, words), parent)),
        PageSpec(Key.HISTORY, "history", lambda parent: _history(person, from_history, parent)),
        PageSpec(Key.SETTINGS, "settings", lambda parent: SettingsPage(sections, words, parent)),
    ]


def sections(
    person: Person, liked: Preferences, languages: tuple[str, ...], *, prefer: Callable[[Preferences], bool],
    center_changed: Callable[[], object],
) -> list[Section]:  # fmt: skip
    """The sections of the settings; a room that has something to set adds its own."""
    from outreach.ui.settings.appearance.presenter import Dressing  # noqa: PLC0415 - turned to later
    from outreach.ui.settings.appearance.view import TITLE, AppearanceView  # noqa: PLC0415
    from outreach.ui.settings.center.presenter import CenterSettings  # noqa: PLC0415
    from outreach.ui.settings.center.view import TITLE as CENTER_TITLE  # noqa: PLC0415
    from outreach.ui.settings.center.view import CenterView  # noqa: PLC0415
    from outreach.ui.settings.codes.page import TITLE as CODES_TITLE  # noqa: PLC0415
    from outreach.ui.settings.codes.page import CodesView  # noqa: PLC0415
    from outreach.ui.settings.codes.presenter import Codes  # noqa: PLC0415
    from outreach.ui.settings.conversions.view import TITLE as CONVERSIONS_TITLE  # noqa: PLC0415
    from outreach.ui.settings.conversions.view import ConversionsView  # noqa: PLC0415
    from outreach.ui.settings.drug_checks.view import TITLE as CHECKS_TITLE  # noqa: PLC0415
    from outreach.ui.settings.drug_checks.view import CheckSettingsView  # noqa: PLC0415
    from outreach.ui.settings.edited_by import EditedBy  # noqa: PLC0415
    from outreach.ui.settings.happened.view import TITLE as HAPPENED_TITLE  # noqa: PLC0415
    from outreach.ui.settings.happened.view import HappenedSettingsView  # noqa: PLC0415
    from outreach.ui.settings.questions.view import TITLE as QUESTIONS_TITLE  # noqa: PLC0415
    from outreach.ui.settings.questions.view import QuestionsView  # noqa: PLC0415
    from outreach.ui.settings.steps.view import TITLE as STEPS_TITLE  # noqa: PLC0415
    from outreach.ui.settings.steps.view import StepsView  # noqa: PLC0415

    tasks, by, clock, words = person.tasks, person.by, person.clock, person.words
    dressing = Dressing(by, liked, languages, words.language, prefer)
    center = CenterSettings(by, clock, words.language, center_changed)
    edited = EditedBy(by, clock, words.language)
    return [
        Section("codes", CODES_TITLE, lambda: CodesView(tasks, Codes(by, clock), words)),
        Section("center", CENTER_TITLE, lambda: CenterView(tasks, center, words)),
        Section("conversions", CONVERSIONS_TITLE, lambda: ConversionsView(tasks, edited, words)),
        Section("questions", QUESTIONS_TITLE, lambda: QuestionsView(tasks, edited, words)),
        Section("steps", STEPS_TITLE, lambda: StepsView(tasks, edited, words)),
        Section("happened", HAPPENED_TITLE, lambda: HappenedSettingsView(tasks, edited, words)),
        Section("drug_checks", CHECKS_TITLE, lambda: CheckSettingsView(tasks, edited, words)),
        *_catalog(person),
        Section(APPEARANCE, TITLE, lambda: AppearanceView(tasks, dressing, words)),
    ]


def _catalog(person: Person) -> list[Section]:
    """Items, lists, and the spreadsheet for whoever may take one in; each loaded when it is turned to."""

    def items() -> SectionView:
        from outreach.ui.settings.catalog.view import ItemsView  # noqa: PLC0415 - turned to later
        from outreach.ui.settings.edited_by import EditedBy  # noqa: PLC0415

        return ItemsView(person.tasks, EditedBy(person.by, person.clock, person.language), person.words)

    def lists() -> SectionView:
        from outreach.ui.settings.edited_by import EditedBy  # noqa: PLC0415 - turned to later
        from outreach.ui.settings.lists.view import ListsView  # noqa: PLC0415

        return ListsView(person.tasks, EditedBy(person.by, person.clock, person.language), person.words)

    def sheet() -> SectionView:
        from outreach.ui.settings.sheet.presenter import Sheets  # noqa: PLC0415 - turned to later
        from outreach.ui.settings.sheet.view import SheetView  # noqa: PLC0415

        return SheetView(person.tasks, Sheets(person.by, person.clock), person.words)

    all_may = [Section("items", ITEMS, items), Section("lists", LISTS, lists)]
    return [*all_may, Section("sheet", SHEET, sheet)] if person.by.has(Right.EDIT_CATALOG) else all_may


def _history(person: Person, to: FromHistory, parent: QWidget) -> QWidget:
    from outreach.ui.history.codes import FIND_BY_CODE, CodesPanel  # noqa: PLC0415 - turned to later
    from outreach.ui.history.codes_presenter import Codes  # noqa: PLC0415
    from outreach.ui.history.page import HistoryPage  # noqa: PLC0415
    from outreach.ui.history.presenter import History  # noqa: PLC0415

    tasks, by, clock, words = person.tasks, person.by, person.clock, person.words
    find = CodesPanel(tasks, Codes(by, clock, person.desk.hash_code), words) if by.has(Right.FIND_BY_CODE) else None
    panel = (words(FIND_BY_CODE), find) if find else None
    page = HistoryPage(tasks, History(by, clock, person.language), words, panel, parent)
    page.correct.connect(to.correct)
    page.correct_record.connect(to.correct_record)
    page.result_wanted.connect(to.add_result)
    page.sheet_wanted.connect(to.open_sheet)
    if find is not None:
        find.found.connect(page.show_only)
    return page
