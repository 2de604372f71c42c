"""What the commands about counts step by step do: begun, listed, keyed and posted, also from a printed sheet."""

import json
from collections.abc import Mapping
from typing import Any, TextIO
from uuid import uuid4

from outreach.catalog import Catalog, UnknownName, folded
from outreach.commands import differences
from outreach.commands import stock_papers as papers
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.exchange import entries
from outreach.safety.staff import Right
from outreach.stock import come_since, counts, draft_lines, drafts
from outreach.stock.draft_reading import Draft, Scope, in_work, load
from outreach.vocabulary import CategoryId, CountScope, DifferenceReason, DraftId, DraftLineId, ItemId, SiteId

Said = Mapping[str, Any]


def count_start(person: Person, said: Said, *, is_blind: bool, on_paper: bool, out: TextIO) -> int:
    """Begin a count, and print its lines; on paper with `pdf`."""
    papers.check_files(said["pdf"])
    with at_desk(person) as desk:
        scope = _scope(said, desk.catalog)
        site = SiteId(desk.catalog.find("site", said["site"]))
        with desk.writing() as session:
            draft = drafts.start(
                session, desk.by, desk.at,
                client_id=uuid4(), site_id=site, scope=scope, is_blind=is_blind, on_paper=on_paper,
            )  # fmt: skip
        begun = desk.read(load, draft)
        _say_draft(begun, desk.catalog, out)
        if said["pdf"] is not None:
            papers.save_count_sheet(desk, begun, said, said["pdf"])
    return 0


def count_drafts(person: Person, site: str | None, out: TextIO) -> int:
    """Print the counts in work, sheets not yet keyed among them."""
    with at_desk(person) as desk:
        for draft in desk.read(in_work, desk.site(site)):
            _say_draft(_with_what_came(desk, draft), desk.catalog, out)
    return 0


def count_post(person: Person, draft: int, text: str, out: TextIO) -> int:
    """Enter what was counted (`{"line": n, "found": n}`, with `damaged`, `expired`, `reason`) and post the count."""
    with at_desk(person) as desk:
        found = entries.each(entries.objects(text), _found) if text.strip() else []
        with desk.writing() as session:
            for line, counted, reason in found:
                draft_lines.enter(session, desk.by, desk.at, line, counted, reason)
            come_since.take_up(session, desk.by, desk.at, DraftId(draft))
            left = [line for line in load(session, DraftId(draft)).lines if line.came_since and line.found is None]
            posted = drafts.post(session, desk.by, desk.at, DraftId(draft))
        differences.say(desk, posted.differences, out)
        differences.say_left(desk, left, out)
    return 0


def _with_what_came(desk: Desk, draft: Draft) -> Draft:
    """With a line for every lot that came since it was begun."""
    if not desk.by.has(Right.ENTER_COUNTS) or not desk.read(come_since.waiting, draft):
        return draft
    with desk.writing() as session:
        come_since.take_up(session, desk.by, desk.at, draft.id)
        return load(session, draft.id)


def _scope(said: Said, catalog: Catalog) -> Scope:
    if said.get("category"):
        known = {folded(one.name): one.id for one in catalog.categories}
        if folded(said["category"]) not in known:
            raise UnknownName("category", said["category"], "")
        return Scope(CountScope.CATEGORY, category_id=CategoryId(known[folded(said["category"])]))
    if said.get("item"):
        return Scope(CountScope.ITEM, item_id=ItemId(catalog.find("item", said["item"])))
    return Scope(CountScope.SHELF, shelf=said["shelf"]) if said.get("shelf") else Scope()


def _found(said: entries.Json) -> tuple[DraftLineId, draft_lines.Counted, DifferenceReason | None]:
    apart, reasons = ("damaged", "expired"), [one.value for one in counts.reasons(0)]
    entries.only(said, {"line", "found", "reason", *apart})
    for name in ("line", "found", *(one for one in apart if one in said)):
        if not isinstance(said.get(name), int):
            raise entries.FieldMissing(name)
    reason = said.get("reason")
    if reason is not None and reason not in reasons:
        raise entries.FieldWrong("reason", str(reason), ", ".join(reasons))
    counted = draft_lines.Counted(said["found"], *(said.get(name, 0) for name in apart))
    return DraftLineId(said["line"]), counted, DifferenceReason(reason) if reason is not None else None


def _say_draft(draft: Draft, catalog: Catalog, out: TextIO) -> None:
    said = {
        "draft": draft.id,
        "site": catalog.site[draft.site_id].name,
        "sheet": draft.sheet,
        "started": draft.started_on.isoformat(),
        "lines": [
            {
                "line": line.id,
                "item": catalog.item[line.item_id].name,
                "lot": line.lot_number,
                "source": line.source or None,
                "expires": line.expires_on.isoformat() if line.expires_on else None,
                "shelf": line.shelf,
                "found": line.found,
                "came_since": line.came_since,
                **({} if draft.is_blind else {"expected": line.expected}),
            }
            for line in draft.lines
        ],
    }
    out.write(json.dumps(said, ensure_ascii=False) + "\n")
