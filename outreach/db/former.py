"""What things were called on a day, where that was otherwise than today."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import FormerName
from outreach.vocabulary import Named


@dataclass(frozen=True, slots=True)
class Former:
    """(what, whose, language) → name and short name then."""

    said: dict[tuple[Named, int, str], tuple[str, str]]

    def name(self, what: Named, subject_id: int, today: str) -> str:
        return self.said.get((what, subject_id, ""), (today, ""))[0]

    def pair(self, what: Named, subject_id: int, language: str, today: tuple[str, str]) -> tuple[str, str]:
        return self.said.get((what, subject_id, language), today)


def names(session: Session, on: date) -> Former:
    """The names of that day; of several changes since, the first one after it tells."""
    rows = session.execute(
        select(FormerName.__table__).where(FormerName.until_on > on).order_by(FormerName.until_on.desc(), FormerName.id)
    )
    return Former({(row.what, row.subject_id, row.language): (row.name, row.short_name) for row in rows})
