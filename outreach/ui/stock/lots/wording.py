"""What the page of lots says.  Text is made here while drawing, by the window's translator; no Qt."""

from datetime import date

from outreach import label_codes
from outreach.catalog import Catalog, source_said
from outreach.stock.lot_changes import Change
from outreach.stock.lot_listing import Came, ListedLot, Past
from outreach.stock.recalls import MonthAtSite, Recall, WentTo
from outreach.translation import N_, N_plural, Translator
from outreach.ui.shared.status import Mark, held
from outreach.ui.shared.timeline_steps import Step
from outreach.ui.stock import wording
from outreach.ui.stock.lots.state import Done, Paper, State, Which
from outreach.ui.stock.paper_words import RECIPIENTS
from outreach.vocabulary import LotChangeKind

TITLE = N_("Lots and recalls")
FILTERS = {
    Which.ON_HAND: N_("On hand"),
    Which.EXPIRING: N_("Expiring"),
    Which.EXPIRED: N_("Expired"),
    Which.ON_HOLD: N_("On hold"),
    Which.RECALLED: N_("Recalled"),
    Which.ALL: N_("All"),
}
NONE_SUCH = {
    Which.ON_HAND: N_("No lots on hand"),
    Which.EXPIRING: N_("No lot expires soon"),
    Which.EXPIRED: N_("No expired lot is on hand"),
    Which.ON_HOLD: N_("No lot is on hold"),
    Which.RECALLED: N_("No lot is recalled"),
    Which.ALL: N_("No lots yet"),
}
CHANGES = {
    LotChangeKind.HELD: N_("On hold"),
    LotChangeKind.RELEASED: N_("Released"),
    LotChangeKind.RECALLED: N_("Recalled"),
    LotChangeKind.EXPIRY: N_("Expiry changed"),
}
# The form of a deed: its title, what it does, what its button says, an example of a reason.
DEEDS = {
    LotChangeKind.HELD: (
        N_("Put this lot on hold"),
        N_(
            "It is not picked any more until somebody releases it. Whoever hands it out all the same is warned, and "
            "can go on."
        ),
        N_("Put on hold"),
        N_("Torn bags"),
    ),
    LotChangeKind.RELEASED: (
        N_("Release this lot"),
        N_("It is picked again, as it comes."),
        N_("Release"),
        N_("Looked at, all well"),
    ),
    LotChangeKind.EXPIRY: (
        N_("Change the expiry"),
        N_("The maker extended it, or it was mistyped. What it was before is kept."),
        N_("Change it"),
        N_("Extended by the maker"),
    ),
    LotChangeKind.RECALLED: (
        N_("Recall this lot"),
        N_(
            "It stops at once at every site, and so do kits made up with it. Then a notice and a poster can be "
            "printed. Nobody is named."
        ),
        N_("Recall it"),
        N_("Recalled by the maker"),
    ),
}
RELEASES_A_RECALL = N_(
    "It was recalled. Release it only when the recall was withdrawn, or another lot was meant. Other lots and kits "
    "stopped with it are released one by one."
)
DONE = {
    LotChangeKind.HELD: N_("{lot} is on hold."),
    LotChangeKind.RELEASED: N_("{lot} is picked again."),
    LotChangeKind.EXPIRY: N_("The expiry of {lot} is changed."),
    LotChangeKind.RECALLED: N_("{lot} is stopped at every site."),
}
WITH_KITS = N_plural("{n} lot of kits made up with it, too.", "{n} lots of kits made up with it, too.")
PAPERS = {
    Paper.NOTICE: N_("Notice of the recall: {lot}"),
    Paper.POSTER: N_("Poster of the recall: {lot}"),
    Paper.LABELS: N_("Labels: {lot}"),
}
CERTAIN, PERHAPS = N_("for certain"), N_("perhaps")
FIGURES = N_(
    "Recorded: the lot was scanned or chosen. May be: everything else of the item given there while this lot was on "
    "the shelf. The figures say how many, never who."
)


def name(number: str, words: Translator) -> str:
    return words(N_("Lot {number}"), number=number) if number else words(N_("No lot number"))


def heading(lot: ListedLot, words: Translator) -> str:
    """`Lot 24A17 · expires 03/2027`."""
    return wording.lot_in_full(lot.number, lot.expires_on, "", words)


def mark(lot: ListedLot, today: date, words: Translator) -> tuple[Mark, str]:
    """The state that matters most, in a word."""
    if stopped := held(words, is_recalled=lot.is_recalled, on_hold=lot.on_hold):
        return stopped
    if lot.on_hand > 0 and lot.has_expired(today):
        return Mark.EXPIRING, words(wording.EXPIRED)
    is_soon = lot.on_hand > 0 and lot.expires_soon(today)
    return Mark.EXPIRING, words(N_("Expiring")) if is_soon else ""


def total(state: State, words: Translator) -> str:
    return words.count(N_("{n} lot"), N_("{n} lots"), len(state.rows))


def done(what: Done, words: Translator) -> str:
    said = words(DONE[what.kind], lot=name(what.lot.number, words))
    return f"{said} {words.count(*WITH_KITS, what.kits)}" if what.kits else said


