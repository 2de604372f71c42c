"""What the page of kits says.  Text is made here while drawing; no Qt."""

from outreach.translation import N_, N_plural, Translator
from outreach.ui.stock import wording as stock_words
from outreach.ui.stock.kits.draft import Deed
from outreach.ui.stock.kits.state import Foreseen, KitsState, PartShown
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.shares import Share

DEEDS = {Deed.MAKE: N_("Make up"), Deed.UNMAKE: N_("Take apart")}
FOOTS = {
    Deed.MAKE: N_("Parts leave the shelf and kits arrive. Nothing counts as given, and what is inside counts once."),
    Deed.UNMAKE: N_("Kits leave the shelf and their parts are back. Nothing counts as given."),
}
_ENOUGH = N_plural("Parts here for {n} kit", "Parts here for {n} kits")


def enough(state: KitsState, words: Translator) -> str:
    """How many there can be, beside the amount."""
    if state.line is None:
        return ""
    if state.is_making:
        return words.count(*_ENOUGH, state.most(state.line.item))
    return words(N_("{n} made up here"), n=state.made_up(state.line.item))


def shares(part: PartShown, words: Translator) -> list[str]:
    """`100 of 24A17 · 03/2027`, `20 of 24B01 · 05/2027`; of one lot without its number."""
    said = [one for one in part.shares if one.quantity and not (one.is_short and one.lot_id is None)]
    if len(said) == 1:
        return [_share(said[0], words)]
    return [words(N_("{n} of {lot}"), n=one.quantity, lot=_share(one, words)) for one in said]


def short(part: PartShown, words: Translator) -> str:
    held = wording.stopped(part.shares)
    said = [words(N_("{n} here only as expired or on hold"), n=held)] if held else []
    return ", ".join([*said, words(N_("{n} too few on the books"), n=part.short)] if part.short else said)


def problems(state: KitsState, words: Translator) -> str:
    """What is wrong with what was typed of the kit."""
    key = state.line.key if state.line else 0
    return " ".join(wording.problem(one.what, words) for one in state.problems if key and one.place.key == key)


def notes(state: KitsState, words: Translator) -> str:
    """What is worth knowing and stops nobody."""
    if state.line is None:
        return ""
    if state.is_making:
        late = wording.late(state.line, state, words)
        return " ".join(part for part in (_beyond(state, words), _other_number(state, words), late) if part)
    taken = () if state.line.lot is None else state.shares().get(state.line.key, ())
    return " ".join(wording.notes(state.line, taken, state, words))


def _beyond(state: KitsState, words: Translator) -> str:
    """Said once for all parts; each says by how many."""
    if not any(part.short for part in state.parts()):
        return ""
    return words(N_("The books hold too few parts here. It is recorded all the same, and listed to be looked at."))


def _other_number(state: KitsState, words: Translator) -> str:
    """A number somebody typed that other kits have already."""
    foreseen, typed = state.foreseen(), state.line.number.strip() if state.line else ""
    if foreseen is None or not typed or foreseen.number == typed:
        return ""
    return words(N_("Lot {number} is there already. These will be {other}."), number=typed, other=foreseen.number)


def expiry(foreseen: Foreseen, words: Translator) -> str:
    if foreseen.expires_on is None:
        return words(N_("No expiry: none of its parts has one"))
    return words(N_("Expires {month}"), month=stock_words.expiry(foreseen.expires_on))


def why_then(foreseen: Foreseen, words: Translator) -> str:
    """The part that ends first."""
    if foreseen.first is None:
        return ""
    first = foreseen.first
    return words(N_("With the first of its parts: {item}, {lot}"), item=first.item.name, lot=_share(first, words))


def source_is(foreseen: Foreseen, words: Translator) -> str:
    """Under the source."""
    return words(N_("Source: its parts have several") if foreseen.is_mixed else N_("Source"))


def empty(state: KitsState, words: Translator) -> tuple[str, str]:
    """What stands where no kit is chosen yet."""
    kits = [item for item in state.catalog.items if item.recipe and not item.retired] if state.catalog else []
    if state.catalog is not None and not kits:
        hint = words(N_("A kit is an item that holds others. Say what is inside it in the settings, under Items."))
        return words(N_("There is no kit on your list")), hint
    if state.is_making:
        return words(N_("No kit chosen yet")), words(N_("Type how many and which kit. Its parts are listed here."))
    return words(N_("No kit chosen yet")), words(N_("Type how many and which kit. Its lots made up are listed here."))


def _share(one: Share, words: Translator) -> str:
    return wording.lot(one.number, one.expires_on, words)


def line_aloud(part: PartShown, left: int | None, words: Translator, *, is_making: bool) -> str:
    """One line of the parts, for those who hear it."""
    parts = [words(N_("{n} ×"), n=part.each) + f" {part.item.name}"]
    if part.units is not None and left is not None:
        said = N_("needed {n}, usable here {usable}, leaves {left}") if is_making else (
            N_("comes back {n}, usable here {usable}, then {left}"))  # fmt: skip
        parts.append(words(said, n=part.units, usable=part.usable, left=left))
    return ", ".join(one for one in (*parts, *shares(part, words), short(part, words) if is_making else "") if one)
