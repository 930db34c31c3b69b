"""A row or more of every model, for tests that walk all of them."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from django.db import transaction

from forces.models import ApiToken
from forces.models.unsent import set_aside
from recommendations.models import Correction, InspectionForce, Theme
from responses import models
from responses.choices import CommentsMailKind, CopyTo, MailState, NotSaved, ReminderState
from tests import factories as make
from tests import oversight

SECRET = "zebra"  # in every text of a draft, of a frozen version and of a letter


@transaction.atomic  # notes come with their return
def make_world():
    """Rows around one published response, with the secret in every text not for everyone."""
    member = make.MembershipFactory(drafter=True)
    inspection = make.InspectionFactory(forces=[member.body.force])
    inspection.redate(
        replace(inspection.dates, published_on=inspection.published_on - timedelta(days=1)),
        reason=SECRET,
        by=member.user,
        at=make.NOON,
    )
    recommendation = make.RecommendationFactory(inspection=inspection)
    response = make.ResponseFactory(
        inspection=inspection,
        body=member.body,
        introduction=SECRET,
        conclusion=SECRET,
        returned=f"{SECRET} reason",
    )
    make.AnswerFactory(response=response, recommendation=recommendation, text=SECRET, reason=SECRET)
    models.ChiefOfficerComments.objects.create(response=response, text=SECRET, reply=SECRET)
    models.ChiefOfficerComment.objects.create(
        response=response, recommendation=recommendation, text=SECRET
    )
    officer = models.OfficerDraft.objects.create(response=response, comes_from=SECRET, text=SECRET)
    officer.comments.create(recommendation=recommendation, text=SECRET)
    models.CommentsMail.objects.create(
        response=response,
        kind=CommentsMailKind.GIVEN_BACK,
        recipient=member.user,
        reason=SECRET,
        reserved_by=member.user,
        reserved_at=make.NOON,
    )
    models.Unsaved.objects.create(
        response=response,
        place="words",
        by=member.user,
        title="Introduction and conclusion",
        address=f"/responses/{response.pk}/introduction/",
        why=NotSaved.CONFLICT,
        sentence=SECRET,
        typed={"introduction": [SECRET]},
        at=make.NOON,
    )
    set_aside(
        member.user,
        {"text": [SECRET]},
        address=f"/questions/{SECRET}/reply/",
        page="a",
        title=SECRET,
        had_files=False,
        at=make.NOON,
    )
    models.LastSave.objects.create(
        response=response, place="words", mark="0", by=member.user, at=make.NOON
    )
    models.Contribution.objects.create(response=response, number=1, by=member.user)
    logo = models.LetterImage.objects.create(
        body=member.body,
        purpose="logo",
        media_type="image/png",
        content=SECRET.encode(),
        png=SECRET.encode(),
        width=1,
        height=1,
        sha256="0" * 64,
        added_by=member.user,
        added_at=make.NOON,
    )
    models.Letterhead.objects.create(body=member.body, logo=logo, logo_alt="A logo")
    signature = models.LetterImage.objects.create(
        body=member.body,
        purpose="signature",
        person=member.user,
        media_type="image/png",
        content=SECRET.encode(),
        png=SECRET.encode(),
        width=1,
        height=1,
        sha256="1" * 64,
        added_by=member.user,
        added_at=make.NOON,
    )
    models.SignatureImage.objects.create(body=member.body, person=member.user, image=signature)
    models.LetterChoice.objects.create(response=response, why_left_out=SECRET)
    draft = make.DraftLetterFactory(response=response, html=SECRET, asked_by=member.user)
    draft.issue(SECRET.encode(), at=make.NOON)
    version = make.publish_version(response, make.TODAY)
    letter = models.Letter.objects.create(version=version, changed_at=make.NOON)
    letter.issue(SECRET.encode(), at=make.NOON)
    bundle = models.Bundle.objects.create(
        inspection=inspection, asked_by=member.user, asked_at=make.NOON, listed=[]
    )
    bundle.versions.create(version=version, letter=letter)
    models.Look.objects.create(
        response=response,
        by=member.user,
        content={"introduction": SECRET},
        sha256="0" * 64,
        at=make.NOON,
    )
    returned = response.changes.filter(new="drafting", old="with_commissioner").first()
    returned.notes.create(place="words", text=SECRET)
    copy = version.copies.create(to=CopyTo.INSPECTORS)
    copy.mails.create(address="copies@example.org", reserved_at=make.NOON)
    models.CopyAddress.objects.get_or_create(
        to=CopyTo.INSPECTORS, defaults={"email": "copies@example.org"}
    )
    models.OldResponse.objects.create(response=response, modelled_on="a paper")
    mail = models.Mail.objects.create(
        recipient=member.user,
        on=make.TODAY,
        state=MailState.SENT,
        message_id=f"<{response.pk}@example.org>",
        attempts=1,
        reserved_at=make.NOON,
        claimed_at=make.NOON,
        sent_at=make.NOON,
    )
    reminder = models.Reminder.objects.create(
        response=response,
        milestone=-7,
        recipient=member.user,
        falls_on=make.TODAY,
        state=ReminderState.SENT,
        mail=mail,
        reserved_at=make.NOON,
        sent_at=make.NOON,
    )
    rounds = models.ReminderRound.objects.count()
    models.ReminderRound.objects.create(
        on=make.TODAY - timedelta(days=rounds), at=make.NOON, reserved=1, mails=1
    )
    models.NoticeChoice.objects.create(user=member.user)
    models.CalendarFeed.renew(member.user, at=make.NOON)
    models.DueChange.objects.create(
        response=response,
        old=make.TODAY,
        new=make.DUE_ON,
        reason="A slip",
        by=member.user,
        at=make.NOON,
    )
    make.FigureFactory(
        measure=make.MeasureFactory(recommendation=recommendation),
        force=member.body.force,
        note=SECRET,
    )
    update = make.ProgressUpdateFactory(
        recommendation=recommendation, force=member.body.force, text=SECRET
    )
    draft = make.ProgressUpdateFactory(
        draft=True, recommendation=recommendation, force=update.force, text=SECRET
    )
    oversee(update, draft, member.user, mail)
    return SimpleNamespace(
        response=response,
        version=version,
        letter=letter,
        reminder=reminder,
        update=update,
        body=member.body,
        recommendation=recommendation,
    )


def oversee(update, draft, person, mail):
    """Rows around a force's progress, with the secret in what inspectors and force write."""
    oversight.assessment(update=update, reason=SECRET)
    oversight.closure(update=update, authorised=False, reason=SECRET)
    oversight.reply(oversight.question(update=update, text=SECRET), text=SECRET)
    oversight.evidence(draft, SECRET.encode(), name=f"{SECRET}.pdf")
    about = {"force": update.force, "recommendation": update.recommendation}
    oversight.request(**about, person=person)
    inspection = update.recommendation.inspection
    Correction.objects.create(
        inspection=inspection,
        changes=[{"what": "Title", "old": "The old title", "new": "The new title"}],
        reason="Everybody may read a correction.",
        by=person,
        at=make.NOON,
    )
    themes = Theme.objects.count()
    theme = Theme.objects.create(name=f"Theme {themes}", slug=f"theme-{themes}")
    theme.recommendations.add(update.recommendation)
    view = models.SavedView.objects.create(
        owner=person, name="A view", address="/", query=SECRET, created_at=make.NOON
    )
    change = models.ViewChange.objects.create(
        view=view, on=make.TODAY, lines=[SECRET], at=make.NOON
    )
    sent = {
        "recipient": person,
        "mail": mail,
        "milestone": 0,
        "falls_on": make.TODAY,
        "state": ReminderState.SENT,
        "reserved_at": make.NOON,
        "sent_at": make.NOON,
    }
    models.ViewReminder.objects.create(view=view, step=change.pk, **sent)
    pair = InspectionForce.objects.get(inspection=inspection, force=update.force)
    models.ProgressReminder.objects.create(pair=pair, kind="silence", **sent)
    pack = models.CommitteePack.objects.create(
        force=update.force,
        html=SECRET,
        as_at=make.TODAY,
        asked_by=person,
        asked_at=make.NOON,
        changed_at=make.NOON,
    )
    pack.issue(SECRET.encode(), at=make.NOON)
    ApiToken.objects.create(
        person=person,
        name="A program",
        digest=f"{ApiToken.objects.count():064x}",
        beginning="ir_",
        created_at=make.NOON,
        expires_on=make.DUE_ON,
    )
