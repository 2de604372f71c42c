"""What the page of a delivery says about what differs.  Text is made here while drawing; no Qt."""

from collections.abc import Sequence

from outreach.translation import N_, Translator
from outreach.ui.stock import wording
from outreach.ui.stock.draft import Draft, ItemDraft
from outreach.ui.stock.receiving import Heard, State
from outreach.vocabulary import Arrived, SupplierId

REASONS: dict[Arrived | None, str] = {
    None: N_("As ordered"),
    Arrived.SHORT: N_("Short"),
    Arrived.DAMAGED: N_("Damaged on arrival"),
    Arrived.WRONG: N_("Wrong, goes back"),
    Arrived.FREE: N_("Free"),
}
_MEANS = {
    Arrived.DAMAGED: N_("Damaged on arrival. Not put in stock"),
    Arrived.WRONG: N_("Wrong, goes back. Not put in stock"),
    Arrived.FREE: N_("Free, not invoiced"),
}
ALIKE = N_("✓ None")
KEPT = N_("Draft kept")


def reasons(one: ItemDraft, words: Translator) -> Sequence[tuple[Arrived | None, str]]:
    """Those that can be; a difference has one."""
    return [(reason, words(text)) for reason, text in REASONS.items() if reason is not None or not one.difference]


def difference(one: ItemDraft, words: Translator) -> str:
    if one.difference is None:
        return wording.NOTHING
    return words.signed(one.difference) if one.difference else words(ALIKE)


def why(one: ItemDraft, words: Translator) -> str:
    """Under an item of the summary: what its difference means for the shelf and for the supplier."""
    said = _reason(one, words)
    if one.still_to_come:
        said += " · " + words(N_("{n} ordered and not invoiced yet"), n=one.still_to_come)
    return said


def _reason(one: ItemDraft, words: Translator) -> str:
    if one.reason is Arrived.SHORT:
        return words(N_("Short. Received stays at {n}"), n=one.units or 0)
    if one.reason is not None:
        return words(_MEANS[one.reason])
    if one.expected is None:
        return wording.lots_of(one, words)
    if one.said_ordered is None:
        return words(N_("As invoiced"))
    return words(N_("As ordered") if one.said_invoiced is None else N_("As ordered and invoiced"))


def figure(one: ItemDraft, words: Translator) -> str:
    """Behind an item of the summary: by how much it differs; where nothing was compared, what came."""
    if one.difference is not None:
        return words.signed(one.difference) if one.difference else words.number(0)
    return words.number(one.units) if one.units is not None else wording.NOTHING


def claim(draft: Draft, words: Translator) -> str:
    """How many units are invoiced and not on the shelf."""
    units = sum(one.to_claim for one in draft.items)
    return words.count(N_("{n} unit"), N_("{n} units"), units) if units else ""


def supplier(supplier_id: SupplierId | None, state: State, words: Translator) -> str:
    known = state.catalog.suppliers if state.catalog else ()
    return next((one.name for one in known if one.id == supplier_id), words(N_("the supplier")))


def foot(state: State, words: Translator) -> str:
    """`5 items: 4 onto the shelf at Front Street, 1 goes back.`"""
    items = state.draft.items
    if not items:
        return ""
    site = state.catalog.site[state.site_id].name if state.catalog and state.site_id is not None else ""
    kept = sum(one.reason is not Arrived.WRONG for one in items)
    back = len(items) - kept
    said = words.count(
        N_("{n} item onto the shelf at {site}."), N_("{n} items onto the shelf at {site}."), kept, site=site
    )
    if back:
        said += " " + words.count(N_("{n} goes back."), N_("{n} go back."), back)
    if state.draft.replaced_on is not None:
        said += " " + words(N_("It stands in place of the delivery of {day}."), day=words.day(state.draft.replaced_on))
    return said


def begun(draft: Draft, words: Translator) -> str:
    """What the shelves say of it while it waits."""
    if not draft.is_begun:
        return ""
    return words.count(
        N_("A delivery of {n} item is begun, and not posted."),
        N_("A delivery of {n} items is begun, and not posted."), len(draft.items),
    )  # fmt: skip


def heard(box: Heard | None, words: Translator) -> str:
    """What a scan did: `Scanned: 100 Syringe 29G, lot 26B04`."""
    if box is None:
        return ""
    if box.lot:
        return words(N_("Scanned: {n} × {item}, lot {lot}"), n=box.units, item=box.item.name, lot=box.lot)
    return words(N_("Scanned: {n} × {item}"), n=box.units, item=box.item.name)
