"""Who sees which reminders, and the mails that they go out in."""

import pytest

from responses.choices import TOLD_TO_INSPECTORATE, ReminderKind
from responses.models import Mail, Reminder
from tests import factories as make


@pytest.fixture
def responses(cheshire, cumbria, inspection):
    """A response of each of two bodies to one inspection."""
    return [
        make.ResponseFactory(inspection=inspection, body=people.body)
        for people in (cheshire, cumbria)
    ]


def seen(user):
    """The reminders that a person sees, and the mails, by id."""
    actor = make.actor(user)
    reminders = Reminder.objects.visible_to(actor)
    mails = Mail.objects.visible_to(actor)
    return set(reminders.values_list("pk", flat=True)), set(mails.values_list("pk", flat=True))


@pytest.mark.parametrize("kind", ReminderKind)
@pytest.mark.parametrize("role", ["drafter", "signatory"])
def test_office_sees_every_kind_about_its_own_response_whoever_is_told(
    cheshire, administrator, responses, role, kind
):
    own, _ = responses
    rows = [
        make.ReminderFactory(response=own, recipient=person, kind=kind, in_mail=True)
        for person in (cheshire.drafter, cheshire.signatory, administrator)
    ]

    assert seen(getattr(cheshire, role)) == (
        {row.pk for row in rows},
        {row.mail_id for row in rows},
    )


def test_office_sees_nothing_about_the_response_of_another_body(cheshire, cumbria, responses):
    _, other = responses
    make.ReminderFactory(response=other, recipient=cumbria.drafter, in_mail=True)

    assert seen(cheshire.drafter) == (set(), set())


def test_office_sees_of_a_mail_to_an_administrator_its_own_reminder_alone(
    cheshire, administrator, responses
):
    own, other = responses
    mail = make.MailFactory(recipient=administrator)
    one = make.ReminderFactory(response=own, recipient=administrator, mail=mail)
    make.ReminderFactory(response=other, recipient=administrator, mail=mail)

    assert seen(cheshire.drafter) == ({one.pk}, {mail.pk})


@pytest.mark.parametrize("kind", ReminderKind)
def test_administrator_sees_only_what_the_inspectorate_is_told_too(
    cheshire, administrator, responses, kind
):
    row = make.ReminderFactory(
        response=responses[0], recipient=cheshire.signatory, kind=kind, failed=True
    )

    shown = kind in TOLD_TO_INSPECTORATE - {ReminderKind.NO_SIGNATORY}
    assert seen(administrator) == (({row.pk}, {row.mail_id}) if shown else (set(), set()))


def test_administrator_sees_that_nobody_may_sign_only_as_administrators_are_told(
    administrator, responses
):
    """The office is told until somebody has signed, which the inspectorate is not to learn."""
    row = make.ReminderFactory(
        response=responses[0],
        recipient=administrator,
        kind=ReminderKind.NO_SIGNATORY,
        milestone=0,
        failed=True,
    )

    assert seen(administrator) == ({row.pk}, {row.mail_id})


def test_administrator_sees_of_a_mail_to_an_office_not_how_far_the_draft_is(
    cheshire, administrator, responses
):
    mail = make.MailFactory(recipient=cheshire.signatory)
    last_day = make.ReminderFactory(response=responses[0], recipient=cheshire.signatory, mail=mail)
    make.ReminderFactory(
        response=responses[0],
        recipient=cheshire.signatory,
        mail=mail,
        kind=ReminderKind.TO_SIGN,
        milestone=0,
    )

    assert seen(administrator) == ({last_day.pk}, {mail.pk})


def test_administrator_of_another_inspectorate_sees_nothing(cheshire, responses):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user
    make.ReminderFactory(response=responses[0], recipient=cheshire.drafter, in_mail=True)

    assert seen(stranger) == (set(), set())


def test_administrator_of_two_inspectorates_of_a_report_sees_a_reminder_once(
    cheshire, administrator, responses
):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    make.MembershipFactory(administrator=True, inspectorate=other, user=administrator)
    responses[0].inspection.inspectorates.add(other)
    row = make.ReminderFactory(response=responses[0], recipient=cheshire.drafter, in_mail=True)

    found = Reminder.objects.visible_to(make.actor(administrator))

    assert list(found) == [row]


def test_inspector_contact_and_someone_who_was_told_see_none(cheshire, inspector, responses):
    leaver = make.UserFactory()
    make.ReminderFactory(response=responses[0], recipient=leaver, in_mail=True)

    assert [seen(person) for person in (inspector, cheshire.contact, leaver)] == [
        (set(), set())
    ] * 3


def test_nobody_sees_any_once_their_role_has_ended(cheshire, administrator, responses):
    make.ReminderFactory(response=responses[0], recipient=cheshire.drafter, in_mail=True)
    for person in (cheshire.drafter, administrator):
        person.memberships.update(valid_to=make.PUBLISHED_ON)

    assert [seen(person) for person in (cheshire.drafter, administrator)] == [(set(), set())] * 2


def test_with_office_tells_the_office_from_the_inspectorate(cheshire, administrator, responses):
    own = make.ReminderFactory(response=responses[0], recipient=cheshire.drafter)
    other = make.ReminderFactory(response=responses[0], recipient=administrator)
    cheshire.drafter.memberships.update(valid_to=make.PUBLISHED_ON)

    found = Reminder.objects.with_office().values_list("pk", "is_of_office")

    assert dict(found) == {own.pk: True, other.pk: False}


def test_failed_are_those_whose_mail_could_not_be_sent(responses):
    row = make.ReminderFactory(response=responses[0], failed=True)
    make.ReminderFactory(response=responses[0], sent=True)
    make.ReminderFactory(response=responses[0], in_mail=True)
    make.ReminderFactory(response=responses[0])

    assert list(Reminder.objects.failed()) == [row]
