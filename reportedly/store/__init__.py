"""The database: SQLite by default, through SQLAlchemy Core."""
