"""Kits that left by the books, judged anew: from the shelf if one stood there that day, whoever keyed first.

What left otherwise than noted is taken back and leaves again for the same line given or hand-over, which says what it
said.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.encounters import GivenPart
from outreach.stock import kits
from outreach.stock.assembling import open_kits, usual_number
from outreach.stock.changed_kits import Parts, hand_out_changed
from outreach.stock.kit_facts import HandedOtherwise, Otherwise, left_otherwise
from outreach.stock.kits import Portion, Recipe
from outreach.stock.ledger import Ledger
from outreach.stock.past_rows import PastRow, of_document, of_given, of_kits_handed
from outreach.vocabulary import ItemId, Kind, LotId, RecipeVersionId, SiteId


def write(session: Session, ids: Ids, ledger: Ledger) -> None:
    """Write what a ledger has noted, how kits left a shelf judged anew where something not plain touched it."""
    ledger.flush()
    touched = ledger.touched()
    recipes = kits.recipes(session, sorted({item for _, item in touched})) if touched else {}
    for (site_id, item_id), since in touched.items():
        if item_id in recipes:
            _Kit(session, ids, ledger, site_id, item_id, recipes[item_id]).judge(since)
    ledger.write()


class _Kit:
    """One kit at one site."""

    def __init__(
        self,
        session: Session,
        ids: Ids,
        ledger: Ledger,
        site_id: SiteId,
        item_id: ItemId,
        versions: Sequence[Recipe],
    ) -> None:
        self._session, self._ids, self._ledger = session, ids, ledger
        self._site_id, self._item_id = site_id, item_id
        self._recipes = {recipe.version_id: recipe for recipe in versions}

    def judge(self, since: date) -> None:
        ledger, kit = self._ledger, self._item_id
        parts = {part for recipe in self._recipes.values() for part, _ in recipe.parts}
        ledger.know({kit, *parts})
        counts = ledger.posted(self._site_id, {kit, *parts}, since)
        left = left_otherwise(self._session, self._site_id, kit, since, counts)
        lines = [one for one in left if isinstance(one, Otherwise)]
        changed = _parts_of(self._session, [line.given_id for line in lines if line.is_changed])
        ledger.know({part for one in changed.values() for part, _ in one})
        noted = of_given(self._session, [line.given_id for line in lines])
        for one in left:
            ledger.reverse(noted[one.given_id] if isinstance(one, Otherwise) else self._noted(one), one.seen)
        for one in left:
            if isinstance(one, Otherwise):
                self._hand_out(one, changed.get(one.given_id))
            else:
                self._hand_over(one)
        ledger.flush()

    def _noted(self, handed: HandedOtherwise) -> Sequence[PastRow]:
        return of_kits_handed(of_document(self._session, handed.document_id), self._item_id)

    def _hand_over(self, handed: HandedOtherwise) -> None:
        """From the lots that stood there; what none had is made up for it."""
        lots, rest = dict(handed.lots), handed.quantity - sum(handed.lots.values())
        if rest:
            lots[self._made_for(handed, rest)] = rest
        for lot, number in lots.items():
            self._ledger.take(
                handed.kind, self._site_id, self._item_id, number, handed.on, handed.seen,
                lot_id=lot, document_id=handed.document_id,
            )  # fmt: skip

    def _made_for(self, handed: HandedOtherwise, number: int) -> LotId:
        ledger, recipe = self._ledger, kits.recipe_on(tuple(self._recipes.values()), handed.on)
        went_in: dict[LotId, int] = {}
        for part, each in recipe.parts:
            for lot, taken in ledger.shares(self._site_id, part, each * number, handed.on, handed.seen):
                ledger.take(
                    Kind.USED_IN_KIT, self._site_id, part, taken, handed.on, handed.seen,
                    lot_id=lot, document_id=handed.document_id,
                )  # fmt: skip
                went_in[lot] = went_in.get(lot, 0) + taken
        made = open_kits(self._session, self._ids, self._item_id, recipe, went_in, usual_number(handed.on))
        ledger.know_lot(self._site_id, self._item_id, made)
        ledger.put(
            Kind.MADE_KIT, self._site_id, self._item_id, made.id, number, handed.on, handed.seen,
            document_id=handed.document_id,
        )  # fmt: skip
        return made.id

    def _hand_out(self, line: Otherwise, changed: Parts | None) -> None:
        """Kits made up by another recipe are opened, so that what was said to be given stays what was given."""
        recipe = self._recipes[RecipeVersionId(line.recipe_version_id)]
        apart = line.quantity - sum(line.lots.values())
        for lot, number in line.lots.items():
            made_by = self._made_by(lot, line.on) or recipe
            portion = Portion(number, made_by, lots=((lot, number),))
            if changed is None and made_by == recipe:
                kits.hand_out(self._ledger, portion, self._site_id, self._item_id, line.on, line.seen, line.given_id)
            else:
                self._opened(line, portion, changed or recipe.parts)
        if apart:
            self._opened(line, Portion(apart, recipe, apart=True), changed or recipe.parts)

    def _opened(self, line: Otherwise, portion: Portion, parts: Parts) -> None:
        hand_out_changed(
            self._session, self._ids, self._ledger, portion, parts,
            site_id=self._site_id, item_id=self._item_id, on=line.on, seen=line.seen, given_id=line.given_id,
        )  # fmt: skip

    def _made_by(self, lot_id: LotId, on: date) -> Recipe | None:
        version = self._ledger.lot(self._site_id, self._item_id, lot_id, on).recipe_version_id
        return self._recipes[version] if version is not None else None


def _parts_of(session: Session, given: Sequence[int]) -> Mapping[int, Parts]:
    """What was in each kit of lines whose kits were changed."""
    found: dict[int, list[tuple[ItemId, int]]] = {}
    if given:
        asked = select(GivenPart.__table__).where(GivenPart.given_id.in_(given)).order_by(GivenPart.item_id)
        for row in session.execute(asked):
            found.setdefault(row.given_id, []).append((ItemId(row.item_id), row.quantity))
    return found
