"""A tally's figures as somebody would write them straight in SQL: the honest counterpart of `tallies.engine`."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from outreach.db import store as stores
from outreach.months import months_before
from outreach.tallies.periods import Period
from outreach.tallies.statement import COLUMNS
from outreach.tallies.tally import Tally
from outreach.upkeep.opening import Opened

_OUTCOMES = ("survived", "died", "not_known", "not_asked")
Rows = dict[str, list[tuple[Any, ...]]]

_STANDS = "v.is_current AND NOT v.is_void AND v.on_day BETWEEN :first AND :last"
_VISIT_FIGURES = """
sum(contacts), sum(CASE WHEN participant_id IS NULL THEN contacts ELSE 0 END), count(DISTINCT on_day),
count(DISTINCT person_id),
count(DISTINCT CASE WHEN first_on >= :first AND before <> 'before' THEN person_id END),
count(DISTINCT CASE WHEN first_on >= :first AND before = 'first' THEN person_id END),
count(DISTINCT CASE WHEN first_on >= :first AND before = 'before' THEN person_id END),
sum(returned), sum(for_people), sum(CASE WHEN for_people IS NULL THEN contacts ELSE 0 END)
"""
_VISITS = f"""
WITH visits AS MATERIALIZED (
  SELECT v.site_id, v.place_id, v.on_day, v.contacts, v.participant_id, v.returned, v.for_people, p.first_on, p.before,
         CASE WHEN NOT v.is_unsure_who THEN coalesce(p.joined_to_id, p.id) END AS person_id
  FROM encounter_versions v LEFT JOIN participants p ON p.id = v.participant_id WHERE {_STANDS}
)
SELECT NULL, NULL, {_VISIT_FIGURES} FROM visits
UNION ALL SELECT site_id, NULL, {_VISIT_FIGURES} FROM visits GROUP BY 1
UNION ALL SELECT site_id, place_id, {_VISIT_FIGURES} FROM visits GROUP BY 1, 2
"""  # noqa: S608 - our own words
_CROWDS = f"""
SELECT coalesce(sum(v.contacts), 0) FROM sheets s JOIN sheet_visits w ON w.sheet_id = s.id
JOIN encounter_versions v ON v.encounter_id = w.encounter_id WHERE s.kind = 'totals' AND {_STANDS}
"""  # noqa: S608 - our own words
_RETURNED = f"""
SELECT v.returned_how, v.container_id, v.weight_unit, c.syringes, sum(v.contacts), sum(v.returned),
       sum(v.containers * v.quarters), sum(v.gross_thousandths - v.tare_thousandths)
