"""The life of a complaint after it is filed: its stages, clocks, history and mails."""
