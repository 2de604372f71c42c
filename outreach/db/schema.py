"""Every table of every subject, for migrations and tests."""

from outreach.db.models import arriving, catalog, center, counting, encounters, leaving, lots, staff, stock
from outreach.db.models.base import Base

SUBJECTS = (arriving, catalog, center, counting, encounters, leaving, lots, staff, stock)
METADATA = Base.metadata
