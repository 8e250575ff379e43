"""The complaint form as plain pages, for clients without JavaScript or without a
chat."""
