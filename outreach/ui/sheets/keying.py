"""Keying the rows of a visit sheet: what each key does, and when a row is kept.  No Qt."""

from dataclasses import replace
from types import MappingProxyType

from outreach.codes.fitting import fits
from outreach.codes.normalizing import NotACode
from outreach.entry import Returned
from outreach.sheets.rows import PaperTotals, Row, differences
from outreach.ui.sheets import amounts
from outreach.ui.sheets import columns as cells
from outreach.ui.sheets.amounts import Wrong
from outreach.ui.sheets.columns import TICKED, WORDS, Column, What
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.kept import KeptRows
from outreach.ui.sheets.paper_totals import paper_text, with_total
from outreach.ui.sheets.state import PAPER, At
from outreach.vocabulary import ReturnedHow

NEXT_ROW = "+"
_AMOUNTS = frozenset("0123456789.,/ ¼½¾")
_DIGITS = frozenset("0123456789")


class Keying:
    """`kept` rows are in the file as they are typed; a code is shown only while its row is in hand."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._kept = KeptRows(holder)

    def begin(self, kept: dict[int, Row], totals: PaperTotals) -> None:
        """Go on with a sheet whose rows are these."""
        self._kept.begin(kept, totals)
        self._change(totals=totals)

    # What is typed

    def type(self, text: str) -> None:
        """A sign typed into the cell in hand."""
        state, column = self._holder.state, self._column
        if column is None or not state.is_keying:
            return
        if text == NEXT_ROW and column.what is not What.OTHER:
            self.next_row()
        elif state.at.row == PAPER:
            self._type_number(text, _DIGITS)
        elif column.what in TICKED:
            self._type_tick(text)
        elif column.what is What.HOW:
            self._type_letter(text)
        elif column.what in WORDS:
            self._append(text)
        else:
            self._type_number(text, _AMOUNTS if column.what is What.AMOUNT else _DIGITS)

    def backspace(self) -> None:
        if self._column is not None and self._holder.state.is_keying:
            self._change(typing=self.shown[:-1])

    def clear(self) -> None:
        """Empty the cell."""
        if self._column is not None and self._holder.state.is_keying:
            self._change(typing="")
            self.settle()

    def give_up(self) -> bool:
        """Leave the cell as it was before it was typed in; whether anything was."""
        was_typing = self._holder.state.typing is not None
        if was_typing:
            self._change(typing=None)
            self._kept.keep(self._holder.state.at.row)
        return was_typing

    @property
    def shown(self) -> str:
        """What the cell in hand says, with what is being typed."""
        state = self._holder.state
        if state.typing is not None:
            return state.typing
        return self.text(state.at.row, state.at.column)

    def text(self, row: int, place: int) -> str:
        """What a cell says; a code is there in letters only in the row in hand."""
        state = self._holder.state
        if state.grid is None:
            return ""
        column = state.columns[place]
        if (row, place) in state.wrong:
            return state.wrong[row, place][0]
        if row == PAPER:
            return paper_text(state.totals, column)
        if row >= len(state.rows):
            return ""
        if column.what is What.CODE and row == state.at.row and state.code_shown:
            return state.code_shown
        return state.grid.text(column, state.rows[row])

    # Where one goes

    def enter(self) -> None:
        """On to the next column that is used on this sheet, from an empty cell too; at the end to the next row."""
        self.settle()
        state = self._holder.state
        after = cells.next_used(state.at.column, self._used())
        if state.at.row == PAPER:
            self.go(PAPER, after if after is not None else state.at.column)
        elif after is None:
            self.next_row()
        else:
            self.go(state.at.row, after)

    def tab(self, step: int = 1) -> bool:
        """One column on or back; False where there is none."""
        state = self._holder.state
        self.settle()
        place = self._beside(state.at.row, step)
        if place is not None:
            self.go(state.at.row, place)
            return True
        if step > 0 and state.at.row != PAPER and not self._holder.state.rows[state.at.row].is_empty:
            self.next_row()
            return True
        return False

    def next_row(self) -> None:
        """The row below, at its first column; nothing where the row in hand is still empty."""
        state = self._holder.state
        self.settle()
        if state.at.row == PAPER:
            return
        if not self._holder.state.rows[state.at.row].is_empty:
            self.go(state.at.row + 1, 0)

    def move(self, rows: int, columns: int) -> None:
        """The arrows.  Below the last row stands the totals row of the paper."""
        self.settle()
        state = self._holder.state
        row, last = state.at.row, len(state.rows) - 1
        if rows > 0:
            row = row + 1 if row != PAPER and row < last else self._below(row)
        elif rows < 0:
            row = last if row == PAPER else max(0, row - 1)
        beside = self._beside(row, columns) if columns else None
        self.go(row, state.at.column if beside is None else beside)

    def to_end(self, *, is_first: bool) -> None:
        """The first or last cell of the row."""
        row = self._holder.state.at.row
        if places := self._places(row):
            self.go(row, places[0 if is_first else -1])

    def go(self, row: int, place: int) -> None:
        """Into a cell that is typed in; the row that is left is kept."""
        self.settle()
        state = self._holder.state
        places = self._places(row)
        if not places:
            return
        place = min(places, key=lambda one: abs(one - place))
        rows = state.rows
        if row != PAPER and row >= len(rows) and state.is_keying:
            rows = (*rows, self._holder.blank())
        is_other = row != state.at.row
        changes: dict[str, object] = {"rows": rows, "at": At(row, place)}
        if is_other:
            changes["code_shown"] = ""
        self._change(**changes)
        if is_other:
            self._kept.keep(state.at.row)

    def settle(self) -> None:
        """Take what was typed into the row; what cannot stand there stays marked."""
        state, column = self._holder.state, self._column
        if state.typing is None or column is None or not state.is_keying:
            return
        at, text = state.at, state.typing.strip()
        wrong = {
            place: said
            for place, said in state.wrong.items()
            if place != (at.row, at.column) and (place[0] != at.row or said[0])
        }
        made = self._made(column, at.row, text)
        changes: dict[str, object] = {"typing": None}
        if isinstance(made, Wrong):
            wrong[at.row, at.column] = ("" if column.what is What.CODE else text, made.why)
        elif isinstance(made, PaperTotals):
            changes["totals"] = made
        else:
            changes["rows"] = tuple(made if place == at.row else row for place, row in enumerate(state.rows))
        if column.what is What.CODE and not isinstance(made, Wrong):
            changes["code_shown"] = text
            is_like = not text or fits(state.recipes, text)
            changes["unlike"] = state.unlike - {at.row} if is_like else state.unlike | {at.row}
        self._change(wrong=MappingProxyType(wrong), **changes)
        self._kept.keep(at.row)

    # Keeping

    def keep_again(self) -> None:
        """Nobody knows what was kept: write every row once more, each in its own place."""
        self._kept.keep_again()

    def keep_typing(self) -> None:
        """The amount in hand, should the power fail before its cell is left; of words half typed nothing is made."""
        state, column = self._holder.state, self._column
        if state.typing is None or column is None or column.what in WORDS or not state.is_keying:
            return
        made = self._made(column, state.at.row, state.typing.strip())
        if not isinstance(made, Wrong):
            self._kept.keep(state.at.row, made)

    def keep_all(self) -> None:
        """Everything typed so far, the row in hand too; no letter of a code stays."""
        self.settle()
        self._kept.keep(self._holder.state.at.row)
        self._change(code_shown="")

    def first_wrong(self) -> At | None:
        """The first cell that cannot be posted, where the keyboard should go; amounts that are missing are marked."""
        state = self._holder.state
        wrong = dict(state.wrong)
        amount = next((n for n, column in enumerate(state.columns) if column.what is What.AMOUNT), None)
        for place, row in enumerate(state.rows):
            if amount is not None and _lacks_amount(row.returned) and (place, amount) not in wrong:
                wrong[place, amount] = ("", amounts.NOT_AN_AMOUNT)
        self._change(wrong=MappingProxyType(wrong))
        return At(*min(wrong)) if wrong else None

    # Within

    @property
    def _column(self) -> Column | None:
        state = self._holder.state
        return state.columns[state.at.column] if state.columns else None

    def _made(self, column: Column, row: int, text: str) -> Row | PaperTotals | Wrong:
        state = self._holder.state
        assert state.grid is not None  # noqa: S101 - a column is of a grid
        if row == PAPER:
            return with_total(state.totals, column, text)
        if column.what is What.CODE:
            return self._with_code(state.rows[row], text)
        return state.grid.typed(column, state.rows[row], text)

    def _with_code(self, row: Row, text: str) -> Row | Wrong:
        if not text:
            return replace(row, code=None)
        try:
            return replace(row, code=self._holder.paper.desk.hash_code(text))
        except NotACode:
            return Wrong(cells.NO_CODE)

    def _type_tick(self, text: str) -> None:
        """A tick at once, or figures: 1 is a tick when the cell is left, and anything else no tick."""
        state, column = self._holder.state, self._column
        assert column is not None  # noqa: S101 - `type` asked
        if text in cells.TICKS and state.typing is None:
            row = cells.toggled(column, state.rows[state.at.row])
            self._change(rows=tuple(row if n == state.at.row else one for n, one in enumerate(state.rows)))
            self._kept.keep(state.at.row)
        else:
            self._type_number(text, _DIGITS)

    def _type_letter(self, text: str) -> None:
        state = self._holder.state
        if state.typing is None and state.grid is not None and text.upper() in state.grid.letters:
            self._change(typing=text)
            self.settle()
            is_none = state.grid.letters and text.upper() == "N"
            self.go(state.at.row, state.at.column + (2 if is_none else 1))
        else:
            self._type_number(text, frozenset())

    def _type_number(self, text: str, allowed: frozenset[str]) -> None:
        """Nothing that was typed is dropped: what cannot stand here is shown, and judged when the cell is left."""
        is_begun = self._holder.state.typing is not None
        if text in allowed or (not self._jump(text) and (is_begun or not (text.isalpha() or text.isspace()))):
            self._append(text)

    def _append(self, text: str) -> None:
        typing = self._holder.state.typing
        self._change(typing=(typing or "") + text)

    def _jump(self, letter: str) -> bool:
        """To the column beginning with this letter; False where there is none."""
        state = self._holder.state
        place = cells.jump(state.columns, state.at.column, letter, self._places(state.at.row))
        if place is not None:
            self.go(state.at.row, place)
        return place is not None

    def _places(self, row: int) -> list[int]:
        """The columns that are typed in: of the totals row those that are added up."""
        columns = self._holder.state.columns
        return [n for n, column in enumerate(columns) if row != PAPER or column.is_added_up]

    def _beside(self, row: int, step: int) -> int | None:
        """The next column to type in on this side; None at the end."""
        at = self._holder.state.at.column
        further = [place for place in self._places(row) if (place - at) * step > 0]
        return min(further, key=lambda place: abs(place - at), default=None)

    def _used(self) -> list[int]:
        """The columns filled anywhere on this sheet; on its first row every column."""
        state = self._holder.state
        if state.at.row == PAPER:
            return self._places(PAPER)
        others = [row for place, row in enumerate(state.rows) if place != state.at.row and not row.is_empty]
        if not others or state.grid is None:
            return list(range(len(state.columns)))
        grid = state.grid
        return [n for n, column in enumerate(state.columns) if any(grid.text(column, row) for row in others)]

    def _below(self, row: int) -> int:
        state = self._holder.state
        return PAPER if state.is_keying else row

    def _change(self, **changes: object) -> None:
        state = self._holder.state
        if state.grid is not None and {"rows", "totals"} & set(changes):
            rows, totals = changes.get("rows", state.rows), changes.get("totals", state.totals)
            changes["differences"] = differences(state.grid.layout, rows, totals)  # type: ignore[arg-type]
        is_edited = changes.get("typing") is not None or {"rows", "totals"} & set(changes)
        (self._holder.edit if is_edited else self._holder.change)(**changes)


def _lacks_amount(returned: Returned) -> bool:
    told = (ReturnedHow.TOLD, ReturnedHow.COUNTED)
    return (
        (returned.how in told and returned.syringes is None)
        or (returned.how is ReturnedHow.CONTAINER and returned.quarters is None)
        or (returned.how is ReturnedHow.WEIGHT and returned.gross is None)
    )
