"""Opening a sheet by its number, going on with one, and the blank page that asks for the next.  No Qt."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from outreach.errors import Refusal
from outreach.sheets import keeping
from outreach.sheets.keeping import AnotherKind
from outreach.sheets.numbers import NotASheetNumber, sheet_number
from outreach.sheets.reading import Posted, Sheet
from outreach.sheets.rows import Crowd, Head, PaperTotals, row_of
from outreach.ui.desk.state import Whereabouts
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.sheets import crowd, look
from outreach.ui.sheets.columns import Grid, columns_of, unfinished
from outreach.ui.sheets.crowd import Lines
from outreach.ui.sheets.heading import Heading
from outreach.ui.sheets.holder import Holder
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.look import Center, Opened
from outreach.ui.sheets.state import At, CrowdLine, Notice, State
from outreach.vocabulary import SheetKind, SiteId


class Opening:
    """`other_kind(number)`: the number is of the other tab's sheets."""

    def __init__(
        self, holder: Holder, keying: Keying, lines: Lines, heading: Heading, other_kind: Callable[[str], None]
    ) -> None:
        self._holder, self._keying, self._lines, self._heading = holder, keying, lines, heading
        self._other_kind = other_kind
        self._starts_at: Whereabouts | None = None
        self._to_open: tuple[str, bool] | None = None  # asked for before the center was read
        self._given = ""  # the number of a paper that had none

    @property
    def _state(self) -> State:
        return self._holder.state

    def start_at(self, where: Whereabouts | None) -> None:
        """Where a sheet is of that says nothing itself: the day, site and place of the desk."""
        self._starts_at = where
        if self._state.sheet is None:
            self._holder.change(head=self._fresh_head())

    def refresh(self) -> None:
        desk, state = self._holder.paper.desk, self._state
        query = partial(look.center, by=desk.by, language=desk.language, day=desk.clock().day, kind=state.kind)
        query = partial(query, is_keying=state.is_keying)
        self._holder.tasks.read(query, self._center_read, self._holder.refused, key=("sheets", self._state.kind))

    def open(self, typed: str, *, is_again: bool = False) -> None:
        """Open the sheet of this number, however it was typed or scanned; `is_again` keys one anew that was voided."""
        try:
            number = sheet_number(typed)
        except NotASheetNumber as refusal:
            self._holder.change(typed_number=typed, number_refusal=refusal)
            return
        self._holder.change(typed_number=number, number_refusal=None, notice=Notice.NONE, refusal=None)
        site_id = self._site()
        if self._state.catalog is None or site_id is None:
            self._to_open = (number, is_again)
            return
        opening = partial(look.open_sheet, number=number, kind=self._state.kind, site_id=site_id, is_again=is_again)
        opening = partial(opening, by=self._holder.paper.by, at=self._holder.paper.desk.clock())
        self._holder.tasks.write(opening, self._opened, self._not_opened)

    def key_again(self) -> None:
        """A sheet that was voided, keyed as if it never was."""
        if self._state.sheet is not None:
            self.open(self._state.sheet.number, is_again=True)

    def let_go(self) -> None:
        """A sheet nothing was keyed of is left as if it had not been opened."""
        sheet = self._state.sheet
        if sheet is not None and self._state.is_keying and not self._state.kept:
            change = partial(keeping.let_go, by=self._holder.paper.by, sheet_id=sheet.id)
            self._holder.tasks.write(change, lambda _: None, self._holder.refused)

    def give_number(self) -> None:
        """The paper has no number: give it one, to be written on it."""
        self._holder.tasks.read(look.number_for_paper, self._number_given)

    def _number_given(self, number: str) -> None:
        self._given = number
        self.open(number)

    def _center_read(self, read: Center) -> None:
        if self._state.catalog is None or read.catalog.items != self._state.catalog.items:
            self._holder.quick = QuickAdd(read.catalog.items)
        today = self._holder.paper.desk.clock().day
        waits = self._state.waiting if read.waiting is None else read.waiting
        self._holder.change(
            today=today,
            catalog=read.catalog,
            staff=read.staff,
            rules=read.rules,
            waiting=waits,
            recipes=read.recipes,
        )
        if self._state.sheet is None and self._state.head.site_id is None:
            self._holder.change(head=self._fresh_head())
        waiting, self._to_open = self._to_open, None
        if waiting is not None:
            self.open(waiting[0], is_again=waiting[1])

    def _opened(self, opened: Opened) -> None:
        sheet = opened.sheet
        head = self._begun(sheet.head)
        self.show(sheet, head, opened.visits)
        of_elsewhere = Notice.NUMBERED if sheet.number == self._given else Notice.PRINTED_ELSEWHERE
        notice = of_elsewhere if opened.is_from_elsewhere else Notice.NONE
        self._holder.change(number_refusal=opened.refusal, is_from_elsewhere=opened.is_from_elsewhere, notice=notice)
        if head != sheet.head and self._state.is_keying:
            self._heading.keep()

    def _not_opened(self, refusal: Refusal) -> None:
        self._holder.change(number_refusal=refusal)
        if isinstance(refusal, AnotherKind):
            self._other_kind(refusal.number)

    def show(self, sheet: Sheet, head: Head, visits: tuple[Posted, ...]) -> None:
        """A sheet being keyed, at the row to go on with; or one that was posted, with its visits."""
        state, blank = self._state, self._holder.blank
        if state.catalog is None:
            return
        kept = {number - 1: row for number, row in sheet.rows}
        kept |= {one.number - 1: row_of(one.entry, one.entry.client_id) for one in visits}
        rows = [kept.get(place) or blank() for place in range(max(kept, default=-1) + (1 if visits else 2))]
        grid = None
        lines: tuple[CrowdLine, ...] = ()
        if sheet.kind is SheetKind.VISIT:
            has_codes = state.rules.codes_on_paper or any(row.code for row in rows)
            columns = columns_of(sheet.layout, state.catalog, self._holder.paper.words, has_codes=has_codes)
            grid = Grid(columns, sheet.layout, state.catalog, self._holder.quick)
        else:
            lines = crowd.lines_of(sheet.layout, _crowd_of(sheet, visits), state.catalog)
        self._holder.change(
            sheet=sheet, head=head, grid=grid, rows=tuple(rows), lines=lines, typing=None, code_shown="",
            at=At() if visits or grid is None else At(*unfinished(grid, rows)), wrong=MappingProxyType({}),
            unlike=frozenset(), asked_day=None, contacts_why="",
            kept=len(kept) or crowd.lines_said(lines),
            voided=frozenset(one.number - 1 for one in visits if one.is_void), is_asking_side=False,
        )  # fmt: skip
        self._keying.begin(kept, sheet.totals)
        self._lines.begin(sheet.crowd)

    def _begun(self, head: Head) -> Head:
        """What a sheet says, and where it says nothing what the form says."""
        if head.on is not None:
            return head
        now, catalog = self._state.head, self._state.catalog
        site_id = head.site_id or now.site_id
        place_id = now.place_id
        if site_id is not None and site_id != now.site_id and catalog is not None:
            place_id = catalog.site[site_id].usual_place_id
        return replace(head, on=now.on or self._state.today, site_id=site_id, place_id=place_id)

    def _fresh_head(self) -> Head:
        where, catalog = self._starts_at, self._state.catalog
        if where is not None:
            return Head(where.day or self._state.today, where.site_id, where.place_id)
        first = next((site for site in catalog.sites if not site.is_machine), None) if catalog else None
        return Head(self._state.today, first.id, first.usual_place_id) if first else Head(self._state.today)

    def _site(self) -> SiteId | None:
        return self._state.head.site_id or self._fresh_head().site_id

    def blank(self) -> None:
        """No sheet; today, where the desk is."""
        none: dict[str, object] = {"sheet": None, "grid": None, "rows": (), "lines": (), "differences": ()}
        none |= {"typed_number": "", "number_refusal": None, "typing": None, "code_shown": "", "refusal": None}
        none |= {"notice": Notice.NONE, "kept": 0, "is_asking_side": False, "asked_day": None, "at": At()}
        none |= {
            "contacts_why": "",
            "wrong": MappingProxyType({}),
            "unlike": frozenset(),
            "voided": frozenset(),
            "is_from_elsewhere": False,
            "head": Head(),
        }
        self._keying.begin({}, PaperTotals())
        self._holder.change(**none)
        self._holder.change(head=self._fresh_head())


def _crowd_of(sheet: Sheet, visits: tuple[Posted, ...]) -> Crowd:
    """What a totals sheet says: as typed, or as its visit says now."""
    if not visits:
        return sheet.crowd
    said = row_of(visits[0].entry, visits[0].entry.client_id)
    return replace(sheet.crowd, items=said.items, unlisted=said.unlisted)
