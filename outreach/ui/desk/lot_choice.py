"""From which lot a line is: chosen in the basket, or scanned.  One that is expired or on hold asks once.  No Qt.

What was chosen stands at once, and the question beside it; nothing is saved before it is answered.
"""

from dataclasses import replace
from uuid import UUID

from outreach.stock.known_lots import KnownLot, despite
from outreach.stock.levels import LotLevel
from outreach.ui.desk import lines as lines_of
from outreach.ui.desk.form import Form
from outreach.ui.desk.lines import Line, LineKey, Picked
from outreach.ui.desk.state import Doubt, Question, State
from outreach.vocabulary import ItemId, Knowingly, LotId, LotKnown


class LotChoice:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._open: dict[tuple[UUID, LotId], Doubt] = {}
        self._answered: set[tuple[UUID, LotId]] = set()

    @property
    def _state(self) -> State:
        return self._form.state

    def open(self, key: LineKey | None = None) -> None:
        """Choose for this line; where none is named for the newest that has lots, and asked again the one above."""
        self._form.settle()
        lines = self._state.draft.lines
        with_lots = [line.key for line in lines if self._state.lots.get(line.item_id)]
        if key is None and with_lots:
            now = self._state.choosing
            key = with_lots[with_lots.index(now) - 1] if now in with_lots else with_lots[-1]
        if key in with_lots:
            self._form.change(choosing=key)

    def close(self) -> None:
        if self._state.choosing is not None:
            self._form.change(choosing=None)

    def choose(self, lot: LotLevel | None) -> None:
        """Take the line from this lot; from none named: by the books again."""
        key = self._state.choosing
        if key is not None:
            self.put(key, self._picked(lot) if lot else None)

    def put(self, key: LineKey, lot: Picked | None) -> None:
        """A line is from this lot now."""
        draft = self._state.draft
        line = lines_of.line_of(draft.lines, key)
        if line is not None:
            lines = lines_of.with_lot(draft.lines, key, lot)
            doubt = self._state.doubt
            before = doubt.before if doubt is not None and doubt.key == key else line.lot
            self._form.change(draft=replace(draft, lines=lines), choosing=None, doubt=None, question=Question.NONE)
            self._ask(replace(line, lot=lot), before)

    def add(self, item_id: ItemId, amount: int, lot: Picked | None) -> None:
        """So many more of an item, from this lot."""
        draft = self._state.draft
        line = Line(item_id, amount, lot)
        lines = lines_of.with_more(draft.lines, line)
        self._form.change(draft=replace(draft, lines=lines), question=Question.NONE)
        self._ask(line, None)

    def scanned(self, lot: KnownLot) -> Picked:
        """A lot as a scan tells it."""
        knowingly = lot.despite(self._state.on)
        return Picked(lot.lot_id, lot.number, lot.expires_on, LotKnown.SCANNED, knowingly, lot.is_recalled)

    def give_it(self) -> None:
        """Yes, this lot all the same."""
        doubt = self._state.doubt
        if doubt is not None:
            once = (self._state.draft.client_id, doubt.lot.lot_id)
            self._open.pop(once, None)
            self._answered.add(once)
            self._form.change(doubt=self._unanswered())

    def another(self) -> None:
        """No: back to what the line was from, and choose again."""
        doubt = self._state.doubt
        if doubt is None:
            return
        self._open.pop((self._state.draft.client_id, doubt.lot.lot_id), None)
        lines = lines_of.with_lot(self._state.draft.lines, doubt.key, doubt.before)
        self._form.change(draft=replace(self._state.draft, lines=lines), doubt=None)
        self.open(doubt.key._replace(lot_id=doubt.before.lot_id if doubt.before else None))

    def asks_first(self) -> bool:
        """Ask what nobody has answered about a lot on the form, and want the answer; False where all is answered."""
        doubt = self._unanswered()
        if doubt is not None:
            self._form.change(doubt=doubt, insisted=self._state.insisted + 1)
        return doubt is not None

    def _unanswered(self) -> Doubt | None:
        draft = self._state.draft
        asked = (doubt for (client_id, _), doubt in self._open.items() if client_id == draft.client_id)
        return next((doubt for doubt in asked if lines_of.line_of(draft.lines, doubt.key)), None)

    def _picked(self, lot: LotLevel) -> Picked:
        knowingly = despite(lot.expires_on, self._state.on, on_hold=lot.on_hold)
        return Picked(lot.lot_id, lot.number, lot.expires_on, LotKnown.CHOSEN, knowingly, lot.is_recalled)

    def _ask(self, line: Line, before: Picked | None) -> None:
        lot = line.lot
        if lot is None or lot.despite is None:
            return
        once = (self._state.draft.client_id, lot.lot_id)
        if self._state.items[line.item_id].expired_or_held is Knowingly.ASK and once not in self._answered:
            self._open[once] = doubt = Doubt(line.key, lot, before)
            self._form.change(doubt=doubt)
