"""The complaint form for browsers without JavaScript."""
