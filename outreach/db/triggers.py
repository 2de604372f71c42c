"""What the database itself refuses and keeps.  Dropped and recreated around every migration (batch mode loses them)."""

from sqlalchemy import Connection, text

_APPEND_ONLY = ("movements", "audit", "count_lines", "count_marks")

_SQLITE_KEEP = """
CREATE TRIGGER movements_keep_sums AFTER INSERT ON movements BEGIN
  INSERT INTO balances (site_id, item_id, lot_id, quantity, first_on)
  VALUES (NEW.site_id, NEW.item_id, NEW.lot_id, NEW.quantity, NEW.occurred_on)
  ON CONFLICT (site_id, item_id, lot_id) DO UPDATE
    SET quantity = quantity + excluded.quantity, first_on = min(first_on, excluded.first_on);
  INSERT INTO month_sums (site_id, item_id, lot_id, kind, month, quantity, rows)
  VALUES (NEW.site_id, NEW.item_id, NEW.lot_id, NEW.kind,
          substr(NEW.occurred_on, 1, 4) * 100 + substr(NEW.occurred_on, 6, 2), NEW.quantity, 1)
  ON CONFLICT (site_id, item_id, lot_id, kind, month) DO UPDATE
    SET quantity = quantity + excluded.quantity, rows = rows + 1;
END
"""

_POSTGRESQL_KEEP = """
CREATE FUNCTION movements_keep_sums() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO balances AS b (site_id, item_id, lot_id, quantity, first_on)
  VALUES (NEW.site_id, NEW.item_id, NEW.lot_id, NEW.quantity, NEW.occurred_on)
  ON CONFLICT (site_id, item_id, lot_id) DO UPDATE
    SET quantity = b.quantity + excluded.quantity, first_on = least(b.first_on, excluded.first_on);
  INSERT INTO month_sums AS s (site_id, item_id, lot_id, kind, month, quantity, rows)
  VALUES (NEW.site_id, NEW.item_id, NEW.lot_id, NEW.kind,
          EXTRACT(YEAR FROM NEW.occurred_on)::int * 100 + EXTRACT(MONTH FROM NEW.occurred_on)::int, NEW.quantity, 1)
  ON CONFLICT (site_id, item_id, lot_id, kind, month) DO UPDATE
    SET quantity = s.quantity + excluded.quantity, rows = s.rows + 1;
  RETURN NEW;
END $$
"""

_POSTGRESQL_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION '% only ever grows', TG_TABLE_NAME;
END $$
"""


def create(connection: Connection) -> None:
    """Create every trigger; `drop` first if they may be there."""
    for statement in _statements(connection.dialect.name):
        connection.execute(text(statement))  # not exec_driver_sql: psycopg reads a % as a place for a value


def drop(connection: Connection) -> None:
    """Drop every trigger that is there."""
    if connection.dialect.name == "sqlite":
        for name in names(connection):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    for function in ("movements_keep_sums", "refuse_change"):
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def names(connection: Connection) -> tuple[str, ...]:
    """The triggers of an SQLite file, by name."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    return tuple(row[0] for row in rows)


def _statements(dialect: str) -> list[str]:
    if dialect == "sqlite":
        refusals = [
            f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only ever grows'); END"
            for table in _APPEND_ONLY
            for change in ("UPDATE", "DELETE")
        ]
        return [*refusals, _SQLITE_KEEP]
    refusals = [
        f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in _APPEND_ONLY
    ]
    keep = "CREATE TRIGGER movements_keep AFTER INSERT ON movements FOR EACH ROW EXECUTE FUNCTION movements_keep_sums()"
    return [_POSTGRESQL_REFUSE, *refusals, _POSTGRESQL_KEEP, keep]
