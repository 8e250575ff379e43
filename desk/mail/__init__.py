"""Mail to the client: letters, the outbox that holds them, and their delivery."""