FROM encounter_versions v LEFT JOIN conversions c ON c.id = v.conversion_id WHERE {_STANDS} GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - our own words
_GIVEN = f"""
WITH lines AS MATERIALIZED (
  SELECT v.site_id, v.place_id, g.item_id, g.recipe_version_id, sum(g.quantity) AS quantity
  FROM encounter_versions v JOIN given g ON g.version_id = v.id WHERE {_STANDS} GROUP BY 1, 2, 3, 4
), pieces AS MATERIALIZED (
  SELECT site_id, place_id, item_id, quantity, 0 AS inside FROM lines WHERE recipe_version_id IS NULL
  UNION ALL
  SELECT site_id, place_id, p.item_id, l.quantity * p.quantity, l.quantity * p.quantity
  FROM lines l JOIN recipe_parts p ON p.recipe_version_id = l.recipe_version_id
)
SELECT 'item', site_id, item_id, sum(quantity), sum(inside), 0 FROM pieces GROUP BY 2, 3
UNION ALL
SELECT 'place', site_id, place_id, sum(quantity * i.syringes_per_unit), sum(inside * i.syringes_per_unit),
       sum(quantity * i.doses_per_unit)
FROM pieces JOIN items i ON i.id = item_id GROUP BY 2, 3
UNION ALL
SELECT 'kit', site_id, item_id, sum(quantity), recipe_version_id, 0 FROM lines
WHERE recipe_version_id IS NOT NULL GROUP BY 2, 3, 5
"""  # noqa: S608 - our own words
_SOURCES = """
SELECT s.name, s.ends_on, -sum(m.quantity * coalesce(p.quantity, 1) * i.doses_per_unit),
       -sum(CASE WHEN m.lot_known <> 'by_the_books'
            THEN m.quantity * coalesce(p.quantity, 1) * i.doses_per_unit ELSE 0 END)
FROM movements m JOIN lots l ON l.id = m.lot_id JOIN sources s ON s.id = l.source_id
LEFT JOIN recipe_parts p ON p.recipe_version_id = l.recipe_version_id
JOIN items i ON i.id = coalesce(p.item_id, m.item_id)
WHERE m.kind = 'given' AND i.naloxone IS NOT NULL AND m.occurred_on BETWEEN :first AND :last
GROUP BY 1, 2 ORDER BY 2, 1
"""
_SERVICES = f"""
SELECT service_id, sum(number) FROM (
  SELECT s.service_id, count(*) AS number FROM encounter_versions v JOIN version_services s ON s.version_id = v.id
  WHERE {_STANDS} GROUP BY 1
  UNION ALL
  SELECT s.service_id, s.number FROM sheet_services s JOIN sheets t ON t.id = s.sheet_id
  WHERE t.posted_on IS NOT NULL AND t.voided_on IS NULL AND t.on_day BETWEEN :first AND :last
) AS told GROUP BY 1
"""  # noqa: S608 - our own words
_REFERRALS = f"""
SELECT r.referral_id, count(*) FROM encounter_versions v JOIN version_referrals r ON r.version_id = v.id
WHERE {_STANDS} GROUP BY 1
"""  # noqa: S608 - our own words
_ANSWERS = f"""
WITH seen AS (
  SELECT DISTINCT coalesce(p.joined_to_id, p.id) AS person_id
  FROM encounter_versions v JOIN participants p ON p.id = v.participant_id WHERE {_STANDS} AND NOT v.is_unsure_who
), codes AS (
  SELECT person_id, person_id AS code_id FROM seen
  UNION ALL SELECT s.person_id, p.id FROM seen s JOIN participants p ON p.joined_to_id = s.person_id
), newest AS MATERIALIZED (
  SELECT c.person_id, a.question_id, a.said, a.choice_id,
         rank() OVER (PARTITION BY c.person_id, a.question_id ORDER BY v.on_day DESC, v.encounter_id DESC) AS place
  FROM codes c JOIN version_answers a ON a.participant_id = c.code_id JOIN encounter_versions v ON v.id = a.version_id
  JOIN questions q ON q.id = a.question_id
  WHERE v.is_current AND NOT v.is_void AND NOT v.is_unsure_who AND v.on_day <= :last
    AND v.on_day >= CASE WHEN q.ask_again = 'every_visit' THEN :first WHEN q.months = 12 THEN :a_year_before
                    WHEN q.months = 6 THEN :half_a_year_before ELSE '' END
), said AS MATERIALIZED (SELECT person_id, question_id, said, choice_id FROM newest WHERE place = 1)
SELECT question_id, said, choice_id, NULL, NULL, count(*), 0 FROM said GROUP BY 1, 2, 3
UNION ALL
SELECT one.question_id, one.said, one.choice_id, two.said, two.choice_id, count(*), 0
FROM question_pairs p JOIN said one ON one.question_id = p.one_id
JOIN said two ON two.person_id = one.person_id AND two.question_id = p.other_id GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT a.question_id, a.said, a.choice_id, NULL, NULL, 0, count(*)
FROM encounter_versions v JOIN version_answers a ON a.version_id = v.id
WHERE {_STANDS} AND (v.participant_id IS NULL OR v.is_unsure_who) GROUP BY 1, 2, 3
"""  # noqa: S608 - our own words
_STEPS = f"""
SELECT count(DISTINCT v.id) FROM encounter_versions v JOIN version_steps s ON s.version_id = v.id WHERE {_STANDS}
"""  # noqa: S608 - our own words
# Sure answers by event: an outcome that anybody told, a death before the rest; the most doses; whoever told first.
_EVENTS = """
WITH told AS MATERIALIZED (
  SELECT v.* FROM happened_versions v
  WHERE v.is_current AND NOT v.is_void AND v.reported_on <= :last AND v.event_id IN (
    SELECT w.event_id FROM happened_versions w
    WHERE w.is_current AND NOT w.is_void AND w.reported_on BETWEEN :first AND :last)
), events AS (
  SELECT event_id, min(reported_on) AS first_on, max(kind = 'overdose_here') AS is_here, min(kind) AS kind,
         max(kind IN ('overdose_here', 'overdose_response')) AS is_overdose, max(doses) AS doses,
         CASE WHEN max(outcome = 'died') THEN 'died' WHEN max(outcome = 'survived') THEN 'survived'
         WHEN max(outcome = 'not_known') THEN 'not_known' ELSE 'not_asked' END AS outcome,
         max(emergency) AS emergency, max(given_by) AS given_by,
         max(came_from) AS came_from, max(item_id) AS item_id, max(source_id) AS source_id, max(hurt) AS hurt,
         max(taken_by) AS taken_by, min(happened_on) AS happened_on
  FROM told GROUP BY event_id
)
SELECT 'event', is_overdose, is_here, kind, outcome, doses, emergency, given_by, came_from, item_id, source_id, hurt,
       taken_by, CASE WHEN happened_on IS NULL THEN 'not_known' WHEN happened_on < :first THEN 'earlier'
       ELSE 'within' END, count(*)
FROM events WHERE first_on >= :first GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
UNION ALL
SELECT 'supplies', s.category_id, NULL, NULL, NULL, sum(s.quantity), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       count(DISTINCT v.event_id)
FROM told v JOIN happened_supplies s ON s.version_id = v.id GROUP BY 2
UNION ALL
SELECT 'reports', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, count(*)
FROM told WHERE reported_on >= :first AND kind IN ('overdose_here', 'overdose_response') AND coalesce(doses, 1) <> 0
"""
_DRUG_CHECKS = """
WITH samples AS MATERIALIZED (
  SELECT v.id, v.on_day, v.bought, v.bought_as_id,
         CASE WHEN v.result_on IS NULL OR v.result_on > :last THEN 'waiting' ELSE v.result END AS result
  FROM drug_check_versions v WHERE v.is_current AND NOT v.is_void
    AND (v.on_day BETWEEN :first AND :last OR (v.result_on BETWEEN :first AND :last AND v.on_day < :first))
)
SELECT 'bought', bought, bought_as_id, result, count(*) FROM samples WHERE on_day >= :first GROUP BY 2, 3, 4
UNION ALL SELECT 'found', s.bought, s.bought_as_id, f.substance_id, count(*)
FROM samples s JOIN drug_check_found f ON f.version_id = s.id WHERE s.on_day >= :first AND s.result = 'found'
GROUP BY 2, 3, 4
UNION ALL SELECT 'method', NULL, NULL, m.method_id, count(*)
FROM samples s JOIN drug_check_methods m ON m.version_id = s.id WHERE s.on_day >= :first GROUP BY 4
UNION ALL SELECT 'later', NULL, NULL, NULL, count(*) FROM samples WHERE on_day < :first
"""
_COLUMN_SUMS = ", ".join(f"sum(CASE WHEN what = '{column}' THEN quantity ELSE 0 END)" for column in COLUMNS)
_STATEMENT = f"""
WITH noted AS MATERIALIZED (
  SELECT m.item_id, l.recipe_version_id AS recipe, k.statement_column AS what, m.occurred_on AS day,
         sum(m.quantity) AS quantity
  FROM (
    SELECT occurred_on, item_id, lot_id, kind, sum(quantity) AS quantity FROM movements
    WHERE occurred_on BETWEEN :first AND :last GROUP BY 1, 2, 3, 4
  ) m JOIN lots l ON l.id = m.lot_id JOIN movement_kinds k ON k.kind = m.kind GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT s.item_id, l.recipe_version_id, 'opening', '', sum(s.quantity)
  FROM (
    SELECT site_id, item_id, lot_id, sum(quantity) AS quantity FROM month_sums
    WHERE month < :first_month GROUP BY 1, 2, 3
  ) s JOIN lots l ON l.id = s.lot_id GROUP BY 1, 2
  UNION ALL
  SELECT s.item_id, l.recipe_version_id, 'books', NULL, -sum(s.quantity)
  FROM month_sums s JOIN lots l ON l.id = s.lot_id WHERE s.month > :last_month GROUP BY 1, 2
  UNION ALL
  SELECT b.item_id, l.recipe_version_id, 'books', NULL, sum(b.quantity)
  FROM balances b JOIN lots l ON l.id = b.lot_id WHERE b.quantity <> 0 GROUP BY 1, 2
), spread AS MATERIALIZED (
  SELECT item_id, recipe IS NOT NULL AS is_kit, what, day, quantity FROM noted
  UNION ALL
  SELECT p.item_id, 0, what, day, n.quantity * p.quantity
  FROM noted n JOIN recipe_parts p ON p.recipe_version_id = n.recipe
), running AS (
  SELECT item_id, is_kit, sum(sum(quantity)) OVER (PARTITION BY item_id, is_kit ORDER BY day) AS quantity
  FROM spread WHERE day IS NOT NULL GROUP BY 1, 2, day
), lowest AS (SELECT item_id, is_kit, min(quantity) AS quantity FROM running GROUP BY 1, 2)
SELECT s.item_id, s.is_kit, {_COLUMN_SUMS.replace("quantity", "s.quantity")},
       sum(CASE WHEN what <> 'books' THEN s.quantity ELSE 0 END),
       sum(CASE WHEN what = 'books' THEN s.quantity ELSE 0 END),
       l.quantity < 0
FROM spread s LEFT JOIN lowest l ON l.item_id = s.item_id AND l.is_kit = s.is_kit GROUP BY 1, 2
"""  # noqa: S608 - our own words
_NAMES = """
SELECT 'item', i.id, n.name, c.name FROM items i JOIN item_names n ON n.item_id = i.id AND n.language = 'en'
JOIN category_names c ON c.category_id = i.category_id AND c.language = 'en'
UNION ALL SELECT 'site', id, name, '' FROM sites UNION ALL SELECT 'place', id, name, county FROM places
UNION ALL SELECT 'service', service_id, name, '' FROM service_names WHERE language = 'en'
UNION ALL SELECT 'referral', referral_id, name, '' FROM referral_names WHERE language = 'en'
UNION ALL SELECT 'question', question_id, name, '' FROM question_names WHERE language = 'en'
UNION ALL SELECT 'choice', choice_id, name, '' FROM choice_names WHERE language = 'en'
UNION ALL SELECT 'substance', substance_id, name, '' FROM substance_names WHERE language = 'en'
UNION ALL SELECT 'method', method_id, name, '' FROM check_method_names WHERE language = 'en'
UNION ALL SELECT 'category', category_id, name, '' FROM category_names WHERE language = 'en'
UNION ALL SELECT 'container', container_id, name, '' FROM container_names WHERE language = 'en'
"""
_CENTER = """
SELECT name, is_sample, new_after_months, proved_on,
       (SELECT min(on_day) FROM encounter_versions WHERE is_current AND NOT is_void) FROM center
"""
STATEMENTS = {
    "center": _CENTER,
    "names": _NAMES,
    "visits": _VISITS,
    "crowds": _CROWDS,
    "returned": _RETURNED,
    "given": _GIVEN,
    "sources": _SOURCES,
    "services": _SERVICES,
    "referrals": _REFERRALS,
    "statement": _STATEMENT,
    "answers": _ANSWERS,
    "steps": _STEPS,
    "events": _EVENTS,
    "drug_checks": _DRUG_CHECKS,
}


