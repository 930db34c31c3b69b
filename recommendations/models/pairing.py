"""How the rows of `RecommendationForce` are kept: the database writes them, and nobody else.

A row is made of what other tables hold, and each of these tells it what has changed. Who change the
same row at once wait for one another. So do, at the inspection, who make rows from two sides: where
one adds a force and another a recommendation, neither sees what the other adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from forces.triggers import Trigger
from recommendations.models.changing import ANY

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = "recommendations_recommendationforce"
# What rows of other tables tell: columns of a pair by theirs, with what stands for nothing said.
OF_PROGRESS = {
    "state": ("state", "''"),
    "update_key": ("update_id", "NULL"),
    "as_at": ("as_at", "NULL"),
    "said_on": ("said_on", "NULL"),
    "next_on": ("next_on", "NULL"),
    "is_moved": ("is_moved", "false"),
}
OF_ASSESSMENT = {"verdict": ("verdict", "''"), "assessed_key": ("update_id", "NULL")}
# All that a pair is told, in the order of `facts`.
COLUMNS = (
    *("force_id", "recommendation_id", "inspection_id", "position", "released_on"),
    *OF_PROGRESS,
    *OF_ASSESSMENT,
    *("is_closed", "is_asked"),
)
STANDS = "{0}.decision = 'authorised' AND {0}.reopened_at IS NULL"
IS_CLOSED = f"""EXISTS (
    SELECT FROM recommendations_closure closure
    WHERE closure.force_id = {{force}} AND closure.recommendation_id = {{recommendation}}
        AND {STANDS.format("closure")}
)"""
IS_ASKED = """EXISTS (
    SELECT FROM recommendations_question question
    WHERE question.force_id = {force} AND question.recommendation_id = {recommendation}
        AND question.withdrawn_at IS NULL AND NOT EXISTS (
            SELECT FROM recommendations_reply reply WHERE reply.question_id = question.id
        )
)"""


def facts(which: str) -> str:
    """SELECT what the rows are, from what all the other tables hold: of some, or TRUE for all."""
    of = {"force": "concerned.force_id", "recommendation": "asked.id"}
    told = [("said", OF_PROGRESS), ("judged", OF_ASSESSMENT)]
    columns = [
        f"COALESCE({table}.{column}, {nothing}) AS {name}"  # of NULL and NULL it is NULL
        for table, some in told
        for name, (column, nothing) in some.items()
    ]
    return f"""
        SELECT concerned.force_id, asked.id AS recommendation_id, asked.inspection_id,
            asked.position, (report.released_at AT TIME ZONE 'Europe/London')::date AS released_on,
            {", ".join(columns)},
            {IS_CLOSED.format(**of)} AS is_closed, {IS_ASKED.format(**of)} AS is_asked
        FROM recommendations_inspection report
        JOIN recommendations_inspection_forces concerned ON concerned.inspection_id = report.id
        JOIN recommendations_recommendation asked ON asked.inspection_id = report.id
        LEFT JOIN recommendations_currentprogress said
            ON said.force_id = concerned.force_id AND said.recommendation_id = asked.id
        LEFT JOIN recommendations_currentassessment judged
            ON judged.force_id = concerned.force_id AND judged.recommendation_id = asked.id
        WHERE report.released_at IS NOT NULL AND asked.is_for_police AND {which}
        ORDER BY concerned.force_id, asked.position
    """  # noqa: S608  # ours


def made(which: str) -> str:
    """INSERT the rows that are lacking; those that are there learn their place and day anew."""
    return f"""
        INSERT INTO {TABLE} ({", ".join(COLUMNS)}) {facts(which)}
        ON CONFLICT (force_id, recommendation_id) DO UPDATE SET
            inspection_id = EXCLUDED.inspection_id, position = EXCLUDED.position,
            released_on = EXCLUDED.released_on
    """


def _pairs(func: str) -> Trigger:
    return Trigger(name="makes_its_pairs", when=pgtrigger.After, operation=ANY, func=func)


INSPECTION_MAKES_ITS_PAIRS = Trigger(
    name="makes_its_pairs",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("released_at"),
    func=f"""
        IF NEW.released_at IS NULL THEN
            DELETE FROM {TABLE} WHERE inspection_id = NEW.id;
        ELSE
            {made("report.id = NEW.id")};
        END IF;
        RETURN NULL;
    """,  # noqa: S608  # ours
)
HELD = """
    PERFORM FROM recommendations_inspection WHERE id = NEW.inspection_id FOR NO KEY UPDATE
