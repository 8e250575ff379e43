"""Full-text search over the register: an index kept in step with what it indexes.

One interface for SQLite (FTS5) and PostgreSQL (tsvector). Both hold words that
`desk.storage.search.words` made, and nothing else decides what a word is: a search finds the same on
both, and no character that an official types can mean anything to the database.
"""
