"""Starting up, as a list.  The one module that knows all others, and with `cli/acts.py` the only clock.

The lock page must take keys at once: what stands at the top of this module is all that is loaded before it.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal
from typing import TYPE_CHECKING

from outreach.clock import Clock
from outreach.paths import Center, center_option, default_center
from outreach.safety.vault import Vault
from outreach.translation import LANGUAGES, N_, translator

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtWidgets import QApplication

    from outreach.catalog import Basics
    from outreach.errors import Refusal
    from outreach.preferences import Preferences
    from outreach.safety.staff import Actor
    from outreach.safety.vault import Keys
    from outreach.translation import Translator
    from outreach.ui.main_window import MainWindow
    from outreach.ui.sheets.room import DeskRoom
    from outreach.ui.tasks import BackgroundTasks, Bug
    from outreach.ui.theme import Appearance
    from outreach.upkeep.opening import Opened
    from outreach.visits.beside import OpenedRecord, Said, What
    from outreach.visits.which import Which
    from outreach.vocabulary import At, EncounterId, PlaceId, SiteId

NO_CENTER = N_("There is no center on this computer yet")
NO_CENTER_HOW = N_("Make one with the command “outreach new”, or try the sample center with “outreach demo”.")
CLOSE = N_("Close")
NO_DISPLAY = N_(
    "There is no display to open a window on. Open one and set DISPLAY, or use the commands: “outreach --help” lists"
    " them, and “outreach demo --no-window” tries the sample center without a window."
)
_PRELOAD_AFTER = 50  # milliseconds: the lock page is painted and takes keys first


def main(arguments: Sequence[str] | None = None) -> int:
    """`outreach …`: a command, or without one the window."""
    try:
        return _main(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:  # before any command could answer it
        return 130


def _main(given: list[str]) -> int:
    folder = _window_only(given)
    if folder is None:
        from outreach.cli.acts import OpenWindow  # noqa: PLC0415 - the window must not wait for the commands
        from outreach.cli.run import run  # noqa: PLC0415

        answer = run(given)
        if not isinstance(answer, OpenWindow):
            return answer
        folder = answer.center
    return _open_window(Center(folder))


def _window_only(arguments: list[str]) -> Path | None:
    """The center to open a window on; None if a command was given."""
    match arguments:
        case []:
            return default_center().folder
        case ["--center", folder]:
            return Path(folder)
        case _:
            return None


def _open_window(center: Center) -> int:
    from outreach.display import has_display  # noqa: PLC0415 - commands have no need of it

    if not has_display():
        sys.stderr.write(translator("en")(NO_DISPLAY) + "\n")
        return 1
    signal(SIGINT, SIG_DFL)  # Ctrl+C in the terminal ends the window too, and is no fault to report
    gc.disable()  # nothing made on the way to the lock page is rubbish; `preload` begins to collect
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - commands never load Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from outreach.ui.theme import STYLE, Appearance  # noqa: PLC0415

    application = QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName("Outreach")
    appearance = Appearance(application)
    if not center.keys.exists():
        return _say_there_is_no_center(application)
    program = start(center, appearance)
    program.ended = application.quit
    program.window.ask_first_size()
    program.window.showMaximized() if _is_small(application) else program.window.show()
    QTimer.singleShot(_PRELOAD_AFTER, _preload)
    try:
        return application.exec()
    finally:
        program.close()


def start(center: Center, appearance: Appearance, clock: Clock | None = None) -> Program:
    """The window on a locked center, not shown yet."""
    from outreach.ui.lock.page import LockPage  # noqa: PLC0415 - after the application, before anything else
    from outreach.ui.main_window import MainWindow  # noqa: PLC0415

    words = translator(_computer_s_language())
    page = LockPage(Vault(center.folder), words, tell=_tell, center_option=lambda: center_option(center))
    program = Program(center, appearance, MainWindow(words, page), clock or Clock(_now))
    program.window.unlocked.connect(program.unlocked)
    program.window.locked.connect(program.locked)
    program.window.sealed.connect(program.sealed)
    return program


class Program:
    """What is open behind the window: one file, one pair of threads, and who has unlocked it."""

    def __init__(self, center: Center, appearance: Appearance, window: MainWindow, clock: Clock) -> None:
        self._center = center
        self._appearance = appearance
        self._clock = clock
        self._known: Basics | None = None  # the center as it was last read: its days, and when they end
        self.window = window
        self.ended: Callable[[], object] = lambda: None
        self.found: Callable[[Bug], object] = self._show_bug
        self._opened: Opened | None = None
        self._tasks: BackgroundTasks | None = None
        self._release: Callable[[], object] = lambda: None
        self._desks: dict[str, DeskRoom] = {}
        self._words: dict[str, Translator] = {}

    @property
    def is_busy(self) -> bool:
        """Somebody still waits for an answer from the file."""
        return self._tasks is not None and self._tasks.is_busy

    def unlocked(self, initials: str, keys: Keys) -> None:
        """Somebody is in: go on where they were, or open their pages; either way as they like to see them."""
        from outreach.errors import Refusal  # noqa: PLC0415

        if was_open := self._opened is not None:
            keys.wipe()  # the file is open already
        try:
            self._open(keys)
            self._read_center()
            liked = self._liked(initials)
            self._dress(liked)
            if was_open and not self._should_turn(initials, liked) and self.window.resume(initials):
                self._settle(initials)
            elif not self._asks_for_day(initials, liked):
                self._open_pages(initials, liked)
        except Refusal as refusal:
            self._refuse(refusal)

    def _asks_for_day(self, initials: str, liked: Preferences) -> bool:
        """Ask which day it is, if the clock of this computer says one that is hard to believe."""
        from outreach import days  # noqa: PLC0415

        center = self._center_now
        if self._clock.is_trusted or center.is_sample:
            return False
        assert self._opened is not None  # noqa: S101 - it has just been read
        with self._opened.store.reading() as session:
            newest = days.newest_entry(session)
        today = center.at(self._clock.now()).day
        if newest is None or not days.is_doubtful(today, newest):
            self._clock.is_trusted = True
            return False
        from outreach.ui.lock.day_question import DayQuestion  # noqa: PLC0415 - hardly ever asked

        question = DayQuestion(self._words_of(liked), today, newest)
        question.answered.connect(lambda said: self._day_said(initials, liked, today, said))
        self.window.ask(question, initials)
        return True

    def _day_said(self, initials: str, liked: Preferences, shown: date, said: date) -> None:
        self._clock.put_right(shown, said)
        self._open_pages(initials, liked)

    def _read_center(self) -> Basics:
        """Read what every page asks of the center: its language, its days."""
        from outreach import catalog  # noqa: PLC0415

        assert self._opened is not None  # noqa: S101 - `_open` came first
        with self._opened.store.reading() as session:
            self._known = catalog.basics(session)
        return self._known

    @property
    def _center_now(self) -> Basics:
        """What was read at unlocking, or since the settings changed it."""
        assert self._known is not None  # noqa: S101 - read before any page is made
        return self._known

    def _at(self) -> At:
        """The center's day and hour."""
        return self._center_now.at(self._clock.now())

    def locked(self) -> None:
        if self._tasks is not None:
            self._tasks.forget()
        self.window.repaint()  # covered first: dressing a whole window takes a quarter of a second
        self._appearance.let_go()

    def sealed(self) -> None:
        """Close at once, ask nothing, wipe the keys."""
        self.close()
        self.ended()

    def close(self) -> None:
        if self._tasks is not None:
            self.window.forget()  # what is begun is kept while there is a file to keep it in
            self._tasks.close()
            self._tasks = None
        if self._opened is not None:
            self._opened.close()
            self._opened.keys.wipe()
            self._opened = None
        self._release()
        self._release = lambda: None

    def _open(self, keys: Keys) -> None:
        if self._opened is not None:
            return
        from contextlib import ExitStack  # noqa: PLC0415

        from outreach import encounters, logs  # noqa: PLC0415
        from outreach.db.files import shared  # noqa: PLC0415
        from outreach.ui.crash_dialog import catch_all  # noqa: PLC0415
        from outreach.ui.tasks import BackgroundTasks  # noqa: PLC0415
        from outreach.upkeep.opening import open_center  # noqa: PLC0415

        with ExitStack() as stack:
            stack.enter_context(shared(self._center.lock))
            self._opened = open_center(self._center, keys, self._clock.now())
            self._release = stack.pop_all().close
        logs.start(self._center.log)
        catch_all(self._bug)
        self._tasks = BackgroundTasks(self._opened.store, self._bug, encounters.saved)
        self._tasks.committed.connect(self.window.committed)
        self._tasks.watch_others()

    def _open_pages(self, initials: str, liked: Preferences) -> None:
        """The pages of one person, in their language."""
        from outreach import pages  # noqa: PLC0415
        from outreach.codes.normalizing import hash_code  # noqa: PLC0415
        from outreach.preferences import hints_put_away  # noqa: PLC0415
        from outreach.ui.desk.form import Desk  # noqa: PLC0415
        from outreach.ui.shared.hints import Hint, Hints  # noqa: PLC0415

        opened, tasks = self._opened, self._tasks
        assert opened is not None  # noqa: S101 - `_open` came first
        assert tasks is not None  # noqa: S101
        by, center, secret = opened.actor(initials), self._center_now, opened.keys.code_secret
        with opened.store.reading() as session:
            hints = Hints(tasks, by, hints_put_away(session, by))
        language = liked.language or center.language
        words = self._words[initials] = self._words_of(liked)
        hashed = partial(hash_code, secret)
        desk = Desk(by, self._at, hashed, language, self._desk_was_at(), self._desk_is_at)
        person = pages.Person(by, tasks, self._at, language, words, desk, hints)
        sections = pages.sections(
            person, liked, LANGUAGES, prefer=partial(self._prefer, initials), center_changed=self._read_center
        )
        made = pages.pages(
            person,
            sections,
            desk_made=partial(self._desk_made, initials),
            from_history=pages.FromHistory(
                self._correct, self._correct_record, self._add_result, self._open_sheet, self._back_to_history
            ),
        )
        self.window.open(initials, made, words, is_sample=center.is_sample)
        if workspace := self.window.workspace:
            workspace.keys_opened.connect(lambda: hints.done(Hint.KEYS))
        self._let_go(by)

    def _let_go(self, by: Actor) -> None:
        """Forget what has had its time, behind what the pages read first; the day is one somebody believes."""
        from outreach import steps  # noqa: PLC0415

        tasks, at = self._tasks, self._at()
        assert tasks is not None  # noqa: S101 - `_open` came first

        def forget(is_due: bool) -> None:  # noqa: FBT001 - the answer to a reading
            if is_due and self._tasks is not None:
                self._tasks.write(lambda session: steps.forget(session, by, at), lambda _: None, lambda _: None)

        tasks.read(lambda session: steps.are_due(session, at.day), forget)

    def _desk_made(self, initials: str, room: DeskRoom) -> None:
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        self._desks[initials] = room
        page = room.desk
        page.visits_wanted.connect(self._show_visits)
        page.collected_wanted.connect(self._show_collected)
        page.corrected.connect(lambda _: self.window.turn_to(Key.HISTORY))
        page.left_as_it_was.connect(lambda: self.window.turn_to(Key.HISTORY))

    def _liked(self, initials: str) -> Preferences:
        from outreach.preferences import preferences_of  # noqa: PLC0415

        assert self._opened is not None  # noqa: S101 - `_open` came first
        with self._opened.store.reading() as session:
            return preferences_of(session, self._opened.actor(initials))

    def _dress(self, liked: Preferences) -> None:
        from outreach.ui.theme import Scheme  # noqa: PLC0415

        self._appearance.choose(Scheme(liked.look), liked.text_percent / 100)

    def _words_of(self, liked: Preferences) -> Translator:
        """The language chosen; else the center's, if it is complete."""
        ours = self._center_now.language
        return translator(liked.language or (ours if ours in LANGUAGES else "en"))

    def _should_turn(self, initials: str, liked: Preferences) -> bool:
        """Their pages speak another language than they chose, and nothing is begun that would be lost."""
        return self._words_of(liked) is not self._words.get(initials) and not self.window.has_work(initials)

    def _prefer(self, initials: str, chosen: Preferences) -> bool:
        """Show at once what somebody chose; False if another language must wait for what is begun."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        self._dress(chosen)
        if self._should_turn(initials, chosen):  # not in the middle of the press that asked for it
            QTimer.singleShot(0, self.window, lambda: self._turn(initials, chosen))
            return True
        return self._words_of(chosen) is self._words[initials]

    def _turn(self, initials: str, chosen: Preferences) -> None:
        """The same pages in another language, and the keyboard where it was."""
        from outreach.pages import APPEARANCE  # noqa: PLC0415
        from outreach.ui.settings.appearance.view import AppearanceView  # noqa: PLC0415
        from outreach.ui.settings.page import SettingsPage  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        self._open_pages(initials, chosen)
        page = self.window.turn_to(Key.SETTINGS)
        if isinstance(page, SettingsPage):
            page.turn_to(APPEARANCE)
            if isinstance(page.view, AppearanceView):
                page.view.focus_language()

    def _show_visits(self, which: Which) -> None:
        """The visits behind a figure of the desk."""
        from outreach.visits.beside import What  # noqa: PLC0415

        self._show_these(which, What.VISITS)

    def _show_collected(self, which: Which) -> None:
        """The collections behind the figure beside them."""
        from outreach.visits.beside import What  # noqa: PLC0415

        self._show_these(which, What.WITHOUT_A_VISIT)

    def _show_these(self, which: Which, what: What) -> None:
        from outreach.ui.history.page import HistoryPage  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        page = self.window.turn_to(Key.HISTORY)
        if isinstance(page, HistoryPage):
            page.show_these(which, what)

    def _correct(self, encounter_id: EncounterId) -> None:
        """A visit of the history, on the desk's form."""
        from outreach.ui.sheets.room import DeskRoom  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        page = self.window.turn_to(Key.DESK)
        if isinstance(page, DeskRoom):
            page.correct(encounter_id)

    def _correct_record(self, record: OpenedRecord) -> None:
        """What stands beside the visits, on the page it was told or entered on."""
        from outreach.ui.sheets.room import DeskRoom  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415
        from outreach.ui.stock.room import StockRoom  # noqa: PLC0415

        page = self.window.turn_to(Key.DESK if record.was_told else Key.STOCK)
        if isinstance(page, DeskRoom | StockRoom):
            page.correct_record(record.key.id, record.now.said)

    def _add_result(self, record: OpenedRecord) -> None:
        """The result of a sample, where it was told."""
        from outreach.ui.sheets.room import DeskRoom  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        page = self.window.turn_to(Key.DESK)
        if isinstance(page, DeskRoom):
            page.correct_record(record.key.id, record.now.said, is_result=True)

    def _back_to_history(self, number: int, said: Said) -> None:
        """What was put right, where it stands now."""
        from outreach.ui.history.page import HistoryPage  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415
        from outreach.visits.beside import key_of  # noqa: PLC0415

        page = self.window.turn_to(Key.HISTORY)
        if isinstance(page, HistoryPage):
            page.show_record(key_of(number, said), said)

    def _open_sheet(self, number: str) -> None:
        """A sheet of the history, on its tab of the desk."""
        from outreach.ui.sheets.room import DeskRoom  # noqa: PLC0415
        from outreach.ui.shortcuts import Key  # noqa: PLC0415

        page = self.window.turn_to(Key.DESK)
        if isinstance(page, DeskRoom):
            page.open_sheet(number)

    def _desk_was_at(self) -> tuple[SiteId, PlaceId | None] | None:
        if not self._center.desk.exists():
            return None
        try:
            site, place = json.loads(self._center.desk.read_text(encoding="utf-8"))
        except ValueError:  # a damaged file costs no more than where the desk begins
            return None
        return site, place

    def _desk_is_at(self, site: SiteId, place: PlaceId | None) -> None:
        from outreach.db.files import replace_file  # noqa: PLC0415

        replace_file(self._center.desk, json.dumps([site, place]).encode())

    def _settle(self, initials: str) -> None:
        """Send again what was on its way when the center was locked."""
        desk = self._desks.get(initials)
        if desk is not None:
            desk.settle()
        assert self._opened is not None  # noqa: S101 - it was never closed
        self._let_go(self._opened.actor(initials))

    def _refuse(self, refusal: Refusal) -> None:
        """The right passphrase, but the file cannot be opened: say so on the lock page."""
        self.close()
        self.window.refuse(refusal)

    def _bug(self, bug: Bug) -> None:
        if bug.was_writing:
            for desk in self._desks.values():
                desk.not_answered()
        self.found(bug)

    def _show_bug(self, bug: Bug) -> None:
        from outreach.ui.crash_dialog import CrashDialog  # noqa: PLC0415

        CrashDialog(
            self._words.get(self.window.initials) or translator(_computer_s_language()),
            bug,
            self.window.close,
            self.window,
        ).open()


