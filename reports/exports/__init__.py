from reports.exports.answers import ANSWER_COLUMNS, answer_rows
from reports.exports.matrix import matrix_rows
from reports.exports.responses import RESPONSE_COLUMNS, response_rows
from reports.exports.streaming import csv_response
from reports.exports.tables import Table, table_response
from reports.exports.workbooks import book_response

__all__ = [
    "ANSWER_COLUMNS",
    "RESPONSE_COLUMNS",
    "Table",
    "answer_rows",
    "book_response",
    "csv_response",
    "matrix_rows",
    "response_rows",
    "table_response",
]
