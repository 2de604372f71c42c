"""What the stock pages say about their values.  Text is made here while drawing, by the window's translator; no Qt."""

from collections.abc import Iterable
from datetime import date, timedelta

from outreach.catalog import Item, source_said
from outreach.errors import Refusal
from outreach.stock.levels import Level, LotLevel, MonthGiven, Status
from outreach.translation import N_, N_plural, Translator
from outreach.ui.stock.draft import ItemDraft, Missing
from outreach.ui.stock.look import Happened
from outreach.ui.stock.state import Done, Filter, Posted
from outreach.vocabulary import Kind, Naloxone
from outreach.words import words_for

NOTHING = "—"
MOST_COVER = 365
MONTHS_FOR_AVERAGE = 3

STATUSES = {Status.OUT: N_("Out"), Status.LOW: N_("Low"), Status.EXPIRING: N_("Expiring"), Status.OK: N_("OK")}
ON_HOLD, EXPIRED, USED_NEXT = N_("On hold"), N_("Expired"), N_("Used next")
FILTERS = {
    Filter.IN_USE: N_("In use"),
    Filter.LOW: N_("Low"),
    Filter.OUT: N_("Out"),
    Filter.EXPIRING: N_("Expiring"),
    Filter.ON_HOLD: N_("On hold"),
    Filter.ALL: N_("All"),
}
NONE_SUCH = {
    Filter.IN_USE: N_("Nothing on the shelves yet"),
    Filter.LOW: N_("Nothing is low"),
    Filter.OUT: N_("Nothing is out"),
    Filter.EXPIRING: N_("Nothing expires soon"),
    Filter.ON_HOLD: N_("Nothing is on hold"),
    Filter.ALL: N_("No items yet"),
}
KINDS = {
    Kind.OPENING: N_("Opening stock"),
    Kind.RECEIVED: N_("Received"),
    Kind.GIVEN: N_("Given"),
    Kind.HANDED_OVER: N_("Handed over"),
    Kind.BY_MACHINE: N_("From a machine"),
    Kind.USED_HERE: N_("Used here"),
    Kind.PUT_BACK: N_("Put back"),
    Kind.MOVED_OUT: N_("Moved away"),
    Kind.MOVED_IN: N_("Moved here"),
    Kind.USED_IN_KIT: N_("Used in kits"),
    Kind.MADE_KIT: N_("Kits made up"),
    Kind.EXPIRED: N_("Expired, written off"),
    Kind.DAMAGED: N_("Damaged, written off"),
    Kind.RECALLED: N_("Recalled, written off"),
    Kind.LOST: N_("Lost"),
    Kind.STOLEN: N_("Stolen"),
    Kind.TAKEN_BY_POLICE: N_("Taken by police"),
    Kind.COUNTED: N_("Counted"),
    Kind.FOUND: N_("Found"),
    Kind.SHORTFALL: N_("Shortfall"),
    Kind.SHORT_IN_DELIVERY: N_("Short in delivery"),
    Kind.KIT_TAKEN_APART: N_("Kits taken apart"),
    Kind.OUT_OF_KIT: N_("Out of kits"),
}
# What a row that takes another back says: the word of the kind, then that it was put right.
SETTLED, CORRECTED = N_("Shortfall settled"), N_("{what}, corrected")
LATE = N_("Counted, answers a late entry")

MISSING = {
    Missing.ITEM: N_("Type what came, then press Enter to add it."),
    Missing.AMOUNT: N_("Type how many came."),
    Missing.LOT: N_("An expiry date needs its lot number. Type the number, or take the date out."),
    Missing.EXPECTED: N_("Type how many were invoiced, so that the damaged ones are known."),
    Missing.DAY: N_("Type the day as year, month, day: 2026-11-05."),
    Missing.DAY_TO_COME: N_("That day is still to come. Type the day it arrived."),
}

POSTED = {
    Done.RECEIVED: N_plural("{n} item is on the shelf at {site}", "{n} items are on the shelf at {site}"),
    Done.HANDED_OVER: N_plural(
        "{n} item handed over: {name}, slip {slip}", "{n} items handed over: {name}, slip {slip}"
    ),
    Done.USED_HERE: N_plural("{n} item used here, slip {slip}", "{n} items used here, slip {slip}"),
    Done.REFILLED: N_plural(
        "{name} counted and filled: {n} item, it gave {given} units",
        "{name} counted and filled: {n} items, it gave {given} units",
    ),
    Done.MOVED: N_plural("{n} item moved from {site} to {name}", "{n} items moved from {site} to {name}"),
    Done.GONE: N_plural("{n} item taken off the books at {site}", "{n} items taken off the books at {site}"),
    Done.COUNTED: N_plural(
        "Count posted at {site}: {n} line, differences: {given}",
        "Count posted at {site}: {n} lines, differences: {given}",
    ),
    Done.KITS_MADE: N_plural(
        "{n} kit made up at {site}: {name}, lot {lot}", "{n} kits made up at {site}: {name}, lot {lot}"
    ),
    Done.KITS_UNMADE: N_plural(
        "{n} kit taken apart at {site}: {name}, lot {lot}", "{n} kits taken apart at {site}: {name}, lot {lot}"
    ),
    Done.BACK: N_plural("{n} item put on the books at {site}", "{n} items put on the books at {site}"),
}


