"""Programs for designers: routing figures, thresholds, reports, a check of the data."""
