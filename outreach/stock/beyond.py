"""What left beyond the books, and how it is said: recorded all the same, in the window as on the command line.

An item is short where all its lots together do not hold what left; a lot that was named can be short by itself.
"""

from dataclasses import dataclass

from outreach.errors import Refusal
from outreach.translation import N_
from outreach.vocabulary import Despite, ItemId

STOPPED = N_("The books hold {n} of these here only as expired or on hold.")
TOO_FEW = N_("The books hold {n} too few here. It is recorded all the same, and listed to be looked at.")
FEWER_OF_LOT = N_("The books hold fewer of this lot here. It is recorded all the same.")
ARRIVES_EXPIRED = N_("This lot has expired already. It goes on the shelf, and is never picked.")
DOUBTS = {
    Despite.ON_HOLD: N_("This lot is on hold. Choose another, unless you mean it."),
    Despite.EXPIRED: N_("This lot has expired. Choose another, unless you mean it."),
}


DONE_DESPITE = {
    Despite.ON_HOLD: N_("This lot is on hold. It was taken all the same, as you named it."),
    Despite.EXPIRED: N_("This lot has expired. It was taken all the same, as you named it."),
}


@dataclass(eq=False)
class LotOnHold(Refusal):
    """A lot that was named is stopped, or recalled: asked about before it goes."""

    number: str


@dataclass(eq=False)
class LotPastDate(Refusal):
    """A lot that was named has expired: asked about before it goes."""

    number: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the books did not hold of a paper: units by item, and the numbers of named lots of which they held fewer.

    `stopped` are units they held, but only of lots that are expired or on hold.
    """

    items: tuple[tuple[ItemId, int], ...] = ()
    lots: tuple[tuple[ItemId, str], ...] = ()
    stopped: tuple[tuple[ItemId, int], ...] = ()


WITHIN = Beyond()
