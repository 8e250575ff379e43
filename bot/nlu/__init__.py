"""Natural-language understanding of a message: its features, its intent, the triage."""
