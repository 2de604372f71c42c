"""Small steps at the desk: read when the person asks, changed by them, gone from the screen when closed.  No Qt.

Typing a code reads nothing of this.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from outreach import steps
from outreach.entry import StepChosen
from outreach.errors import Refusal
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import State, Stepping, StepsNot
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CodeHash, StepId, StepIs

_NEXT = {None: StepIs.WORKING_ON_IT, StepIs.WORKING_ON_IT: StepIs.DONE, StepIs.DONE: None}


class SmallSteps:
    def __init__(self, tasks: Tasks, form: Form) -> None:
        self._tasks, self._form = tasks, form

    def open(self) -> None:
        """The person asks for their steps: read what they chose before."""
        state = self._form.state
        if state.catalog is None or not state.catalog.areas:
            return
        if state.correction is not None or state.is_another_day:
            self._form.change(stepping=Stepping(why_not=StepsNot.NOT_HERE))
            return
        code = self._form.take_code()
        if code is None or self._form.state.draft.is_unsure_who or state.sharing:
            self._form.change(stepping=Stepping(why_not=StepsNot.NOBODY_S))
            return
        form = self._form.state.draft.client_id
        self._tasks.read(
            partial(steps.of_person, code=code, on=state.on),
            then=partial(self._read, form, code),
            failed=partial(self._off, form, code),
            key="desk steps",
        )

    def close(self) -> None:
        """Nothing of what was read stays."""
        if self._form.state.stepping is not None:
            self._form.change(stepping=None)

    def press(self, step_id: StepId) -> None:
        """Working on it, done, and back to how it was: each press goes one on."""
        stepping = self._form.state.stepping
        if stepping is None or stepping.why_not is not None:
            return
        before = stepping.before.get(step_id)
        standing = _NEXT[self.standing(step_id)]
        others = tuple(one for one in self._form.state.draft.steps if one.step_id != step_id)
        if standing is None and before is StepIs.DONE:  # it was done before: somebody works on it again
            standing = StepIs.WORKING_ON_IT
        is_as_before = standing is None or standing is before
        chosen = others if is_as_before or standing is None else (*others, StepChosen(step_id, standing))
        self._form.change(draft=replace(self._form.state.draft, steps=chosen))

    def standing(self, step_id: StepId) -> StepIs | None:
        return standing(self._form.state, step_id)

    def _read(self, form: UUID, code: CodeHash, before: Mapping[StepId, StepIs]) -> None:
        if self._is_still(form, code):
            self._form.change(stepping=Stepping(before))

    def _off(self, form: UUID, code: CodeHash, _refusal: Refusal) -> None:
        if self._is_still(form, code):
            self._form.change(stepping=Stepping(why_not=StepsNot.NOBODY_S))

    def _is_still(self, form: UUID, code: CodeHash) -> bool:
        draft = self._form.state.draft
        return (draft.client_id, draft.code) == (form, code)


def standing(state: State, step_id: StepId) -> StepIs | None:
    """How a step stands: as chosen now, else as it was before."""
    now = next((one.standing for one in state.draft.steps if one.step_id == step_id), None)
    before = state.stepping.before.get(step_id) if state.stepping is not None else None
    return now if now is not None else before
