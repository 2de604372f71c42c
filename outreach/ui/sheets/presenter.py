"""A sheet of paper on the screen: its number first, then what stands above its rows, its rows, and posting them.

No Qt: read this to know what the pages do.
"""

from collections.abc import Callable

from outreach.ui.sheets.closing import Closing
from outreach.ui.sheets.crowd import Lines
from outreach.ui.sheets.heading import Heading
from outreach.ui.sheets.holder import Holder, Paper
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.opening import Opening
from outreach.ui.sheets.state import Notice, State
from outreach.ui.tasks import Tasks
from outreach.vocabulary import SheetKind


class SheetPresenter:
    """`other_kind(number)`: the number is of the other tab's sheets.  `posted()`: what was entered for is done."""

    def __init__(
        self,
        tasks: Tasks,
        paper: Paper,
        kind: SheetKind,
        show: Callable[[State], None],
        *,
        other_kind: Callable[[str], None] = lambda _: None,
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        self._holder = holder = Holder(tasks, paper, State(kind, paper.desk.clock().day), show)
        self.keying = Keying(holder)
        heading, lines = Heading(holder), Lines(holder)
        opening = self._opening = Opening(holder, self.keying, lines, heading, other_kind)
        closing = Closing(holder, self.keying, heading, opening, self.keep_all, posted)
        self._lines = lines
        # What needs no more saying here:
        self.start_at, self.refresh, self.open = opening.start_at, opening.refresh, opening.open
        self.key_again, self.give_number = opening.key_again, opening.give_number
        self.enter_for, self.say_yes, self.say_no = heading.enter_for, heading.say_yes, heading.say_no
        self.back_to_today, self.choose_place = heading.back_to_today, heading.choose_place
        self.written_by, self.name_event = heading.written_by, heading.name_event
        self.count_contacts, self.type_contacts = heading.count_contacts, heading.type_contacts
        self.leave_as_it_was = heading.leave_as_it_was
        self.type_line, self.keep_lines = lines.type, lines.keep
        self.post, self.answer_side, self.void, self.move = (
            closing.post,
            closing.answer_side,
            closing.void,
            closing.move,
        )

    @property
    def state(self) -> State:
        return self._holder.state

    def leave(self) -> None:
        """Back to where a number is typed; what was keyed stays kept."""
        self.keep_all()
        self._opening.let_go()
        self._opening.blank()
        self.refresh()

    def keep_all(self) -> None:
        """Everything typed is kept; no letter of a code stays."""
        if self.state.kind is SheetKind.VISIT:
            self.keying.keep_all()
        else:
            self._lines.keep()

    def keep_typing(self) -> None:
        """The amount being typed, as it stands; a code only once its cell is left."""
        if self.state.kind is SheetKind.VISIT:
            self.keying.keep_typing()
        else:
            self._lines.keep_typing()

    def forget(self) -> None:
        """The center is locked, or the screen blanked.  An answer still awaited will not come: the number tells."""
        self.keep_all()
        if self._is_waiting:
            self._opening.blank()

    def not_answered(self) -> None:
        """A fault of ours ended what was asked for: it may be asked again."""
        if self._is_waiting:
            self._holder.change(notice=Notice.NONE)
        self.keying.keep_again()
        self._lines.keep_again()

    @property
    def _is_waiting(self) -> bool:
        return self.state.notice in (Notice.POSTING, Notice.WORKING)
