from reports.exports.across import across_rows
from reports.exports.answers import ANSWER_COLUMNS, answer_rows
from reports.exports.charted import charted_rows
from reports.exports.figures import FIGURE_COLUMNS, figure_rows, force_figure_rows
from reports.exports.force_answers import force_answer_rows
from reports.exports.matrix import matrix_rows
from reports.exports.oversight import closure_rows, question_rows
from reports.exports.responses import RESPONSE_COLUMNS, response_rows
from reports.exports.searches import passage_rows
from reports.exports.streaming import csv_response
from reports.exports.tables import Table, table_response
from reports.exports.themes import theme_rows
from reports.exports.workbooks import book_response

__all__ = [
    "ANSWER_COLUMNS",
    "FIGURE_COLUMNS",
    "RESPONSE_COLUMNS",
    "Table",
    "across_rows",
    "answer_rows",
    "book_response",
    "charted_rows",
    "closure_rows",
    "csv_response",
    "figure_rows",
    "force_answer_rows",
    "force_figure_rows",
    "matrix_rows",
    "passage_rows",
    "question_rows",
    "response_rows",
    "table_response",
    "theme_rows",
]
