"""The queue: the complaints that wait for somebody, the most urgent first."""
