"""Runs the migrations on the connection that the program hands over; there is no alembic.ini."""

from alembic import context

from reportedly.store.origin_tables import grades
from reportedly.store.people_tables import users

TABLES = (grades, users)  # what these import are all tables there are
connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=TABLES[0].metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
