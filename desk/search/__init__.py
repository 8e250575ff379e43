"""Full-text search over the register: an index kept in step with what it indexes.

One interface for SQLite (FTS5) and PostgreSQL (tsvector). In both the index holds words
made by `desk.storage.search.words` alone. So a search finds the same on both, and no
character that an official types has a meaning to the database.
"""
