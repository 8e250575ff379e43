"""Sentences and words that several rooms use."""
