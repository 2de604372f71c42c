"""What a center wants done now, after something happened, and the number it gives those who would like to talk."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach import catalog
from outreach.closed_lists import Happening
from outreach.db.models.happened import Guidance, SupportLine
from outreach.errors import Refusal
from outreach.paths import resources
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At

LONGEST_LINE, LONGEST_NUMBER, MOST_LINES = 160, 60, 8


@dataclass(eq=False)
class LineTooLong(Refusal):
    """A line of what to do now is one short sentence, and there are a few of them; a number is shorter still."""

    line: str
    longest: int


@dataclass(eq=False)
class TooManyLines(Refusal):
    most: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """What to do now by kind of thing, in one language, and the number for support ("": the center has none)."""

    lines: Mapping[Happening, tuple[str, ...]]
    number: str = ""


def to_do(session: Session, language: str) -> ToDo:
    """The center's own words in this language, else in its own or any other, else those that come with Outreach."""
    written: dict[Happening, dict[str, tuple[str, ...]]] = {}
    for row in session.execute(select(Guidance.__table__).order_by(Guidance.position)):
        of_kind = written.setdefault(Happening(row.kind), {})
        of_kind[row.language] = (*of_kind.get(row.language, ()), row.line)
    spoken = (language, catalog.language(session))
    lines = {kind: _nearest(written.get(kind, {}), spoken) or provided(kind, language) for kind in Happening}
    number = session.scalar(select(SupportLine.number)) or ""
    return ToDo(MappingProxyType(lines), str(number))


def provided(kind: Happening, language: str) -> tuple[str, ...]:
    """The words that come with Outreach; in English where they are in no other."""
    words = _provided()[kind]
    return tuple(words.get(language, words["en"]))


def say(session: Session, by: Actor, at: At, kind: Happening, language: str, lines: Sequence[str]) -> None:
    """Let a center say in its own words what to do now; without any line, those that come with Outreach stand again.

    Raises NotAllowed, LineTooLong, TooManyLines.
    """
    by.may(Right.CHANGE_SETTINGS)
    said = [line for line in (" ".join(line.split()) for line in lines) if line]
    for line in said:
        if len(line) > LONGEST_LINE:
            raise LineTooLong(line, LONGEST_LINE)
    if len(said) > MOST_LINES:
        raise TooManyLines(MOST_LINES)
    session.execute(delete(Guidance).where(Guidance.kind == kind, Guidance.language == language))
    if said and tuple(said) != provided(kind, language):
        rows = [
            {"kind": kind, "language": language, "position": place, "line": line} for place, line in enumerate(said)
        ]
        session.execute(insert(Guidance), rows)
    audit.note(session, by, at, "center.guidance", (tuple(Happening).index(kind),))


def give_number(session: Session, by: Actor, at: At, number: str) -> None:
    """The number for those who would like to talk, as it will be read; "" for none.  Raises NotAllowed, LineTooLong."""
    by.may(Right.CHANGE_SETTINGS)
    said = " ".join(number.split())
    if len(said) > LONGEST_NUMBER:
        raise LineTooLong(said, LONGEST_NUMBER)
    session.execute(delete(SupportLine))
    if said:
        session.execute(insert(SupportLine), [{"id": 1, "number": said}])
    audit.note(session, by, at, "center.support_line", (None,))


def _nearest(written: Mapping[str, tuple[str, ...]], spoken: Sequence[str]) -> tuple[str, ...]:
    for language in (*spoken, *sorted(written)):
        if language in written:
            return written[language]
    return ()


@cache
def _provided() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((resources() / "happened" / "guidance.toml").read_text(encoding="utf-8"))
