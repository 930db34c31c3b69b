"""What the database keeps of forces and their recommendations, beside what it follows from."""

from django.db import connection

from recommendations.models.pairing import COLUMNS, TABLE, facts


def amiss():
    """Rows that are kept and do not follow, or follow and are not kept."""
    told = facts("TRUE").rpartition("ORDER BY")[0]
    kept, follows = (
        f"(SELECT {', '.join(COLUMNS)} FROM {table})"  # noqa: S608  # ours
        for table in (TABLE, "follows")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH follows AS ({told}) "
            f"({kept} EXCEPT ALL {follows}) UNION ALL ({follows} EXCEPT ALL {kept})"
        )
        return cursor.fetchall()
