from datetime import UTC, datetime

import pytest
from django.db import DataError, connection
from psycopg.pq import Format
from psycopg.types.datetime import TimestamptzLoader

from forces.moments import MomentLoader


def told(moment):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [moment])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "moment",
    [
        "2021-07-16 09:30:00+00",
        "2021-07-16 09:30:00.25+00",
        "2021-07-16 09:30:00.000001+00",
        "0001-01-01 00:00:00+00",
        "9999-12-31 23:59:59.999999+00",
    ],
)
def test_a_moment_is_read_as_psycopg_reads_it(db, moment):
    read = told(moment)

    assert read == TimestamptzLoader(0).load(moment.encode())
    assert read.tzinfo is UTC
    loader = connection.connection.adapters.get_loader(1184, Format.TEXT)
    assert loader is MomentLoader


def test_a_moment_is_read_in_utc_wherever_it_was_told(db):
    assert told("2021-07-16 10:30:00+01") == datetime(2021, 7, 16, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["infinity", "10000-01-01 00:00:00+00", "0044-03-15 BC"])
def test_a_moment_that_python_does_not_know_is_refused_in_the_words_of_psycopg(db, moment):
    with pytest.raises(DataError, match="timestamp too"):
        told(moment)
