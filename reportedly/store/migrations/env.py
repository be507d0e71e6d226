"""Runs the migrations on the connection that the program hands over; there is no alembic.ini."""

from alembic import context

from reportedly.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
