"""Draws an SVG as a PNG. Run as a program by itself, so that it can be stopped: see `raster`.

Takes the width and the height; reads the SVG and writes the PNG. Ends with an error where either
of the two programs that draw it, one for Word and one for the PDF, cannot.
"""

from __future__ import annotations

import logging
import resource
import sys
from base64 import b64encode
from logging.handlers import BufferingHandler

from resvg_py import svg_to_bytes
from weasyprint import HTML

MOST_MEMORY = 2**30
MOST_SECONDS = 10


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    width, height = map(int, sys.argv[1:])
    svg = sys.stdin.buffer.read()
    png = svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True, width=width, height=height)
    if not draws_on_paper(svg):
        return 1
    sys.stdout.buffer.write(png)
    return 0


def draws_on_paper(svg: bytes) -> bool:
    """Whether WeasyPrint draws all of it: where it cannot, it says so in the log alone."""
    log = BufferingHandler(capacity=1000)
    logging.getLogger("weasyprint").addHandler(log)
    address = f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
    HTML(string=f'<img src="{address}" alt="">').write_pdf()
    return not log.buffer


if __name__ == "__main__":
    sys.exit(main())
