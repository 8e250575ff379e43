"""The complaint form as plain pages, for clients who cannot or do not want to chat."""
