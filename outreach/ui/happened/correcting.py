"""Correcting what was told, or adding a sample's result, for the history: it stands on the form as it was recorded.

What was begun on the page waits meanwhile, and comes back however this ends.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from outreach.closed_lists import DrugCheckId, HappenedId, Happening, Result
from outreach.drug_checks import recording as checks
from outreach.drug_checks.check import Check, FoundWhat
from outreach.happened import recording as happened
from outreach.happened.report import Report
from outreach.ui.happened.draft import CheckDraft, ReportDraft, Sample, Telling
from outreach.ui.happened.state import PuttingRight, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sqlalchemy.orm import Session

    from outreach.ui.desk.form import Desk
    from outreach.ui.tasks import Tasks


class Form(Protocol):
    """The form of the page, whose presenter this is a part of."""

    state: State

    def change(self, **changes: Any) -> None: ...

    def stand(self, state: State) -> None: ...


class Correcting:
    def __init__(self, tasks: Tasks, desk: Desk, form: Form) -> None:
        self._tasks, self._desk, self._form = tasks, desk, form
        self._waiting: State | None = None
        self.ended: Callable[[int, Report | Check], object] = lambda _number, _said: None

    def begin(self, number: int, said: Report | Check, *, is_result: bool = False) -> None:
        """Open what was recorded on the form; `is_result`: only the result of a sample is asked."""
        state = self._form.state
        if state.putting_right is None:
            self._waiting = state
        right = PuttingRight(number, said, is_result=is_result)
        laid = _report(said) if isinstance(said, Report) else _sample(number, said, right)
        self._form.stand(
            State(state.today, books=state.books, putting_right=right, attention=state.attention + 1, **laid)
        )

    def save(self) -> None:
        """Write it; what is wrong is said, and it stays on the form."""
        right, said = self._form.state.putting_right, self._form.state.said
        if right is None or said is None:
            return
        if right.is_result and isinstance(said, Check) and said.result is Result.WAITING:
            self._form.change(refusal=FoundWhat())
            return
        self._form.change(is_saving=True, refusal=None)
        self._tasks.write(
            self._act(right), lambda _: self._end(right, said),
            lambda refusal: self._form.change(is_saving=False, refusal=refusal),
        )  # fmt: skip

    def leave(self) -> None:
        """Change nothing; what was begun before stands on the form again."""
        if (right := self._form.state.putting_right) is not None:
            self._end(right, right.was)

    def _end(self, right: PuttingRight, said: Report | Check) -> None:
        now, waiting = self._form.state, self._waiting
        if now.putting_right is right and waiting is not None:
            self._waiting = None
            self._form.stand(replace(waiting, books=now.books, is_saving=False, attention=now.attention + 1))
            self.ended(right.number, said)

    def _act(self, right: PuttingRight) -> Callable[[Session], object]:
        state = self._form.state
        who: dict[str, Any] = {"by": self._desk.by, "at": self._desk.clock()}
        if state.report is not None:
            said = state.report.to_record(state.items)
            return partial(happened.correct, happened_id=HappenedId(right.number), report=said, **who)
        assert state.check is not None  # noqa: S101 - it is a report or a check
        check, check_id = state.check.said, DrugCheckId(right.number)
        if right.is_result:
            return partial(checks.add_result, check_id=check_id, result=check.result, found=check.found, **who)
        return partial(checks.correct, check_id=check_id, check=check, **who)


def _report(said: Report) -> dict[str, Any]:
    """As it was recorded; told as another kind, it keeps what both are asked."""
    reports = {kind: ReportDraft.again(said).told_as(kind) for kind in Happening}
    return {"telling": Telling(said.kind.value), "reports": reports}


def _sample(number: int, said: Check, right: PuttingRight) -> dict[str, Any]:
    of = Sample(DrugCheckId(number), said) if right.is_result else None
    check = replace(said, result=Result.WAITING, found=()) if right.is_result else said
    return {"telling": Telling.DRUG_CHECK, "check": CheckDraft(check, is_result_said=of is None), "result_of": of}
