"""The chief officer's comments, as the office asks for them, takes them in and replies."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list

from forces.middleware import Request
from forces.policies import Refused
from forces.unsent import sent
from recommendations.rows import recommendations_in_full
from responses import policies
from responses.choices import GIVE_BACK, MailState
from responses.content.rows import comments_in
from responses.deadlines import comes_too_late, comments_by
from responses.forms import CommentsForm, InvitationForm, ReasonForm, ReplyForm
from responses.models.comments import (
    COMMENTS,
    REPLY,
    comments_of,
    save_comments,
    save_reply,
)
from responses.models.comments_mails import force_contacts, last_given_back
from responses.models.handing_over import give_back
from responses.models.inviting import invitation_mark, invite, record_invitation
from responses.models.returning import said_of_place
from responses.rows import comments_mails_of
from responses.tasks import send_comments_mails
from responses.views.keeping import keeps_what_is_typed
from responses.views.office import crumbs
from responses.views.reasons import ReasonPage
from responses.views.sheets import Sheet, for_writing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from responses.models import (
        ChiefOfficerComment,
        Response,
    )


@keeps_what_is_typed
def comments(request: Request, pk: int) -> HttpResponse:
    """How the chief officer's comments stand, and what came of them: s.55(4) and (5)."""
    found = for_writing(request, pk)
    sheet = _sheet(request, found)
    if sheet.is_saved():
        messages.success(request, "Chief officer’s comments saved")
        return redirect(found)
    context = _standing(found)
    if context["held"].is_handed_over and request.method != "POST":
        shown = {"response": found, "crumbs": crumbs(found), "kept": sheet.kept}
        context |= {**shown, "single": _single(found), "said": said_of_place(found, COMMENTS)}
        return render(request, "responses/comments_handed_over.html", context)
    return sheet.page("responses/comments.html", context)


def _sheet(request: Request, found: Response) -> Sheet[CommentsForm]:
    """What came, as the office pastes it."""
    asked = cache(lambda: recommendations_in_full(found.inspection_id))
    return Sheet(
        request,
        found,
        COMMENTS,
        title="Chief officer’s comments",
        form_of=lambda typed: CommentsForm(
            typed,
            on=request.actor.on,
            held=comments_of(found),
            texts=dict(comments_in(found.pk)),
            recommendations=asked(),
        ),
        write=lambda form: save_comments(
            found,
            seen=form.what_was_seen(),
            by=request.actor.person,
            at=timezone.now(),
            on_recommendations=form.on_recommendations(),
            **form.fields_of_comments(),
        ),
    )


def _standing(found: Response) -> dict[str, Any]:
    """How the invitation stands: what was sent, what came, and what is told of it."""
    held = comments_of(found)
    mails = comments_mails_of(found.pk)
    return {
        "held": held,
        "given_back": last_given_back(found),
        "mails": mails,
        "is_too_late": comes_too_late(held.wanted_by, found.due_on),
        "has_failed": any(mail.state == MailState.FAILED for mail in mails),
    }


@login_required
def comments_invite(request: Request, pk: int) -> HttpResponse:
    """Invite the force's contacts by mail, or record an invitation that was sent otherwise."""
    found, on = for_writing(request, pk), request.actor.on
    held, contacts = comments_of(found), force_contacts(found, on=on)
    form = InvitationForm(
        sent(request),
        held=held,
        seen=invitation_mark(found),
        can_mail=bool(contacts) and not held.are_here,
        suggested=comments_by(found.due_on, on=on),
        due_on=found.due_on,
        on=on,
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = _invite(request, found, form)
        except Refused as refusal:  # the dates that were typed are not lost
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("comments", found.pk)
    context = {
        "response": found,
        "form": form,
        "held": held,
        "contacts": contacts,
        "is_late": found.due_on is not None and found.due_on < on,
        "crumbs": _crumbs(found),
    }
    return render(request, "responses/comments_invite.html", context)


def _invite(request: Request, found: Response, form: InvitationForm) -> str:
    """Invite as the form says, and return what was done in a sentence."""
    typed, by, at = form.cleaned_data, request.actor.person, timezone.now()
    wanted_by, seen = typed["wanted_by"], typed["seen"]
    if not form.is_mailed:
        record_invitation(
            found, invited_on=typed["invited_on"], wanted_by=wanted_by, seen=seen, by=by, at=at
        )
        return "Invitation recorded"
    people = invite(found, wanted_by=wanted_by, seen=seen, by=by, at=at)
    transaction.on_commit(send_comments_mails.delay, robust=True)
    return f"Invited: a mail goes to {get_text_list([str(each) for each in people], 'and')}"


@keeps_what_is_typed
def comments_reply(request: Request, pk: int) -> HttpResponse:
    """The body's reply to the chief officer's comments: s.55(5)(c)."""
    found = for_writing(request, pk)
    held = comments_of(found)
    if request.method != "POST":
        policies.check_reply(held)
    sheet = Sheet(
        request,
        found,
        REPLY,
        title="Reply to the chief officer’s comments",
        form_of=lambda typed: ReplyForm(typed, held=comments_of(found)),
        write=lambda form: save_reply(
            found,
            seen=form.what_was_seen(),
            by=request.actor.person,
            at=timezone.now(),
            **form.written(),
        ),
    )
    if sheet.is_saved():
        messages.success(request, "Reply saved")
        return redirect(found)
    context = {"held": held, "single": _single(found), "crumbs": _crumbs(found)}
    return sheet.page("responses/comments_reply.html", context)


@keeps_what_is_typed
def comments_give_back(request: Request, pk: int) -> HttpResponse:
    """Back to the force, with a reason, to change what it handed over."""
    found = for_writing(request, pk)
    if request.method != "POST":  # what is typed already meets the same rule, and is set aside
        policies.check_handed_over(comments_of(found))
    page = ReasonPage(
        request,
        found,
        GIVE_BACK,
        title="Give the chief officer’s comments back",
        form_of=partial(
            ReasonForm,
            submit_label="Give back to the force",
            hint="The force’s contacts will see this",
        ),
        act=lambda form: give_back(
            found,
            reason=form.cleaned_data["reason"],
            by=request.actor.person,
            at=timezone.now(),
        ),
    )
    if page.is_done():
        transaction.on_commit(send_comments_mails.delay, robust=True)
        messages.success(request, "Given back to the force with your reason")
        return redirect("comments", found.pk)
    return page.page("responses/comments_give_back.html", {"crumbs": _crumbs(found)})


def _crumbs(found: Response) -> list[tuple[str, str]]:
    return [*crumbs(found), ("Chief officer’s comments", reverse("comments", args=[found.pk]))]


def _single(found: Response) -> QuerySet[ChiefOfficerComment]:
    rows = found.officer_comments.select_related("recommendation")
    return rows.order_by("recommendation__position")
