"""What the page of what waits says.  Text is made while drawing, by the window's translator; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.catalog import source_said
from outreach.stock.attention import Waiting
from outreach.translation import N_, N_plural, Translator
from outreach.ui.stock.attention.look import MOST_DAYS
from outreach.ui.stock.attention.presenter import Did
from outreach.ui.stock.wording import KINDS, lot_in_full
from outreach.vocabulary import Attention
from outreach.waiting import Sort, Waits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.catalog import Catalog
    from outreach.stock.attention import Stood
    from outreach.stock.causes import Cause, Gone
    from outreach.ui.stock.attention.look import Gathered

TITLE = N_("To look at")
HINT = N_("All of it is recorded. This is for the books.")
EMPTY = (
    N_("Nothing waits for you"),
    N_("The shelves, the sources and the list agree with what was done. Thank you for looking after them."),
)
HEADS = {
    Sort.SHORT: N_("Left beyond the books"),
    Sort.RECEIVED: N_("Received although the source may not pay"),
    Sort.GIVEN: N_("Given although the source may not pay"),
    Sort.THING: N_("Given, and not on the list"),
    Sort.BARCODE: N_("Barcodes said at the desk"),
}
MEANS = {
    Sort.SHORT: N_("What is keyed late or a count settles it by itself. What is known may stand."),
    Sort.RECEIVED: N_("It is on the shelf. Correct the delivery under Papers, or let it stand."),
    Sort.GIVEN: N_("Hand-outs are never touched. Look at it before this source is reported."),
    Sort.THING: N_("Say which item it is: every visit with it says so too."),
    Sort.BARCODE: N_("Scans follow what the desk said until you say otherwise."),
}
_FACTS = {
    Attention.SHORTFALL: N_("{item}: {n} beyond the books"),
    Attention.RECEIVED_AGAINST: N_("{item}: {n} from {source}"),
    Attention.GIVEN_AGAINST: N_("{item}: {n} from {source}"),
}
_VISITS = N_plural("{n} visit", "{n} visits")
_EARLIER = N_plural("{n} earlier day", "{n} earlier days")
_DAYS = N_plural("{n} day", "{n} days")
_UNITS = N_plural("{n} unit a scan", "{n} units a scan")


def fact(waits: Waits, center: Catalog, words: Translator) -> str:
    """What it is, in one line."""
    if waits.waiting is not None:
        return fact_of(waits.waiting, center, words)
    if waits.thing is not None:
        return words(N_("“{thing}”: {n}"), n=waits.thing.quantity, thing=waits.thing.name)
    assert waits.barcode is not None  # noqa: S101 - it is about one of the three
    code = waits.barcode
    return words(N_("{code} is {item}"), code=code.code, item=center.item[code.item_id].name)


def fact_of(waiting: Waiting, center: Catalog, words: Translator) -> str:
    item = center.item[waiting.item_id].name
    return words(
        _FACTS[waiting.what], n=waiting.quantity, item=item, source=source_said(waiting.source, words.language)
    )


def why(waits: Waits, gathered: Gathered, words: Translator) -> str:
    """What left on the days it was short, the last of them: `3 Nov: Given 40 · 12 on the books`, a line a day.

    Of what is against a rule of its source, the rule.
    """
    if waits.sort in (Sort.RECEIVED, Sort.GIVEN) and waits.waiting is not None:
        return _rule(waits.waiting, gathered.catalog, words)
    if waits.sort is not Sort.SHORT:
        return ""
    told = waits.waitings[-MOST_DAYS:]
    found = (gathered.causes.get((one.site_id, one.item_id, one.on)) for one in told)
    said = [_cause(one, gathered.catalog, words) for one in found if one is not None]
    before = len(waits.waitings) - len(told)
    return "\n".join([*([words.count(*_EARLIER, before)] if before else []), *said])


def _rule(waiting: Waiting, center: Catalog, words: Translator) -> str:
    """`The rule of County award: may not pay for Kits, from 1 Nov 2026`."""
    rule, source = waiting.against, source_said(waiting.source, words.language)
    if rule is None:
        return words(N_("The rules of {source} name what it may pay for, and this is not among it."), source=source)
    what = words(N_("anything"))
    if rule.item_id is not None:
        what = center.item[rule.item_id].name
    elif rule.category_id is not None:
        what = center.category[rule.category_id]
    said = words(N_("Rule of {source}: may not pay for {what}"), source=source, what=what)
    since = words(N_("from {day}"), day=rule.since) if rule.since else ""
    until = words(N_("to {day}"), day=rule.until) if rule.until else ""
    return ", ".join(part for part in (said, " ".join(part for part in (since, until) if part)) if part)


def _cause(cause: Cause, center: Catalog, words: Translator) -> str:
    gone = [_left(one, center, words) for one in cause.gone]
    books = words(N_("{n} on the books"), n=cause.held)
    return words(N_("{day}: {gone}"), day=words.day_short(cause.on), gone=" · ".join([*gone, books]))


def _left(gone: Gone, center: Catalog, words: Translator) -> str:
    site = center.site.get(gone.to_site_id) if gone.to_site_id is not None else None
    said = words(N_("{what} {n}"), what=words(KINDS[gone.kind]), n=gone.quantity)
    return ", ".join(part for part in (said, site.name if site else "", gone.paper) if part)


def where(waits: Waits, center: Catalog, words: Translator) -> str:
    """Where, and since when."""
    if len(waits.waitings) > 1 and waits.sort is Sort.SHORT:
        first = waits.waitings[0]
        days = words.count(*_DAYS, len(waits.waitings))
        site = center.site[first.site_id].name
        return words(N_("{site}, on {days} since {day}"), site=site, days=days, day=words.day(first.on))
    if waits.waiting is not None:
        return " · ".join([where_of(waits.waiting, center, words), *dict.fromkeys(_lots(waits.waitings, words))])
    if (thing := waits.thing) is not None:
        site = center.site[thing.site_id].name if thing.site_id is not None else words(N_("several sites"))
        visits = words.count(*_VISITS, thing.visits)
        return words(N_("{site}, {visits} since {day}"), site=site, visits=visits, day=words.day(thing.since))
    code = waits.barcode
    assert code is not None  # noqa: S101 - it is about one of the three
    units = words.count(*_UNITS, code.units)
    if code.said_on is None:
        return units
    return words(N_("{units}, said by {initials} on {day}"), units=units, initials=code.said_by, day=code.said_on)


def where_of(waiting: Waiting, center: Catalog, words: Translator) -> str:
    site = center.site[waiting.site_id].name
    is_month = waiting.what is Attention.GIVEN_AGAINST
    when = words.month(waiting.on) if is_month else words.day(waiting.on)
    return words(N_("{site}, {when}"), site=site, when=when)


def _lots(waitings: Iterable[Waiting], words: Translator) -> list[str]:
    """The lots it is about, as lots are called."""
    return [lot_in_full(one.number, one.expires_on, "", words) for one in waitings if one.lot_id is not None]


def stood(one: Stood, words: Translator) -> str:
    return words(N_("Let stand by {initials} on {day}"), initials=one.by, day=one.settled_on)


_DID = {
    Did.LET_STAND: N_("Let stand by {initials}: {what}."),
    Did.CONFIRMED: N_("Confirmed: {what}."),
    Did.RETIRED: N_("Retired, and asked about at its next scan: {what}."),
}


def did(done: tuple[Did, Waits], initials: str, center: Catalog, words: Translator) -> str:
    what, waits = done
    return words(_DID[what], initials=initials, what=fact(waits, center, words))
