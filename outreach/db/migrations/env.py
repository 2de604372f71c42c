"""How Alembic runs our migrations: on the connection `db/upgrade.py` gives it, never on one of its own."""

from alembic import context

from outreach.db.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
# Not begin_transaction(): the whole upgrade is one transaction, begun and ended by db/upgrade.py.
context.run_migrations()
