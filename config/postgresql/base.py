from __future__ import annotations

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of which each request first sees whether it still is one (CONN_HEALTH_CHECKS).

    Django finds out by a query, which takes a fortieth of a page. But a server that ends a
    connection says so at once: there is something to read where nothing was asked.
    """

    def is_usable(self) -> bool:
        """Whether the connection can be asked. After an error it is asked, as Django does."""
        if self.connection is None or self.errors_occurred:
            return super().is_usable()
        if self.connection.closed or self.connection.broken:
            return False
        if self.connection.info.transaction_status is not TransactionStatus.IDLE:
            return super().is_usable()
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
