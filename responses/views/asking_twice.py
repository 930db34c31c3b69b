"""Asking twice: what was typed is checked, what it would do is shown, and then it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from forces.middleware import Request
from forces.policies import Refused
from responses.models.saving import EditedMeanwhile
from responses.tasks import send_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from responses.forms.concerning import ForcesForm
    from responses.forms.dates import DatesForm, LastDayForm

    AskedTwice = DatesForm | LastDayForm | ForcesForm

# What the buttons are called: one shows what would be done, one does it, one goes back to typing.
BUTTONS = frozenset({"submit", "confirm", "edit"})


def ask_twice(
    request: Request,
    page: str,
    form: AskedTwice,
    context: dict[str, Any],
    *,
    effect: Callable[[], dict[str, Any]],
    change: Callable[[], HttpResponse],
) -> HttpResponse:
    """The form; then what it would do; and, once that is confirmed, it is done and told."""
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        try:
            if "confirm" in request.POST:
                done = change()
                # The queue may be away: what was reserved is found by the next sweep.
                transaction.on_commit(send_at_once.delay, robust=True)
                return done
            context |= {**effect(), "reason": form.cleaned_data["reason"]}
            context["typed"] = _typed(request)
            return render(request, f"responses/{page}_check.html", context)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except EditedMeanwhile as meanwhile:
            _bring_together(form, meanwhile)
            context["theirs"] = form.in_words(meanwhile.theirs)
    return render(request, f"responses/{page}.html", context)


def _typed(request: Request) -> list[tuple[str, str]]:
    """What was typed, for the next button to bring back."""
    lists = request.POST.lists()
    left_out = BUTTONS | {"csrfmiddlewaretoken"}
    return [(name, text) for name, texts in lists if name not in left_out for text in texts]


def _bring_together(form: AskedTwice, meanwhile: EditedMeanwhile) -> None:
    """Show what was typed again; the next try starts from what is shown to be so now."""
    form.add_error(
        None,
        "Somebody else changed this since you opened the page. How it is now is shown below. "
        "Check what you typed, then continue.",
    )
    form.replace("seen", form.initial_of(meanwhile.theirs)["seen"])
