"""Test data, with a trait per state. Every date hangs on the inspection of 16 July 2021."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from forces import models as forces
from forces.actors import Actor
from forces.choices import BodyKind, Role
from recommendations import models as recommendations
from recommendations.choices import Standing, State
from recommendations.deadlines import last_day
from responses import models as responses
from responses.choices import (
    CopyTo,
    LetterState,
    MailState,
    Position,
    ReminderKind,
    ReminderState,
    Status,
)
from responses.content import content_of, digest
from responses.models import signing
from responses.models.signing import freeze
from tests.completing import completing

PUBLISHED_ON = date(2021, 7, 16)
DUE_ON = date(2021, 9, 9)
TODAY = date(2021, 8, 20)
NOON = datetime(2021, 8, 20, 11, 0, tzinfo=UTC)  # noon in London
PASSWORD = "correct horse battery"
HASHED = make_password(PASSWORD)


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


class DraftLetterFactory(DjangoModelFactory):
    """A PDF of the draft in the shape of a report, asked for and waiting. Trait: ready."""

    class Meta:
        model = responses.DraftLetter

    response = factory.SubFactory(ResponseFactory, drafting=True)
    html = "<p>Draft</p>"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = NOON
    changed_at = NOON

    class Params:
        ready = factory.Trait(
            state=LetterState.READY,
            content=b"%PDF-1.7",
            sha256="86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b",
        )


class MailFactory(DjangoModelFactory):
    """A mail of today that waits to be sent. Traits: claimed, sent, failed."""

    class Meta:
        model = responses.Mail

    recipient = factory.SubFactory(UserFactory)
    on = TODAY
    message_id = factory.Sequence(lambda n: f"<mail.{n}@example.org>")
    reserved_at = NOON

    class Params:
        claimed = factory.Trait(state=MailState.CLAIMED, attempts=1, claimed_at=NOON)
        sent = factory.Trait(state=MailState.SENT, attempts=1, claimed_at=NOON, sent_at=NOON)
        failed = factory.Trait(
            state=MailState.FAILED,
            attempts=1,
            claimed_at=NOON,
            error="SMTPDataError: the box is full",
            try_again_at=NOON + timedelta(minutes=10),
        )


class CopyFactory(DjangoModelFactory):
    """A copy for the inspectorate, of which nothing is recorded yet."""

    class Meta:
        model = responses.Copy

    to = CopyTo.INSPECTORS


class CopyMailFactory(DjangoModelFactory):
    """A mail that carries a copy, reserved. Traits: claimed, failed."""

    class Meta:
        model = responses.CopyMail

    copy = factory.SubFactory(CopyFactory)
    address = "copies@hmicfrs.example"
    reserved_at = NOON

    class Params:
        claimed = factory.Trait(state=MailState.CLAIMED, attempts=1, claimed_at=NOON)
        failed = factory.Trait(
            state=MailState.FAILED,
            attempts=1,
            claimed_at=NOON,
            error="SMTPDataError: the box is full",
            try_again_at=NOON + timedelta(minutes=10),
        )


class ReminderFactory(DjangoModelFactory):
    """A reminder of the last day, reserved and in no mail. Traits: in_mail, failed, sent."""

    class Meta:
        model = responses.Reminder

    response = factory.SubFactory(ResponseFactory)
    kind = ReminderKind.LAST_DAY
    milestone = -7
    falls_on = TODAY
    recipient = factory.SubFactory(UserFactory)
    reserved_at = NOON

    class Params:
        in_mail = factory.Trait(
            mail=factory.SubFactory(MailFactory, recipient=factory.SelfAttribute("..recipient"))
        )
        failed = factory.Trait(in_mail=True, mail__failed=True)
        sent = factory.Trait(in_mail=True, mail__sent=True, state=ReminderState.SENT, sent_at=NOON)


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


def actor(user, on=TODAY):
    """The person on a day."""
    return Actor.of(user, on)
