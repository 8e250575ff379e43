"""Adapters post complaints to other systems, beside the desk or instead:
docs/adapters.md."""
