"""One file a behaviour; the tests run on SQLite and on PostgreSQL."""
