"""What the database itself refuses about rows that name each other."""

from __future__ import annotations

import pgtrigger

from forces.triggers import Trigger


def same_inspection(response_id: str, *recommendations: str) -> Trigger:
    """Refuses a row whose recommendations are not of the inspection that the response answers.

    `response_id` is SQL for the id of the row's response; `recommendations` are the names of the
    row's columns that hold a recommendation's id, of which some may be null.
    """
    named = ", ".join(f"NEW.{column}" for column in recommendations)
    return Trigger(
        name="same_inspection",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF EXISTS (
                SELECT 1 FROM recommendations_recommendation
                WHERE id IN ({named}) AND inspection_id <> (
                    SELECT inspection_id FROM responses_response WHERE id = {response_id}
                )
            ) THEN
                RAISE EXCEPTION 'An answer belongs to a recommendation of its inspection';
            END IF;
            RETURN NEW;
        """,  # noqa: S608  # names of columns from this file's callers, nothing typed
    )


PUBLISHED_IS_ITS_OWN = Trigger(
    name="published_is_its_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__published_version__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM responses_signedversion version
            JOIN responses_publication publication ON publication.version_id = version.id
            WHERE version.id = NEW.published_version_id AND version.response_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'A response shows a published version of its own';
        END IF;
        RETURN NEW;
    """,
)


# Signed versions and publications are final, and are found through their response. Keys of others
# are compared at the end of a transaction alone: one could be deleted, and come back as another's.
STAYS_WHERE_IT_IS = Trigger(
    name="stays_where_it_is",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT FROM responses_signedversion WHERE response_id = OLD.id) THEN
                RAISE EXCEPTION 'A response stays with what was signed of it';
            END IF;
            RETURN OLD;
        END IF;
        IF (NEW.inspection_id, NEW.body_id) <> (OLD.inspection_id, OLD.body_id) THEN
            RAISE EXCEPTION 'A response stays with its inspection and its body';
        END IF;
        IF OLD.published_version_id IS NOT NULL AND NEW.published_version_id IS NULL THEN
            RAISE EXCEPTION 'What is published stays published';
        END IF;
        RETURN NEW;
    """,
)


# What a force handed over is its own: the office may reply to it, or give it back.
HANDED_OVER_IS_LOCKED = Trigger(
    name="handed_over_is_locked",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__handed_over_at__isnull=False),
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Comments that were handed over stay';
        END IF;
        IF NEW.handed_over_at IS NOT NULL AND (
            NEW.text, NEW.received_from, NEW.received_on, NEW.handed_over_at, NEW.handed_over_by_id
        ) IS DISTINCT FROM (
            OLD.text, OLD.received_from, OLD.received_on, OLD.handed_over_at, OLD.handed_over_by_id
        ) OR NEW.response_id <> OLD.response_id THEN
            RAISE EXCEPTION 'Comments that were handed over are not rewritten';
        END IF;
        IF NEW.handed_over_at IS NULL AND (
            NEW.text <> '' OR NEW.received_from <> '' OR NEW.received_on IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'Comments that are given back are no longer held';
        END IF;
        RETURN NEW;
    """,
)
OF_HANDED_OVER_IS_LOCKED = Trigger(
    name="of_handed_over_is_locked",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (
            SELECT 1 FROM responses_chiefofficercomments
            WHERE handed_over_at IS NOT NULL
            AND response_id IN (
                CASE WHEN TG_OP = 'INSERT' THEN NEW.response_id ELSE OLD.response_id END,
                CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END
            )
        ) THEN
            RAISE EXCEPTION 'Comments that were handed over are not rewritten';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)


# Whose picture it is decides what it stands for: nobody signs with the hand of another.
LOGO_IS_ITS_OWN = Trigger(
    name="logo_is_its_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__logo__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT FROM responses_letterimage
            WHERE id = NEW.logo_id AND body_id = NEW.body_id AND purpose = 'logo'
        ) THEN
            RAISE EXCEPTION 'A letterhead shows a logo of its own body';
        END IF;
        RETURN NEW;
    """,
)
SIGNATURE_IS_THEIR_OWN = Trigger(
    name="signature_is_their_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT FROM responses_letterimage
            WHERE id = NEW.image_id AND body_id = NEW.body_id AND person_id = NEW.person_id
        ) THEN
            RAISE EXCEPTION 'A person signs with a picture of their own, for its body';
        END IF;
        RETURN NEW;
    """,
)


# What is in a bundle is handed out together, so nothing else may get into one.
BUNDLED_IS_PUBLISHED = Trigger(
    name="bundled_is_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT FROM responses_signedversion version
            JOIN responses_publication publication ON publication.version_id = version.id
            JOIN responses_response response ON response.id = version.response_id
            JOIN responses_bundle bundle ON bundle.inspection_id = response.inspection_id
            WHERE version.id = NEW.version_id AND bundle.id = NEW.bundle_id
        ) THEN
            RAISE EXCEPTION 'A bundle holds what is published of its inspection';
        END IF;
        IF NEW.letter_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM responses_letter
            WHERE id = NEW.letter_id AND version_id = NEW.version_id
        ) THEN
            RAISE EXCEPTION 'A version is bundled with its own letter';
        END IF;
        RETURN NEW;
    """,
)
