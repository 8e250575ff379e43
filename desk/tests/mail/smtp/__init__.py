"""Mails reach a real SMTP server, encrypted and signed in as `SMTP_URL` says."""
