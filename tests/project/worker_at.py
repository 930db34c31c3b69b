"""A Celery worker to which it is another time: python -m tests.project.worker_at MOMENT OPTIONS.

Its clock begins at MOMENT and goes on from there, in the processes that it forks too.
"""

import sys
from datetime import datetime

import time_machine
from celery.__main__ import main

if __name__ == "__main__":
    moment = sys.argv.pop(1)
    time_machine.travel(datetime.fromisoformat(moment), tick=True).start()
    main()
