"""The complaint form: takes a turn, decides what it means, asks for what is missing."""
