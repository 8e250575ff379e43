"""What designers run: routing figures, thresholds, reports, and a check of the data."""
