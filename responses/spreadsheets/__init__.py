"""The answers of a response as a spreadsheet: made, read again, and held against what is saved."""

from responses.spreadsheets.changes import Change, overtaken, taken_up, written_of
from responses.spreadsheets.comparing import Compared, compare
from responses.spreadsheets.making import file_name, workbook

__all__ = [
    "Change",
    "Compared",
    "compare",
    "file_name",
    "overtaken",
    "taken_up",
    "workbook",
    "written_of",
]