def posted(what: Posted, words: Translator) -> str:
    said = words.count(
        *POSTED[what.done], what.items, site=what.site, name=what.name, slip=what.slip, given=what.given, lot=what.lot
    )  # fmt: skip
    return words(N_("{what}; {n} more than the books"), what=said, n=what.more) if what.more else said


def packs(item: Item, words: Translator) -> str:
    """Where it stands and how it comes: `Shelf A2 · box of 100 · case of 500`."""
    parts = [words(N_("Shelf {shelf}"), shelf=item.shelf)] if item.shelf else []
    if item.units_per_box:
        parts.append(words(N_("box of {n}"), n=item.units_per_box))
    if item.units_per_case:
        parts.append(words(N_("case of {n}"), n=item.units_per_case))
    return " · ".join(parts)


def unit(item: Item, level: Level, words: Translator) -> str:
    """What stands behind an item's name: that it is counted in doses, or how many kits there are parts for."""
    if level.can_make is not None:
        return words(N_("{n} can be made"), n=level.can_make)
    unit = words(N_("doses")) if item.naloxone is Naloxone.SINGLE_DOSE else ""
    return "" if unit and unit[:4] in item.name.casefold() else unit  # its name may say so itself


def cover(level: Level, words: Translator) -> str:
    if level.days_of_cover is None:
        return NOTHING
    if level.days_of_cover > MOST_COVER:
        return words(N_("{n}+"), n=MOST_COVER)
    return words.number(level.days_of_cover)


def expiry(day: date | None) -> str:
    return f"{day:%m/%Y}" if day else NOTHING


def lot_number(lot: LotLevel, words: Translator) -> str:
    return lot.number or words(N_("No lot number"))


def lot_in_full(number: str, expires_on: date | None, source: str, words: Translator) -> str:
    """`Lot 24A17 · expires 03/2027 · County award 2026`."""
    name = words(N_("Lot {number}"), number=number) if number else words(N_("No lot number"))
    expires = words(N_("expires {month}"), month=expiry(expires_on)) if expires_on else ""
    return " · ".join(part for part in (name, expires, source_said(source, words.language)) if part)


def day(on: date, today: date, words: Translator) -> str:
    if on == today:
        return words(N_("Today"))
    if on == today - timedelta(days=1):
        return words(N_("Yesterday"))
    said = words.day(on)
    return said.removesuffix(f" {on.year}") if on.year == today.year else said


def happened(line: Happened, words: Translator) -> str:
    if line.is_late:
        return words(LATE)
    if line.is_reversal:
        return words(SETTLED) if line.kind is Kind.SHORTFALL else words(CORRECTED, what=words(KINDS[line.kind]))
    if line.lot and line.kind is not Kind.GIVEN:
        return words(N_("{what}, lot {lot}"), what=words(KINDS[line.kind]), lot=line.lot)
    return words(KINDS[line.kind])


def last_months(months: tuple[MonthGiven, ...], began_on: date, words: Translator) -> str:
    """Last month, and the average where the records reach back far enough to say."""
    name = words.short_month(months[-1].first_day)  # the year goes without saying
    said = words(N_("{month} {n}"), month=name, n=months[-1].quantity)
    asked = months[-MONTHS_FOR_AVERAGE:]
    if asked[0].first_day < began_on.replace(day=1):
        return said
    mean = round(sum(month.quantity for month in asked) / MONTHS_FOR_AVERAGE)
    return words(N_("{last_month} · 3-month average {n}"), last_month=said, n=mean)


def each_month(months: Iterable[MonthGiven], words: Translator) -> str:
    """The chart in words, for those who hear the screen."""
    return "; ".join(f"{words.month(month.first_day)} {words.number(month.quantity)}" for month in months)


def problem(what: Missing | Refusal, words: Translator) -> str:
    return words(MISSING[what]) if isinstance(what, Missing) else words_for(what, words)


def units(n: int | None, words: Translator) -> str:
    """What an amount comes to while it is typed; nothing while it comes to nothing."""
    return words(N_("= {n}"), n=n) if n is not None else ""


def lots_of(one: ItemDraft, words: Translator) -> str:
    """Under an item of the summary: `2 lots: 26B04, 26B11`."""
    numbers = ", ".join(lot.number.strip() for lot in one.lots if lot.number.strip())
    if not numbers:
        return words(N_("No lot number"))
    if len(one.lots) == 1:
        return words(N_("Lot {number}"), number=numbers)
    return words(N_("{n} lots: {numbers}"), n=len(one.lots), numbers=numbers)
