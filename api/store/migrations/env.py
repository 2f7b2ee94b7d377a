"""What Alembic runs: all steps on the connection, and in the transaction, that `migrate` hands over."""

from alembic import context

from api.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
