"""The bar below a sheet: how much is kept, where the paper says otherwise, voiding it and posting it."""

from PySide6.QtWidgets import QSizePolicy

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.sheets.presenter import SheetPresenter
from outreach.ui.sheets.state import Notice, State
from outreach.ui.sheets.wording import kept_as_draft
from outreach.ui.shortcuts import Key
from outreach.ui.theme import Color
from outreach.vocabulary import SheetKind

_WHOLE_FROM, _BOTH_FROM = 1000, 700


class Foot(Panel):
    def __init__(self, presenter: SheetPresenter, words: Translator) -> None:
        self._words = words
        self._icon, self._kept = IconLabel("done", Color.OK), Label(role="ok")
        self._chip = StatusChip(height=24)
        self._why = StatusChip(Mark.OUT, height=24)
        self.void = Button(words(N_("Void this sheet")), kind=Kind.DANGER, size=Size.LARGE)
        self.again = Button(words(N_("Key it again")), size=Size.LARGE)
        self.again.clicked.connect(presenter.key_again)
        self.post = Button(kind=Kind.PRIMARY, size=Size.LARGE, key=Key.POST.shown)
        self.buttons = (self.again, self.void, self.post)
        row = Row(
            self._icon, self._kept, self._why, self._chip, None, self.again, self.void, self.post, gap=8, edges=(16, 9)
        )
        super().__init__(row, role="bottom-bar", name=words(N_("Posting")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State) -> None:
        words = self._words
        set_shown(self, state.sheet is not None)
        is_kept = state.is_keying and (state.kept > 0 or state.head.contacts is not None)
        self._kept.set_text(kept_as_draft(state.kind, state.kept, words))
        self._why.set_status(Mark.OUT, self._to_put_right(state))
        self._chip.set_status(Mark.LOW, "" if self._why.text() else self._differ(state))
        has_room = self.width() >= theme.px(_BOTH_FROM) or not (self._why.text() or self._chip.text())
        set_shown(self._icon, is_kept and has_room)
        set_shown(self._kept, is_kept and has_room)
        set_shown(self.post, state.is_keying)
        set_shown(self.void, not state.is_void)
        set_shown(self.again, state.is_void)
        self.post.set_label(self._post(state))

    def _post(self, state: State) -> str:
        words = self._words
        if state.notice is Notice.POSTING:
            return words(N_("Posting…"))
        if state.kind is SheetKind.TOTALS or not state.visits:
            return words(N_("Post this sheet"))
        return words.count("Post {n} visit", "Post {n} visits", state.visits)

    def _differ(self, state: State) -> str:
        """The first column that differs, and how many others do."""
        if not state.differences or state.grid is None:
            return ""
        first = state.differences[0]
        wanted = (first.column.item_id, first.column.service_id)
        title = next(one.title for one in state.columns if one.is_added_up and (one.item_id, one.service_id) == wanted)
        said = {"column": title, "keyed": first.keyed, "paper": first.paper}
        more = len(state.differences) - 1
        if more:
            whole = N_("{column}: {keyed} keyed, {paper} on the paper; {more} more differ. Post as keyed, or look.")
            short = N_("{column}: {keyed} keyed, {paper} on the paper; {more} more differ.")
        else:
            whole = N_("{column}: {keyed} keyed, {paper} on the paper. Look at the rows, or post as keyed.")
            short = N_("{column}: {keyed} keyed, {paper} on the paper.")
        is_short = self.width() < theme.px(_WHOLE_FROM) or not state.is_keying
        return self._words(short if is_short else whole, **said, more=more)

    def _to_put_right(self, state: State) -> str:
        """How much cannot stand as it was typed; why is said beside it."""
        wrong = len(state.wrong) + sum(bool(line.why) for line in state.lines) + bool(state.contacts_why)
        return self._words.count("{n} entry to put right", "{n} entries to put right", wrong) if wrong else ""