"""
FORCE_MAKES_ITS_PAIRS = _pairs(f"""
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM {TABLE}
            WHERE force_id = OLD.force_id AND inspection_id = OLD.inspection_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            {HELD};
            {made("report.id = NEW.inspection_id AND concerned.force_id = NEW.force_id")};
        END IF;
        RETURN NULL;
    """)  # noqa: S608  # ours
RECOMMENDATION_MAKES_ITS_PAIRS = _pairs(f"""
        IF TG_OP = 'UPDATE' AND (NEW.inspection_id, NEW.position, NEW.is_for_police)
            IS NOT DISTINCT FROM (OLD.inspection_id, OLD.position, OLD.is_for_police)
        THEN
            RETURN NULL;
        END IF;
        IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
            NEW.inspection_id <> OLD.inspection_id OR NOT NEW.is_for_police
        ) THEN
            DELETE FROM {TABLE} WHERE recommendation_id = OLD.id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            {HELD};
            {made("report.id = NEW.inspection_id AND asked.id = NEW.id")};
        END IF;
        RETURN NULL;
    """)  # noqa: S608  # ours


def tells_its_pair(columns: Mapping[str, tuple[str, str]]) -> Trigger:
    """Has the pair of a row hold these columns, and nothing once the row is gone."""
    new = ", ".join(f"{name} = NEW.{column}" for name, (column, _) in columns.items())
    none = ", ".join(f"{name} = {nothing}" for name, (_, nothing) in columns.items())
    return Trigger(
        name="tells_its_pair",
        when=pgtrigger.After,
        operation=ANY,
        func=f"""
            IF (OLD.force_id, OLD.recommendation_id)
                IS DISTINCT FROM (NEW.force_id, NEW.recommendation_id)
            THEN
                UPDATE {TABLE} SET {none}
                WHERE force_id = OLD.force_id AND recommendation_id = OLD.recommendation_id;
            END IF;
            UPDATE {TABLE} SET {new}
            WHERE force_id = NEW.force_id AND recommendation_id = NEW.recommendation_id;
            RETURN NULL;
        """,  # noqa: S608  # ours
    )


# One closure at a time is live, and one that has ended never changes: so the row that did tells.
CLOSURE_TELLS_ITS_PAIR = Trigger(
    name="tells_its_pair",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        UPDATE {TABLE} SET is_closed = {STANDS.format("NEW")}
        WHERE force_id = NEW.force_id AND recommendation_id = NEW.recommendation_id
            AND is_closed IS DISTINCT FROM ({STANDS.format("NEW")});
        RETURN NULL;
    """,  # noqa: S608  # ours
)


def tells_whether_it_is_asked(question: str) -> Trigger:
    """Has the pair of the question with this key look again at whether any waits for a reply.

    It is locked first: two who each reply to one of two questions do not see one another.
    """
    of = {"force": "pair.force_id", "recommendation": "pair.recommendation_id"}
    return Trigger(
        name="tells_its_pair",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("its_pair", "bigint")],
        func=f"""
            SELECT pair.id INTO its_pair FROM {TABLE} pair
            JOIN recommendations_question its ON its.id = {question}
                AND pair.force_id = its.force_id
                AND pair.recommendation_id = its.recommendation_id
            FOR NO KEY UPDATE OF pair;
            UPDATE {TABLE} pair SET is_asked = NOT is_asked
            WHERE id = its_pair AND is_asked IS DISTINCT FROM {IS_ASKED.format(**of)};
            RETURN NULL;
        """,  # noqa: S608  # ours
    )


# Of a pair: what writes it is another trigger.
IS_TOLD = Trigger(
    name="is_told",
    when=pgtrigger.Before,
    operation=ANY,
    func="""
        IF pg_trigger_depth() < 2 THEN
            RAISE EXCEPTION 'How a force stands follows from what is said of it';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)
