"""What Alembic runs: it migrates through the connection that it is handed."""

from alembic import context

from runtut.archive.database import VERSION_TABLE
from runtut.archive.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
