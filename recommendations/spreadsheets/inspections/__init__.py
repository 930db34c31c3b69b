"""An inspection as a spreadsheet: the template, and what is read from one that is filled in."""

from recommendations.spreadsheets.inspections.making import as_csv, as_workbook
from recommendations.spreadsheets.inspections.places import Filled
from recommendations.spreadsheets.inspections.reading import filled_in

__all__ = ["Filled", "as_csv", "as_workbook", "filled_in"]
