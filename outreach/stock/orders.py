"""What to order now, read from the books: use in whole months, what is usable, who sends each item and who pays."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.catalog import Catalog, Item, Source
from outreach.db.models.encounters import EncounterVersion, VersionAsked
from outreach.db.models.leaving import HandOver
from outreach.db.models.stock import Balance, Document, MonthSum, Movement
from outreach.db.models.stock import Lot as LotRow
from outreach.safety.staff import Actor, Right
from outreach.stock import levels, reordering, source_rules
from outreach.stock.empty_days import empty_days
from outreach.stock.reordering import AtSite, Lot, Suggestion, Use
from outreach.vocabulary import DocumentKind, ItemId, Kind, SiteId, SourceId, SupplierId

MONTHS = 3  # whole ones, of use
_OVER_THE_DESK = (Kind.GIVEN, Kind.USED_IN_KIT, Kind.KIT_TAKEN_APART, Kind.OUT_OF_KIT)
_BULK = (Kind.HANDED_OVER, Kind.BY_MACHINE, Kind.USED_HERE)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who sends an item and who pays, as it came last; `has_ended` or `may_not` where that source cannot any more."""

    supplier_id: SupplierId | None = None
    source_id: SourceId | None = None
    has_ended: bool = False
    may_not: bool = False


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One item; no suggestion where its history is thin: it is in the books only since the month `since`."""

    item_id: ItemId
    payer: Payer
    suggestion: Suggestion | None
    since: date
    on_order: int
    usable: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: at one site or (None) for all, covering so many months, with what is on order already."""

    site_id: SiteId | None = None
    cover: int = MONTHS
    on_order: Mapping[ItemId, int] | None = None


def suggested(session: Session, by: Actor, known: Catalog, today: date, asked: Asked) -> tuple[OrderLine, ...]:
    """Every item that was ever here and can be ordered, in the order of the catalog.  Raises NotAllowed.

    Kits made up here are not ordered: their parts are.
    """
    by.may(Right.RECEIVE)
    payers = _payers(session, known, today)
    since = _since(session, asked.site_id)
    items = [
        item
        for item in known.items
        if not item.retired and item.id in since and (item.recipe is None or item.id in payers)
    ]
    used = _used(session, known, asked.site_id, today, {item.id for item in items})
    usable = {one.item_id: one.usable for one in levels.levels(session, known, asked.site_id, today)}
    lots = _lots(session, asked.site_id, today)
    first = levels.months_before(today, MONTHS)[0]
    found = []
    for item in items:
        there, on_order = usable.get(item.id, 0), (asked.on_order or {}).get(item.id, 0)
        suggestion = None
        if since[item.id] <= first:
            suggestion = reordering.suggest(
                used[item.id], cover=asked.cover, lots=lots.get(item.id, ()), usable=max(0, there), on_order=on_order,
                pack=item.units_per_case or item.units_per_box or 1, today=today,
            )  # fmt: skip
        found.append(OrderLine(item.id, payers.get(item.id, Payer()), suggestion, since[item.id], on_order, there))
    return tuple(found)