def connected(opened: Opened) -> sqlcipher.Connection:
    """A bare connection to the center's file, set up as the store sets up its own."""
    connection = sqlcipher.connect(str(opened.center.file), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{opened.keys.file_keys[0].hex()}'\"")
    for pragma in stores._PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def reader(connection: sqlcipher.Connection, period: Period) -> Callable[[], Rows]:
    """Every figure of a period at all sites, in one snapshot."""
    values = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "a_year_before": months_before(period.last, 12).isoformat(),
        "half_a_year_before": months_before(period.last, 6).isoformat(),
        "first_month": period.first.year * 100 + period.first.month,
        "last_month": period.last.year * 100 + period.last.month,
    }

    def read() -> Rows:
        connection.execute("BEGIN")
        with closing(connection.cursor()) as cursor:
            rows = {name: cursor.execute(statement, values).fetchall() for name, statement in STATEMENTS.items()}
        connection.execute("COMMIT")
        return rows

    return read


def check(rows: Rows, tally: Tally) -> None:
    """Both must come to the same figures, or their times mean nothing."""
    contacts, without, days, people, new, *_ = next(row[2:] for row in rows["visits"] if row[0] is None)
    figures = tally.figures
    assert (contacts, without, days, people) == (
        figures["contacts"],
        figures["contacts_without_code"],
        figures["days_open"],
        figures["participants"],
    )
    assert figures["new_participants"] in (None, new)
    assert rows["crowds"][0][0] == figures["contacts_on_totals_sheets"]
    assert sum(row[3] for row in rows["given"] if row[0] == "place") == figures["syringes_out"]
    assert sum(row[5] for row in rows["given"] if row[0] == "place") == figures["naloxone_doses"]
    assert [(name, doses, known) for name, _, doses, known in rows["sources"] if doses] == [
        (source.source, source.doses, source.known) for source in tally.naloxone_sources
    ]
    _check_answers(rows, tally)
    _check_happened(rows, tally)
    _check_drug_checks(rows, tally)
    names = {id_: name for kind, id_, name, _ in rows["names"] if kind == "item"}
    by_hand = {
        names[item]: (columns[0], -columns[2], *columns[-3:])
        for item, is_kit, *columns in rows["statement"]
        if not is_kit and any(columns[:-1])
    }
    assert by_hand == {
        line.item: (line.opening, line.given, line.closing, line.closing, line.went_below_zero)
        for line in tally.statement
    }
    assert tally.reconciled


