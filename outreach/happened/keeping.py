"""How reports are kept: a row of its own, versions of what it says, and the supplies of a version."""

from outreach.db.models.happened import Happened, HappenedSupplies, HappenedVersion
from outreach.versioned import Kept

HAPPENED = Kept(Happened, HappenedVersion, "happened_id", "happened", (HappenedSupplies,), day="reported_on")
