"""Runs the migrations on the connection that the program hands over; there is no alembic.ini."""

from alembic import context

from reportedly.store.people_tables import users

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=users.metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
