"""The ZIP as a file: read back whole, the same each time, and never held whole."""

import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from responses.bundles.zips import size, zipped

AT = datetime(2021, 8, 20, 12, 0, 31, tzinfo=UTC)
FILES = [("index.html", b"<p>Index</p>"), ("dyfed-powys-version-1.pdf", b"%PDF" * 9000), ("é", b"")]
MEGABYTE = 1024 * 1024


def test_zip_holds_the_files_in_order_with_one_date():
    archive = ZipFile(BytesIO(b"".join(zipped(FILES, at=AT))))

    assert archive.testzip() is None
    assert [(name, archive.read(name)) for name in archive.namelist()] == FILES
    for entry in archive.infolist():
        assert entry.date_time == (2021, 8, 20, 12, 0, 30)  # to two seconds, as ever in a ZIP
        assert entry.compress_type == ZIP_STORED
        assert entry.external_attr >> 16 == 0o100644
        # Old programs need the length before the file: nothing is told after it.
        assert not entry.flag_bits & 0x08


@pytest.mark.parametrize("count", range(len(FILES) + 1))
def test_size_is_known_beforehand(count):
    files = FILES[:count]

    made = b"".join(zipped(files, at=AT))

    assert len(made) == size((name, len(content)) for name, content in files)


def test_zip_is_the_same_each_time():
    assert b"".join(zipped(FILES, at=AT)) == b"".join(zipped(FILES, at=AT))


def test_zip_is_sent_a_file_at_a_time():
    pieces = list(zipped(FILES, at=AT))

    assert len(pieces) == len(FILES) + 1
    for piece, (name, content) in zip(pieces, FILES, strict=False):
        assert piece.endswith(name.encode() + content)


def test_zip_of_much_needs_room_for_one_file():
    files = ((f"{number}.pdf", bytes(MEGABYTE)) for number in range(40))
    tracemalloc.start()

    sent = sum(len(piece) for piece in zipped(files, at=AT))

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent > 40 * MEGABYTE
    assert most < 8 * MEGABYTE
