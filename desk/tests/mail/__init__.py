"""Mails: what each says, how they are kept until they are sent, and how they are sent."""
