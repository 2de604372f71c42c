"""What the pages of paper ask of the books: each one transaction, one frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach import catalog, code_recipes
from outreach.safety import staff
from outreach.sheets import keeping, posting, printing, reading, undoing
from outreach.sheets.keeping import AlreadyKeyed
from outreach.sheets.posting import void_already
from outreach.sheets.reading import Stage
from outreach.sheets.rules import PaperRules, paper_rules
from outreach.sheets.undoing import may_change

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.codes.recipes import Recipe
    from outreach.errors import Refusal
    from outreach.reports.paper import Paper
    from outreach.safety.staff import Actor, StaffMember
    from outreach.sheets.posting import PostedSheet
    from outreach.sheets.reading import Listed, Posted, Sheet
    from outreach.sheets.rows import Head
    from outreach.translation import Translator
    from outreach.vocabulary import At, SheetId, SheetKind, SiteId, VoidReason


@dataclass(frozen=True, slots=True)
class Center:
    """What must be known before a sheet is opened; `waiting` are those begun and not posted, None if not asked for."""

    catalog: Catalog
    staff: tuple[StaffMember, ...]
    rules: PaperRules
    recipes: tuple[Recipe, ...]
    waiting: tuple[Listed, ...] | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet to be keyed; or, with the `refusal` that says why not, one that was posted, with its visits.

    One keyed anew after it was voided has the `refusal` that says so.
    """

    sheet: Sheet
    visits: tuple[Posted, ...] = ()
    is_from_elsewhere: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Blank sheets that are wanted: for which site, how many, on which paper."""

    site_id: SiteId
    copies: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class AskSide:
    """The day was counted: before it or after it is to be said first."""


def center(
    session: Session, by: Actor, language: str, day: date, kind: SheetKind, *, is_keying: bool = False
) -> Center:
    """`is_keying`: every cell that is kept reads again, and the list of sheets is not on the screen."""
    waiting = None if is_keying else _waiting(session, by, kind)
    recipes = (code_recipes.current(session, day), *code_recipes.history(session))
    return Center(catalog.load(session, language, day), staff.ever(session), paper_rules(session), recipes, waiting)


def _waiting(session: Session, by: Actor, kind: SheetKind) -> tuple[Listed, ...]:
    sheets = reading.listing(session, by)
    begun = [one for one in sheets if one.stage is Stage.BEING_KEYED and one.kind is kind]
    return tuple(one for one in begun if one.rows or one.contacts is not None)


def open_sheet(
    session: Session, by: Actor, at: At, number: str, kind: SheetKind, site_id: SiteId, *, is_again: bool
) -> Opened:
    """Begin or go on; one that was posted is opened with the word of who keyed it, one that was voided as it was.

    `is_again`: one that was voided is keyed again, as by whoever may not look at what it was.
    """
    before = reading.find(session, number)
    voided = void_already(session, before) if before is not None and before.stage is Stage.VOIDED else None
    if before is not None and voided and not is_again and before.kind is kind and may_change(by, at, before):
        return Opened(before, reading.posted(session, before.id), refusal=voided)
    try:
        sheet = keeping.begin(session, by, at, number, kind, site_id)
    except AlreadyKeyed as refusal:
        if before is None or not may_change(by, at, before):
            raise  # front desk is told who keyed it, and sees its own visits of today alone
        return Opened(before, reading.posted(session, before.id), refusal=refusal)
    return Opened(sheet, is_from_elsewhere=before is None, refusal=voided)


def number_for_paper(session: Session) -> str:
    """A number for a sheet that has none."""
    return printing.new_numbers(session, 1)[0]


def post(session: Session, by: Actor, at: At, sheet_id: SheetId, *, is_asked: bool) -> PostedSheet | AskSide:
    if not is_asked and posting.counted_that_day(session, sheet_id):
        return AskSide()
    return posting.post(session, by, at, sheet_id)


def void(session: Session, by: Actor, at: At, sheet_id: SheetId, reason: VoidReason) -> int:
    return undoing.void(session, by, at, sheet_id, reason)


def move(session: Session, by: Actor, at: At, sheet_id: SheetId, head: Head) -> Opened:
    """Another day, site or place; the sheet as it stands then."""
    assert head.on is not None  # noqa: S101 - a posted sheet has both
    assert head.site_id is not None  # noqa: S101
    undoing.redate(
        session, by, at, sheet_id,
        on=head.on, site_id=head.site_id, place_id=head.place_id, count_side=head.count_side,
    )  # fmt: skip
    return Opened(reading.load(session, sheet_id), reading.posted(session, sheet_id))


def blank_pdf(
    session: Session, by: Actor, at: At, kind: SheetKind, wanted: Wanted, *, print_id: UUID, words: Translator
) -> bytes:
    """Blank sheets with numbers of their own, as a PDF."""
    from outreach.reports.sheets import sheets_pdf  # noqa: PLC0415 - half a second, when one is wanted

    blanks = printing.print_sheets(session, by, at, kind, wanted.site_id, wanted.copies, print_id)
    known = catalog.load(session, words.language, at.day)
    return sheets_pdf(blanks, known, paper_rules(session), words, paper=wanted.paper)
