"""The database and what keeps it whole: transactions, idempotency, leases, append-only tables, the search index."""
