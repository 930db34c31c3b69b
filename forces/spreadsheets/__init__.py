"""Tables as spreadsheets: made, opened whatever is in them, and what people type in their cells.

What the columns are, and what is done with what stands in them, is said by who owns a table.
"""

from forces.spreadsheets.columns import Column, Place, Table
from forces.spreadsheets.errors import Unclear, Unreadable
from forces.spreadsheets.opening import Cell, Opened, Row, SentWorkbook, opened, words
from forces.spreadsheets.problems import Problems, told

__all__ = [
    "Cell",
    "Column",
    "Opened",
    "Place",
    "Problems",
    "Row",
    "SentWorkbook",
    "Table",
    "Unclear",
    "Unreadable",
    "opened",
    "told",
    "words",
]
