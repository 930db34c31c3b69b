"""What the database keeps of forces and their recommendations, beside what it follows from."""

from django.db import connection

from recommendations.models.pairing import TABLE, facts


def amiss():
    """Rows that are kept and do not follow, or follow and are not kept."""
    told = facts("TRUE").rpartition("ORDER BY")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY VIEW follows AS {told}")
        cursor.execute(
            "SELECT string_agg(column_name, ', ') FROM information_schema.columns "
            "WHERE table_name = 'follows'"
        )
        (columns,) = cursor.fetchone()
        kept, follows = (f"(SELECT {columns} FROM {table})" for table in (TABLE, "follows"))  # noqa: S608  # ours
        cursor.execute(f"({kept} EXCEPT ALL {follows}) UNION ALL ({follows} EXCEPT ALL {kept})")
        found = cursor.fetchall()
        cursor.execute("DROP VIEW follows")
    return found
