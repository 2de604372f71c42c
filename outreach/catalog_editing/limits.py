"""How much a site wants of an item, and what a source may buy."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing.lists import check_dates
from outreach.db.ids import Ids
from outreach.db.models.arriving import SourceRule
from outreach.db.models.catalog import SiteTarget
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CategoryId, ItemId, RuleId, SiteId, SourceId


@dataclass(eq=False)
class TargetBelowMinimum(Refusal):
    """A site's target is at least its minimum, and neither is below zero."""


@dataclass(frozen=True, slots=True)
class Target:
    site_id: SiteId
    item_id: ItemId
    minimum: int
    target: int


def set_target(session: Session, by: Actor, at: At, target: Target) -> None:
    """Say how much of an item a site wants; 0 and 0 wants none.  Raises NotAllowed, TargetBelowMinimum."""
    by.may(Right.EDIT_CATALOG)
    if not 0 <= target.minimum <= target.target:
        raise TargetBelowMinimum
    here = (SiteTarget.site_id == target.site_id) & (SiteTarget.item_id == target.item_id)
    session.execute(delete(SiteTarget).where(here))
    if target.target:
        session.execute(
            insert(SiteTarget),
            [
                {
                    "site_id": target.site_id,
                    "item_id": target.item_id,
                    "minimum": target.minimum,
                    "target": target.target,
                }
            ],
        )
    audit.note(session, by, at, "target.set", (target.item_id,))


def targets(session: Session) -> tuple[Target, ...]:
    rows = session.execute(select(SiteTarget.__table__).order_by(SiteTarget.site_id, SiteTarget.item_id))
    return tuple(Target(row.site_id, row.item_id, row.minimum, row.target) for row in rows)


@dataclass(frozen=True, slots=True)
class NewRule:
    """What a source may or may not buy: one item, one category, or (neither) anything."""

    source_id: SourceId
    may_buy: bool
    item_id: ItemId | None = None
    category_id: CategoryId | None = None
    since: date | None = None
    until: date | None = None


def add_rule(session: Session, by: Actor, at: At, rule: NewRule) -> RuleId:
    """Raises NotAllowed, DatesWrong."""
    by.may(Right.EDIT_CATALOG)
    check_dates(rule.since, rule.until)
    rule_id = RuleId(Ids(session, by.device, ("source_rules",)).next("source_rules"))
    session.execute(
        insert(SourceRule),
        [
            {
                "id": rule_id,
                "source_id": rule.source_id,
                "category_id": rule.category_id,
                "item_id": rule.item_id,
                "may_buy": rule.may_buy,
                "since_on": rule.since,
                "until_on": rule.until,
            }
        ],
    )
    audit.note(session, by, at, "source_rule.added", (rule_id,))
    return rule_id


def end_rule(session: Session, by: Actor, at: At, rule_id: RuleId, until: date | None) -> None:
    """A rule holds to its last day and is kept.  Raises NotAllowed, DatesWrong."""
    by.may(Right.EDIT_CATALOG)
    check_dates(session.scalar(select(SourceRule.since_on).where(SourceRule.id == rule_id)), until)
    session.execute(update(SourceRule).where(SourceRule.id == rule_id).values(until_on=until))
    audit.note(session, by, at, "source_rule.ended", (rule_id,))
