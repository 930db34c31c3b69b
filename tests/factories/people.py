"""Forces, their bodies, and people with their roles."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from forces import models as forces
from forces.actors import Actor
from forces.choices import BodyKind, Role
from tests.factories.days import HASHED, TODAY


class ForceFactory(DjangoModelFactory):
    class Meta:
        model = forces.Force

    name = factory.Sequence(lambda n: f"Force {n:02} Police")
    slug = factory.Sequence(lambda n: f"force-{n:02}")
    ons_code = factory.Sequence(lambda n: f"E{n:08}")
    country = "England"
    region = "North West"


class PolicingBodyFactory(DjangoModelFactory):
    class Meta:
        model = forces.PolicingBody

    force = factory.SubFactory(ForceFactory)
    name = factory.LazyAttribute(lambda o: f"Police and Crime Commissioner for {o.force.name}")
    kind = BodyKind.PCC
    valid_from = date(2012, 11, 22)


class InspectorateFactory(DjangoModelFactory):
    class Meta:
        model = forces.Inspectorate
        django_get_or_create = ("slug",)

    name = "HM Inspectorate of Constabulary and Fire & Rescue Services"
    short_name = "HMICFRS"
    slug = "hmicfrs"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = forces.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = HASHED


class MembershipFactory(DjangoModelFactory):
    """A role held since the start of 2021. Traits: one for each role."""

    class Meta:
        model = forces.Membership

    user = factory.SubFactory(UserFactory)
    valid_from = date(2021, 1, 1)

    class Params:
        drafter = factory.Trait(role=Role.DRAFTER, body=factory.SubFactory(PolicingBodyFactory))
        signatory = factory.Trait(
            role=Role.SIGNATORY,
            body=factory.SubFactory(PolicingBodyFactory),
            office="Police and Crime Commissioner",
        )
        force_contact = factory.Trait(
            role=Role.FORCE_CONTACT, force=factory.SubFactory(ForceFactory)
        )
        inspector = factory.Trait(
            role=Role.INSPECTOR, inspectorate=factory.SubFactory(InspectorateFactory)
        )
        administrator = factory.Trait(
            role=Role.ADMINISTRATOR, inspectorate=factory.SubFactory(InspectorateFactory)
        )


def actor(user, on=TODAY):
    """The person on a day."""
    return Actor.of(user, on)
