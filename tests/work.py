"""How much work a call takes: the same on a slow machine as on a quick one, busy or not."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def at_most(lines: int) -> Iterator[None]:
    """Fails as soon as what is called within runs more lines of Python than these.

    What a single line does in C is not seen: a search by an expression counts as one.
    """
    run = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal run
        run += event == "line"
        assert run <= lines, f"more than {lines:,} lines of Python ran"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        yield
    finally:
        sys.settrace(before)


def times_as_long(work: Callable[[], object], reference: Callable[[], object]) -> float:
    """How many times as long as the reference the work takes, in time of the processor.

    Both are done three times in turn, and the quickest of each counts.
    """
    took: dict[Callable[[], object], list[float]] = {reference: [], work: []}
    for _ in range(3):
        for each, times in took.items():
            begun = time.process_time()
            each()
            times.append(time.process_time() - begun)
    return min(took[work]) / min(took[reference])
