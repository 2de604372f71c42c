"""Every table of every subject, for migrations and tests."""

from sqlalchemy.orm import configure_mappers

from outreach.db.models import (
    arriving,
    begun,
    catalog,
    center,
    correcting,
    counting,
    encounters,
    happened,
    leaving,
    lots,
    questions,
    sheets,
    staff,
    steps,
    stock,
    waste,
)
from outreach.db.models.base import Base

SUBJECTS = (
    arriving,
    begun,
    catalog,
    center,
    correcting,
    counting,
    encounters,
    happened,
    leaving,
    lots,
    questions,
    sheets,
    staff,
    steps,
    stock,
    waste,
)
METADATA = Base.metadata


def get_ready() -> None:
    """Let SQLAlchemy work out now how the tables belong together, or the first query waits for it."""
    configure_mappers()
