"""Keys that come faster than anyone types.  Pure: the time is that of the keys themselves."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

GAP = 50  # milliseconds; a scanner needs 1 to 20 a key, a person rarely less than 60, and never five times in a row
LEAST = 5
MOST_DIGITS = 7  # no amount has more
PAUSE = 90  # after so long without a key a burst is over, for scanners that send no Enter
LATE_END = 400  # an Enter so soon after one is still the scanner's: nobody has looked up yet


class Into(StrEnum):
    """What has the keyboard while a scanner types."""

    LINE = "line"
    NUMBER = "number"
    AMOUNT = "amount"  # 900, 19c 4b, 5b-4
    DAY = "day"  # 08/2029, 2026-11-05
    WORDS = "words"
    NOTHING = "nothing"  # a button, the page itself


_LOOKS = {
    Into.AMOUNT: re.compile(r"\d{1,7}([bc]([-+]?\d{1,7}[bc]?)*)?", re.IGNORECASE),
    Into.DAY: re.compile(r"[\d/.-]{1,10}"),
}


def is_nothing_else(text: str, into: Into, means_something: Callable[[str], bool]) -> bool:
    """Whether keys that no check digit proves a barcode can still be nothing else where they were typed.

    What fills a field of words in a moment may as well be pasted or dictated, and stays.
    """
    if any(sign.isspace() for sign in text) or not any(sign.isdigit() for sign in text):
        return False
    match into:
        case Into.LINE:
            return not means_something(text)
        case Into.NUMBER:
            return len(text) > MOST_DIGITS or not text.isdigit()
        case Into.AMOUNT | Into.DAY:
            return _LOOKS[into].fullmatch(text) is None
    return into is Into.NOTHING


@dataclass(slots=True)
class Burst:
    """The signs of one burst so far, and when the last one came."""

    text: str = ""
    last: int = 0

    def goes_on(self, at: int) -> bool:
        """Whether a key of this moment still belongs to it.  No moment, no burst: such keys are made by a program."""
        return bool(self.text) and at > 0 and at - self.last <= GAP

    def add(self, sign: str, at: int) -> bool:
        """Take one more sign; say whether it is the first of a new burst."""
        is_first = not self.goes_on(at)
        self.text = sign if is_first else self.text + sign
        self.last = at
        return is_first

    def end(self) -> str:
        """The whole burst, if it was long enough to be one; the next key begins another."""
        text, self.text = self.text, ""
        return text if len(text) >= LEAST else ""
