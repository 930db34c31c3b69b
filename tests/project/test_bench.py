import os
import subprocess
import sys

import pytest

PARTS = [
    "Reminders: ",
    "Reminders of progress: ",
    "What a force has open",
    "Requests a second, ",
    "Tables: milliseconds a row",
    "Letters of 13 answers",
]


@pytest.mark.slow
def test_bench_measures_every_part(root):
    briefly = ["--times", "3", "--seconds", "1", "--inspections", "1"]

    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench", *briefly],
        cwd=root,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    for part in PARTS:
        assert part in done.stdout
