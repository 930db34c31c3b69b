"""The answers of a response as a spreadsheet: made, read again, and held against what is saved."""

from responses.spreadsheets.changes import Change, overtaken, taken_up, written_of
from responses.spreadsheets.comparing import Compared, compare
from responses.spreadsheets.making import file_name, workbook
from responses.spreadsheets.opening import Opened, opened

__all__ = [
    "Change",
    "Compared",
    "Opened",
    "compare",
    "file_name",
    "opened",
    "overtaken",
    "taken_up",
    "workbook",
    "written_of",
]
