"""The database: transactions, idempotency, leases, append-only tables, search index."""
