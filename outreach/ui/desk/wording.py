"""What the desk says about its values.  Text is made here while drawing, by the window's translator; no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from outreach.catalog import Catalog, Item
from outreach.stock.levels import Level, LotLevel
from outreach.translation import N_, N_plural, Translator
from outreach.ui.desk.draft import Draft, contents
from outreach.ui.desk.inside import inside as inside_of
from outreach.ui.desk.inside import recipe_of
from outreach.ui.desk.lines import Line
from outreach.ui.desk.state import Doubt, Question, SetAside, State
from outreach.ui.desk.times import for_one
from outreach.ui.shared import changed_kit, measuring
from outreach.ui.shared.changed_kit import in_midst, kind
from outreach.ui.shared.kit_words import kits
from outreach.ui.shared.measuring import ReturnedDraft
from outreach.ui.shared.naloxone import WHY_NALOXONE
from outreach.vocabulary import Despite, ItemId, LotKnown, ReturnedHow

SAVE_VISIT, SAVE_CORRECTION = N_("Save visit"), N_("Save correction")
HAPPENED = N_("Something happened")
CODE_UNREADABLE = N_("A code needs a letter or a number, 40 at most.")

QUESTIONS = {
    Question.NOTHING_ENTERED: N_("Nothing entered. Save as a visit without supplies?"),
    Question.WHICH_CODE: CODE_UNREADABLE,
    Question.HOW_MANY_TOLD: N_("How many do they say? Or choose Not asked."),
    Question.HOW_MANY_COUNTED: N_("How many were counted? Or choose Not asked."),
    Question.HOW_FULL: N_("How full is the container? Or choose Not asked."),
    Question.HOW_HEAVY: N_("What does it weigh? Or choose Not asked."),
    Question.LIGHTER_BAG: N_("The bag weighs more than all of it. Check both."),
    Question.ASIDE_FULL: N_("Three visits are set aside already. Bring one back first."),
}


KNOWN = {
    LotKnown.SCANNED: N_("scanned"),
    LotKnown.CHOSEN: N_("chosen"),
    LotKnown.BY_THE_BOOKS: N_("by the books"),
}
MANY_TIMES = 5


def save(state: State) -> str:
    """What Save does with what stands on the form."""
    return SAVE_CORRECTION if state.correction is not None else SAVE_VISIT


def shelf(level: Level | None, words: Translator) -> str:
    """What the shelf holds of an item; nothing until it has been read."""
    if level is None:
        return ""
    if level.can_make is not None:
        return kits(level, words)
    if level.usable != level.on_hand:
        return words(N_("{n} usable"), n=level.usable)
    return words(N_("{n} on hand"), n=level.on_hand)


def shelf_number(level: Level | None, words: Translator) -> str:
    """The same where there is room for the figure only."""
    return words.number(available(level)) if level else ""


def available(level: Level) -> int:
    return level.can_be_given


def shortfall(level: Level | None, amount: int, words: Translator) -> str:
    """Say kindly that the books hold less; nobody is turned away."""
    if level is None or amount <= available(level):
        return ""
    return words(N_("{shelf}. You can still give it."), shelf=shelf(level, words))


def short(line: Line, state: State, words: Translator) -> str:
    """The same of a line; of kits that were changed, of the part there is least of for them."""
    level = state.levels.get(line.item_id)
    if line.parts is None:
        return shortfall(level, line.amount, words)
    opened = min(made_up(level), line.amount)
    each = {part: quantity * opened for part, quantity in recipe_of(line.item_id, state.items)}
    for part, quantity in line.parts:
        here = state.levels.get(part)
        if here is not None and quantity * line.amount > available(here) + each.get(part, 0):
            shelf_of = words(N_("{item}: {shelf}"), item=state.items[part].short_name, shelf=shelf(here, words))
            return words(N_("{shelf}. You can still give it."), shelf=shelf_of)
    return ""


def made_up(level: Level | None) -> int:
    """Kits that stand on the shelf as kits and may go out."""
    return max(0, level.on_hand - level.expired - level.on_hold) if level is not None else 0


def is_none_left(level: Level | None) -> bool:
    """Whether the books have nothing of it to give here."""
    return level is not None and available(level) <= 0


def lot(line: Line, here: Sequence[LotLevel], words: Translator) -> str:
    """The lot a line is from: the one somebody saw, or by the books the one first out."""
    if line.lot is not None:
        known = words(KNOWN[line.lot.known])
        return f"{lot_name(line.lot.number, line.lot.expires_on, words)} · {known}"
    first = next((lot for lot in here if lot.next_used), None)
    if first is None and here:
        return words(N_("No lot here that may go out by itself"))
    if first is None or not (first.number or first.expires_on):
        return words(N_("No lot number, no expiry date"))
    return f"{lot_name(first.number, first.expires_on, words)} · {words(KNOWN[LotKnown.BY_THE_BOOKS])}"


def lot_name(number: str, expires_on: date | None, words: Translator) -> str:
    name = words(N_("Lot {number}"), number=number) if number else words(N_("No lot number"))
    return f"{name} · {f'{expires_on:%m/%Y}' if expires_on else words(N_('no expiry date'))}"


def doubt(asked: Doubt, words: Translator) -> str:
    """What is asked about a lot that is expired, on hold or recalled."""
    if asked.lot.is_recalled:
        return words(N_("Lot {number} was recalled. Give it all the same?"), number=asked.lot.number)
    if asked.lot.despite is Despite.ON_HOLD:
        return words(N_("Lot {number} is on hold. Give it all the same?"), number=asked.lot.number)
    expired = asked.lot.expires_on
    month = f"{expired:%m/%Y}" if expired else ""
    return words(N_("Lot {number} expired {month}. Give it all the same?"), number=asked.lot.number, month=month)


def times_usual(item: Item, amount: int, words: Translator) -> str:
    """Worth a second look, and saved all the same: five times the usual pack or more."""
    times = amount // max(1, item.usual_pack)
    return words(N_("{n} × the usual"), n=times) if times >= MANY_TIMES else ""


def note(item: Item, words: Translator) -> str:
    """A coordinator's note and its day."""
    if item.note is None:
        return ""
    return words(N_("{note} ({day})"), note=item.note.text, day=item.note.since)


