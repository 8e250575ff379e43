"""What the tests share: complaints to file, pages to read, servers to stand in for others."""
