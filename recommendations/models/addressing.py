"""Whether a recommendation asks police forces for anything: kept beside it, by the database.

Every list of what a force has to carry out starts from it (docs/decisions/0035).
"""

from __future__ import annotations

import pgtrigger

from forces.triggers import Trigger
from recommendations.models.changing import ANY

# Whether a part of the recommendation of a key is addressed to police forces.
ASKS_POLICE = """EXISTS (
    SELECT FROM recommendations_part part
    JOIN recommendations_part_addressees addressed ON addressed.part_id = part.id
    JOIN recommendations_addressee addressee ON addressee.id = addressed.addressee_id
    WHERE part.recommendation_id = {} AND addressee.is_police_forces
)"""

# By its name it comes before what compares the old row with the new one.
KNOWS_WHETHER_IT_ASKS_POLICE = Trigger(
    name="asks_police_or_not",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        NEW.is_for_police := {ASKS_POLICE.format("NEW.id")};
        RETURN NEW;
    """,
)


def tells_its_recommendation(which: str) -> Trigger:
    """Has the recommendations that are selected look again at whom they are addressed to.

    They are locked first: two who each take out one of two parts do not see one another.
    """
    return Trigger(
        name="tells_its_recommendation",
        when=pgtrigger.After,
        operation=ANY,
        func=f"""
            PERFORM 1 FROM recommendations_recommendation WHERE id IN ({which})
            ORDER BY id FOR NO KEY UPDATE;
            UPDATE recommendations_recommendation asked SET is_for_police = NOT is_for_police
            WHERE id IN ({which})
                AND is_for_police IS DISTINCT FROM {ASKS_POLICE.format("asked.id")};
            RETURN NULL;
        """,  # noqa: S608  # ours
    )


# Of an addressee: published reports name it, and what is asked of police forces hangs on it.
STAYS_WHAT_IT_IS = Trigger(
    name="stays_what_it_is",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("name", "is_police_forces"),
    func="""
        IF EXISTS (
            SELECT FROM recommendations_part_addressees addressed
            JOIN recommendations_part part ON part.id = addressed.part_id
            JOIN recommendations_recommendation asked ON asked.id = part.recommendation_id
            JOIN recommendations_inspection inspection ON inspection.id = asked.inspection_id
            WHERE addressed.addressee_id = NEW.id AND (
                inspection.released_at IS NOT NULL
                OR OLD.is_police_forces <> NEW.is_police_forces
            )
        ) THEN
            RAISE EXCEPTION 'An addressee of recommendations stays what it is';
        END IF;
        RETURN NEW;
    """,
)
