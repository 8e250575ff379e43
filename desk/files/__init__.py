"""Evidence: files that clients add to their complaints, and that officials download."""
