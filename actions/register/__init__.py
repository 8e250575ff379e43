"""The desk that keeps the register, as the actions reach it: its client, and the figures it counts."""
