from datetime import date

from django.urls import register_converter

from recommendations.addresses import LABEL, RESERVED_NUMBERS


class NumberConverter:
    """The number of a recommendation, as a label may be; a reserved one is another page's."""

    regex = rf"(?!(?:{'|'.join(RESERVED_NUMBERS)})/){LABEL}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DayConverter:
    """A day: "2022-03-31"."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return str(value)


register_converter(NumberConverter, "number")
register_converter(DayConverter, "day")
