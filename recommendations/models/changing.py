"""What is published changes only together with a correction: the database sees to it.

What it was like when it was published is in its history, which nothing changes. Whoever publishes
an inspection may still complete it in that same transaction.
"""

from __future__ import annotations

import pgtrigger

from forces.triggers import MINE, OF_THIS_TRANSACTION, Trigger

ANY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def changes_with_correction(
    of: str,
    *,
    operation: pgtrigger.Operation = ANY,
    condition: pgtrigger.Condition | None = None,
) -> Trigger:
    """Refuses to change what is published without a correction of it in the same transaction.

    `of` selects the inspection that a row belongs to, and the recommendation or NULL.
    """
    return Trigger(
        name="changes_with_correction",
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        declare=[MINE],
        func=f"""
            IF OLD IS DISTINCT FROM NEW AND EXISTS (
                SELECT FROM ({of}) touched (inspection, recommendation)
                WHERE EXISTS (
                    SELECT FROM recommendations_inspectionevent
                    WHERE pgh_obj_id = inspection AND released_at IS NOT NULL
                        AND NOT {OF_THIS_TRANSACTION}
                ) AND NOT EXISTS (
                    SELECT FROM recommendations_correction
                    WHERE inspection_id = inspection
                        AND recommendation_id IS NOT DISTINCT FROM recommendation
                        AND {OF_THIS_TRANSACTION}
                )
            ) THEN
                RAISE EXCEPTION 'What is published changes only with a correction';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,  # noqa: S608  # ours
    )


# For the rows of each table. Of a row that moves, both places count.
OF_ITSELF = "VALUES (OLD.inspection_id, OLD.id), (NEW.inspection_id, NEW.id)"
OF_ITS_RECOMMENDATION = """
    SELECT inspection_id, id FROM recommendations_recommendation
    WHERE id IN (OLD.recommendation_id, NEW.recommendation_id)
"""
OF_ITS_PART = """
    SELECT asked.inspection_id, asked.id FROM recommendations_recommendation asked
    JOIN recommendations_part part ON part.recommendation_id = asked.id
    WHERE part.id IN (OLD.part_id, NEW.part_id)
"""
OF_ITS_INSPECTION = """
    VALUES (OLD.inspection_id, NULL::bigint), (NEW.inspection_id, NULL::bigint)
"""

# What is published of the inspection itself. Its dates change with a redating.
INSPECTION_CHANGES_WITH_CORRECTION = changes_with_correction(
    "VALUES (OLD.id, NULL::bigint)",
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange(
        "title",
        "short_title",
        "slug",
        "url",
        "key_findings",
        "scope",
        "follows_up",
        "source",
        "licence",
        "released_at",
    ),
)
