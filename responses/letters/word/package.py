"""The package that a Word file is: parts in a ZIP."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

COLOUR = b"{accent}"
"""What stands in the parts where the body's colour belongs."""


@lru_cache(maxsize=64)
def empty(accent: str) -> bytes:
    """A Word file with styles, a header and a footer, and without a word; its colour is given."""
    folder = settings.BASE_DIR / "templates" / "letters" / "word"
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                part = path.read_bytes().replace(COLOUR, accent.encode())
                package.writestr(path.relative_to(folder).as_posix(), part)
    return file.getvalue()


def undated(file: BytesIO) -> bytes:
    """The same package, with nothing in it of the clock or the machine that made it."""
    packed = BytesIO()
    with ZipFile(file) as made, ZipFile(packed, "w") as package:
        for name in made.namelist():
            part = ZipInfo(name)
            part.create_system = 0
            part.compress_type = ZIP_DEFLATED
            package.writestr(part, made.read(name))
    return packed.getvalue()
