"""A part of a kit swapped or left out: what is in each kit of one line, said beside it.  No Qt.

The line is changed when it is done; until then only what is open here is.  It is still so many of one kit.
"""

from dataclasses import replace

from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.inside import put_after, recipe_of, shown_parts
from outreach.ui.desk.lines import Line, LineKey
from outreach.ui.desk.state import State, Swapping
from outreach.ui.shared.quick_add import Match
from outreach.vocabulary import ItemId

_LOOKED_THROUGH, MATCHES = 12, 3


class Swap:
    def __init__(self, form: Form, books: Books) -> None:
        self._form, self._books = form, books

    @property
    def _state(self) -> State:
        return self._form.state

    def open(self, key: LineKey | None = None) -> None:
        """For this line of kits; where none is named for the newest there is."""
        state = self._state
        kits = [line for line in state.draft.lines if state.items[line.item_id].recipe is not None]
        line = next((line for line in kits if line.key == key), kits[-1] if kits else None)
        if line is not None and state.swapping is None:
            parts = shown_parts(line, state.items)
            self._form.change(swapping=Swapping(line.key, parts, parts[0][0]), choosing=None)

    def settle(self) -> None:
        """Somebody went elsewhere: what was said stands; that nothing is left in a kit was not said to the end."""
        self._form.settle()

    def done(self) -> bool:
        """Take it as it is said; False where nothing was open.  A kit with nothing in it is asked about and stays."""
        now = self._state.swapping
        if now is None:
            return False
        if any(n for _, n in now.parts):
            self._form.settle()
        else:
            self._change(is_empty=True)
        return True

    def leave(self) -> bool:
        """Leave the line as it was; False where nothing was open."""
        is_open = self._state.swapping is not None
        if is_open:
            self._form.change(swapping=None)
        return is_open

    def set(self, part: ItemId, amount: int) -> None:
        """So many of a part in each kit; 0 leaves it out."""
        now = self._state.swapping
        if now is not None:
            parts = tuple((item, amount if item == part else n) for item, n in now.parts)
            self._change(parts=parts, at=part, is_empty=False)

    def go_to(self, part: ItemId) -> None:
        """The part whose place the next item takes."""
        now = self._state.swapping
        if now is not None and now.at != part and any(item == part for item, _ in now.parts):
            self._change(at=part)

    def as_recipe_says(self) -> None:
        now = self._state.swapping
        if now is not None:
            parts = shown_parts(Line(now.key.item_id, 1), self._state.items)
            self._change(parts=parts, at=parts[0][0], is_empty=False, line="", matches=(), chosen=0)

    # Another item in a part's place

    def look_for(self, text: str) -> None:
        found = self._books.quick_add.matches(text, _LOOKED_THROUGH)
        parts = [match for match in found if self._state.items[match.item_id].recipe is None]
        self._change(line=text, matches=tuple(parts[:MATCHES]), chosen=0)

    def choose(self, step: int) -> None:
        now = self._state.swapping
        if now is not None and now.matches:
            self._change(chosen=max(0, min(len(now.matches) - 1, now.chosen + step)))

    def put_in(self) -> None:
        """The match chosen takes the place of the part the panel stands at."""
        now = self._state.swapping
        if now is not None and now.chosen < len(now.matches):
            self._put(now, now.matches[now.chosen])

    def put_scanned(self, item_id: ItemId) -> bool:
        """What is scanned while this is open goes into the kit; False where it is not open, or is a kit itself."""
        now = self._state.swapping
        if now is None or self._state.items[item_id].recipe is not None:
            return False
        self._put(now, Match(item_id, 1, is_usual=True))
        return True

    def _put(self, now: Swapping, match: Match) -> None:
        """As many as of what it replaces, unless it was said how many."""
        recipe = dict(recipe_of(now.key.item_id, self._state.items))
        held = dict(now.parts)
        amount = match.amount if not match.is_usual else held.get(now.at) or recipe.get(now.at) or 1
        if match.item_id == now.at:
            parts = tuple((item, amount if item == now.at else n) for item, n in now.parts)
        else:
            amount += held.pop(match.item_id, 0)
            parts = put_after(tuple((item, 0 if item == now.at else n) for item, n in held.items()), now.at,
                           (match.item_id, amount))  # fmt: skip
        self._change(parts=parts, at=match.item_id, is_empty=False, line="", matches=(), chosen=0)

    def _change(self, **changes: object) -> None:
        now = self._state.swapping
        if now is not None:
            self._form.change(swapping=replace(now, **changes))  # type: ignore[arg-type]
