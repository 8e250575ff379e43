"""The staff who work the register: accounts, sign-in, sessions, audit log."""
