"""A response's letter in each of the five shapes, before it is signed."""

from __future__ import annotations

from dataclasses import dataclass

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from forces.middleware import Request
from forces.policies import may
from responses import letters, policies
from responses.choices import SETTLED, SUITS, Shape
from responses.content import content_of, shape_of_body
from responses.letters.screen import framed
from responses.models import Response
from responses.models.letter_choices import choice_of, choose_shape
from responses.views.office import crumbs, find

# What dresses a letter as paper. Its own fonts are for files: Arial is as wide.
ON_PAPER = ("letters/letter.css", "letters/shapes.css", "css/paper.css")


@dataclass(frozen=True)
class Offered:
    """A shape as it is offered for one response."""

    shape: Shape
    is_in_use: bool
    is_of_body: bool

    @property
    def suits(self) -> str:
        return SUITS[self.shape]


def _offered(response: Response) -> list[Offered]:
    own = shape_of_body(response)
    in_use = choice_of(response).shape or own
    return [Offered(shape, shape == in_use, shape == own) for shape in Shape]


def shape_named(slug: str) -> Shape:
    """The shape of an address; 404 where there is none of that name."""
    if slug not in Shape.values:
        raise Http404
    return Shape(slug)


@require_GET
@login_required
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # it knows no request with an actor
def letter_shapes(request: Request, pk: int) -> HttpResponse:
    """The draft in all five shapes beside each other, as they look on paper."""
    found = find(request, pk)
    policies.check_not_recorded(found)
    if found.status in SETTLED:
        return redirect(found)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "shapes": _offered(found),
        "may_choose": may(policies.check_draft, request.actor, found),
    }
    return render(request, "responses/letter_shapes.html", context)


@login_required
def letter_shape(request: Request, pk: int, shape: str) -> HttpResponse:
    """The draft in one shape, whole; its button takes that shape for the letter."""
    found, chosen = find(request, pk), shape_named(shape)
    policies.check_not_recorded(found)
    if request.method == "POST":
        policies.check_draft(request.actor, found)
        choose_shape(found, chosen, by=request.actor.person, at=timezone.now())
        messages.success(request, f"The letter has this shape now: {chosen.label}")
        return redirect("letter_shapes", found.pk)
    if found.status in SETTLED:
        return redirect(found)
    offered = _offered(found)
    content = content_of(found, shape=chosen)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "offered": next(each for each in offered if each.shape == chosen),
        "others": [each for each in offered if each.shape != chosen],
        "may_choose": may(policies.check_draft, request.actor, found),
        "letter": letters.to_article(content, is_draft=True),
    }
    return render(request, "responses/letter_shape.html", context)


@require_GET
@login_required
@xframe_options_sameorigin
def letter_paper(request: Request, pk: int, shape: str) -> HttpResponse:
    """The draft in one shape as on paper, for a frame of the page of all five."""
    found, chosen = find(request, pk), shape_named(shape)
    policies.check_not_recorded(found)
    if found.status in SETTLED:
        return redirect(found)
    html = letters.to_html(content_of(found, shape=chosen), is_draft=True)
    paper = framed(html, [static(each) for each in ON_PAPER])
    return HttpResponse(paper.html, headers={"Content-Security-Policy": paper.policy})
