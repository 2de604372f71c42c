"""What came back at an event without a visit, as a totals sheet says it: one function writes it."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from outreach.db.models.sheets import SheetReturn
from outreach.sheets.rows import Crowd
from outreach.vocabulary import SheetId


def keep_returns(session: Session, sheet_id: SheetId, crowd: Crowd) -> None:
    """Keep containers (in quarters of a full one) and pounds beside the sheet; its day and site are theirs."""
    rows: list[dict[str, object]] = [
        {"container_id": container_id, "quarters": quarters, "gross_thousandths": None}
        for container_id, quarters in crowd.containers
        if quarters
    ]
    if crowd.pounds:
        rows.append({"container_id": None, "quarters": None, "gross_thousandths": int(crowd.pounds * 1000)})
    if rows:
        session.execute(
            insert(SheetReturn), [{"sheet_id": sheet_id, "place": place, **row} for place, row in enumerate(rows)]
        )