def heard(state: State, words: Translator) -> str:
    if state.heard is None:
        return ""
    if state.heard.item is None:
        return words(N_("No lot here has that barcode."))
    return words(N_("The barcode says {item}, not which lot. Choose it."), item=state.heard.item.name)


def file_name(paper: Paper, lot: ListedLot) -> str:
    """The same on every system: letters and digits of the lot's number."""
    return "-".join(part for part in (paper.value, label_codes.signs_of(lot.number)) if part)


def stopped(change: Change, words: Translator) -> tuple[str, str]:
    """Since when, and why."""
    said = N_("Recalled {day}") if change.change is LotChangeKind.RECALLED else N_("On hold since {day}")
    return words(said, day=words.day(change.on)), change.reason


def went_in(past: Past | None, known: Catalog, words: Translator) -> list[tuple[str, str, str]]:
    """What a lot of kits was made of, lot by lot."""
    if past is None:
        return []
    return [
        (item.name, wording.lot_in_full(lot.number, lot.expires_on, lot.source, words), words.number(lot.quantity))
        for item in known.items
        for lot in past.inside.get(item.id, ())
    ]


def steps(past: Past, known: Catalog, words: Translator) -> list[Step]:
    """How it came and what was done to it, in the order of the days."""
    told = [(one.on, 0, _came(one, known, words)) for one in past.came]
    told += [(one.on, 1, _changed(one, words)) for one in past.changes]
    return [step for _, _, step in sorted(told, key=lambda one: one[:2])]


def _came(one: Came, known: Catalog, words: Translator) -> Step:
    site = known.site[one.site_id].name if one.site_id in known.site else ""
    quantity = words.signed(one.quantity)
    said = " · ".join(part for part in (quantity, site, one.supplier, one.reference) if part)
    return Step(words(wording.KINDS[one.kind]), f"{words.day(one.on)}, {one.initials}", said)


def _changed(one: Change, words: Translator) -> Step:
    said = one.reason
    if one.change is LotChangeKind.EXPIRY:
        before, after = (wording.expiry(day) for day in (one.expired_on, one.expires_on))
        said = words(N_("{before} → {after}: {reason}"), before=before, after=after, reason=one.reason)
    return Step(words(CHANGES[one.change]), f"{words.day(one.on)}, {one.initials}", said)


Figures = tuple[str, str, str]  # what it is of, and its two figures


def months(trace: Recall, known: Catalog, words: Translator) -> list[Figures]:
    """Each month at each site, and their sum where there is more than one; kits are added to kits only."""
    rows = []
    for item_id in dict.fromkeys(one.item_id for one in trace.months):
        mine = [one for one in trace.months if one.item_id == item_id]
        rows += [(_month(one, trace, known, words), one.recorded, one.may_be) for one in mine]
        if len(mine) > 1:
            kit = known.item[item_id].name if item_id != trace.item_id else ""
            said = " · ".join(part for part in (words(N_("Together")), kit) if part)
            rows.append((said, sum(one.recorded for one in mine), sum(one.may_be for one in mine)))
    return [(said, _figure(recorded, words), _figure(may_be, words)) for said, recorded, may_be in rows]


def others(state: State, words: Translator) -> str:
    """Which other lots have the number of the one that is recalled."""
    each = [
        words(N_("{source} ({n} on hand)"), source=source_said(one.source, words.language), n=one.on_hand)
        for one in state.same_number
    ]
    return words(N_("And the same number: {sources}"), sources=", ".join(each)) if each else ""


def _figure(n: int, words: Translator) -> str:
    return words.number(n) if n else wording.NOTHING


def _month(one: MonthAtSite, trace: Recall, known: Catalog, words: Translator) -> str:
    kit = known.item[one.item_id].name if one.item_id != trace.item_id else ""
    site = known.site[one.site_id].name if one.site_id in known.site else ""
    return " · ".join(part for part in (words.month(one.first_day), site, kit) if part)


def went(one: WentTo, trace: Recall, known: Catalog, words: Translator) -> tuple[str, str, str]:
    """To whom, then quieter when and how surely, and how many."""
    kit = known.item[one.item_id].name if one.item_id != trace.item_id else ""
    slip = words(N_("slip {number}"), number=one.slip)
    sure = words(CERTAIN if one.is_certain else PERHAPS)
    quiet = " · ".join(part for part in (words.day(one.on), slip, one.county, kit, sure) if part)
    return one.name or words(RECIPIENTS[one.recipient]), quiet, words.number(one.quantity)


def left(lot: ListedLot, trace: Recall | None, known: Catalog, words: Translator) -> list[tuple[str, str, str]]:
    """Site by site what stands of it; then what was recalled with it, and the kits they went into."""
    rows = [
        (known.site[site].name if site in known.site else "", known.item[lot.item_id].shelf, words.number(n))
        for site, n in lot.by_site.items()
    ]
    for one in trace.left if trace else ():
        if one.lot_id != lot.lot_id:
            of = known.item[one.item_id].name if one.item_id != lot.item_id else source_said(one.source, words.language)
            rows.append((known.site[one.site_id].name, f"{of} · {name(one.number, words)}", words.number(one.quantity)))
    return rows
