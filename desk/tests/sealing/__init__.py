"""Personal data is sealed in the database's own bytes, and read back as it was written."""
