"""Cells that no spreadsheet takes for a formula.

A cell that begins with one of `= + - @`, a tab or a line break is a formula to a spreadsheet,
and a client could write one that sends the sheet elsewhere. An apostrophe before it makes it
text (OWASP, "CSV Injection").
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # fmt: skip


def as_text(cell: str) -> str:
    """The cell as text, with an apostrophe before a formula, even one after blanks."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell
