"""The life of a complaint, its dates and its history, and several who change it at once."""
