from django.urls import register_converter

from recommendations.addresses import LABEL, RESERVED_NUMBERS


class NumberConverter:
    """The number of a recommendation, as a label may be; a reserved one is another page's."""

    regex = rf"(?!(?:{'|'.join(RESERVED_NUMBERS)})/){LABEL}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "number")
