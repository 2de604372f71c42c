"""${message}.

A migration never imports the models: it says what the tables were on the day it was written.
Wrap every constraint's name in op.f(), or the naming convention is applied twice.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
