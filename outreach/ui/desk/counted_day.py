"""The day entered for was counted: *before or after the count?* is asked once for that day and site.  No Qt.

What is given today comes after any count of today by itself; only what is entered afterwards can have come before.
"""

from uuid import UUID

from outreach.ui.desk.form import Form
from outreach.ui.desk.state import State
from outreach.vocabulary import CountSide, ItemId


class CountedDay:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._waiting: UUID | None = None

    def say(self, side: CountSide | None) -> bool:
        """Of everything entered for that day from now on; None: ask again.  Say whether Save waited for it."""
        waiting, self._waiting = self._waiting, None
        self._form.change(side=side)
        return side is not None and waiting == self._form.state.draft.client_id

    def asks_first(self) -> bool:
        """Whether Save must wait for an answer; then the question gets the keyboard."""
        state = self._form.state
        if state.side is not None or not concerns(state) or not state.counted & _items(state):
            return False
        self._waiting = state.draft.client_id
        self._form.change(side_insisted=state.side_insisted + 1)
        return True


def concerns(state: State) -> bool:
    """Whether what stands on the form is for a day of a count, and entered after it."""
    if not state.counted:
        return False
    if state.correction is not None:
        was = state.correction.was
        return (was.on, was.site_id) != (state.on, state.site_id)
    return state.is_another_day


def _items(state: State) -> frozenset[ItemId]:
    """What is given, and what is inside of kits."""
    items = [state.items[line.item_id] for line in state.draft.lines if line.item_id in state.items]
    parts = (part.item_id for item in items if item.recipe for part in item.recipe.parts)
    return frozenset((*(item.id for item in items), *parts))
