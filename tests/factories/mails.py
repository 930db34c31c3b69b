"""What goes out of a response: drafts as files, reminders, copies, mails."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from responses import models as responses
from responses.choices import (
    CopyTo,
    LetterState,
    MailState,
    ReminderKind,
    ReminderState,
)
from tests.factories.days import NOON, TODAY
from tests.factories.people import UserFactory
from tests.factories.responses import ResponseFactory

# Of any mail.
CLAIMED = factory.Trait(state=MailState.CLAIMED, attempts=1, claimed_at=NOON)
FAILED = factory.Trait(
    state=MailState.FAILED,
    attempts=1,
    claimed_at=NOON,
    error="SMTPDataError: the box is full",
    try_again_at=NOON + timedelta(minutes=10),
)


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
        claimed = CLAIMED
        sent = factory.Trait(state=MailState.SENT, attempts=1, claimed_at=NOON, sent_at=NOON)
        failed = FAILED


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
        claimed = CLAIMED
        failed = FAILED


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
