from django.urls import register_converter


class VersionConverter:
    """The number of a version: "7", not "007", or a page would be kept at endless addresses."""

    regex = r"[1-9][0-9]{0,4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class TableConverter:
    """The kinds in which what a page shows can be taken away: `exports.tables`."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(VersionConverter, "version")
register_converter(TableConverter, "table")
