"""The staff who work the register: accounts, passwords, sign-in, sessions, audit
log."""
