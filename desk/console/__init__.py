"""The console: pages for those who work the register, under `/console`."""
