"""Retention: how long the desk keeps personal data, and what people can ask it to
do."""
