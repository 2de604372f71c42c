"""How participant codes are made, edited as a draft and kept at once with *Save changes*.  No Qt.

Answers typed to try a recipe out never come here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from outreach import code_recipes
from outreach.codes import presets
from outreach.codes.pieces import Piece
from outreach.codes.presets import Preset
from outreach.codes.recipes import PieceWrong, Recipe
from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.ui.settings.codes.sharing import Sharing, sharing
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At, CodesMade

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_USUAL = presets.preset(presets.DEFAULT).recipe


@dataclass(frozen=True, slots=True)
class Codes:
    """Who looks, and their clock."""

    by: Actor
    clock: Callable[[], At]


@dataclass(frozen=True, slots=True)
class State:
    today: date
    may_change: bool
    kept: Recipe = _USUAL
    draft: Recipe = _USUAL
    codes_known: int = 0
    sharing: Sharing | None = None
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return self.draft != self.kept

    @property
    def is_issued(self) -> bool:
        return self.draft.made is CodesMade.ISSUED

    @property
    def preset(self) -> Preset | None:
        """The published recipe the pieces are those of, if any."""
        return next((one for one in presets.all_presets() if self._is_of(one.recipe)), None)

    @property
    def wrong_piece(self) -> int | None:
        """Where the piece stands that saving was refused for."""
        return self.refusal.number - 1 if isinstance(self.refusal, PieceWrong) else None

    def _is_of(self, recipe: Recipe) -> bool:
        return self.draft.made is recipe.made and (self.is_issued or self.draft.pieces == recipe.pieces)


class CodesPresenter:
    def __init__(self, tasks: Tasks, codes: Codes, show: Callable[[State], None], saved: Callable[[], None]) -> None:
        self._tasks, self._codes, self._show, self._saved = tasks, codes, show, saved
        may_change = codes.by.has(Right.CHANGE_SETTINGS)
        self.state = State(codes.clock().day, may_change, sharing=sharing(_USUAL, 0, is_edited=False))

    def refresh(self) -> None:
        """Read again; what is being changed stays."""
        self._tasks.read(partial(_read, on=self._codes.clock().day), then=self._found, key=CodesPresenter)

    def choose_made(self, made: CodesMade) -> None:
        self._edit(made=made)

    def add(self, piece: Piece) -> None:
        self._edit(pieces=(*self.state.draft.pieces, piece))

    def replace(self, at: int, piece: Piece) -> None:
        pieces = list(self.state.draft.pieces)
        pieces[at] = piece
        self._edit(pieces=tuple(pieces))

    def remove(self, at: int) -> None:
        pieces = list(self.state.draft.pieces)
        del pieces[at]
        self._edit(pieces=tuple(pieces))

    def move(self, at: int, to: int) -> bool:
        """Put a piece elsewhere; False if it stands there already or there is no such place."""
        pieces = list(self.state.draft.pieces)
        if at == to or not 0 <= to < len(pieces):
            return False
        pieces.insert(to, pieces.pop(at))
        self._edit(pieces=tuple(pieces))
        return True

    def start_from(self, key: str) -> None:
        recipe = presets.preset(key).recipe
        self._edit(made=recipe.made, pieces=recipe.pieces or self.state.draft.pieces)

    def point_out_slips(self, *, points_out: bool) -> None:
        self._edit(points_out_slips=points_out)

    def mark_before_until(self, day: date | None) -> None:
        self._edit(before_until=day)

    def put_back(self) -> None:
        self._change(draft=self.state.kept, refusal=None)

    def save(self) -> None:
        codes, draft = self._codes, self.state.draft
        self._tasks.write(
            lambda session: code_recipes.change(session, codes.by, codes.clock(), draft),
            then=partial(self._kept, draft),
            refused=lambda refusal: self._change(refusal=refusal),
        )

    def _found(self, found: tuple[Recipe, int]) -> None:
        kept, codes_known = found
        draft = self.state.draft if self.state.has_changes else kept
        self._change(kept=kept, draft=draft, codes_known=codes_known, today=self._codes.clock().day)

    def _kept(self, draft: Recipe, kept: Recipe) -> None:
        """What was edited while it was being written stays a change."""
        now = self.state.draft
        self._change(kept=kept, draft=kept if now == draft else replace(now, since=kept.since), refusal=None)
        self._saved()

    def _edit(self, **changes: object) -> None:
        if self.state.may_change:
            draft = replace(self.state.draft, **changes)  # type: ignore[arg-type]
            self._change(draft=draft, refusal=None)

    def _change(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        means = sharing(state.draft, state.codes_known, is_edited=state.has_changes)
        if (changed := replace(state, sharing=means)) != self.state:
            self.state = changed
            self._show(changed)


def _read(session: Session, on: date) -> tuple[Recipe, int]:
    return code_recipes.current(session, on), code_recipes.codes_known(session)
