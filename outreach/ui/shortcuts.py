"""Every key there is, and none that does nothing yet: the page of keys is drawn from this list.

Each F key has a twin with Alt or Ctrl: on many laptops F keys change the volume.  No bare letters, no `&` mnemonics.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from outreach.translation import N_


class Where(Enum):
    EVERYWHERE = N_("Everywhere")
    DESK = N_("Desk")
    PAGES = N_("Other pages")
    HISTORY = N_("History")
    SETTINGS = N_("Settings")
    LOCK = N_("Lock page")


class Key(Enum):
    """What the keys are, what they do, and where; the first is the one shown beside the words."""

    DESK = (("Ctrl+1",), N_("Desk"), Where.EVERYWHERE)
    STOCK = (("Ctrl+2",), N_("Stock"), Where.EVERYWHERE)
    REPORTS = (("Ctrl+4",), N_("Reports"), Where.EVERYWHERE)
    HISTORY = (("Ctrl+5",), N_("History"), Where.EVERYWHERE)
    SETTINGS = (("Ctrl+6",), N_("Settings"), Where.EVERYWHERE)
    KEYS = (("F1", "Alt+K"), N_("This list of keys"), Where.EVERYWHERE)
    BLANK = (("F9", "Alt+B"), N_("Blank the screen, and bring it back"), Where.EVERYWHERE)
    LOCK = (("Ctrl+L",), N_("Lock"), Where.EVERYWHERE)
    SEAL = (("Ctrl+Shift+L",), N_("Seal: close Outreach and wipe the keys"), Where.EVERYWHERE)

    CODE = (("F2", "Alt+C"), N_("Participant code"), Where.DESK)
    QUICK_ADD = (("F3", "Alt+W"), N_("Type an amount and an item"), Where.DESK)
    ALL_ITEMS = (("F4", "Alt+I"), N_("All items"), Where.DESK)
    RETURNED = (("F6", "Alt+R"), N_("Returned; digits typed next mean Counted"), Where.DESK)
    HAPPENED = (("F8", "Ctrl+H"), N_("Something happened; the visit begun is kept"), Where.DESK)
    NO_CODE = (("Alt+N",), N_("No code"), Where.DESK)
    BUILD_CODE = (("Ctrl+B",), N_("Build the code from its questions, or give out a new one"), Where.DESK)
    FORGOT_CODE = (("Alt+G",), N_("Forgot the code"), Where.DESK)
    REPEAT = (("Ctrl+R",), N_("Repeat what a known code was given last"), Where.DESK)
    NOT_ME = (("Alt+M",), N_("Not me: somebody else has the same code"), Where.DESK)
    KEEP_CODE = (("Alt+V",), N_("Keep a code that looks like another"), Where.DESK)
    ANSWER_1 = (("Alt+F",), N_("First time here; or first of those who share a code"), Where.DESK)
    ANSWER_2 = (("Alt+E",), N_("Been here before; or second of those who share a code"), Where.DESK)
    ANSWER_3 = (("Alt+J",), N_("Not asked; or not sure which of those who share a code"), Where.DESK)
    HOW_MANY = (("Alt+P",), N_("For how many people, with this one"), Where.DESK)
    QUESTIONS = (("Alt+Q",), N_("Optional questions, open and closed"), Where.DESK)
    PREFERS_NOT = (("Ctrl+N",), N_("Prefers not to say, for all questions that remain"), Where.DESK)
    SMALL_STEPS = (("Alt+S",), N_("Small steps, when the person asks"), Where.DESK)
    GOT_THERE = (("Ctrl+G",), N_("Got to where they were referred"), Where.DESK)
    TIMES = (("Ctrl+M",), N_("Give what is in the basket to each of so many people; again: to one"), Where.DESK)
    TILE_1 = (("Alt+1",), N_("Add the usual amount of tile 1; digits typed next set it"), Where.DESK)
    TILE_2 = (("Alt+2",), N_("The same for tile 2"), Where.DESK)
    TILE_3 = (("Alt+3",), N_("The same for tile 3"), Where.DESK)
    TILE_4 = (("Alt+4",), N_("The same for tile 4"), Where.DESK)
    TILE_5 = (("Alt+5",), N_("The same for tile 5"), Where.DESK)
    TILE_6 = (("Alt+6",), N_("The same for tile 6"), Where.DESK)
    TILE_7 = (("Alt+7",), N_("The same for tile 7"), Where.DESK)
    TILE_8 = (("Alt+8",), N_("The same for tile 8"), Where.DESK)
    TILE_9 = (("Alt+9",), N_("The same for tile 9"), Where.DESK)
    TILE_10 = (("Alt+0",), N_("The same for tile 10"), Where.DESK)
    LOT = (("Alt+L",), N_("Choose the lot of a line; a digit then takes one"), Where.DESK)
    SWAP = (("Ctrl+K",), N_("Swap a part of a kit, or leave it out; again: another item in its place"), Where.DESK)
    NONE_LEFT = (("Alt+O",), N_("Asked for, none left"), Where.DESK)
    UNLISTED = (("Alt+U",), N_("Give what is not on the list"), Where.DESK)
    SET_ASIDE = (("Alt+A",), N_("Set this visit aside"), Where.DESK)
    ASIDE_1 = (("Alt+H",), N_("Bring back the first visit set aside"), Where.DESK)
    ASIDE_2 = (("Alt+T",), N_("Bring back the second"), Where.DESK)
    ASIDE_3 = (("Alt+Y",), N_("Bring back the third"), Where.DESK)
    SAVE_VISIT = (("Ctrl+Return", "Ctrl+Enter"), N_("Save the visit"), Where.DESK)
    TAKE_BACK = (("Alt+Z",), N_("Take back the visit just saved"), Where.DESK)
    DAY = (("Alt+D",), N_("Enter for another day"), Where.DESK)
    YESTERDAY = (("Ctrl+D",), N_("Enter for yesterday"), Where.DESK)
    TODAY = (("Ctrl+T",), N_("Back to today; leave a visit being corrected as it was"), Where.DESK)
    DAY_OPEN = (("Alt+X",), N_("Hours open on this day"), Where.DESK)
    CLEAR = (("Esc",), N_("Close matches, then clear the line, then the visit"), Where.DESK)

    NEXT_TAB = (("Ctrl+PgDown",), N_("One visit, visit sheet, totals sheet"), Where.DESK)

    CORRECT = (("Ctrl+E",), N_("Correct the visit"), Where.HISTORY)
    VOID = (("Del",), N_("Void the visit"), Where.HISTORY)

    FIND = (("Ctrl+F",), N_("Find"), Where.PAGES)
    POST = (("Ctrl+Return", "Ctrl+Enter"), N_("Post a delivery, a count or a sheet"), Where.PAGES)
    ANOTHER_LOT = (("Alt+L",), N_("Another lot"), Where.PAGES)
    APART = (("Alt+D",), N_("Of a line counted: what stands there damaged or expired"), Where.PAGES)
    PRINT = (("Ctrl+P",), N_("Print"), Where.PAGES)
    SAVE_FILE = (("Ctrl+S",), N_("Save PDF"), Where.PAGES)
    PIECE_UP = (("Alt+Up",), N_("Move a piece of the code, or an entry of a list, up"), Where.SETTINGS)
    PIECE_DOWN = (("Alt+Down",), N_("Move a piece of the code, or an entry of a list, down"), Where.SETTINGS)
    SAVE_CHANGES = (("Ctrl+S",), N_("Save changes"), Where.SETTINGS)
    BACK = (("Esc",), N_("Go back"), Where.PAGES)

    SOMEONE_ELSE = (("Alt+S",), N_("Someone else"), Where.LOCK)

    def __init__(self, sequences: tuple[str, ...], does: str, where: Where) -> None:
        self.sequences = sequences
        self.does = does
        self.where = where

    @property
    def shown(self) -> str:
        """The key as it stands beside the words: Ctrl+Enter."""
        return _shown(self.sequences[0])

    @property
    def all_shown(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_shown(sequence) for sequence in self.sequences))


TILES = tuple(Key[f"TILE_{place}"] for place in range(1, 11))
ASIDE = (Key.ASIDE_1, Key.ASIDE_2, Key.ASIDE_3)


_TAG = "alt_key"


def bind(key: Key, owner: QWidget, then: Callable[[], object]) -> tuple[QShortcut, ...]:
    """Let the key do this while `owner` can be seen.

    A QShortcut and never `button.setShortcut`, which swallows the second of two quick presses; holding it down counts
    once.
    """
    made = []
    for sequence in key.sequences:
        shortcut = QShortcut(QKeySequence(sequence), owner)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(then)
        made.append(shortcut)
    return tuple(made)


def tag(key: Key, *widgets: QWidget) -> None:
    """Say which controls this key belongs to: it stands on them while Alt is held.  A button that shows it need not."""
    for widget in widgets:
        widget.setProperty(_TAG, next(shown for shown in key.all_shown if shown.startswith("Alt+")))


def alt_key_of(widget: QWidget) -> str:
    """The key with Alt that belongs to this control: Alt+C; "" for none."""
    return widget.property(_TAG) or (str(getattr(widget, "key", "")) if names_alt_key(widget) else "")


def names_alt_key(widget: QWidget) -> bool:
    """It shows a key with Alt beside its words."""
    beside = getattr(widget, "key", "")
    return isinstance(beside, str) and beside.startswith("Alt+")


def _shown(sequence: str) -> str:
    return sequence.replace("Return", "Enter")
