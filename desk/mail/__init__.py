"""Mail to the client: what is written, the outbox that holds it, and the ways out."""
