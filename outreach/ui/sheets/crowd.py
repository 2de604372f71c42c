"""The lines of a totals sheet: what is typed in each, and the figures they make.  No Qt."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial

from outreach.catalog import Catalog
from outreach.entry import MOST, Unlisted
from outreach.errors import Refusal
from outreach.sheets import keeping
from outreach.sheets.layouts import Layout
from outreach.sheets.rows import Crowd
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.sheets.amounts import NOT_AN_AMOUNT, NOT_WHOLE, Wrong, quarters_of, quarters_text
from outreach.ui.sheets.columns import NO_SUCH_THING, thing
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.state import CrowdLine
from outreach.vocabulary import ContainerId, ItemId, ServiceId, SheetKind

_BY_HAND = 2


class Lines:
    """What is typed in the lines of a totals sheet, and kept."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._kept = Crowd()

    def begin(self, kept: Crowd) -> None:
        """Go on with a sheet of which this is kept."""
        self._kept = kept

    def type(self, place: int, typed: str) -> None:
        lines = list(self._holder.state.lines)
        lines[place] = checked(lines[place], typed, self._holder.quick)
        self._holder.edit(lines=tuple(lines))

    def keep(self) -> None:
        """Keep what is typed of a totals sheet, if it says anything new."""
        self._keep(crowd_of(self._holder.state.lines, self._holder.quick))

    def _keep(self, made: Crowd) -> None:
        state, sheet = self._holder.state, self._holder.state.sheet
        if sheet is None or not state.is_keying or state.kind is not SheetKind.TOTALS:
            return
        if made != self._kept:
            self._kept = made
            keep = partial(keeping.keep_crowd, by=self._holder.paper.by, sheet_id=sheet.id, crowd=made)
            self._holder.tasks.write(keep, lambda _: None, self._not_kept)
        self._holder.change(kept=lines_said(state.lines))

    def keep_typing(self) -> None:
        """The figures in hand, should the power fail; a thing on no list is kept once its line is left."""
        made = crowd_of(self._holder.state.lines, self._holder.quick)
        self._keep(replace(made, unlisted=self._kept.unlisted))

    def keep_again(self) -> None:
        """Nobody knows what was kept: write it once more."""
        self._kept = Crowd()
        self.keep()

    def _not_kept(self, refusal: Refusal) -> None:
        self._kept = Crowd()
        self._holder.refused(refusal)
        self._holder.change(kept=0)


def lines_said(lines: Sequence[CrowdLine]) -> int:
    """How many lines say something that can be kept."""
    return sum(bool(line.typed.strip()) and not line.why for line in lines)


def lines_of(layout: Layout, crowd: Crowd, catalog: Catalog) -> tuple[CrowdLine, ...]:
    """The lines of the paper, filled with what is kept; a thing that has no line stands in one written by hand."""
    items, services, containers = dict(crowd.items), dict(crowd.services), dict(crowd.containers)
    by_hand = [f"{catalog.item[id_].short_name} {n}" for id_, n in crowd.items if id_ not in layout.items]
    by_hand += [f"{one.name} {one.quantity}" for one in crowd.unlisted]
    while len(by_hand) < _BY_HAND:
        by_hand.append("")
    pounds = f"{crowd.pounds.normalize():f}" if crowd.pounds is not None else ""
    return (
        *(CrowdLine(item_id=id_, typed=str(items.get(id_) or "")) for id_ in layout.items),
        *(CrowdLine(is_by_hand=True, typed=typed) for typed in by_hand),
        *(
            CrowdLine(container_id=id_, typed=quarters_text(containers[id_]) if id_ in containers else "")
            for id_ in layout.containers
        ),
        CrowdLine(is_pounds=True, typed=pounds),
        *(CrowdLine(service_id=id_, typed=str(services.get(id_) or "")) for id_ in layout.services),
    )


def checked(line: CrowdLine, typed: str, quick: QuickAdd) -> CrowdLine:
    """The line with this typed in it, and what is wrong with that."""
    line = replace(line, typed=typed, why="")
    text = typed.strip()
    if not text:
        return line
    if line.is_by_hand:
        found = quick.matches(text, limit=1) or thing(text)
        return replace(line, why=NO_SUCH_THING) if isinstance(found, Wrong) else line
    if line.container_id is not None:
        found_quarters = quarters_of(text)
        return replace(line, why=NOT_AN_AMOUNT) if isinstance(found_quarters, Wrong) else line
    if line.is_pounds:
        return line if _pounds(text) is not None else replace(line, why=NOT_AN_AMOUNT)
    is_whole = text.isascii() and text.isdigit() and int(text) <= MOST
    return line if is_whole else replace(line, why=NOT_WHOLE)


def crowd_of(lines: Sequence[CrowdLine], quick: QuickAdd) -> Crowd:
    """What the lines add up to; one that cannot be read counts nothing."""
    items: dict[ItemId, int] = {}
    unlisted: list[Unlisted] = []
    services: dict[ServiceId, int] = {}
    containers: dict[ContainerId, int] = {}
    pounds = None
    for line in lines:
        text = line.typed.strip()
        if not text or line.why:
            continue
        if line.is_by_hand:
            if found := quick.matches(text, limit=1):
                items[found[0].item_id] = items.get(found[0].item_id, 0) + found[0].amount
            elif isinstance(made := thing(text), Unlisted):
                unlisted.append(made)
        elif line.item_id is not None:
            items[line.item_id] = items.get(line.item_id, 0) + int(text)
        elif line.service_id is not None:
            services[line.service_id] = int(text)
        elif line.container_id is not None:
            quarters = quarters_of(text)
            if isinstance(quarters, int):
                containers[line.container_id] = quarters
        else:
            pounds = _pounds(text)
    kept = tuple((id_, n) for id_, n in items.items() if n)
    return Crowd(
        kept, tuple(unlisted), tuple((id_, n) for id_, n in services.items() if n), tuple(containers.items()), pounds
    )


def _pounds(text: str) -> Decimal | None:
    try:
        pounds = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return pounds if pounds.is_finite() and 0 <= pounds <= MOST else None
