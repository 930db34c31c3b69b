"""A round as a spreadsheet: made, read again, and held against what is saved."""

from recommendations.spreadsheets.rounds.changes import Change
from recommendations.spreadsheets.rounds.columns import TABLE
from recommendations.spreadsheets.rounds.comparing import Compared, compare
from recommendations.spreadsheets.rounds.making import file_name, workbook

__all__ = ["TABLE", "Change", "Compared", "compare", "file_name", "workbook"]