def _since(session: Session, site_id: SiteId | None) -> dict[ItemId, date]:
    """The first month of each item in the books."""
    asked = select(MonthSum.item_id, func.min(MonthSum.month)).group_by(MonthSum.item_id)
    if site_id is not None:
        asked = asked.where(MonthSum.site_id == site_id)
    return {ItemId(item): date(month // 100, month % 100, 1) for item, month in session.execute(asked)}


def _used(
    session: Session, known: Catalog, site_id: SiteId | None, today: date, items: set[ItemId]
) -> Mapping[ItemId, Use]:
    months = levels.months_before(today, MONTHS)
    first, until = months[0], today.replace(day=1) - timedelta(days=1)
    given: dict[tuple[ItemId, SiteId], int] = defaultdict(int)
    bulk: dict[ItemId, int] = defaultdict(int)
    sums = select(MonthSum.item_id, MonthSum.site_id, MonthSum.kind, func.sum(MonthSum.quantity)).where(
        MonthSum.month.in_([month.year * 100 + month.month for month in months]),
        MonthSum.kind.in_([kind.value for kind in (*_OVER_THE_DESK, *_BULK)]),
    )
    for item, site, kind, quantity in session.execute(sums.group_by(MonthSum.item_id, MonthSum.site_id, MonthSum.kind)):
        if site_id not in (None, site):
            continue
        if Kind(kind) in _BULK:
            bulk[ItemId(item)] -= int(quantity)
        else:
            given[ItemId(item), SiteId(site)] -= int(quantity)
    for (item, site), quantity in _made_to_leave(session, first, until).items():
        if site_id in (None, site):
            given[item, site] -= quantity
            bulk[item] += quantity
    asked = _asked(session, known, first, until, items)
    out = empty_days(session, first, until)
    sites: dict[ItemId, list[AtSite]] = defaultdict(list)
    for item, site in sorted(given.keys() | {pair for pair in asked if site_id in (None, pair[1])}):
        at_site = AtSite(max(0, given.get((item, site), 0)), asked.get((item, site), 0), out.get((item, site), 0))
        if at_site.given or at_site.asked:
            sites[item].append(at_site)
    days = (until - first).days + 1
    return {item: Use(tuple(sites[item]), max(0, bulk[item]), MONTHS, days) for item in items}


def _made_to_leave(session: Session, first: date, until: date) -> Mapping[tuple[ItemId, SiteId], int]:
    """What went into kits made up on the paper that handed them over: it left as they did."""
    rows = session.execute(
        select(Movement.item_id, Movement.site_id, func.sum(Movement.quantity))
        .join(HandOver, HandOver.document_id == Movement.document_id)
        .join(Document, Document.id == HandOver.document_id)
        .where(Document.on_day.between(first, until), Movement.kind == Kind.USED_IN_KIT.value)
        .group_by(Movement.item_id, Movement.site_id)
    )
    return {(ItemId(item), SiteId(site)): -int(quantity) for item, site, quantity in rows}


def _asked(
    session: Session, known: Catalog, first: date, until: date, items: set[ItemId]
) -> dict[tuple[ItemId, SiteId], int]:
    """Asked for, none left; of a kit that is made up here, its parts."""
    rows = session.execute(
        select(VersionAsked.item_id, EncounterVersion.site_id, func.sum(VersionAsked.quantity))
        .join(EncounterVersion, EncounterVersion.id == VersionAsked.version_id)
        .where(
            EncounterVersion.is_current, ~EncounterVersion.is_void, EncounterVersion.on_day.between(first, until)
        )
        .group_by(VersionAsked.item_id, EncounterVersion.site_id)
    )  # fmt: skip
    found: dict[tuple[ItemId, SiteId], int] = defaultdict(int)
    for item_id, site, quantity in rows:
        item: Item | None = known.item.get(ItemId(item_id))
        parts = item.recipe.parts if item is not None and item.recipe and item.id not in items else ()
        if not parts:
            found[ItemId(item_id), SiteId(site)] += int(quantity)
        for part in parts:
            found[part.item_id, SiteId(site)] += int(quantity) * part.quantity
    return found


def _lots(session: Session, site_id: SiteId | None, today: date) -> Mapping[ItemId, list[Lot]]:
    """What may still be used, by lot."""
    asked = (
        select(Balance.item_id, Balance.quantity, LotRow.expires_on)
        .join(LotRow, LotRow.id == Balance.lot_id)
        .where(Balance.quantity > 0, ~LotRow.on_hold)
    )
    if site_id is not None:
        asked = asked.where(Balance.site_id == site_id)
    found: dict[ItemId, list[Lot]] = defaultdict(list)
    for row in session.execute(asked):
        if row.expires_on is None or row.expires_on >= today:
            found[ItemId(row.item_id)].append(Lot(row.quantity, row.expires_on))
    return found


def _payers(session: Session, known: Catalog, today: date) -> Mapping[ItemId, Payer]:
    """The supplier each item came from last, and the last of its sources that can still pay, else the last."""
    rows = session.execute(
        select(Movement.item_id, Document.supplier_id, LotRow.source_id)
        .join(Document, Document.id == Movement.document_id)
        .join(LotRow, LotRow.id == Movement.lot_id)
        .where(
            Document.kind == DocumentKind.DELIVERY.value, Document.voided_on.is_(None),
            Movement.kind == Kind.RECEIVED.value,
        )
        .group_by(Movement.item_id, Document.supplier_id, LotRow.source_id)
        .order_by(func.max(Document.on_day).desc(), func.max(Movement.id).desc())
    )  # fmt: skip
    came: dict[ItemId, list[tuple[SupplierId | None, SourceId]]] = defaultdict(list)
    for row in rows:
        came[ItemId(row.item_id)].append((row.supplier_id, SourceId(row.source_id)))
    rules = source_rules.load(session)
    sources = {source.id: source for source in known.sources}
    return {item: _payer(item, pairs, sources, rules, today) for item, pairs in came.items()}


def _payer(
    item: ItemId, came: list[tuple[SupplierId | None, SourceId]], sources: Mapping[SourceId, Source],
    rules: source_rules.Rules, today: date,
) -> Payer:  # fmt: skip
    bought = [pair for pair in came if pair[0] is not None] or came
    supplier = bought[0][0]

    def payer(source_id: SourceId) -> Payer:
        source = sources.get(source_id)
        has_ended = source is None or source.retired or (source.ends is not None and source.ends < today)
        return Payer(supplier, source_id, has_ended, not rules.allow(source_id, item, today))

    stated = [payer(source) for _, source in bought if source in sources and not sources[source].is_unstated]
    can = [one for one in stated if not (one.has_ended or one.may_not)]
    return next(iter((*can, *stated)), Payer(supplier))
