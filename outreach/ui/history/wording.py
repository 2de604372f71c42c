"""What the history page says of its visits.  Text is made here while drawing, by the window's translator; no Qt."""

from collections.abc import Iterator
from typing import Any

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui.history import records
from outreach.ui.history.rows import Part
from outreach.ui.history.state import Span, State
from outreach.ui.shared import changed_kit
from outreach.ui.shared.naloxone import WHY_NALOXONE
from outreach.ui.shared.void_reasons import WHY_A_VISIT
from outreach.versioned import Spoken
from outreach.visits.beside import What
from outreach.visits.changed import ChangedKit
from outreach.visits.lines import Line
from outreach.visits.opened import FromLot, Opened, Version
from outreach.visits.which import Kind
from outreach.vocabulary import Despite, ItemId, LotKnown, ReturnedHow, VoidReason

SPANS = {
    Span.TODAY: N_("Today"),
    Span.YESTERDAY: N_("Yesterday"),
    Span.WEEK: N_("Last 7 days"),
    Span.THIRTY: N_("Last 30 days"),
    Span.MONTH: N_("This month"),
    Span.LAST_MONTH: N_("Last month"),
}
KINDS = {
    Kind.ALL: N_("All visits"),
    Kind.CORRECTED: N_("Corrected"),
    Kind.VOIDED: N_("Voided"),
    Kind.WITH_CODE: N_("With a code"),
    Kind.WITHOUT_CODE: N_("Without a code"),
    Kind.SHORTFALL: N_("With a shortfall"),
    Kind.ANOTHER_DAY: N_("Entered on another day"),
    Kind.SYRINGES: N_("Syringes given"),
    Kind.RETURNED: N_("Syringes returned"),
    Kind.NALOXONE: N_("Naloxone given"),
}
KEPT = N_("It no longer counts, and its supplies go back on the books. What it said is kept.")
_REASONS = WHY_A_VISIT | {VoidReason.TAKEN_BACK: N_("Taken back at the desk")}
_PARTS = {
    Part.FIRST_ENTRY: N_("First entry"),
    Part.CORRECTED_ENTRY: N_("Corrected entry"),
    Part.TAKEN_BACK: N_("Taken back"),
}
DESPITE = {
    Despite.EXPIRED: N_("expired, given knowingly"),
    Despite.ON_HOLD: N_("on hold, given knowingly"),
}
_KNOWN = {
    LotKnown.SCANNED: N_("{lot} · {month} · scanned"),
    LotKnown.CHOSEN: N_("{lot} · {month} · chosen"),
    LotKnown.BY_THE_BOOKS: N_("{lot} · {month} · by the books"),
}


def who(line: Line, words: Translator) -> str:
    """Of a totals sheet how many were counted: they are nobody's visit in particular."""
    if line.contacts > 1:
        return words.count("{n} contact", "{n} contacts", line.contacts)
    return words(N_("Code") if line.has_code else N_("No code"))


def part(which: Part, words: Translator) -> str:
    return words(_PARTS[which])


def hour(line: Line, words: Translator) -> str:
    """The hour, and – where paper knew none."""
    return "–" if line.hour is None else words.hour(line.hour)


def returned(line: Line, words: Translator) -> str:
    """How many came back, in a cell: a figure counted, one they say, one estimated, or none of those."""
    match line.returned_how:
        case ReturnedHow.NOT_ASKED:
            return words(N_("not asked"))
        case ReturnedHow.NONE:
            return words(N_("none"))
        case ReturnedHow.COUNTED:
            return words.number(line.returned or 0)
        case ReturnedHow.TOLD:
            return words(N_("they say {n}"), n=line.returned or 0)
    return words(N_("about {n}"), n=line.returned or 0)


def returned_whole(line: Line, words: Translator) -> str:
    """The same in a sentence."""
    n = line.returned or 0
    match line.returned_how:
        case ReturnedHow.NOT_ASKED:
            return words(N_("Not asked"))
        case ReturnedHow.NONE:
            return words(N_("None"))
        case ReturnedHow.COUNTED:
            return words.count(N_("{n} syringe, counted"), N_("{n} syringes, counted"), n)
        case ReturnedHow.TOLD:
            return words.count(N_("{n} syringe, they say"), N_("{n} syringes, they say"), n)
        case ReturnedHow.WEIGHT:
            return words.count(N_("about {n} syringe, by weight"), N_("about {n} syringes, by weight"), n)
    return words.count(N_("about {n} syringe, by container"), N_("about {n} syringes, by container"), n)


def also(line: Line, center: Catalog | None, words: Translator) -> str:
    """What the columns of figures do not say of a visit."""
    said = ", ".join(_also(line, center, words)) if center is not None else ""
    return said[:1].upper() + said[1:]


def given(line: Line, center: Catalog, words: Translator) -> str:
    """Everything given: 50 × Syringe 29G, 10 × Fentanyl test strip; of a kit also how it was changed."""
    named = [(center.item[item_id].name, n, _of_kit(line, item_id, center, words)) for item_id, n in line.given]
    named += [(name, n, "") for name, n in line.unlisted]
    said = (words(N_("{n} × {item}"), n=n, item=name) + changed for name, n, changed in named)
    return ", ".join(said) or words(N_("nothing"))


