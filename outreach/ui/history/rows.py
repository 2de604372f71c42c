"""The rows of the table: a heading for each day, its visits, and under the one opened what it said before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from outreach.ui.history.state import State
from outreach.ui.shared.rows_model import RowLook
from outreach.visits.beside import Record, What
from outreach.visits.lines import Line
from outreach.visits.listing import DayCount
from outreach.visits.opened import Version

T = TypeVar("T")


class Part(StrEnum):
    """What a row says of a visit's past."""

    FIRST_ENTRY = "first_entry"
    CORRECTED_ENTRY = "corrected_entry"
    TAKEN_BACK = "taken_back"


_NONE = DayCount()


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, a visit (`line`), what a visit said before (`part`), or what stands beside the visits (`record`)."""

    day: date
    count: DayCount = _NONE
    is_today: bool = False
    beside: int = 0  # under a heading, what stands beside its visits
    what: What = What.ALL
    line: Line | None = None
    record: Record | None = None
    part: Part | None = None
    version: Version | None = None

    @property
    def is_heading(self) -> bool:
        return self.line is None and self.record is None

    @property
    def key(self) -> object:
        """What is selected by it; None for what is not gone to."""
        if self.record is not None:
            return self.record.key
        if self.line is None:
            return self.day
        return None if self.part else self.line.encounter_id


def look_of(row: Row) -> RowLook:
    if row.is_heading:
        return RowLook.HEADING
    return RowLook.PART if row.part else RowLook.PLAIN


def rows_of(state: State) -> tuple[Row, ...]:
    lines, records = _by_day(state.lines or (), lambda line: line.on_day), _by_day(state.in_sight, lambda one: one.on)
    rows: list[Row] = []
    for day in sorted({*lines, *records, *_without_visits(state)}, reverse=True):
        beside = records.get(day, [])
        rows.append(_heading(day, state, sum(not one.is_void for one in beside)))
        for line in lines.get(day, ()):
            rows.append(Row(day, line=line))
            rows += _past(line, state)
        rows += [Row(day, record=one) for one in beside]
    return tuple(rows)


def _heading(day: date, state: State, beside: int) -> Row:
    return Row(day, state.counts.get(day, _NONE), is_today=day == state.today, beside=beside, what=state.what)


def _by_day(found: Iterable[T], day_of: Callable[[T], date]) -> dict[date, list[T]]:
    days: dict[date, list[T]] = {}
    for one in found:
        days.setdefault(day_of(one), []).append(one)
    return days


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
