"""Examples that designers own, read and checked: intents, marked stories and readings.

Learning stands on them, and so do the reports on what was learned.
"""
