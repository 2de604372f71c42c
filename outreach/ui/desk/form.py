"""The form on the page: the state as it stands, and what happens when one visit makes room for another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from outreach.codes.normalizing import NotACode
from outreach.safety.staff import Actor, Right
from outreach.ui.desk.draft import Draft
from outreach.ui.desk.inside import recipe_of
from outreach.ui.desk.lines import line_of, with_parts
from outreach.ui.desk.state import Code, Heard, Notice, Question, SetAside, State
from outreach.vocabulary import At, CodeHash, PlaceId, SiteId


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits here, and what they bring: the actor, the clock, the hash of codes, and where the center is met.

    `start_at` is where the desk was last; `moved` is told when it goes elsewhere.
    """

    by: Actor
    clock: Callable[[], At]
    hash_code: Callable[[str], CodeHash]
    language: str = "en"
    start_at: tuple[SiteId, PlaceId | None] | None = None
    moved: Callable[[SiteId, PlaceId | None], None] = lambda _site, _place: None
    new_id: Callable[[], UUID] = uuid4


class Form:
    """Holds the one `State` and shows each that follows it."""

    def __init__(self, desk: Desk, show: Callable[[State], None]) -> None:
        self.desk = desk
        self._show = show
        self.state = State(day=desk.clock().day, draft=self.blank(), may_arrange=desk.by.has(Right.ARRANGE_DESK))

    def change(self, **changes: Any) -> None:
        before, self.state = self.state, replace(self.state, **changes)
        if "question" not in changes and _is_act(before, self.state):
            self.state = replace(self.state, question=Question.NONE)
        doubt = self.state.doubt
        if doubt is not None and line_of(self.state.draft.lines, doubt.key) is None:  # what was doubted is gone
            self.state = replace(self.state, doubt=None)
        self._show(self.state)

    def blank(self) -> Draft:
        return Draft(self.desk.new_id())

    def lay_out(self, draft: Draft, **changes: Any) -> None:
        """Show another visit: no letter of the last one's code stays."""
        code = Code.KEPT if draft.code else Code.NONE
        fresh = {"draft": draft, "code": code, "code_text": "", "line": "", "matches": (), "chosen": 0}
        fresh |= {"sharing": (), "is_forgotten": False, "has_nothing_to_repeat": False}
        asked = {"question": Question.NONE, "choosing": None, "swapping": None, "doubt": None, "new_barcode": None}
        closed = {"is_asking": False, "stepping": None}
        self.change(**{**fresh, **asked, **closed, "heard": Heard.NOTHING, "correction": None, **changes})

    def take_code(self) -> CodeHash | None:
        """Turn what is typed into its hash; what holds no letter or digit is said to be no code."""
        if self.state.code is Code.TYPING and self.state.draft.code is None:
            try:
                code = self.desk.hash_code(self.state.code_text)
            except NotACode:
                self.change(code=Code.UNREADABLE)
            else:
                self.change(draft=replace(self.state.draft, code=code))
        return self.state.draft.code

    def settle(self) -> None:
        """What is said of a kit stands as it is said, unless nothing is left in it; as the recipe says is no change."""
        now = self.state.swapping
        if now is None:
            return
        said = tuple(sorted((item, n) for item, n in now.parts if n))
        is_changed = said != tuple(sorted(recipe_of(now.key.item_id, self.state.items)))
        draft = self.state.draft
        if said:
            draft = replace(draft, lines=with_parts(draft.lines, now.key, said if is_changed else None))
        self.change(draft=draft, swapping=None)

    def set_aside(self, *, was_cleared: bool = False) -> tuple[SetAside, ...]:
        """What stands on the form, to be kept beside it; nothing if nothing was begun, or the visit is in the file."""
        if self.state.correction or (not self.state.draft.is_begun and self.state.code is not Code.TYPING):
            return ()
        self.settle()
        self.take_code()
        at = self.state.whereabouts if self.state.is_elsewhere else None
        return (SetAside(self.state.draft, was_cleared=was_cleared, at=at),)

    def at(self) -> At:
        """When the visit on the form was: now, or on another day, at an hour nobody knows."""
        return self.desk.clock() if self.state.other_day is None else At(self.state.other_day, None)

    def conceal(self) -> None:
        """Somebody looks over a shoulder: no letter of the code stays; its hash and the visit do."""
        if self.state.code_text:
            self.take_code()
            self.change(code=Code.KEPT if self.state.draft.code else Code.NONE, code_text="")

    def waiting(self) -> tuple[SetAside, ...]:
        """What was set aside, without a visit that was cleared: that can be brought back until the next save."""
        return tuple(kept for kept in self.state.aside if not kept.was_cleared)

    def all_aside(self) -> tuple[SetAside, ...]:
        """What was set aside before, and behind it what stands on the form, if anything was begun."""
        return (*self.state.aside, *self.set_aside())

    def forget(self) -> None:
        """The center is locked: no letter of a code, and nothing to take back, stays."""
        self.take_code()
        self.settle()
        code = Code.KEPT if self.state.draft.code else Code.NONE
        self.change(code=code, code_text="", line="", matches=(), chosen=0, last=None, notice=Notice.NONE)


def _is_act(before: State, now: State) -> bool:
    """Whether somebody did another thing while the basket asked; a code that was looked up is no act."""
    in_place = (Question.NOTHING_ENTERED, Question.ASIDE_FULL)
    return before.question in in_place and _done(before) != _done(now)


def _done(state: State) -> tuple[object, ...]:
    draft = state.draft
    given = (draft.client_id, draft.lines, draft.asked, draft.unlisted, draft.returned, draft.services, draft.referrals)
    said = (draft.for_people, state.code_text, state.is_forgotten, state.line, state.choosing, state.new_barcode)
    told = (draft.answers, draft.steps, state.swapping)
    where = (state.other_day, state.asked_day, state.site_id, state.place_id)
    return (*given, *told, *said, *where, len(state.aside))
