"""The register's index of words."""
