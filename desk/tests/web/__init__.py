"""Problem documents, and a desk whose database is away."""
