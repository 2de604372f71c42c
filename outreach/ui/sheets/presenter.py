"""A sheet of paper on the screen: its number first, then what stands above its rows, its rows, and posting them.

No Qt: read this to know what the pages do.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

from outreach.errors import Refusal
from outreach.sheets import keeping
from outreach.sheets.keeping import AnotherKind
from outreach.sheets.numbers import NotASheetNumber, sheet_number
from outreach.sheets.posting import PostedSheet
from outreach.sheets.reading import Posted, Sheet
from outreach.sheets.rows import Crowd, Head, PaperTotals, Row, row_of
from outreach.ui.desk.elsewhere import doubt_of
from outreach.ui.desk.quick_add import QuickAdd
from outreach.ui.desk.state import Whereabouts
from outreach.ui.sheets import crowd, look
from outreach.ui.sheets.columns import Grid, columns_of
from outreach.ui.sheets.holder import Holder, Paper
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.look import AskSide, Center, Opened
from outreach.ui.sheets.state import At, CrowdLine, Notice, State
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CountSide, PlaceId, SheetKind, SiteId, StaffId, VoidReason


class SheetPresenter:
    """`other_kind(number)`: the number is of the other tab's sheets.  `posted()`: what was entered for is done."""

    def __init__(
        self,
        tasks: Tasks,
        paper: Paper,
        kind: SheetKind,
        show: Callable[[State], None],
        *,
        other_kind: Callable[[str], None] = lambda _: None,
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        self._tasks, self._paper = tasks, paper
        self._holder = Holder(tasks, paper, State(kind, paper.desk.clock().day), show)
        self.keying = Keying(self._holder)
        self._other_kind, self._told_posted = other_kind, posted
        self._starts_at: Whereabouts | None = None
        self._to_open: tuple[str, bool] | None = None  # asked for before the center was read
        self._quick = QuickAdd(())

    @property
    def state(self) -> State:
        return self._holder.state

    def start_at(self, where: Whereabouts | None) -> None:
        """Where a sheet is of that says nothing itself: the day, site and place of the desk."""
        self._starts_at = where
        if self.state.sheet is None:
            self._change(head=self._fresh_head())

    def refresh(self) -> None:
        desk = self._paper.desk
        query = partial(look.center, by=desk.by, language=desk.language, day=desk.clock().day, kind=self.state.kind)
        self._tasks.read(query, self._center_read, self._refused, key=("sheets", self.state.kind))

    # The number first

    def open(self, typed: str, *, is_again: bool = False) -> None:
        """Open the sheet of this number, however it was typed or scanned; `is_again` keys one anew that was voided."""
        try:
            number = sheet_number(typed)
        except NotASheetNumber as refusal:
            self._change(typed_number=typed, number_refusal=refusal)
            return
        self._change(typed_number=number, number_refusal=None, notice=Notice.NONE, refusal=None)
        site_id = self._site()
        if self.state.catalog is None or site_id is None:
            self._to_open = (number, is_again)
            return
        opening = partial(look.open_sheet, number=number, kind=self.state.kind, site_id=site_id, is_again=is_again)
        opening = partial(opening, by=self._paper.by, at=self._paper.desk.clock())
        self._tasks.write(opening, self._opened, self._not_opened)

    def key_again(self) -> None:
        """A sheet that was voided, keyed as if it never was."""
        if self.state.sheet is not None:
            self.open(self.state.sheet.number, is_again=True)

    def give_number(self) -> None:
        """The paper has no number: give it one, to be written on it."""
        self._tasks.read(look.number_for_paper, self.open)

    def leave(self) -> None:
        """Back to where a number is typed; what was keyed stays kept."""
        self.keep_all()
        self._blank()
        self.refresh()

    # Above the rows

    def enter_for(self, day: date) -> None:
        """The day the sheet was written; one that is probably mistyped is asked about first."""
        if self.state.catalog is not None and doubt_of(day, self.state.today, self.state.catalog.began_on):
            self._change(asked_day=day)
        else:
            self._say(on=day)

    def say_yes(self) -> None:
        if day := self.state.asked_day:
            self._say(on=day)

    def say_no(self) -> None:
        self._change(asked_day=None)

    def back_to_today(self) -> None:
        self._say(on=self.state.today)

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        self._say(site_id=site_id, place_id=place_id)

    def written_by(self, staff_id: StaffId | None) -> None:
        self._say(written_by=staff_id)

    def name_event(self, event: str) -> None:
        self._say(event=event)

    def count_contacts(self, contacts: int | None) -> None:
        """So many, 0 for *not counted*, None while nothing is said."""
        self._say(contacts=contacts)

    # A totals sheet

    def type_line(self, place: int, typed: str) -> None:
        lines = list(self.state.lines)
        lines[place] = crowd.checked(lines[place], typed, self._quick)
        self._change(lines=tuple(lines))

    def keep_lines(self) -> None:
        """Keep what is typed of a totals sheet."""
        sheet = self.state.sheet
        if sheet is not None and self.state.is_keying and self.state.kind is SheetKind.TOTALS:
            made = crowd.crowd_of(self.state.lines, self._quick)
            keep = partial(keeping.keep_crowd, by=self._paper.by, sheet_id=sheet.id, crowd=made)
            self._tasks.write(keep, lambda _: None, self._refused)

    # Posting, voiding, moving

    def post(self) -> None:
        """Post every row in one act; first go to what cannot stand, and ask once about a count of that day."""
        if self.state.is_moved:
            self.move()
            return
        if self.state.is_keying and self.state.notice is not Notice.POSTING:
            self.keep_all()
            wrong = self.keying.first_wrong()
            if wrong is not None:
                self.keying.go(wrong.row, wrong.column)
            elif not any(line.why for line in self.state.lines):
                self._post(is_asked=False)

    def answer_side(self, side: CountSide | None) -> None:
        """Before or after the count of that day, or nobody knows."""
        self._change(is_asking_side=False)
        if side is not None:
            self._say(count_side=side)
        self._post(is_asked=True)

    def void(self, reason: VoidReason) -> None:
        sheet = self.state.sheet
        if sheet is not None:
            self._change(notice=Notice.WORKING)
            change = partial(look.void, by=self._paper.by, at=self._paper.desk.clock(), sheet_id=sheet.id)
            self._tasks.write(partial(change, reason=reason), self._voided, self._refused)

    def move(self) -> None:
        """Let every visit of a posted sheet be where the form now says."""
        sheet = self.state.sheet
        if sheet is not None and self.state.is_moved and self.state.notice is not Notice.WORKING:
            self._change(notice=Notice.WORKING)
            change = partial(look.move, by=self._paper.by, at=self._paper.desk.clock(), sheet_id=sheet.id)
            self._tasks.write(partial(change, head=self.state.head), self._moved, self._refused)

    def leave_as_it_was(self) -> None:
        if self.state.sheet is not None:
            self._change(head=self.state.sheet.head, asked_day=None)

    # Leaving

    def keep_all(self) -> None:
        """Everything typed is kept; no letter of a code stays."""
        if self.state.kind is SheetKind.VISIT:
            self.keying.keep_all()
        else:
            self.keep_lines()

    def forget(self) -> None:
        """The center is locked, or the screen blanked."""
        self.keep_all()
        if self.state.notice in (
            Notice.POSTING,
            Notice.WORKING,
        ):  # its answer will not come: the number says what became of it
            self._blank()

    def not_answered(self) -> None:
        """A fault of ours ended what was asked for: it may be asked again."""
        if self.state.notice in (Notice.POSTING, Notice.WORKING):
            self._change(notice=Notice.NONE)
        self.keying.keep_again()

    # What comes back

    def _center_read(self, read: Center) -> None:
        if self.state.catalog is None or read.catalog.items != self.state.catalog.items:
            self._quick = QuickAdd(read.catalog.items)
        today = self._paper.desk.clock().day
        known = {"catalog": read.catalog, "staff": read.staff, "rules": read.rules, "waiting": read.waiting}
        self._change(today=today, **known)
        if self.state.sheet is None and self.state.head.site_id is None:
            self._change(head=self._fresh_head())
        waiting, self._to_open = self._to_open, None
        if waiting is not None:
            self.open(waiting[0], is_again=waiting[1])

    def _opened(self, opened: Opened) -> None:
        sheet = opened.sheet
        head = self._begun(sheet.head)
        self._show_sheet(sheet, head, opened.visits)
        notice = Notice.PRINTED_ELSEWHERE if opened.is_from_elsewhere else Notice.NONE
        self._change(number_refusal=opened.refusal, is_from_elsewhere=opened.is_from_elsewhere, notice=notice)
        if head != sheet.head and self.state.is_keying:
            self._keep_head()

    def _not_opened(self, refusal: Refusal) -> None:
        self._change(number_refusal=refusal)
        if isinstance(refusal, AnotherKind):
            self._other_kind(refusal.number)

    def _show_sheet(self, sheet: Sheet, head: Head, visits: tuple[Posted, ...]) -> None:
        """A sheet being keyed, at the row to go on with; or one that was posted, with its visits."""
        state, blank = self.state, self._holder.blank
        if state.catalog is None:
            return
        kept = {number - 1: row for number, row in sheet.rows}
        kept |= {one.number - 1: row_of(one.entry, one.entry.client_id) for one in visits}
        rows = [kept.get(place) or blank() for place in range(max(kept, default=-1) + (1 if visits else 2))]
        grid = None
        lines: tuple[CrowdLine, ...] = ()
        if sheet.kind is SheetKind.VISIT:
            has_codes = state.rules.codes_on_paper or any(row.code for row in rows)
            columns = columns_of(sheet.layout, state.catalog, self._paper.words, has_codes=has_codes)
            grid = Grid(columns, sheet.layout, state.catalog, self._quick)
        else:
            lines = crowd.lines_of(sheet.layout, _crowd_of(sheet, visits), state.catalog)
        self._change(
            sheet=sheet, head=head, grid=grid, rows=tuple(rows), lines=lines, typing=None, code_shown="",
            at=At(0 if visits else len(rows) - 1, 0), wrong=MappingProxyType({}), kept=len(kept), asked_day=None,
            voided=frozenset(one.number - 1 for one in visits if one.is_void), is_asking_side=False,
        )  # fmt: skip
        self.keying.begin(kept, sheet.totals)

    def _posted(self, answer: PostedSheet | AskSide) -> None:
        if isinstance(answer, AskSide):
            self._change(is_asking_side=True, notice=Notice.NONE)
            return
        self._blank()
        said = {"last_number": answer.number, "posted_visits": len(answer.visits), "short": answer.short}
        self._change(notice=Notice.POSTED, **said)
        self._told_posted()
        self.refresh()

    def _voided(self, visits: int) -> None:
        number = self.state.sheet.number if self.state.sheet else ""
        self._blank()
        self._change(notice=Notice.VOIDED, last_number=number, posted_visits=visits)
        self.refresh()

    def _moved(self, opened: Opened) -> None:
        self._show_sheet(opened.sheet, opened.sheet.head, opened.visits)
        self._change(notice=Notice.MOVED, number_refusal=None)

    # Within

    def _post(self, *, is_asked: bool) -> None:
        sheet = self.state.sheet
        if sheet is not None:
            self._change(notice=Notice.POSTING, refusal=None)
            change = partial(look.post, by=self._paper.by, at=self._paper.desk.clock(), sheet_id=sheet.id)
            self._tasks.write(partial(change, is_asked=is_asked), self._posted, self._refused)

    def _say(self, **said: object) -> None:
        """Change what stands above the rows, and keep it."""
        head = replace(self.state.head, **said)  # type: ignore[arg-type]
        if head == self.state.head and self.state.asked_day is None:
            return
        self._change(head=head, asked_day=None, refusal=None)
        if self.state.is_keying:
            self._keep_head()

    def _keep_head(self) -> None:
        sheet = self.state.sheet
        if sheet is not None:
            keep = partial(keeping.keep_head, by=self._paper.by, sheet_id=sheet.id, head=self.state.head)
            self._tasks.write(keep, lambda _: None, self._refused)

    def _begun(self, head: Head) -> Head:
        """What a sheet says, and where it says nothing what the form says."""
        if head.on is not None:
            return head
        now, catalog = self.state.head, self.state.catalog
        site_id = head.site_id or now.site_id
        place_id = now.place_id
        if site_id is not None and site_id != now.site_id and catalog is not None:
            place_id = catalog.site[site_id].usual_place_id
        return replace(head, on=now.on or self.state.today, site_id=site_id, place_id=place_id)

    def _fresh_head(self) -> Head:
        where, catalog = self._starts_at, self.state.catalog
        if where is not None:
            return Head(where.day or self.state.today, where.site_id, where.place_id)
        first = next(iter(catalog.sites), None) if catalog else None
        return Head(self.state.today, first.id, first.usual_place_id) if first else Head(self.state.today)

    def _site(self) -> SiteId | None:
        return self.state.head.site_id or self._fresh_head().site_id

    def _blank(self) -> None:
        """No sheet; today, where the desk is."""
        none: dict[str, object] = {"sheet": None, "grid": None, "rows": (), "lines": (), "differences": ()}
        none |= {"typed_number": "", "number_refusal": None, "typing": None, "code_shown": "", "refusal": None}
        none |= {"notice": Notice.NONE, "kept": 0, "is_asking_side": False, "asked_day": None, "at": At()}
        none |= {"wrong": MappingProxyType({}), "voided": frozenset(), "is_from_elsewhere": False, "head": Head()}
        self.keying.begin({}, PaperTotals())
        self._change(**none)
        self._change(head=self._fresh_head())

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal, notice=Notice.NONE)

    def _change(self, **changes: object) -> None:
        self._holder.change(**changes)


def _crowd_of(sheet: Sheet, visits: tuple[Posted, ...]) -> Crowd:
    """What a totals sheet says: as typed, or as its visit says now."""
    if not visits:
        return sheet.crowd
    said: Row = row_of(visits[0].entry, visits[0].entry.client_id)
    return replace(sheet.crowd, items=said.items, unlisted=said.unlisted)
