"""Every table of every subject, for migrations and tests."""

from outreach.db.models import catalog, center, encounters, staff, stock
from outreach.db.models.base import Base

SUBJECTS = (catalog, center, encounters, staff, stock)
METADATA = Base.metadata
