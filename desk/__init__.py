"""The complaint register: takes complaints in, keeps them, and mails the client about them."""
