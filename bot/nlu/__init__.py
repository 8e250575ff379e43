"""How a message is understood: features, intent, the triage decision and what it names."""
