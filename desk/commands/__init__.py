"""What an operator runs: serve, staff, sealing, retention, adapters, search; and the environment they read."""
