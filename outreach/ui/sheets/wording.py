"""What the pages of paper say of a sheet: how much of it is kept, where it is of, what it was posted as."""

from outreach.sheets.reading import Listed, Sheet
from outreach.sheets.rows import Head
from outreach.translation import N_, Translator
from outreach.ui.sheets.columns import What
from outreach.ui.sheets.state import PAPER, State
from outreach.vocabulary import SheetKind


def kept_of(listed: Listed, words: Translator) -> str:
    """Of a sheet begun: how much of it is kept."""
    if listed.kind is SheetKind.TOTALS:
        return words.count("{n} line kept", "{n} lines kept", listed.rows)
    return words.count("{n} row kept", "{n} rows kept", listed.rows)


def kept_as_draft(kind: SheetKind, kept: int, words: Translator) -> str:
    if kind is SheetKind.TOTALS:
        return words.count("{n} line kept as a draft", "{n} lines kept as a draft", kept)
    return words.count("{n} row kept as a draft", "{n} rows kept as a draft", kept)


def where(head: Head, state: State, words: Translator) -> str:
    """A day, a site and a place."""
    known = state.catalog
    site = known.site[head.site_id].name if known and head.site_id in known.site else ""  # type: ignore[index]
    if known and head.place_id in known.place:
        site = f"{site} · {known.place[head.place_id].name}"  # type: ignore[index]
    return words(N_("{day}, {site}"), day=words.weekday_day(head.on or state.today), site=site)


def posted_as(sheet: Sheet, state: State, words: Translator) -> str:
    """Of a sheet just posted or voided: what it was, of which day and where."""
    parts = []
    if sheet.kind is SheetKind.VISIT and state.posted_visits:
        parts.append(words.count("{n} visit", "{n} visits", state.posted_visits))
    elif sheet.kind is SheetKind.TOTALS and sheet.head.contacts:
        parts.append(words.count("{n} contact counted", "{n} contacts counted", sheet.head.contacts))
    elif sheet.kind is SheetKind.TOTALS and sheet.head.contacts == 0:
        parts.append(words(N_("Contacts not counted")))
    return " · ".join([*parts, where(sheet.head, state, words)])


def cell_in_hand(state: State, words: Translator) -> str:
    """Its row and its column in full: what stands over a narrow column may be cut."""
    if not state.columns:
        return ""
    column = state.columns[state.at.column]
    row = words(N_("On the paper")) if state.at.row == PAPER else words(N_("Row {row}"), row=state.at.row + 1)
    letters = letters_of(state, words) if column.what is What.HOW else ""
    return " · ".join(filter(None, (row, column.group, column.name, letters)))


def letters_of(state: State, words: Translator) -> str:
    """What each letter of *How* stands for, as on the paper."""
    if state.grid is None:
        return ""
    names = {container.id: container.name for container in state.grid.catalog.containers}
    said = [words(N_("N none")), words(N_("S they say")), words(N_("C counted"))]
    said += [
        words(N_("{letter} {name} containers"), letter=letter, name=names.get(id_, ""))
        for letter, id_ in state.grid.layout.letters
    ]
    return ", ".join([*said, words(N_("P pounds, less the bag"))])


_UNLIKE = N_("This is no code as they are made here. Check the paper; it may stay.")


def unlike_code(state: State, words: Translator) -> str:
    """Of the code in hand, or the one just left for the next row: it could be an amount in the wrong column."""
    row = state.at.row
    if row in state.unlike:
        return words(_UNLIKE)
    if row - 1 in state.unlike:
        why = words(_UNLIKE)
        return words(N_("Row {row}, {column}: {why}"), row=row, column=words(N_("Code")), why=why)
    return ""


def wrong_cell(state: State, words: Translator) -> str:
    """What is wrong with the cell in hand, or with the first that is."""
    if not state.wrong or state.grid is None:
        return ""
    here = (state.at.row, state.at.column)
    row, place = here if here in state.wrong else min(state.wrong)
    why = words(state.wrong[row, place][1], letters=" ".join(state.grid.letters))
    if (row, place) == here:
        return why
    where = N_("{column} on the paper: {why}") if row == PAPER else N_("Row {row}, {column}: {why}")
    return words(where, row=row + 1, column=state.columns[place].name, why=why)
