"""What a cell can hold, and how the file format writes it.

Whatever a spreadsheet program does to line ends, and to signs that it cannot hold, a text and its
cell are the same when both are `plain`.
"""

from __future__ import annotations

import re

# The most that Excel keeps in a cell. What is longer is cut off, unseen.
MOST_CHARACTERS, MOST_LINE_ENDS = 32_767, 253

LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
NO_SIGN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How the file format writes signs that XML cannot hold, and how it writes that it is not so meant.
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile("_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)|_x00([01][0-9A-Fa-f])_")


def plain(text: str) -> str:
    """Text without what no cell holds: one sort of line end, and no control characters."""
    return NO_SIGN.sub("", LINE_END.sub("\n", text))


def escaped(text: str) -> str:
    """Plain text as the file format writes it, where that is other than the text."""
    return ESCAPE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """Plain text from a cell of a file."""
    return plain(ESCAPED.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else "_", text))


def fits(text: str) -> bool:
    """Whether a cell holds this text whole: Excel counts in units of UTF-16."""
    written = escaped(text)
    units = len(written) + sum(character > "\uffff" for character in written)
    return units <= MOST_CHARACTERS and written.count("\n") <= MOST_LINE_ENDS


def too_long(text: str) -> str:
    """What stands in a cell in place of a text that it cannot hold."""
    return (
        f"This text is too long for a spreadsheet ({len(text):,} characters, "
        f"{text.count(chr(10)) + 1:,} lines). It stays as it is: change it on its own page."
    )


def in_a_cell(text: str) -> str:
    """The text that a cell shows for a text that is held."""
    text = plain(text) if text.strip() else ""
    return text if fits(text) else too_long(text)
