"""Jobs that run at the same time, each on a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from django.db import connection, transaction


def at_once(*jobs):
    """Run jobs in threads of their own; what each returned or raised."""
    barrier, outcomes = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            barrier.wait(timeout=60)
            outcomes[place] = job()
        except Exception as error:  # noqa: BLE001  # the test looks at it
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def one_waits_for_another(first, second):
    """What the second returns, begun while the first is done and not committed: it has to wait."""

    def elsewhere():
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(elsewhere)
            until_somebody_waits()
        return waiting.result(timeout=60)


def until_somebody_waits():
    """For this connection: others test on the same server."""
    with connection.cursor() as cursor:
        for _ in range(6000):
            cursor.execute(
                "SELECT FROM pg_locks "
                "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchall():
                return
            sleep(0.01)
    raise AssertionError("Nobody waits.")
