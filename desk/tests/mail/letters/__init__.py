"""The mails after the acknowledgement: what each says, and what becomes of it."""
