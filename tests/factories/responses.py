"""Responses by their states, signed and published."""

from datetime import datetime

import factory
from factory.django import DjangoModelFactory

from recommendations.deadlines import last_day
from responses import models as responses
from responses.choices import (
    Position,
    Status,
)
from responses.content import content_of, digest
from responses.models import signing
from responses.models.signing import freeze
from tests.factories.days import NOON, TODAY
from tests.factories.inspections import InspectionFactory, RecommendationFactory
from tests.factories.people import PolicingBodyFactory, UserFactory


class ResponseFactory(DjangoModelFactory):
    """A response not started. Traits: drafting, with_commissioner, returned, signed, published.

    `answers=True` answers every recommendation of its inspection.
    """

    class Meta:
        model = responses.Response
        skip_postgeneration_save = True

    inspection = factory.SubFactory(InspectionFactory)
    body = factory.SubFactory(PolicingBodyFactory)
    due_on = factory.LazyAttribute(lambda o: last_day(o.inspection.published_on))

    class Params:
        drafting = factory.Trait(status=Status.DRAFTING)
        with_commissioner = factory.Trait(status=Status.WITH_COMMISSIONER)

    @factory.post_generation
    def answers(self, create, extracted, **kwargs):
        if extracted:
            for recommendation in self.inspection.recommendations.all():
                AnswerFactory(response=self, recommendation=recommendation)

    @factory.post_generation
    def returned(self, create, extracted, **kwargs):
        """A reason: drafted, sent and returned."""
        if extracted:
            user = UserFactory()
            self.status = Status.NOT_STARTED
            self.save()
            self.move_to(Status.DRAFTING, by=user, at=NOON)
            self.move_to(Status.WITH_COMMISSIONER, by=user, at=NOON)
            self.move_to(Status.DRAFTING, by=user, at=NOON, reason=extracted)

    @factory.post_generation
    def signed(self, create, extracted, **kwargs):
        if extracted:
            sign_version(self)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        """True for the last day, or the date of publication."""
        if extracted:
            publish_version(self, self.due_on if extracted is True else extracted)


def sign_version(response, on=TODAY, html="<p>Letter</p>"):
    """Freeze the draft as signed by somebody."""
    user = UserFactory(name="Sam Signer")
    content = content_of(response)
    content["signature"] = {
        "name": user.name,
        "office": "Police and Crime Commissioner",
        "dated_on": on.isoformat(),
    }
    version = freeze(response, content, html=html, by=user, at=NOON, dated_on=on)
    response.status = Status.SIGNED
    response.save()
    return version


def sign(response, actor, *, seen=None, at=NOON):
    """Signed as the service does it, with a letter of one word."""
    return signing.sign(
        response,
        actor,
        office=actor.offices_for(response.force.pk)[0],
        at=at,
        seen=seen or digest(content_of(response)),
        render=lambda content: "<p>Letter</p>",
    )


def publish_version(response, on):
    """Publish the signed draft, signing it first where need be."""
    version = response.versions.filter(number=response.draft_number).first()
    version = version or sign_version(response, on)
    responses.Publication.objects.create(
        version=version,
        published_on=on,
        by=version.signed_by,
        at=datetime.combine(on, NOON.timetz()),
    )
    response.published_version = version
    response.published_on = response.published_on or on
    response.status = Status.PUBLISHED
    response.save()
    return version


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = responses.Answer

    response = factory.SubFactory(ResponseFactory)
    recommendation = factory.LazyAttribute(
        lambda o: RecommendationFactory(inspection=o.response.inspection)
    )
    position = Position.UNDER_WAY
    text = factory.LazyAttribute(lambda o: f"Work on {o.recommendation.number} has begun.")
    saved_by = factory.SubFactory(UserFactory)
    saved_at = NOON
