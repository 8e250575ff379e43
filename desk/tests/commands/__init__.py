"""The desk's commands, its settings and its log."""
