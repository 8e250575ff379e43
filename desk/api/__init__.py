"""The HTTP API of the register, `/api/v1`."""
