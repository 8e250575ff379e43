"""What leaves the register."""
