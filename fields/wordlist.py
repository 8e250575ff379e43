"""Lists of words written as plain text, which reads better than a list of quoted ones."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def numbered(text: str, start: int = 0) -> dict[str, int]:
    """Each word with its place in the text, counted from `start`."""
    return {word: place for place, word in enumerate(text.split(), start)}
