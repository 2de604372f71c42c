"""The center's rules for paper: whether codes stand on it, and what its foot says of keeping it."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from outreach.db.models.center import Center
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At

LONGEST = 60  # characters; it stands on one line with the sheet's number


@dataclass(eq=False)
class RuleTooLong(Refusal):
    """The foot of a sheet has room for so many characters."""

    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class PaperRules:
    """`record_rule` '' is the usual sentence."""

    codes_on_paper: bool = False
    record_rule: str = ""


def paper_rules(session: Session) -> PaperRules:
    found = session.execute(select(Center.codes_on_paper, Center.record_rule)).one_or_none()
    return PaperRules(found.codes_on_paper, found.record_rule) if found else PaperRules()


def set_paper_rules(session: Session, by: Actor, at: At, rules: PaperRules) -> None:
    """Let sheets printed from now on be like this; those printed stay as they are.  Raises NotAllowed, RuleTooLong."""
    by.may(Right.CHANGE_SETTINGS)
    rule = " ".join(rules.record_rule.split())
    if len(rule) > LONGEST:
        raise RuleTooLong
    if PaperRules(rules.codes_on_paper, rule) != paper_rules(session):
        session.execute(update(Center).values(codes_on_paper=rules.codes_on_paper, record_rule=rule))
        audit.note(session, by, at, "center.paper_rules", (None,))