def changed(kit: ChangedKit, center: Catalog, words: Translator) -> str:
    """How a kit was changed; what was in it stands below, with its lots."""
    return words(N_("Changed: {how}"), how=changed_kit.how(kit.parts, kit.recipe, center.item, words))


def _of_kit(line: Line, item_id: ItemId, center: Catalog, words: Translator) -> str:
    said = [
        words(N_("{n} changed: {how}"), n=kit.quantity, how=changed_kit.how(kit.parts, kit.recipe, center.item, words))
        for kit in line.changed
        if kit.item_id == item_id
    ]
    return f" ({'; '.join(said)})" if said else ""


def got_there(line: Line, center: Catalog) -> str:
    """Where they are known to have got to, told at this visit."""
    return ", ".join(referral.name for referral in center.referrals if referral.id in line.arrived)


def why_naloxone(line: Line, words: Translator) -> str:
    """Why naloxone was taken; nothing where nobody asked."""
    return ", ".join(words(text) for reason, text in WHY_NALOXONE.items() if reason in line.reasons)


def care(line: Line, center: Catalog, words: Translator) -> str:
    return " · ".join(_care(line, center, words))


def lot(one: FromLot, visit_item: object, center: Catalog, words: Translator) -> str:
    """Which lot something left from, and how that is known; for a part of a kit also which part."""
    number = words(N_("Lot {number}"), number=one.number) if one.number else words(N_("No lot number"))
    month = f"{one.expires_on:%m/%Y}" if one.expires_on else words(N_("no expiry date"))
    said = words(_KNOWN[one.known], lot=number, month=month) if one.number or one.expires_on else number
    if one.item_id == visit_item:
        return said
    return words(N_("{n} × {item}: {lot}"), n=one.quantity, item=center.item[one.item_id].name, lot=said)


def reason(voided: VoidReason | None, words: Translator) -> str:
    return words(_REASONS[voided]) if voided else ""


def by(version: Version | Spoken[Any], words: Translator) -> str:
    """When, as finely as we know it, and who: 12 Nov, 2 pm, JM."""
    day = words.day_short(version.recorded_on)
    if version.recorded_hour is None:
        return words(N_("{day}, {who}"), day=day, who=version.staff)
    return words(N_("{day}, {hour}, {who}"), day=day, hour=words.hour(version.recorded_hour), who=version.staff)


def heading(visit: Opened, words: Translator) -> str:
    line = visit.now.line
    if line.hour is None:
        return words(N_("Visit on {day}"), day=words.day_short(line.on_day))
    return words(N_("Visit on {day}, {hour}"), day=words.day_short(line.on_day), hour=words.hour(line.hour))


def span(state: State, words: Translator) -> str:
    """The days looked at, as the filter shows them."""
    if state.span is Span.FOUND:
        return words(N_("Found by code"))
    if state.span in SPANS:
        return words(SPANS[state.span])
    if state.which.first == state.which.last:
        return words.weekday(state.which.first)
    return words(N_("{first} to {last}"), first=state.which.first, last=state.which.last)


def filters(state: State, words: Translator) -> str:
    """All but the days that narrows what is shown: `Drug checks, Front Street`."""
    which, center = state.which, state.catalog
    said = [words(records.WHAT[state.what])] if state.what is not What.ALL else []
    if center is not None:
        said += [site.name for id_, site in center.site.items() if id_ == which.site_id]
        said += [place.name for id_, place in center.place.items() if id_ == which.place_id]
        said += [item.name for id_, item in center.item.items() if id_ == which.item_id]
    said += [one.initials for one in state.staff if one.id == which.staff_id]
    said += [words(KINDS[which.kind])] if which.kind is not Kind.ALL else []
    return ", ".join(said)


def total(state: State, words: Translator) -> str:
    """How many visits there are, and what stands beside them, as the foot says it."""
    visits, beside = state.total.standing, state.beside.standing
    parts = [words.count(N_("{n} visit"), N_("{n} visits"), visits)] if state.shows_visits else []
    parts += [records.number(beside, state.what, words)] if beside or not state.shows_visits else []
    return " · ".join((*parts, span(state, words)))


def _also(line: Line, center: Catalog, words: Translator) -> Iterator[str]:
    if line.for_people is not None:
        yield words.count(N_("for {n} person"), N_("for {n} people"), line.for_people)
    for item_id, n in line.given:
        item = center.item[item_id]
        changed_here = sum(kit.quantity for kit in line.changed if kit.item_id == item_id)
        if changed_here:
            yield words(N_("{item} {n} ({m} changed)"), item=item.short_name, n=n, m=changed_here)
        elif item.recipe is not None or not (item.syringes_per_unit or item.doses_per_unit):
            yield words(N_("{item} {n}"), item=item.short_name, n=n)
    for name, n in line.unlisted:
        yield words(N_("{item} {n}"), item=name, n=n)
    if line.asked:
        names = ", ".join(center.item[item_id].short_name for item_id, _ in line.asked)
        yield words(N_("asked for {items}, none left"), items=names)
    yield from _care(line, center, words)


def _care(line: Line, center: Catalog, words: Translator) -> Iterator[str]:
    yield from (service.name for service in center.services if service.id in line.services)
    if referred := [one.name for one in center.referrals if one.id in line.referrals]:
        yield words(N_("Referred: {what}"), what=", ".join(referred))
