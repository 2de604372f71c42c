"""The rows of the table: a heading for each day, its visits, and under the one opened what it said before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from outreach.ui.history.state import State
from outreach.ui.shared.rows_model import RowLook
from outreach.visits.lines import Line
from outreach.visits.listing import DayCount
from outreach.visits.opened import Version


class Part(StrEnum):
    """What a row says of a visit's past."""

    FIRST_ENTRY = "first_entry"
    CORRECTED_ENTRY = "corrected_entry"
    TAKEN_BACK = "taken_back"


_NONE = DayCount()


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (`line` None), a visit, or (`part`) what a visit said before."""

    day: date
    count: DayCount = _NONE
    is_today: bool = False
    line: Line | None = None
    part: Part | None = None
    version: Version | None = None

    @property
    def key(self) -> object:
        """What is selected by it; None for what is not gone to."""
        if self.line is None:
            return self.day
        return None if self.part else self.line.encounter_id


def look_of(row: Row) -> RowLook:
    if row.line is None:
        return RowLook.HEADING
    return RowLook.PART if row.part else RowLook.PLAIN


def rows_of(state: State) -> tuple[Row, ...]:
    lines = state.lines or ()
    by_day: dict[date, list[Line]] = {line.on_day: [] for line in lines}
    for line in lines:
        by_day[line.on_day].append(line)
    rows: list[Row] = []
    for day in sorted({*by_day, *_without_visits(state)}, reverse=True):
        rows.append(Row(day, state.counts.get(day, DayCount()), is_today=day == state.today))
        for line in by_day.get(day, ()):
            rows.append(Row(day, line=line))
            rows += _past(line, state)
    return tuple(rows)


def _without_visits(state: State) -> Iterator[date]:
    """Days of which something is noted though nobody came; those further down than what is read yet wait."""
    if state.is_filtered or state.only_own or not state.lines:
        return
    last = state.lines[-1].on_day
    yield from (day for day in state.noted if state.is_whole or day >= last)


def _past(line: Line, state: State) -> Iterator[Row]:
    visit = state.opened
    if visit is None or visit.encounter_id != line.encounter_id:
        return
    spoken = [version for version in visit.versions if version.voided is None]
    for before, after in pairwise(spoken):
        part = Part.FIRST_ENTRY if before.number == 1 else Part.CORRECTED_ENTRY
        yield Row(line.on_day, line=before.line, part=part, version=before)
        yield Row(line.on_day, line=before.line, part=Part.TAKEN_BACK, version=after)
