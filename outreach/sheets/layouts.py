"""What a sheet asks and in which order, kept as it was printed: an old print is keyed by its own columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach import pins
from outreach.catalog import Catalog, Container
from outreach.db.ids import Ids
from outreach.db.models.sheets import SheetColumn, SheetLayout
from outreach.safety.staff import Actor
from outreach.stock import levels
from outreach.vocabulary import At, ContainerId, ItemId, LayoutId, ServiceId, SheetKind, SiteId

ROWS = 22  # a page holds so many visits
LETTERS = "QGBDEFH"  # how returns in each container of a layout are told; N S C P are taken
_ITEMS = {SheetKind.VISIT: 11, SheetKind.TOTALS: 12}
_SERVICES = {SheetKind.VISIT: 5, SheetKind.TOTALS: 2}
_CONTAINERS = 3
_LARGE = 300  # syringes in a full one
_DAYS = 30  # of what is given most, as on the desk


@dataclass(frozen=True, slots=True)
class Column:
    """An item, a service or a container; `pack` is what one tick of it is."""

    item_id: ItemId | None = None
    service_id: ServiceId | None = None
    container_id: ContainerId | None = None
    pack: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    id: LayoutId
    kind: SheetKind
    number: int
    columns: tuple[Column, ...]

    @property
    def items(self) -> tuple[ItemId, ...]:
        return tuple(column.item_id for column in self.columns if column.item_id is not None)

    @property
    def services(self) -> tuple[ServiceId, ...]:
        return tuple(column.service_id for column in self.columns if column.service_id is not None)

    @property
    def containers(self) -> tuple[ContainerId, ...]:
        return tuple(column.container_id for column in self.columns if column.container_id is not None)

    @property
    def letters(self) -> tuple[tuple[str, ContainerId], ...]:
        """The letter each container is told by."""
        return tuple(zip(LETTERS, self.containers, strict=False))

    def pack_of(self, item_id: ItemId) -> int:
        return next((column.pack for column in self.columns if column.item_id == item_id), 1)


def as_now(session: Session, by: Actor, at: At, catalog: Catalog, kind: SheetKind, site_id: SiteId) -> Layout:
    """The layout of a sheet printed now, in the order of the desk there; made anew only if it is another."""
    most = levels.given_most(session, site_id, at.day - timedelta(days=_DAYS), at.day)
    order = pins.desk_order(catalog.items, pins.pinned(session, site_id), most)
    return _kept(session, by, kind, _columns(catalog, kind, order))


def load(session: Session, layout_id: LayoutId) -> Layout:
    layout = session.execute(select(SheetLayout.__table__).where(SheetLayout.id == layout_id)).one()
    rows = session.execute(
        select(SheetColumn.__table__).where(SheetColumn.layout_id == layout_id).order_by(SheetColumn.place)
    )
    columns = tuple(Column(row.item_id, row.service_id, row.container_id, row.pack) for row in rows)
    return Layout(layout_id, SheetKind(layout.kind), layout.number, columns)


def _columns(catalog: Catalog, kind: SheetKind, order: Sequence[ItemId]) -> tuple[Column, ...]:
    """What is given most, by category; what is done; the containers returns come in."""
    of_category = {category.id: place for place, category in enumerate(catalog.categories)}
    items = [catalog.item[item_id] for item_id in order[: _ITEMS[kind]]]
    items.sort(key=lambda item: of_category.get(item.category_id, 0))
    services = [service for service in catalog.services if not service.retired]
    if kind is SheetKind.TOTALS:  # a wound or a test is of one person, and is told of a visit
        services = services[1:] if len(services) > _SERVICES[kind] else services
    return (
        *(Column(item_id=item.id, pack=max(1, item.usual_pack)) for item in items),
        *(Column(service_id=service.id) for service in services[: _SERVICES[kind]]),
        *(Column(container_id=container.id) for container in _containers(catalog.containers)),
    )


def _containers(known: Sequence[Container]) -> list[Container]:
    """All of a few; of many the first, and the first large one."""
    if len(known) <= _CONTAINERS:
        return list(known)
    return [*known[:1], *[one for one in known[1:] if one.per >= _LARGE][:1]]


def _kept(session: Session, by: Actor, kind: SheetKind, columns: tuple[Column, ...]) -> Layout:
    known = [LayoutId(id_) for id_ in session.scalars(select(SheetLayout.id).where(SheetLayout.kind == kind))]
    for layout_id in reversed(known):
        layout = load(session, layout_id)
        if layout.columns == columns:
            return layout
    last = session.scalar(select(func.max(SheetLayout.number)).where(SheetLayout.kind == kind)) or 0
    layout_id = LayoutId(Ids(session, by.device, ("sheet_layouts",)).next("sheet_layouts"))
    session.execute(insert(SheetLayout), [{"id": layout_id, "kind": kind, "number": last + 1}])
    rows = [
        {
            "layout_id": layout_id, "place": place, "item_id": column.item_id, "service_id": column.service_id,
            "container_id": column.container_id, "pack": column.pack,
        }
        for place, column in enumerate(columns)
    ]  # fmt: skip
    if rows:
        session.execute(insert(SheetColumn), rows)
    return Layout(layout_id, kind, last + 1, columns)
