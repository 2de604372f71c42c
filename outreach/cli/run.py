"""`outreach …` without a window: one command line carried out, and every way it can end.

Exit codes: 0 done; 1 refused, with a sentence on stderr; 2 the command was not understood; 130 stopped with Ctrl+C;
141 whoever read the output had enough of it.  The world's faults end like this; a traceback is always a fault of ours.
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import TextIO, cast

from outreach.cli.acts import OpenWindow
from outreach.cli.output import Output
from outreach.cli.parser import understood
from outreach.db.files import as_trouble
from outreach.errors import Refusal, SeveralRefusals, StorageTrouble
from outreach.stock.count_sides import SideNotSaid
from outreach.stock.source_rules import AgainstRule
from outreach.translation import translator
from outreach.words import words_for

_OPTIONS: dict[type[Refusal], str] = {
    SideNotSaid: "Add --count-side before, or --count-side after.",
    AgainstRule: "Add --despite-rule to save it all the same.",
}
REFUSED, STOPPED, NOT_READ = 1, 130, 141  # the last two are what a shell says of SIGINT and SIGPIPE


def run(arguments: Sequence[str]) -> int | OpenWindow:
    """Carry out one command line."""
    _speak_utf8()
    try:
        return _carried_out(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # the next prompt of the shell begins on a line of its own
        return STOPPED
    except BrokenPipeError:
        _say_no_more()
        return NOT_READ
    except StorageTrouble as trouble:
        _say_no_more()  # it may be the output itself: /dev/full
        return _refuse(trouble)
    except Refusal as refusal:
        return _refuse(refusal)
    except OSError as error:
        return _refuse(as_trouble(error))


def _carried_out(arguments: Sequence[str]) -> int | OpenWindow:
    with redirect_stdout(cast("TextIO", Output(sys.stdout))):
        try:
            options = understood(arguments)
            answer: int | OpenWindow = options.act(options)
        finally:
            sys.stdout.flush()  # here, where what goes wrong is still answered
        return answer


def _refuse(refusal: Refusal) -> int:
    sys.stderr.write(words_for(refusal, translator("en")) + "\n")
    sys.stderr.writelines(f"{hint}\n" for hint in dict.fromkeys(_hints(refusal)))
    return REFUSED


def _hints(refusal: Refusal) -> Iterator[str]:
    """Which option answers what a window would ask."""
    for one in [one for _, one in refusal.lines] if isinstance(refusal, SeveralRefusals) else [refusal]:
        if type(one) in _OPTIONS:
            yield _OPTIONS[type(one)]


def _speak_utf8() -> None:
    """UTF-8 in, with or without a byte order mark, and out, whatever the system's own letters are."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123 - closed by whoever started us
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say_no_more() -> None:
    """Let what is still to be written go nowhere, or Python would complain of it at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except io.UnsupportedOperation:  # not a real file: a test's
        return