def inside(line: Line, items: Mapping[ItemId, Item], words: Translator) -> str:
    """What one kit brings that is counted: `10 syringes 29G inside each`."""
    item = items[line.item_id]
    if item.recipe is None:
        return ""
    held = contents(item, items, line.parts)
    holding = [(part, quantity) for part, quantity in held if part.syringes_per_unit]
    if not holding:
        return words.count(N_("{n} thing inside each"), N_("{n} things inside each"), len(held))
    syringes = sum(quantity * part.syringes_per_unit for part, quantity in holding)
    if len(holding) == 1:
        messages = N_plural("{n} syringe {kind} inside each", "{n} syringes {kind} inside each")
        return words.count(*messages, syringes, kind=kind(holding[0][0]))
    return words.count(N_("{n} syringe inside each"), N_("{n} syringes inside each"), syringes)


def changed(line: Line, items: Mapping[ItemId, Item], words: Translator) -> str:
    """How a kit is changed: `Changed: 28G instead of 29G`; nothing where it is as the recipe says."""
    if line.parts is None:
        return ""
    now = inside_of(line, items)
    how = changed_kit.how(now.parts, now.recipe, items, words)
    return words(N_("Changed: {how}"), how=how) if how else ""


def doses(item: Item, amount: int, words: Translator) -> str:
    total = item.doses_per_unit * amount if item.naloxone else 0
    return words.count(N_("{n} dose"), N_("{n} doses"), total) if total else ""


def returned(answer: ReturnedDraft, catalog: Catalog | None, words: Translator) -> str:
    """How the basket sums up what came back; nothing when nobody asked."""
    match answer.how:
        case ReturnedHow.NONE:
            return words(N_("none"))
        case ReturnedHow.TOLD if answer.told is not None:
            return words.count(N_("{n} syringe, they say"), N_("{n} syringes, they say"), answer.told)
        case ReturnedHow.COUNTED if answer.counted is not None:
            return words.count(N_("{n} syringe, counted"), N_("{n} syringes, counted"), answer.counted)
    if (total := measuring.syringes_estimated(answer, catalog)) is not None:
        return words.count(N_("about {n} syringe"), N_("about {n} syringes"), total)
    return ""


def care(services: Iterable[str], referrals: Iterable[str], arrived: Iterable[str], words: Translator) -> str:
    parts = list(services)
    if referred := ", ".join(map(in_midst, referrals)):
        parts.append(words(N_("Referred: {what}"), what=referred))
    if there := ", ".join(map(in_midst, arrived)):
        parts.append(words(N_("Got there: {what}"), what=there))
    return " · ".join(parts)


def aside(kept: SetAside, words: Translator) -> str:
    """A visit kept beside the form, by the number of its lines; never by a code."""
    size = kept.draft.size
    if kept.was_cleared:
        return words.count(N_("{n} item cleared"), N_("{n} items cleared"), size) if size else words(N_("Cleared"))
    return words.count(N_("{n} item"), N_("{n} items"), size) if size else words(N_("No items"))


def reasons(words: Translator) -> list[tuple[object, str]]:
    """Why naloxone is taken, to choose from; not asked comes first."""
    return [(None, words(N_("Not asked"))), *((reason, words(text)) for reason, text in WHY_NALOXONE.items())]


def times_people(draft: Draft, words: Translator) -> str:
    """What the key for several people does now; "" where it does nothing."""
    people = draft.for_people or 0
    if people <= 1 or not (draft.lines or draft.unlisted):
        return ""
    before = for_one((draft.lines, draft.unlisted), draft.for_one)
    if before is not None and before.people == people:
        return words(N_("Undo × {n}"), n=people)
    return words(N_("× {n} each"), n=people)


def for_people(number: int | None, words: Translator) -> str:
    return words.count(N_("For {n} person"), N_("For {n} people"), number) if number else ""
