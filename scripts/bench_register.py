"""How many requests a second the register answers, beside the page that does nothing.

Several readers ask at once, each on a connection of its own. A page is asked for as it is kept, by
somebody who has it already, and while something is committed all the time: then its stamp has to be
worked out anew, or the page made again.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READERS = 4
EVERY = 0.2  # seconds between two commits
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)
ETAG = re.compile(rb"\r\nETag: (\S+)\r\n", re.IGNORECASE)


class Answer(NamedTuple):
    status: int
    head: bytes


class Reader:
    """Somebody who asks for the same page again and again, and does little else."""

    def __init__(self, port: int, path: str, has: bytes = b"") -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        condition = b"If-None-Match: %s\r\n" % has if has else b""
        self._request = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n" % (path.encode(), condition)

    def read(self) -> Answer:
        self._socket.sendall(self._request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._socket.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        head += b"\r\n"
        length = LENGTH.search(head)
        missing = int(length[1]) - len(body) if length else 0
        while missing > 0:
            missing -= len(self._socket.recv(65536))
        return Answer(int(head[9:12]), head)

    def close(self) -> None:
        self._socket.close()


def per_second(
    port: int, path: str, *, seconds: float, status: int = 200, has: bytes = b""
) -> float:
    """How often several readers together get a page in a second."""
    until = time.monotonic() + seconds
    counts: list[int] = []

    def ask() -> None:
        reader, count = Reader(port, path, has), 0
        while time.monotonic() < until:
            if reader.read().status != status:
                return
            count += 1
        reader.close()
        counts.append(count)

    readers = [threading.Thread(target=ask) for _ in range(READERS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    if len(counts) != READERS:
        raise RuntimeError(f"{path} did not answer {status}.")
    return sum(counts) / seconds


@contextlib.contextmanager
def repeated(act: Callable[[], object]) -> Iterator[None]:
    """Do something again and again meanwhile."""
    is_over = threading.Event()

    def go() -> None:
        from django.db import connection

        while not is_over.wait(EVERY):
            act()
        connection.close()

    meanwhile = threading.Thread(target=go)
    meanwhile.start()
    try:
        yield
    finally:
        is_over.set()
        meanwhile.join()


def save_an_answer() -> None:
    """What an office does all day: nothing of it is public."""
    from responses.models import Answer as Written

    Written.objects.filter(response__published_version=None).earliest("pk").save()


def save_a_response() -> None:
    """What the stamp cannot tell from something public."""
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from responses.models import Response

    first = Response.objects.unpublished().earliest("pk")
    longer = Concat(F("introduction"), Value("."))
    Response.objects.filter(pk=first.pk).update(introduction=longer)


def lines(port: int, path: str, *, seconds: float) -> Iterator[str]:
    """A line for each way in which a page of the register is asked for."""
    first = Reader(port, path)
    etag = ETAG.search(first.read().head)
    first.close()
    if etag is None:
        raise RuntimeError(f"{path} has no ETag.")
    least = per_second(port, "/hello/", seconds=seconds)
    django = per_second(port, "/health/", seconds=seconds)
    kept = per_second(port, path, seconds=seconds)
    unchanged = per_second(port, path, seconds=seconds, status=304, has=etag[1])
    with repeated(save_an_answer):
        written = per_second(port, path, seconds=seconds)
    with repeated(save_a_response):
        made = per_second(port, path, seconds=seconds)
    yield f"\nRequests a second, {READERS} readers at once{'':13}the least"
    for title, rate in (
        ("The page that does nothing", least),
        ("Alive: Django and no more", django),
        (f"{path}, kept", kept),
        ("the same, by who has it (304)", unchanged),
        ("the same, while answers are saved", written),
        ("the same, while it is made again", made),
    ):
        yield f"{title:44}{rate:8,.0f}{rate / least:8.2f}"
