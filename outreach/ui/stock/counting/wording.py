"""What the page of counts says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.catalog import source_said
from outreach.translation import N_, N_plural
from outreach.ui.stock import wording
from outreach.ui.stock.counting.state import Lacking, Which
from outreach.vocabulary import CountScope, DifferenceReason
from outreach.words import words_for

if TYPE_CHECKING:
    from outreach.catalog import Catalog, Item
    from outreach.errors import Refusal
    from outreach.stock.draft_reading import Scope
    from outreach.translation import Translator
    from outreach.ui.stock.counting.lines import CountLine
    from outreach.ui.stock.counting.look import Begun
    from outreach.ui.stock.counting.state import Heard, State

TITLE = N_("Count")
STEPS = (N_("Count"), N_("Review"), N_("Post"))
NO_SHELF = N_("No shelf")

SCOPES = {
    CountScope.SITE: ("site", N_("Whole site"), N_("Every item, shelf by shelf")),
    CountScope.CATEGORY: ("stock", N_("Category"), N_("Such as syringes")),
    CountScope.SHELF: ("count", N_("Shelf"), N_("One shelf or cupboard")),
    CountScope.ITEM: ("box", N_("One item"), N_("All its lots, quickly")),
}

LACKING = {
    Lacking.CATEGORY: N_("Choose the category to count."),
    Lacking.SHELF: N_("Choose the shelf to count."),
    Lacking.ITEM: N_("Type the item to count."),
    Lacking.NOTHING_COUNTED: N_("Nothing is counted yet. Type 0 where nothing is left."),
    Lacking.LOT_ITEM: N_("Type which item it is."),
    Lacking.YOUR_CHOICE: N_("Stock moved since these lines were counted. Say what stands there now."),
}

WHICH = {Which.TO_CHECK: N_("To check"), Which.MATCH: N_("Match"), Which.ALL: N_("All")}

REASONS = {
    DifferenceReason.NOT_RECORDED: N_("Not recorded"),
    DifferenceReason.DAMAGED: N_("Damaged"),
    DifferenceReason.EXPIRED: N_("Expired"),
    DifferenceReason.FOUND: N_("Found"),
}

MATCHING = N_plural("{n} line matches and needs nothing from you.", "{n} lines match and need nothing from you.")
LEFT_ALONE = N_plural(
    "{n} line was not counted and stays as it is.", "{n} lines were not counted and stay as they are."
)
CAME, STAYS = N_("Came meanwhile"), N_("Stays as it is")
LINES = N_plural("{n} line", "{n} lines")


def shelf(name: str, words: Translator) -> str:
    return words(N_("Shelf {shelf}"), shelf=name) if name else words(NO_SHELF)


def covers(scope: Scope, catalog: Catalog | None, words: Translator) -> str:
    """What a count covers: `Whole site`, `Shelf A1`, a category, an item."""
    if scope.scope is CountScope.SHELF:
        return shelf(scope.shelf, words)
    if scope.scope is CountScope.CATEGORY and catalog is not None:
        return next((one.name for one in catalog.categories if one.id == scope.category_id), "")
    if scope.scope is CountScope.ITEM and catalog is not None and scope.item_id is not None:
        return catalog.item[scope.item_id].name
    return words(SCOPES[CountScope.SITE][1])


def when(begun: Begun, state: State, words: Translator) -> str:
    day = wording.day(begun.started_on, state.today, words)
    if begun.started_hour is None:
        return day
    return words(N_("{day}, {hour}"), day=day, hour=words.hour(begun.started_hour))


def counted(done: int, lines: int, words: Translator) -> str:
    return words.count(N_("{done} of {n} line counted"), N_("{done} of {n} lines counted"), lines, done=done)


def about(begun: Begun, state: State, words: Translator) -> str:
    """`8 of 23 lines counted · begun Today, 1 pm, JM · sheet K7Q-482`."""
    said = [
        counted(begun.counted, begun.lines, words),
        words(N_("begun {when}, {who}"), when=when(begun, state, words), who=begun.started_by),
    ]
    if begun.sheet:
        said.append(words(N_("sheet {number}"), number=begun.sheet))
    return " · ".join(said)


def lot(line: CountLine, words: Translator) -> str:
    """`Lot 24A17 · expires 03/2027`; nothing of a lot without either."""
    said = [words(N_("Lot {number}"), number=line.lot)] if line.lot else []
    if line.expires_on:
        said.append(words(N_("expires {month}"), month=wording.expiry(line.expires_on)))
    return " · ".join([*said, *([source_said(line.source, words.language)] if line.source else [])])


def name(line: CountLine, item: Item, words: Translator) -> str:
    """For those who hear the screen: which line the keyboard is in."""
    return ", ".join(part for part in (item.name, lot(line, words).replace(" · ", ", ")) if part)


def note(line: CountLine, state: State, words: Translator) -> str:
    """Under a line: what is wrong with what was typed, that stock moved, that it is to be counted again."""
    wrong = state.wrong(line)
    if wrong is not None:
        return words_for(wrong, words)
    if line.is_left and line.id not in state.typed:
        return f"{came(state, words)} {words(N_('Unless you count it, it stays as the books have it.'))}"
    if line.id in state.again:
        return words(N_("To be counted again. Until then, what was counted stays."))
    if line.moved and line.id not in state.typed:
        return words(moved_title(line))
    return ""


def came(state: State, words: Translator) -> str:
    """Of a lot the books have only since then."""
    if state.count is not None and state.count.begun.sheet:
        return words(N_("Came after the sheet was printed."))
    return words(N_("Came after the count began."))


def moved_title(line: CountLine) -> str:
    if line.is_from_sheet:
        return N_("Stock moved since the sheet was printed")
    return N_("Stock moved since you counted this line")


def moved(line: CountLine, words: Translator) -> str:
    """`Counted 490. After that, 6 went out.`"""
    found = line.counted.found if line.counted else 0
    if line.moved < 0:
        return words(N_("Counted {found}. After that, {n} went out."), found=found, n=-line.moved)
    return words(N_("Counted {found}. After that, {n} came in."), found=found, n=line.moved)


def use(line: CountLine, words: Translator) -> str:
    """`Use 484 (490 less 6)`."""
    found = line.counted.found if line.counted else 0
    if line.moved < 0:
        return words(N_("Use {now} ({found} less {n})"), now=line.carried, found=found, n=-line.moved)
    return words(N_("Use {now} ({found} and {n})"), now=line.carried, found=found, n=line.moved)


def apart(line: CountLine, words: Translator) -> str:
    """`6 damaged, 3 expired, thrown away`."""
    counted = line.counted
    if counted is None or not (counted.damaged or counted.expired):
        return ""
    said = [words(N_("{n} damaged"), n=counted.damaged)] if counted.damaged else []
    said += [words(N_("{n} expired"), n=counted.expired)] if counted.expired else []
    return words(N_("{what}, thrown away"), what=", ".join(said))


def heard(one: Heard | None, words: Translator) -> str:
    if one is None:
        return ""
    name_ = one.item.name if not one.lot else words(N_("{item}, lot {lot}"), item=one.item.name, lot=one.lot)
    if one.total is None:
        return words(N_("{item}: counted already. Scan again to count on."), item=name_)
    return words(N_("{item}: {n} more, {total} in all"), item=name_, n=one.units, total=one.total)


def found_by(matches: tuple[str, ...], typed: str, words: Translator) -> str:
    """Beside the line that finds: what Enter turns to."""
    if matches:
        return words(N_("Enter: {item}"), item=matches[0])
    if typed.strip():
        return words(N_("No item is called that. Try the beginning of another word."))
    return ""


def refusal(one: Refusal | None, words: Translator) -> str:
    return words_for(one, words) if one is not None else ""
