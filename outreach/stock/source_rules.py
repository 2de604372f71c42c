"""What a source may buy: dated rules of items and categories.  They are asked about, and never stop a hand-out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.arriving import SourceRule
from outreach.db.models.catalog import Item
from outreach.errors import Refusal
from outreach.vocabulary import CategoryId, ItemId, RuleId, SourceId


@dataclass(eq=False)
class AgainstRule(Refusal):
    """Some sources may not buy some items on that day; said again `despite_rule`, it is recorded and listed."""

    lines: tuple[tuple[SourceId, ItemId], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    id: RuleId
    source_id: SourceId
    may_buy: bool
    item_id: ItemId | None
    category_id: CategoryId | None
    since: date | None
    until: date | None

    def is_in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule, and which category each item is in."""

    by_source: Mapping[SourceId, Sequence[Rule]]
    category: Mapping[ItemId, CategoryId]

    def turns(self, source_id: SourceId, first: date, last: date) -> frozenset[date]:
        """The days of a stretch at which what a source may buy can change: those between two are alike."""
        rules = self.by_source.get(source_id, ())
        begins = [rule.since for rule in rules if rule.since is not None]
        ends = [rule.until + timedelta(days=1) for rule in rules if rule.until is not None]
        return frozenset({first, *(day for day in (*begins, *ends) if first <= day <= last)})

    def allow(self, source_id: SourceId, item_id: ItemId, on: date) -> bool:
        """By the nearest rule in force: the item's, its category's, the general one.

        Without one that fits, a source that has rules of what it may buy may buy nothing else.
        """
        rules = self._in_force(source_id, on)
        nearest = self._nearest(rules, item_id)
        return all(rule.may_buy for rule in nearest) if nearest else not any(rule.may_buy for rule in rules)

    def forbidding(self, source_id: SourceId, item_id: ItemId, on: date) -> Rule | None:
        """Which rule of that day says it may not; None where none fits: it may buy only what its rules name."""
        nearest = self._nearest(self._in_force(source_id, on), item_id)
        return next((rule for rule in nearest if not rule.may_buy), None)

    def _in_force(self, source_id: SourceId, on: date) -> list[Rule]:
        return [rule for rule in self.by_source.get(source_id, ()) if rule.is_in_force(on)]

    def _nearest(self, rules: Sequence[Rule], item_id: ItemId) -> Sequence[Rule]:
        fitting = {
            0: [rule for rule in rules if rule.item_id == item_id],
            1: [rule for rule in rules if rule.item_id is None and rule.category_id == self.category.get(item_id)],
            2: [rule for rule in rules if rule.item_id is None and rule.category_id is None],
        }
        return next((found for found in fitting.values() if found), [])


def load(session: Session) -> Rules:
    by_source: dict[SourceId, list[Rule]] = {}
    for row in session.execute(select(SourceRule.__table__).order_by(SourceRule.id)):
        rule = Rule(
            RuleId(row.id),
            SourceId(row.source_id),
            row.may_buy,
            row.item_id,
            row.category_id,
            row.since_on,
            row.until_on,
        )
        by_source.setdefault(rule.source_id, []).append(rule)
    if not by_source:
        return Rules({}, {})
    category = {
        ItemId(row.id): CategoryId(row.category_id) for row in session.execute(select(Item.id, Item.category_id))
    }
    return Rules(by_source, category)


def check(session: Session, lines: Iterable[tuple[SourceId, ItemId]], on: date) -> None:
    """Raise AgainstRule naming every source that may not buy its item on that day."""
    rules = load(session)
    against = tuple(dict.fromkeys(pair for pair in lines if not rules.allow(*pair, on)))
    if against:
        raise AgainstRule(against)
