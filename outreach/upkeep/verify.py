"""Proof that the file is sound: what is kept is worked out anew from what was recorded, and must agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from outreach.db.models.center import Center
from outreach.safety import audit

# Each finds rows that must not be there; the name is what `Problem.what` says.
_CONTRADICTIONS: tuple[tuple[str, str], ...] = (
    (
        "balances",
        """
        SELECT site_id, item_id, lot_id FROM (
          SELECT site_id, item_id, lot_id, quantity, first_on FROM balances
          UNION ALL
          SELECT site_id, item_id, lot_id, -sum(quantity), min(occurred_on) FROM movements GROUP BY 1, 2, 3
        ) AS both_ways GROUP BY 1, 2, 3
        HAVING sum(quantity) <> 0 OR count(*) <> 2 OR min(first_on) <> max(first_on)
        """,
    ),
    (
        "month_sums",
        """
        SELECT site_id, item_id, lot_id FROM (
          SELECT site_id, item_id, lot_id, kind, month, quantity, rows FROM month_sums
          UNION ALL
          SELECT site_id, item_id, lot_id, kind, {month}, -sum(quantity), -count(*) FROM movements
          GROUP BY 1, 2, 3, 4, 5
        ) AS both_ways GROUP BY site_id, item_id, lot_id, kind, month
        HAVING sum(quantity) <> 0 OR sum(rows) <> 0 OR count(*) <> 2
        """,
    ),
    (
        "reversals",
        """
        SELECT r.id FROM movements r JOIN movements m ON m.id = r.reverses_id
        WHERE r.quantity <> -m.quantity OR r.kind <> m.kind OR r.lot_id <> m.lot_id OR r.site_id <> m.site_id
           OR r.occurred_on <> m.occurred_on
        """,
    ),
    (
        "late_rows",
        """
        SELECT c.id FROM movements c JOIN movements m ON m.id = c.late_id
        WHERE c.quantity <> -m.quantity OR c.lot_id <> m.lot_id OR c.site_id <> m.site_id
           OR c.occurred_on < m.occurred_on
        """,
    ),
    (
        "lots_left_out",
        """
        SELECT m.id FROM count_lines l JOIN movements m ON m.document_id = l.document_id AND m.lot_id = l.lot_id
        WHERE l.found IS NULL
        """,
    ),
    (
        "versions",
        """
        SELECT e.id FROM encounters e LEFT JOIN encounter_versions v ON v.encounter_id = e.id AND v.is_current
        GROUP BY e.id HAVING count(v.id) <> 1
        """,
    ),
    (
        "reports",
        """
        SELECT h.id FROM happened h LEFT JOIN happened_versions v ON v.happened_id = h.id AND v.is_current
        GROUP BY h.id HAVING count(v.id) <> 1
        UNION ALL
        SELECT c.id FROM drug_checks c LEFT JOIN drug_check_versions v ON v.check_id = c.id AND v.is_current
        GROUP BY c.id HAVING count(v.id) <> 1
        """,
    ),
    (
        "participants",
        """
        SELECT p.id FROM participants p JOIN (
          SELECT coalesce(m.joined_to_id, m.id) AS person_id, min(v.on_day) AS first_on,
                 coalesce(max(CASE v.before WHEN 'before' THEN 2 WHEN 'first' THEN 1 ELSE 0 END), 0) AS strength
          FROM participants m LEFT JOIN encounter_versions v
            ON v.participant_id = m.id AND v.is_current AND NOT v.is_void AND NOT v.is_unsure_who
          GROUP BY 1
        ) AS worked_out ON worked_out.person_id = coalesce(p.joined_to_id, p.id)
        WHERE coalesce(worked_out.first_on, {nothing}) <> coalesce(p.first_on, {nothing})
           OR worked_out.strength <> CASE p.before WHEN 'before' THEN 2 WHEN 'first' THEN 1 ELSE 0 END
        """,
    ),
    (
        "joined_codes",
        """
        WITH RECURSIVE pairs AS (
          SELECT one_id AS a, other_id AS b FROM participant_joins WHERE parted_on IS NULL
          UNION SELECT other_id, one_id FROM participant_joins WHERE parted_on IS NULL
        ), reached AS (
          SELECT a, b FROM pairs UNION SELECT r.a, p.b FROM reached r JOIN pairs p ON p.a = r.b
        ), lowest AS (SELECT a, min(b) AS b FROM reached GROUP BY a)
        SELECT p.id FROM participants p LEFT JOIN lowest l ON l.a = p.id
        WHERE coalesce(p.joined_to_id, p.id) <> CASE WHEN l.b < p.id THEN l.b ELSE p.id END OR p.joined_to_id = p.id
        """,
    ),
    (
        "given_without_movements",
        """
        SELECT g.id FROM given g JOIN encounter_versions v ON v.id = g.version_id
        WHERE v.is_current AND NOT v.is_void AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.given_id = g.id)
        """,
    ),
    (
        "answers",
        """
        SELECT a.version_id, a.question_id FROM version_answers a JOIN encounter_versions v ON v.id = a.version_id
        WHERE coalesce(a.participant_id, 0) <> coalesce(v.participant_id, 0)
        """,
    ),
    (
        "steps",
        """
        SELECT s.version_id, s.step_id FROM version_steps s JOIN encounter_versions v ON v.id = s.version_id
        WHERE v.participant_id IS NULL OR v.is_unsure_who
        """,
    ),
    (
        "audit",  # the chain shows what was changed inside it; this, rows cut off its end
        """
        SELECT what, id FROM (
          SELECT 'encounter' AS what, encounter_id AS id, 1 AS rows FROM encounter_versions
          UNION ALL
          SELECT 'happened', happened_id, 1 FROM happened_versions
          UNION ALL
          SELECT 'drug_check', check_id, 1 FROM drug_check_versions
          UNION ALL
          SELECT CASE kind WHEN 'count' THEN 'count.posted' WHEN 'delivery' THEN 'delivery.received'
                 ELSE kind || '.recorded' END, id, 1 FROM documents
          UNION ALL
          SELECT 'collection', collection_id, 1 FROM collection_versions
          UNION ALL
          SELECT 'pick_up', pick_up_id, 1 FROM pick_up_versions
          UNION ALL
          SELECT 'arrival', arrival_id, 1 FROM referral_arrival_versions
          UNION ALL
          SELECT 'join', id, CASE WHEN parted_on IS NULL THEN 1 ELSE 2 END FROM participant_joins
          UNION ALL
          SELECT 'document.voided', id, 1 FROM documents WHERE voided_on IS NOT NULL
          UNION ALL
          SELECT 'lot.' || change, lot_id, 1 FROM lot_changes
          UNION ALL
          SELECT 'sheet.posted', id, 1 FROM sheets WHERE posted_on IS NOT NULL
          UNION ALL
          SELECT 'sheet.voided', id, 1 FROM sheets WHERE voided_on IS NOT NULL
          UNION ALL
          SELECT CASE WHEN action LIKE 'encounter.%' THEN 'encounter'
                 WHEN action LIKE 'collection.%' THEN 'collection' WHEN action LIKE 'pick_up.%' THEN 'pick_up'
                 WHEN action LIKE 'arrival.%' THEN 'arrival'
                 WHEN action LIKE 'happened.%' THEN 'happened' WHEN action LIKE 'drug_check.%' THEN 'drug_check'
                 WHEN action IN ('codes.joined', 'codes.parted') THEN 'join' ELSE action END, subject_id, -1 FROM audit
          WHERE action IN ('count.posted', 'encounter.recorded', 'encounter.corrected', 'encounter.voided',
                           'delivery.received', 'document.voided', 'codes.joined', 'codes.parted', 'sheet.posted',
                           'sheet.voided')
             OR action LIKE '%.recorded' OR action LIKE 'lot.%' OR action LIKE 'collection.%'
             OR action LIKE 'pick_up.%' OR action LIKE 'arrival.%'
             OR action LIKE 'happened.%' OR action LIKE 'drug_check.%'
        ) AS both_ways GROUP BY 1, 2 HAVING sum(rows) <> 0
        """,
    ),
)
_WORDS_OF = {
    "sqlite": {"month": "substr(occurred_on, 1, 4) * 100 + substr(occurred_on, 6, 2)", "nothing": "''"},
    "postgresql": {
        "month": "EXTRACT(YEAR FROM occurred_on)::int * 100 + EXTRACT(MONTH FROM occurred_on)::int",
        "nothing": "DATE '0001-01-01'",
    },
}
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """Rows that contradict what was recorded: which check, how many (the first few counted), and where."""

    what: str
    number: int
    first_rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    movements: int
    encounters: int
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems


def verify(session: Session, progress: Callable[[int, int], None] | None = None) -> Findings:
    """Work everything kept out anew and compare; read every page of an encrypted file.

    `progress(done, of)` is called after each check and may raise to stop.
    """
    checks = [*_checks(session)]
    problems = []
    for done, (what, rows) in enumerate(checks, start=1):
        found = [tuple(row) for row in rows()]
        if found:
            problems.append(Problem(what, len(found), tuple(found[:_SHOWN])))
        if progress is not None:
            progress(done, len(checks))
    return Findings(
        movements=session.scalar(text("SELECT count(*) FROM movements")) or 0,
        encounters=session.scalar(text("SELECT count(*) FROM encounters")) or 0,
        problems=tuple(problems),
    )


def note_proof(session: Session, on: date) -> None:
    """Remember the day on which the kept sums were last proved."""
    session.execute(update(Center).values(proved_on=on))


def _checks(session: Session) -> Iterator[tuple[str, Callable[[], list[tuple[object, ...]]]]]:
    dialect = session.get_bind().dialect.name
    if dialect == "sqlite":
        yield "pages", lambda: [tuple(row) for row in session.execute(text("PRAGMA cipher_integrity_check"))]
        yield (
            "file",
            lambda: [tuple(row) for row in session.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"],
        )
        yield "links", lambda: [tuple(row) for row in session.execute(text("PRAGMA foreign_key_check"))]
    for what, statement in _CONTRADICTIONS:
        filled = text(statement.format(**_WORDS_OF[dialect]))
        yield what, lambda filled=filled: [tuple(row) for row in session.execute(filled).fetchmany(1000)]  # type: ignore[misc]
    yield "audit", lambda: [(row_id,) for row_id in islice(audit.broken_links(session), 1000)]
