"""The complaint form as plain pages, for those who have no JavaScript or do not want a chat."""
