"""What a body prints on its letters, the signatures under them, and the pictures themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from forces.middleware import Request
from forces.models import PolicingBody
from forces.policies import may
from forces.unsent import sent
from responses import policies
from responses.content import letterhead_of
from responses.forms.letterheads import LetterheadForm, SignatureForm
from responses.letters.pictures import IMAGES
from responses.models import Letterhead, LetterImage, SignatureImage
from responses.models.saving import EditedMeanwhile
from responses.views import office

if TYPE_CHECKING:
    from forces.querysets import PolicingBodyQuerySet
    from responses.models import Response

HOME = ("Home", "/")
_NUMBER = re.compile(r"[0-9]{1,18}")
# A picture is named by what is in it, so what a browser has stays right.
FOR_GOOD = "private, max-age=31536000, immutable"


def _bodies(request: Request) -> PolicingBodyQuerySet:
    """The bodies, of today and before, whose office the person works in or signs for."""
    mine = PolicingBody.objects.filter(force__in=request.actor.office_of)
    return mine.select_related("force").order_by("name")


def _find(request: Request, force_slug: str) -> PolicingBody:
    """The body of the force today, or an older one that is asked for by its id.

    A response that was begun under the body before is still signed with that one's letterhead.
    """
    bodies = _bodies(request).filter(force__slug=force_slug)
    older = request.GET.get("body", "")
    if not older:
        return get_object_or_404(bodies.in_office(request.actor.on))
    if not _NUMBER.fullmatch(older):
        raise Http404
    return get_object_or_404(bodies, pk=older)


def _led_from(request: Request, body: PolicingBody) -> Response | None:
    """The response of this body whose pages led here, to lead back to it."""
    pk = request.GET.get("response", "")
    if not _NUMBER.fullmatch(pk):
        return None
    try:
        found = office.find(request, int(pk))
    except Http404:
        return None
    return found if found.body_id == body.pk else None


def _place(request: Request, body: PolicingBody) -> dict[str, Any]:
    """Where the pages of a letterhead stand: under the response that led to them, or by themselves.

    `asked` is what each of them hands on to the other.
    """
    response = _led_from(request, body)
    asked = {"body": body.pk} | ({"response": response.pk} if response else {})
    return {
        "body": body,
        "response": response,
        "may_arrange": response is not None
        and response.is_writable
        and may(policies.check_draft, request.actor, response),
        "asked": urlencode(asked),
        "crumbs": office.crumbs(response) if response else [HOME],
    }


@login_required
def letterheads(request: Request) -> HttpResponse:
    """The letterheads of the person's bodies: mostly one, which is then shown at once."""
    policies.check_has_letterhead(request.actor)
    bodies = list(_bodies(request).in_office(request.actor.on))
    if len(bodies) == 1:
        return redirect("letterhead", bodies[0].force.slug)
    context = {"bodies": bodies, "crumbs": [HOME]}
    return render(request, "responses/letterheads.html", context)


@login_required
def letterhead(request: Request, force_slug: str) -> HttpResponse:
    """What a body prints on its letters, and the shape that they have."""
    body = _find(request, force_slug)
    form = LetterheadForm(
        sent(request),
        request.FILES if request.method == "POST" else None,
        letterhead=Letterhead.of(body),
    )
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            Letterhead.write(
                body,
                form.printed(),
                seen=form.cleaned_data["seen"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except EditedMeanwhile as meanwhile:
            theirs = _show_both(form, meanwhile.theirs)
        else:
            messages.success(request, "The letterhead is saved. This is how it prints")
            return redirect(request.get_full_path())
    context = {
        **_place(request, body),
        "form": form,
        "printed": letterhead_of(body),
        "theirs": theirs,
        "may_sign": may(policies.check_own_signature, request.actor, body),
        "images": IMAGES,
    }
    return render(request, "responses/letterhead.html", context)


def _show_both(form: LetterheadForm, theirs: Letterhead) -> list[tuple[str, str]]:
    """Keep what was typed, to be saved over what somebody else saved once it was seen."""
    form.replace("seen", theirs.mark)
    if form.cleaned_data["logo"]:
        form.ask_for_logo_again()
    form.add_error(
        None,
        "Somebody saved this letterhead since you opened it. What they saved is shown below; what "
        "you typed is still in the boxes, and not saved. Save it again to put yours in its place.",
    )
    return list(form.other_than(theirs))


@login_required
def letterhead_signature(request: Request, force_slug: str) -> HttpResponse:
    """The picture of the person's own signature, under the letters of a body that they sign."""
    body = _find(request, force_slug)
    policies.check_own_signature(request.actor, body)
    if "remove" in request.POST:
        return _signature_removed(request, body)
    person = request.actor.person
    form = SignatureForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        SignatureImage.set(body, person, form.cleaned_data["signature"], at=timezone.now())
        messages.success(request, "Your signature is saved")
        return redirect(request.get_full_path())
    context = {
        **_below_letterhead(request, body),
        "form": form,
        "image": SignatureImage.of(body, person),
        "offices": request.actor.offices_for(body.force_id),
    }
    return render(request, "responses/letterhead_signature.html", context)


def _signature_removed(request: Request, body: PolicingBody) -> HttpResponse:
    """Take the signature away, once that was confirmed."""
    person = request.actor.person
    if "confirm" not in request.POST:
        image = SignatureImage.of(body, person)
        context = {**_below_letterhead(request, body), "image": image, "typed": [("remove", "yes")]}
        return render(request, "responses/letterhead_signature_remove.html", context)
    SignatureImage.remove(body, person)
    messages.success(request, "Your signature is removed. Letters are signed by your name alone")
    return redirect(request.get_full_path())


def _below_letterhead(request: Request, body: PolicingBody) -> dict[str, Any]:
    place = _place(request, body)
    letterhead = f"{reverse('letterhead', args=[body.force.slug])}?{place['asked']}"
    return {**place, "crumbs": [*place["crumbs"], ("Letterhead", letterhead)]}


@require_GET
@login_required
def letter_image(request: Request, sha256: str) -> HttpResponse:
    """A picture of a letter, for the office of the body whose it is."""
    image = LetterImage.objects.visible_to(request.actor).filter(sha256=sha256).first()
    if image is None:
        raise Http404
    return HttpResponse(
        image.content,
        content_type=image.media_type,
        headers={
            "Cache-Control": FOR_GOOD,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
