"""Test data for what inspectors say of a force's progress, and what the force adds to it.

The force and the recommendation are given, or those of an update that is.
"""

from datetime import timedelta
from hashlib import sha256

from recommendations import models
from recommendations.choices import About, Decision, Verdict
from tests import factories as make


def _about(update, force, recommendation):
    force = force or (update.force if update else make.ForceFactory())
    recommendation = recommendation or (
        update.recommendation if update else make.RecommendationFactory()
    )
    return {"force": force, "recommendation": recommendation}


def assessment(*, update=None, force=None, recommendation=None, current=True, **values):
    """What an inspector makes of a claim; it is what stands, unless `current` is False."""
    about = _about(update, force, recommendation)
    made = models.Assessment.objects.create(
        **about,
        **{
            "update": update,
            "verdict": Verdict.ACCEPTED,
            "reason": "Three dip samples bear it out.",
            "assessed_on": make.TODAY,
            "at": make.NOON,
            **values,
            "by": values.get("by") or inspector(),
        },
    )
    if current:
        models.CurrentAssessment.objects.update_or_create(**about, defaults={"assessment": made})
    return made


def closure(*, update=None, force=None, recommendation=None, authorised=True, **values):
    """A recommendation that two inspectors closed, or of which one has proposed it."""
    decided = {
        "decision": Decision.AUTHORISED,
        "decided_by": values.pop("decided_by", None) or inspector(),
        "decided_at": make.NOON,
    }
    return models.Closure.objects.create(
        **_about(update, force, recommendation),
        **{
            "update": update,
            "reason": "It is carried out, and seen to work.",
            "proposed_at": make.NOON,
            **(decided if authorised else {}),
            **values,
            "proposed_by": values.get("proposed_by") or inspector(),
        },
    )


def question(*, update=None, force=None, recommendation=None, **values):
    """What an inspector asks: of an update, or of version 1 of the published answer."""
    about = {"about": About.UPDATE, "update": update}
    if update is None:
        about = {"about": About.ANSWER, "version_number": 1}
    return models.Question.objects.create(
        **_about(update, force, recommendation),
        **{
            **about,
            "text": "How many cases did you look at?",
            "reply_by": make.TODAY + timedelta(days=28),
            "asked_at": make.NOON,
            **values,
            "asked_by": values.get("asked_by") or inspector(),
        },
    )


def reply(to, **values):
    return models.Reply.objects.create(
        question=to,
        **{"text": "Forty.", "at": make.NOON, **values, "by": values.get("by") or person()},
    )


def evidence(update, content=b"%PDF-1.7 minutes of a meeting", **values):
    """A file on a draft: the database takes none for an update that is submitted."""
    return models.Evidence.objects.create(
        update=update,
        content=content,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        **{
            "name": "minutes.pdf",
            "media_type": "application/pdf",
            "added_at": make.NOON,
            **values,
            "added_by": values.get("added_by") or update.written_by,
        },
    )


def request(*, force=None, recommendation=None, **values):
    """Somebody is asked for an update."""
    return models.UpdateRequest.objects.create(
        **_about(None, force, recommendation),
        **{
            "wanted_by": make.TODAY + timedelta(days=14),
            "asked_at": make.NOON,
            **values,
            "person": values.get("person") or person(),
            "asked_by": values.get("asked_by") or person(),
        },
    )


def inspector():
    return make.MembershipFactory(inspector=True).user


def person():
    return make.UserFactory()
