"""Whether the web server of this container answers: for docker-compose.yml."""

from __future__ import annotations

import argparse
import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def answers(path: str) -> bool:
    """Whether a page answers with 200, asked for under a name that the service goes by."""
    port = os.environ.get("PORT") or "8000"
    name = urlsplit(os.environ.get("SITE_URL", "")).netloc or "127.0.0.1"
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": name})
    try:
        with urllib.request.urlopen(asked, timeout=8) as page:  # noqa: S310 - ours
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.healthcheck", description=__doc__)
    parser.add_argument("paths", nargs="+", help="such as /health/")
    silent = [path for path in parser.parse_args().paths if not answers(path)]
    for path in silent:
        print(f"{path} does not answer with 200")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
