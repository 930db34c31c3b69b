class NumberConverter:
    """The number of a recommendation, which is a label; "new" is the page that adds one."""

    regex = r"(?!new/)[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