def _check_answers(rows: Rows, tally: Tally) -> None:
    names = {(kind, id_): name for kind, id_, name, _ in rows["names"]}
    for table in tally.answers.questions:
        mine = [row for row in rows["answers"] if names["question", row[0]] == table.question and row[3] is None]
        for line in (*table.answers, table.does_not_know, table.prefers_not):
            found = [row for row in mine if line.name in (names.get(("choice", row[2])), row[1])]
            by_hand = (sum(row[5] for row in found), sum(row[6] for row in found))
            assert by_hand == (line.participants, line.contacts), (table.question, line.name)
    assert tally.visits_with_steps in (None, rows["steps"][0][0])


def _check_happened(rows: Rows, tally: Tally) -> None:
    said, incidents = tally.happened.responses, tally.happened.incidents
    events = [row for row in rows["events"] if row[0] == "event"]
    responses = [row for row in events if row[1] and row[5] != 0]
    by_outcome = {outcome: sum(row[-1] for row in responses if row[4] == outcome) for outcome in _OUTCOMES}
    assert tuple(by_outcome.values()) == (said.survived, said.died, said.not_known, said.not_asked)
    assert sum((row[5] or 0) * row[-1] for row in responses) == said.doses
    assert sum(row[-1] for row in rows["events"] if row[0] == "reports") == said.reports
    assert sum(row[-1] for row in events if row[2]) == incidents.overdoses_here
    assert sum(row[-1] for row in events if row[3] == "needle_stick") == sum(incidents.needle_sticks.values())
    assert sum(row[-1] for row in events if row[3] == "taken") == sum(incidents.taken.values())


def _check_drug_checks(rows: Rows, tally: Tally) -> None:
    said = tally.drug_checks
    names = {id_: name for kind, id_, name, _ in rows["names"] if kind == "method"}
    bought = [row for row in rows["drug_checks"] if row[0] == "bought"]
    methods = {names[row[3]]: row[4] for row in rows["drug_checks"] if row[0] == "method"}
    assert sum(row[4] for row in bought) == said.samples
    assert sum(row[4] for row in bought if row[3] == "waiting") == said.waiting
    assert sum(row[4] for row in rows["drug_checks"] if row[0] == "later") == said.came_later
    assert methods == dict(said.methods)
