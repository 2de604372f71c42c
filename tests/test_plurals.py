"""One of a thing is said as one: a figure never stands before a plural that it could make wrong."""

import re
from collections.abc import Iterator
from pathlib import Path

from outreach.translation import translator
from tests.messages import SOURCE, in_the_program

# Placeholders that are figures.  A name (a lot, a day, an item) or a limit (“at most 80 characters”) is none.
_FIGURES = "n|all|contacts|visits|codes|reports|lines|items|units|doses|kits|syringes|samples|rows|days|balanced|done"
_VERBS = "is|was|has|as|its|this|becomes|less"
_BEFORE_A_PLURAL = re.compile(rf"\{{(?:{_FIGURES})\}}[\s\u00a0]+(?!(?:{_VERBS})\b)(?:[\w’-]+[\s\u00a0])?(\w+s)\b")
_NEVER_ONE = {
    "All {n} sites",  # only where there is a choice of sites
    "{n} lots: {numbers}",  # a single lot is said by its number
    "{reports} reports were told in this period; those of one event count once, when first told.",  # more than events
    "From {n} of 100 on, nobody is asked: the desk shows a quiet line instead.",
    "Of 100 newcomers {n} would be asked, with as many codes as are known here now ({codes}).",
    "With as many codes as are known here now ({codes}) it would be {n} of 100: nobody is asked.",
}
_COUNTED = "kits|doses|visits|contacts|items|lots|lines|syringes|rows|units|boxes|people|sheets|reports|samples"
_TOLD = re.compile(rf"\}} (?:{_COUNTED})\b")
_NEVER_ONE_TOLD = ("of about {of:,} visits", "Random(f", "items.xlsx")  # progress; a seed of chance; an example


def test_no_figure_stands_before_a_plural_that_is_not_chosen_by_it():
    singular = [message for message in in_the_program().files if isinstance(message, str)]

    assert [one for one in singular if _BEFORE_A_PLURAL.search(one) and one not in _NEVER_ONE] == []


def test_the_singular_of_a_pair_does_not_say_the_plural():
    pairs = [message for message in in_the_program().files if isinstance(message, tuple)]

    assert len(pairs) > 100
    assert [one for one, many in pairs if one == many and _BEFORE_A_PLURAL.search(one)] == []


def test_commands_say_one_of_a_thing_as_one():
    assert [line for line in _told() if not any(part in line for part in _NEVER_ONE_TOLD)] == []


def test_such_a_message_would_be_found():
    assert _BEFORE_A_PLURAL.search("of which inside {kit} ({n} kits with {each} each)")
    assert _BEFORE_A_PLURAL.search("{n} naloxone doses")
    assert not _BEFORE_A_PLURAL.search("{n} is right now")
    assert translator("es").count("{n} visit", "{n} visits", 1) == "1 visita"


def _told() -> Iterator[str]:
    """Sentences put together in the commands, which are not translated."""
    for folder in ("commands", "cli", "sample"):
        for path in sorted(Path(SOURCE / folder).rglob("*.py")):
            for line in path.read_text("utf-8").splitlines():
                if 'f"' in line and _TOLD.search(line) and "WORDS.count" not in line:
                    yield line.strip()
