"""Sentences and words that several rooms say."""
