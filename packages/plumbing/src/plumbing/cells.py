"""What people wrote, as the text of a spreadsheet's cell: never a formula, and nothing that no file may hold."""

from plumbing.xml_text import xml_text

MOST_CHARACTERS = 32_767
"""What one cell of a workbook holds."""
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell_text(text: str) -> str:
    """The text without the characters that XML forbids, and no longer than a cell."""
    return xml_text(text)[:MOST_CHARACTERS]


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run it. A workbook quotes such a cell (`quotePrefix`)."""
    return text.startswith(_STARTS_A_FORMULA)


def harmless(text: str) -> str:
    """For CSV, which has no way to quote: an apostrophe stands before what a spreadsheet would run."""
    return f"'{text}" if starts_a_formula(text) else text
