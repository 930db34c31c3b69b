from datetime import date, datetime


def make_round(*, on: date, at: datetime) -> list[int]:
    return []


def post(*, on: date, at: datetime) -> list[int]:
    return []
