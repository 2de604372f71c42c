"""The stock statement: how every item came to its closing figure, and whether the books agree."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable

from outreach.reports.blocks import banner, heading, section, ticked_heading
from outreach.reports.page import NOTE, WIDTH, paragraph, strong
from outreach.reports.tables import Bold, Line, Look, Tick, table
from outreach.reports.tally_leaving import disposed
from outreach.reports.writing import figure, signed
from outreach.tallies.tally import StatementLine, Tally
from outreach.translation import N_, Translator

_BELOW_ZERO = " †"
_DIFFERS = "!"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the statement; its head carries the sign it enters the sum with."""

    name: str
    head: str
    write: Callable[[int, Translator], str] = figure
    always: bool = False

    def value(self, line: StatementLine) -> int:
        return int(attrgetter(self.name)(line))


# The space inside a head is one that does not break: a sign never stands alone on a line.
_COLUMNS = (
    Column("opening", N_("Opening"), always=True),
    Column("received", N_("+\u00a0Received"), always=True),
    Column("given", N_("−\u00a0Given"), always=True),
    Column("handed_over", N_("−\u00a0Handed over")),
    Column("used_here", N_("−\u00a0Used here")),
    Column("put_back", N_("+\u00a0Put back")),
    Column("moved", N_("±\u00a0Moved"), signed),
    Column("made_up", N_("±\u00a0Made up"), signed),
    Column("disposed", N_("−\u00a0Disposed")),
    Column("adjusted", N_("±\u00a0Adjusted"), signed),
    Column("shortfall", N_("+\u00a0Shortfall")),
    Column("closing", N_("=\u00a0Closing"), always=True),
)


def shown(lines: Iterable[StatementLine]) -> tuple[Column, ...]:
    """Every column that is not 0 throughout, the parts inside kits included."""
    every = [part for line in lines for part in (line, line.inside_kits) if part]
    return tuple(column for column in _COLUMNS if column.always or any(column.value(line) for line in every))


def statement_section(tally: Tally, words: Translator, number: int | None = None) -> list[Flowable]:
    content = [_head(tally, words, number)]
    if not tally.reconciled:
        content.append(not_reconciled(tally, words))
    if tally.statement:
        content.append(_table(tally.statement, N_("Item"), words))
    else:
        content.append(paragraph(words(N_("No stock has been entered yet.")), NOTE))
    content += [paragraph(note, NOTE) for note in _notes(tally, words)]
    return section(*content) + _kits(tally, words) + disposed(tally, words)


def not_reconciled(tally: Tally, words: Translator) -> Flowable:
    """Names what does not balance; the page prints all the same, marked."""
    lines = tally.statement + tally.kit_statement
    names = ", ".join(line.item for line in lines if not line.balances)
    bold = words.count(
        N_("Not reconciled: {balanced} of {n} item balances."),
        N_("Not reconciled: {balanced} of {n} items balance."),
        len(lines),
        balanced=_balanced(tally),
    )
    rest = words(N_("The books and this page differ for: {items}."), items=names)
    return banner(f"{strong(bold)} {escape(rest)}")


def _head(tally: Tally, words: Translator, number: int | None) -> Flowable:
    title = (f"{number}&nbsp; " if number else "") + escape(
        words(N_("Stock statement, {scope}"), scope=_scope(tally, words))
    )
    if not tally.reconciled or not tally.statement:
        return heading(title)
    count = len(tally.statement + tally.kit_statement)
    rest = words.count(
        N_("{balanced} of {n} item balances"), N_("{balanced} of {n} items balance"), count, balanced=_balanced(tally)
    )
    return ticked_heading(title, words(N_("Reconciled.")), rest)


def _scope(tally: Tally, words: Translator) -> str:
    return tally.site or words(N_("all sites"))


def _balanced(tally: Tally) -> int:
    return sum(line.balances for line in tally.statement + tally.kit_statement)


def _table(statement: Sequence[StatementLine], of: str, words: Translator) -> Flowable:
    columns = shown(statement)
    heads = [words(of), *(words(column.head) for column in columns), ""]
    lines = [line for item in statement for line in _lines(item, columns, words)]
    return table(lines, WIDTH, heads=heads)


def _lines(item: StatementLine, columns: Sequence[Column], words: Translator) -> list[Line]:
    name = item.item + (_BELOW_ZERO if item.went_below_zero else "")
    *numbers, closing = _numbers(item, columns, words)
    lines = [Line((name, *numbers, Bold(closing), Tick() if item.balances else Bold(_DIFFERS)))]
    if item.inside_kits:
        inside = _numbers(item.inside_kits, columns, words)
        lines.append(Line((words(N_("of which inside kits")), *inside, ""), Look.SUB))
    return lines


def _numbers(line: StatementLine, columns: Sequence[Column], words: Translator) -> list[str]:
    return [column.write(column.value(line), words) for column in columns]


def _kits(tally: Tally, words: Translator) -> list[Flowable]:
    if not tally.kit_statement:
        return []
    note = words(N_("Making up moves items into kits and changes no total."))
    return section(_table(tally.kit_statement, N_("Kits, as kits"), words), paragraph(note, NOTE))


def _notes(tally: Tally, words: Translator) -> list[str]:
    notes = []
    if any(line.went_below_zero for line in tally.statement):
        notes.append(words(N_("† On some day of the period the books stood below zero; late entries can do that.")))
    given = {line.item: line.given for line in tally.items}
    notes += [
        words(
            N_(
                "{item}: {page} given at visits, {books} in the books; kits made up earlier, "
                "or bought as kits, explain it."
            ),
            item=line.item,
            page=given[line.item],
            books=line.given,
        )
        for line in tally.statement
        if line.item in given and given[line.item] != line.given
    ]
    if tally.last_proved:
        proved = words(N_("All balances were last added up anew from every movement on {day}."), day=tally.last_proved)
        notes.append(proved)
    return notes
