from datetime import date, datetime


def make_round(*, on: date, at: datetime) -> list[int]:
    return []


def post(*, on: date, at: datetime) -> list[int]:
    return []


def reserve(responses, *, on: date, at: datetime) -> None:
    return None
