"""The console: pages for the staff who work the register, under `/console`."""
