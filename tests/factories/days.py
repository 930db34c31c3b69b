"""The days on which everything hangs, those of the inspection of 16 July 2021; and a password."""

from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password

PUBLISHED_ON = date(2021, 7, 16)
DUE_ON = date(2021, 9, 9)
TODAY = date(2021, 8, 20)
NOON = datetime(2021, 8, 20, 11, 0, tzinfo=UTC)  # noon in London
PASSWORD = "correct horse battery"
HASHED = make_password(PASSWORD)
