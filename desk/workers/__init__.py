"""Work in the background: mails, deliveries, clocks, files, retention."""
