"""Who is asking, and how a command comes by passphrases and keys: a file, the environment, the keyboard."""

import os
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from getpass import GetPassWarning, getpass
from pathlib import Path
from typing import TextIO

from outreach.exchange.files import read_text
from outreach.paths import Center
from outreach.safety.vault import TooShortPassphrase, check_new_passphrase
from outreach.translation import translator
from outreach.upkeep.opening import EachNeedsTheirOwn, NoPassphraseIn, NoTerminal
from outreach.words import words_for

_PASSPHRASE, _RECOVERY_KEY = "OUTREACH_PASSPHRASE", "OUTREACH_RECOVERY_KEY"
_GIVEN = f"--passphrase-file FILE or the variable {_PASSPHRASE}"
_CODE_GIVEN = "a line of standard input"
_NEW_GIVEN = "--new-passphrase-file FILE"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, of which center, and when."""

    folder: Path
    initials: str | None
    passphrase_file: Path | None
    now: datetime

    @property
    def center(self) -> Center:
        return Center(self.folder)

    def given_passphrase(self) -> str | None:
        """From the file named, or the environment."""
        if self.passphrase_file is not None:
            return _first_line(self.passphrase_file)
        return os.environ.get(_PASSPHRASE) or None

    def passphrase(self) -> str:
        """From the file named, the environment, or the keyboard, without echo."""
        whose = f" of {self.initials}" if self.initials else ""
        return self.given_passphrase() or _asked(f"Passphrase{whose}: ", _GIVEN)


def first_passphrases(person: Person, everyone: Sequence[str]) -> list[str]:
    """A passphrase for each person of a new center: a line each, or typed; one given alone is for one person alone."""
    if person.passphrase_file is not None:
        lines = read_text(person.passphrase_file).rstrip("\r\n").split("\n")
        given = [line.rstrip("\r") for line in lines]
        if len(everyone) == 1:
            return [_first_line(person.passphrase_file)]
        if len(given) != len(everyone) or not all(given):
            raise EachNeedsTheirOwn(len(everyone))
        return given
    if len(everyone) == 1 and (passphrase := person.given_passphrase()):
        return [passphrase]
    try:
        return [_typed_twice(initials, _GIVEN) for initials in everyone]
    except NoTerminal as refusal:
        raise (EachNeedsTheirOwn(len(everyone)) if len(everyone) > 1 else refusal) from refusal


def new_passphrase(initials: str, file: Path | None) -> str:
    """Somebody's next passphrase: the first line of a file, or typed twice."""
    if file is None:
        return _typed_twice(initials, _NEW_GIVEN)
    passphrase = _first_line(file)
    check_new_passphrase(passphrase)
    return passphrase


def recovery_key() -> str:
    return os.environ.get(_RECOVERY_KEY) or _asked("Recovery key, as on the sheet: ", f"the variable {_RECOVERY_KEY}")


def asked_code(lines: TextIO) -> str:
    """A participant code, from the next line of a pipe or from the keyboard without echo."""
    return _asked("Participant code: ", _CODE_GIVEN) if lines.isatty() else lines.readline().rstrip("\r\n")


def _typed_twice(initials: str, instead: str) -> str:
    while True:
        typed = _asked(f"New passphrase of {initials}: ", instead)
        try:
            check_new_passphrase(typed)
        except TooShortPassphrase as refusal:
            sys.stderr.write(words_for(refusal, translator("en")) + "\n")
            continue
        if typed == _asked("The same again: ", instead):
            return typed
        sys.stderr.write("The two were not the same. Try again.\n")


def _asked(prompt: str, instead: str) -> str:
    """What somebody types without echo; where nobody can be asked, getpass would read on in the data."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(prompt)
        except (GetPassWarning, EOFError) as error:
            raise NoTerminal(instead) from error


def _first_line(file: Path) -> str:
    line = read_text(file).partition("\n")[0].rstrip("\r")
    if not line:
        raise NoPassphraseIn(str(file))
    return line
