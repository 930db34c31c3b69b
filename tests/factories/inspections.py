"""Inspections, what they ask, and what forces say of it later."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from recommendations import models as recommendations
from recommendations.choices import Standing, State
from tests.completing import completing
from tests.factories.days import NOON, PUBLISHED_ON, TODAY
from tests.factories.people import ForceFactory, InspectorateFactory, UserFactory


class AddresseeFactory(DjangoModelFactory):
    class Meta:
        model = recommendations.Addressee
        django_get_or_create = ("slug",)

    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())
    slug = "police-forces"
    is_police_forces = factory.LazyAttribute(lambda o: o.slug == "police-forces")


class InspectionFactory(DjangoModelFactory):
    """A released inspection without recommendations. Trait: embargoed."""

    class Meta:
        model = recommendations.Inspection
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"An inspection of the response to crime, part {n}")
    short_title = factory.Sequence(lambda n: f"Inspection {n}")
    slug = factory.Sequence(lambda n: f"inspection-{n}")
    published_on = PUBLISHED_ON
    url = "https://example.org/report"
    key_findings = "- Victims wait too long."
    released_at = NOON
    released_by = factory.SubFactory(UserFactory)

    class Params:
        embargoed = factory.Trait(released_at=None, released_by=None)

    @factory.post_generation
    def forces(self, create, extracted, **kwargs):
        with completing():
            self.forces.add(*(extracted or []))

    @factory.post_generation
    def inspectorates(self, create, extracted, **kwargs):
        with completing():
            self.inspectorates.add(*(extracted or [InspectorateFactory()]))


class RecommendationFactory(DjangoModelFactory):
    """A recommendation to police forces. Trait: for_others (to the Home Office)."""

    class Meta:
        model = recommendations.Recommendation
        skip_postgeneration_save = True

    inspection = factory.SubFactory(InspectionFactory)
    position = factory.LazyAttribute(lambda o: o.inspection.recommendations.count() + 1)
    number = factory.LazyAttribute(lambda o: str(o.position))
    heading = factory.LazyAttribute(lambda o: f"Heading of {o.number}")
    text = factory.LazyAttribute(lambda o: f"Police forces should do thing {o.number}.")

    class Params:
        for_others = factory.Trait(addressee="home-office")

    addressee = "police-forces"

    @classmethod
    def _create(cls, model, *args, addressee, **kwargs):
        with completing():
            made = super()._create(model, *args, **kwargs)
            part = made.parts.create(position=1, text=made.text)
            part.addressees.add(AddresseeFactory(slug=addressee))
            made.refresh_from_db(fields=["is_for_police"])
        return made


class MeasureFactory(DjangoModelFactory):
    """A number that a recommendation asks each force for."""

    class Meta:
        model = recommendations.Measure

    recommendation = factory.SubFactory(RecommendationFactory)
    position = factory.LazyAttribute(lambda o: o.recommendation.measures.count() + 1)
    name = factory.Sequence(lambda n: f"Measure {n}")
    definition = "Those trained by the last day. The recommendation asks forces to publish it."
    unit = "investigators"

    @classmethod
    def _create(cls, model, *args, **kwargs):
        with completing():
            return super()._create(model, *args, **kwargs)


class FigureFactory(DjangoModelFactory):
    """34, for the twelve months before the report."""

    class Meta:
        model = recommendations.Figure

    measure = factory.SubFactory(MeasureFactory)
    force = factory.SubFactory(ForceFactory)
    period_ends_on = date(2021, 3, 31)
    standing = Standing.NUMBER
    value = 34
    saved_by = factory.SubFactory(UserFactory)
    saved_at = NOON


class ProgressUpdateFactory(DjangoModelFactory):
    """A submitted update. Trait: draft."""

    class Meta:
        model = recommendations.ProgressUpdate

    recommendation = factory.SubFactory(RecommendationFactory)
    force = factory.SubFactory(ForceFactory)
    as_at = TODAY
    state = State.IN_PROGRESS
    text = "Training has begun."
    written_by = factory.SubFactory(UserFactory)
    written_at = NOON
    submitted_by = factory.SelfAttribute("written_by")
    submitted_at = NOON

    class Params:
        draft = factory.Trait(submitted_by=None, submitted_at=None)

    @classmethod
    def _create(cls, model, *args, **kwargs):
        submitted = kwargs.pop("submitted_at"), kwargs.pop("submitted_by")
        update = super()._create(model, *args, **kwargs)
        if submitted[0]:
            update.submit(at=submitted[0], by=submitted[1])
        return update
