"""Years of updates on every recommendation by every force, and what inspectors made of them.

Written by the database itself: a row at a time from here takes ten times as long.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from recommendations.choices import About, Decision, State, Verdict

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from forces.models import User
    from recommendations.models import Inspection

UPDATES = 8  # of a force on a recommendation
MOVED = 4  # with which of them, from 0, one in four puts off its date
FIRST_AFTER = 30  # days after the report

# Every pair of a force and a recommendation, with a number of its own to choose by: from their
# places in the list, because their keys hang on what was made before.
PAIRS = """
    SELECT concerned.force_id, asked.id AS recommendation_id,
        dense_rank() OVER (ORDER BY concerned.force_id) * 7919
            + asked.position * 104729 + %(salt)s AS luck
    FROM recommendations_recommendation asked
    JOIN recommendations_inspection_forces concerned USING (inspection_id)
    WHERE asked.inspection_id = %(inspection)s
"""
TELL = f"""
    INSERT INTO recommendations_progressupdate
        (recommendation_id, force_id, as_at, state, text, next_on, moved_reason,
        written_by_id, written_at, submitted_by_id, submitted_at)
    SELECT recommendation_id, force_id, as_at, state,
        (%(pool)s::text[])[1 + (luck + n * 31) %% %(texts)s],
        CASE WHEN state = ANY(%(unfinished)s) THEN promised END,
        CASE WHEN moves AND n = %(moved)s THEN 'The supplier was late.' ELSE '' END,
        %(by)s, as_at, %(by)s, as_at
    FROM (
        SELECT *, %(first)s::date + (%(step)s * n)::int AS as_at, luck %% 4 = 0 AS moves,
            %(on)s::date + CASE WHEN luck %% 4 = 0 AND n < %(moved)s THEN 30 ELSE 200 END
            AS promised,
            CASE WHEN n = 0 THEN 'not_started'
                WHEN n = %(last)s THEN (%(states)s::text[])[1 + luck %% %(kinds)s]
                ELSE 'in_progress' END AS state
        FROM ({PAIRS}) pair, generate_series(0, %(last)s) n
    ) told
    ORDER BY n, recommendation_id, force_id
"""  # noqa: S608  # of this file's own parts
STANDS = """
    INSERT INTO recommendations_currentprogress (force_id, recommendation_id, update_id)
    SELECT DISTINCT ON (force_id, recommendation_id) force_id, recommendation_id, told.id
    FROM recommendations_progressupdate told
    JOIN recommendations_recommendation asked ON asked.id = told.recommendation_id
    WHERE asked.inspection_id = %(inspection)s
    ORDER BY force_id, recommendation_id, as_at DESC, told.id DESC
"""
ASSESS = f"""
    INSERT INTO recommendations_assessment
        (recommendation_id, force_id, update_id, verdict, reason, assessed_on, by_id, at)
    SELECT pair.recommendation_id, pair.force_id, told.update_id,
        (%(verdicts)s::text[])[1 + luck %% %(kinds_of_verdict)s],
        'Seen on a visit.', %(on)s, %(by)s, %(on)s
    FROM ({PAIRS}) pair
    JOIN recommendations_currentprogress told USING (force_id, recommendation_id)
    WHERE luck %% 3 = 0
"""  # noqa: S608  # of this file's own parts
ASSESSED = """
    INSERT INTO recommendations_currentassessment (force_id, recommendation_id, assessment_id)
    SELECT force_id, recommendation_id, found.id
    FROM recommendations_assessment found
    JOIN recommendations_recommendation asked ON asked.id = found.recommendation_id
    WHERE asked.inspection_id = %(inspection)s
"""
CLOSE = f"""
    INSERT INTO recommendations_closure
        (recommendation_id, force_id, update_id, reason, proposed_by_id, proposed_at,
        decision, decision_reason, decided_by_id, decided_at, reopened_reason)
    SELECT pair.recommendation_id, pair.force_id, told.update_id, 'It is carried out.',
        %(by)s, %(on)s, %(authorised)s, '', %(other)s, %(on)s, ''
    FROM ({PAIRS}) pair
    JOIN recommendations_currentprogress told USING (force_id, recommendation_id)
    WHERE luck %% 5 = 0
"""  # noqa: S608  # of this file's own parts
ASK = f"""
    INSERT INTO recommendations_question
        (recommendation_id, force_id, about, update_id, text, reply_by, asked_by_id, asked_at,
        withdrawn_reason)
    SELECT pair.recommendation_id, pair.force_id, %(about)s, told.update_id,
        'How do you know?', %(on)s::date + 14, %(by)s, %(on)s, ''
    FROM ({PAIRS}) pair
    JOIN recommendations_currentprogress told USING (force_id, recommendation_id)
    WHERE luck %% 50 = 1
"""  # noqa: S608  # of this file's own parts


def tell(
    inspection: Inspection, rng: Random, pool: list[str], *, on: date, by: User, other: User
) -> None:
    """Updates evenly from a month after the report to the day, then what inspectors say of them."""
    days = max((on - inspection.published_on).days - FIRST_AFTER, 0)
    values: dict[str, Any] = {
        "salt": rng.randrange(1_000_000),
        "inspection": inspection.pk,
        "pool": pool,
        "texts": len(pool),
        "first": inspection.published_on + timedelta(days=FIRST_AFTER),
        "step": days / (UPDATES - 1),
        "last": UPDATES - 1,
        "moved": MOVED,
        "states": State.values,
        "kinds": len(State),
        "unfinished": [State.NOT_STARTED.value, State.IN_PROGRESS.value],
        "verdicts": [v.value for v in Verdict if v != Verdict.SUPERSEDED],
        "kinds_of_verdict": len(Verdict) - 1,
        "authorised": Decision.AUTHORISED.value,
        "about": About.UPDATE.value,
        "on": on,
        "by": by.pk,
        "other": other.pk,
    }
    with connection.cursor() as cursor:
        for statement in (TELL, STANDS, ASSESS, ASSESSED, CLOSE, ASK):
            cursor.execute(statement, values)