def _preload() -> None:
    from PySide6.QtWidgets import QScrollArea  # noqa: PLC0415

    from outreach import preload  # noqa: PLC0415

    QScrollArea().viewport()  # here and now PySide gets to know every kind of widget, which takes it 10 ms once
    preload.begin()


def _now() -> datetime:
    from datetime import UTC, datetime  # noqa: PLC0415 - the lock page does not wait for it

    return datetime.now(UTC)


def _tell(refusal: Refusal) -> str:
    from outreach.words import words_for  # noqa: PLC0415 - only if there is something to say

    return words_for(refusal, translator(_computer_s_language()))


def _computer_s_language() -> str:
    """What the computer speaks, if we do: for the lock page, where nobody is known yet."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415

    asked = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((language for language in asked if language in LANGUAGES), "en")


def _is_small(application: QApplication) -> bool:
    """Whether the screen has no room to spare: an old laptop's 1366×768, say."""
    free = application.primaryScreen().availableGeometry()
    return bool(free.width() < 1500 or free.height() < 850)  # noqa: PLR2004 - a little more than the mock-ups' 1366×768


def _say_there_is_no_center(application: QApplication) -> int:
    from outreach.ui.shared.notices import EmptyState  # noqa: PLC0415

    words = translator(_computer_s_language())
    page = EmptyState("outreach", words(NO_CENTER), words(NO_CENTER_HOW), action=words(CLOSE))
    page.setWindowTitle("Outreach")
    page.button.clicked.connect(application.quit)
    page.resize(640, 360)
    page.show()
    application.exec()
    return 1
