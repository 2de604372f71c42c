"""What is given: the line that is typed, the amounts, what there was none of, and what is not on the list.  No Qt."""

from collections.abc import Callable
from dataclasses import replace

from outreach.ui.desk import lines as lines_of
from outreach.ui.desk import times, wording
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.lines import Line, LineKey
from outreach.ui.desk.state import Heard, Question, State
from outreach.ui.shared.quick_add import Match
from outreach.vocabulary import ItemId, NaloxoneReason

MATCHES = 3


class What:
    """`teach` is asked first when a match is taken: a barcode nobody knows may be waiting for it."""

    def __init__(self, form: Form, books: Books, teach: Callable[[Match], bool]) -> None:
        self._form, self._books, self._teach = form, books, teach

    @property
    def _state(self) -> State:
        return self._form.state

    # The line

    def line_typed(self, text: str) -> None:
        state = self._state
        if text != state.line:
            heard = state.heard if state.new_barcode else Heard.NOTHING
            self._form.change(line=text, matches=self._books.quick_add.matches(text, MATCHES), chosen=0, heard=heard)

    def choose_match(self, step: int) -> None:
        if count := len(self._state.matches):
            self._form.change(chosen=max(0, min(count - 1, self._state.chosen + step)))

    def add_match(self, place: int | None = None) -> bool:
        """Add the chosen match and clear the line; say whether there was one."""
        chosen = self._state.chosen if place is None else place
        if chosen >= len(self._state.matches):
            return False
        match = self._state.matches[chosen]
        self._form.change(line="", matches=(), chosen=0)
        if not self._teach(match):
            self.add(match.item_id, match.amount)
        return True

    def find(self, text: str) -> tuple[Match, ...]:
        """All that a search may mean; everything there is when nothing is asked."""
        items = self._state.items
        if text.strip():
            return self._books.quick_add.matches(text, len(items))
        return tuple(
            Match(item.id, max(1, item.usual_pack), is_usual=True) for item in items.values() if not item.retired
        )

    # Amounts

    def add(self, item_id: ItemId, amount: int) -> None:
        self.set_amount(item_id, self._state.draft.amount_of(item_id) + amount)

    def add_pack(self, item_id: ItemId) -> None:
        self.add(item_id, max(1, self._state.items[item_id].usual_pack))

    def take_pack(self, item_id: ItemId) -> None:
        self.add(item_id, -max(1, self._state.items[item_id].usual_pack))

    def set_amount(self, item_id: ItemId, amount: int) -> None:
        """Exactly so many of an item, of whatever lots."""
        is_new = not self._state.draft.amount_of(item_id)
        heard = self._state.heard if self._state.new_barcode else Heard.NOTHING  # something else is done now
        draft = self._state.draft.with_amount(item_id, max(0, amount))
        self._form.change(draft=draft, question=Question.NONE, heard=heard)
        if is_new:
            self._books.read_lots((item_id,))

    def add_line(self, line: Line) -> None:
        """So many more of an item, of a kit as it was changed."""
        lines = lines_of.with_more(self._state.draft.lines, line)
        self._form.change(draft=replace(self._state.draft, lines=lines), question=Question.NONE)
        self._books.read_lots((line.item_id,))

    def set_line(self, key: LineKey, amount: int) -> None:
        """Exactly so many on one line of the basket."""
        lines = lines_of.with_amount(self._state.draft.lines, key, max(0, amount))
        self._form.change(draft=replace(self._state.draft, lines=lines), question=Question.NONE)

    def set_reason(self, key: LineKey, reason: NaloxoneReason | None) -> None:
        """Why naloxone is taken, as far as anybody asked."""
        lines = lines_of.with_reason(self._state.draft.lines, key, reason)
        self._form.change(draft=replace(self._state.draft, lines=lines))

    def times_people(self) -> None:
        """Give what is in the basket to each of so many people; again: to one."""
        draft = self._state.draft
        if (draft.for_people or 0) > 1 and draft.size:
            basket, before = times.pressed((draft.lines, draft.unlisted), draft.for_one, draft.for_people or 1)
            draft = replace(draft, lines=basket[0], unlisted=basket[1], for_one=before)
            self._form.change(draft=draft, question=Question.NONE)

    # Not given, and not on the list

    def none_left(self, item_id: ItemId) -> bool:
        """Note that it was asked for and there was none, in place of any on its lines; False where there is some."""
        if not wording.is_none_left(self._state.levels.get(item_id)):
            return False
        asked = next((one.quantity for one in self._state.draft.asked if one.item_id == item_id), 0)
        wanted = self._state.draft.amount_of(item_id) or asked or 1
        draft = self._state.draft.with_amount(item_id, 0)
        draft = replace(draft, asked=lines_of.with_asked(draft.asked, item_id, wanted))
        self._form.change(draft=draft, question=Question.NONE)
        return True

    def match_none_left(self) -> bool:
        """The same for the match chosen in the line, which is then empty again."""
        state = self._state
        if state.chosen >= len(state.matches) or not self.none_left(state.matches[state.chosen].item_id):
            return False
        match = state.matches[state.chosen]
        if not match.is_usual:
            self.set_asked(match.item_id, match.amount)
        self._form.change(line="", matches=(), chosen=0)
        return True

    def set_asked(self, item_id: ItemId, amount: int) -> None:
        asked = lines_of.with_asked(self._state.draft.asked, item_id, max(0, amount))
        self._form.change(draft=replace(self._state.draft, asked=asked), question=Question.NONE)

    def set_unlisted(self, name: str, amount: int) -> None:
        """Exactly so many of a thing that is not on the list."""
        if any(sign.isalnum() for sign in name):
            unlisted = lines_of.with_unlisted(self._state.draft.unlisted, name, max(0, amount))
            self._form.change(draft=replace(self._state.draft, unlisted=unlisted), question=Question.NONE)
