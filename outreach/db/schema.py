"""Every table of every subject, for migrations and tests."""

from sqlalchemy.orm import configure_mappers

from outreach.db.models import arriving, catalog, center, counting, encounters, happened, leaving, lots, staff, stock
from outreach.db.models.base import Base

SUBJECTS = (arriving, catalog, center, counting, encounters, happened, leaving, lots, staff, stock)
METADATA = Base.metadata


def get_ready() -> None:
    """Let SQLAlchemy work out now how the tables belong together, or the first query waits for it."""
    configure_mappers()
