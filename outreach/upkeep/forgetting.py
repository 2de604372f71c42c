"""What has had its time is let go of whenever a center is opened or unlocked: small steps become a number."""

from outreach import days, steps
from outreach.db.store import Store
from outreach.safety.staff import Actor
from outreach.vocabulary import At


def let_go(store: Store, by: Actor, at: At) -> int:
    """Forget the small steps whose time is over; how many were.  None by a clock that is hard to believe."""
    with store.reading() as session:
        if days.is_doubtful(at.day, days.newest_entry(session)) or not steps.are_due(session, at.day):
            return 0
    with store.writing() as session:
        return steps.forget(session, by, at)
