"""A page that asks why, once: a response goes back, or is reopened, or comments are given back.

What is typed there is sent at once and saved nowhere before. So it is set aside for its writer
where it cannot be sent: when their session has ended, and when somebody else was quicker.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from responses.choices import NotSaved
from responses.forms import ReasonForm
from responses.models import Response
from responses.models.unsaved import let_go, set_aside
from responses.views.keeping import PlacePage, note_of, typed_in
from responses.views.office import crumbs
from responses.views.sheets import IS_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound=ReasonForm)


class ReasonPage(PlacePage, Generic[F]):
    """One reason of one person, in a place of its own.

    `form_of` makes the form, of what was sent or (of None) empty; `act` is the one domain call
    that a valid form leads to. It may raise Refused.
    """

    def __init__(
        self,
        request: Request,
        response: Response,
        place: str,
        *,
        title: str,
        form_of: Callable[[QueryDict | None], F],
        act: Callable[[F], object],
    ) -> None:
        super().__init__(request, response, place, title=title)
        self.form_of = form_of
        self.act = act

    @cached_property
    def form(self) -> F:
        is_sent = self.request.method == "POST"
        form = self.form_of(self.request.POST if is_sent else None)
        if self.kept and not is_sent:
            typed = self.kept.form
            form.initial = {name: typed[name] for name in form.fields if name in typed}
        form.initial["writer"] = note_of(self.place)
        return form

    def is_done(self) -> bool:
        """Whether the button was pressed, and what it says is done."""
        if self.request.method != "POST" or self.is_let_go or not self.form.is_valid():
            return False
        try:
            self.act(self.form)
        except Refused as refusal:
            self.form.add_error(None, f"{refusal} {IS_KEPT}")
            typed = typed_in(self.request.POST)
            set_aside(
                self.place, typed, why=NotSaved.CLOSED, at=timezone.now(), sentence=str(refusal)
            )
            return False
        let_go(self.place)
        return True

    def page(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        if self.is_let_go:
            let_go(self.place)
            return redirect(self.place.address)
        context = {
            "response": self.response,
            "form": self.form,
            "crumbs": crumbs(self.response),
            "kept": self.kept,
            **(context or {}),
        }
        return render(self.request, template, context)
