"""A ZIP that is made as it is sent, and comes out the same each time.

Files are stored as they are: a PDF is compressed already. So its length is known beforehand.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

UNIX = 3
A_FILE = 0o100644
# What the format adds to a file, beside its name twice, and to the whole.
AROUND_A_FILE = 30 + 46
AT_THE_END = 22


class _Passage(BytesIO):
    """The end of a file, of which the beginning was sent: only what is not sent can be altered."""

    sent = 0

    def tell(self) -> int:
        return self.sent + super().tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return super().seek(offset - self.sent, whence)

    def take(self) -> bytes:
        """What there is, to be sent now."""
        taken = self.getvalue()
        super().seek(0)
        self.truncate()
        self.sent += len(taken)
        return taken


def zipped(files: Iterable[tuple[str, bytes]], *, at: datetime) -> Iterator[bytes]:
    """A ZIP of files under these names, all dated `at`: a piece for each, and the end."""
    passage = _Passage()
    with ZipFile(passage, "w") as archive:
        for name, content in files:
            archive.writestr(_entry(name, at), content)
            yield passage.take()
    yield passage.take()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.create_system = UNIX  # whatever it is made on
    entry.external_attr = A_FILE << 16
    return entry


def size(files: Iterable[tuple[str, int]]) -> int:
    """How long the ZIP of files of these names and lengths is."""
    return AT_THE_END + sum(
        AROUND_A_FILE + 2 * len(name.encode()) + length for name, length in files
    )
