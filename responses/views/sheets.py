"""A page on which someone writes: nothing that they type on it is lost.

It is saved by a button, or by itself as they type. What cannot be saved is set aside for its writer
and comes back on the same page: when somebody else saved meanwhile, beside what they saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from responses import policies
from responses.choices import NotSaved
from responses.models import LastSave, Response, Unsaved
from responses.models.returning import said_of_place
from responses.models.saving import EditedMeanwhile, Overtaken, is_overtaken
from responses.models.unsaved import let_go, let_go_of_page, set_aside
from responses.views.keeping import PlacePage, note_of, shown_at, typed_in
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from responses.forms.writing import Shown, WritingForm

F = TypeVar("F", bound="WritingForm")
IS_KEPT = "What you typed is kept for you, and not saved."


def for_writing(request: Request, pk: int) -> Response:
    """The response, for whoever writes it. Not writable any more: 403 before typing.

    What is typed already meets the same rule under the lock, and is set aside.
    """
    found = find(request, pk)
    policies.check_writes(request.actor, found)
    if request.method != "POST":
        policies.check_writable(found)
    return found


@dataclass(frozen=True)
class Difference:
    """One field in which two texts differ."""

    label: str
    mine: str
    theirs: str
    is_prose: bool


def differing(mine: Iterable[Shown], theirs: Iterable[Shown]) -> list[Difference]:
    """The fields in which what was typed is other than what is saved."""
    saved = {each.name: each.text for each in theirs}
    return [
        Difference(each.label, each.text, saved[each.name], each.is_prose)
        for each in mine
        if each.text != saved[each.name]
    ]


class Sheet(PlacePage, Generic[F]):
    """What a person writes of one place of a response, on one page.

    `form_of` makes the form, of what was sent or (of None) of what is saved; `write` is the one
    domain call that saves a valid form. It may raise EditedMeanwhile, Overtaken and Refused.
    """

    def __init__(
        self,
        request: Request,
        response: Response,
        place: str,
        *,
        title: str,
        form_of: Callable[[QueryDict | None], F],
        write: Callable[[F], object],
    ) -> None:
        super().__init__(request, response, place, title=title)
        self.form_of = form_of
        self.write = write
        self.at = timezone.now()
        self.is_clash = False
        self.sentence = ""

    @property
    def _has_nothing_to_keep(self) -> bool:
        """Whether what was to be kept is gone: saved or let go in another window, or a moment ago.

        Such a form holds no text, and saving it would empty what is there.
        """
        return "keep_mine" in self.request.POST and self.kept is None

    @property
    def _saves_itself(self) -> bool:
        return "autosave" in self.request.POST

    @cached_property
    def sent(self) -> QueryDict:
        """What was sent; or what was set aside, where that is to stand as it is."""
        if "keep_mine" not in self.request.POST or self.kept is None:
            return self.request.POST
        mine = self._typed(self.kept)
        mine["seen"] = self.request.POST.get("seen", "")
        return mine

    @cached_property
    def form(self) -> F:
        if self.request.method == "POST" and not self.is_let_go:
            return self._bound(self.sent)
        if self.kept:
            return self._bound(self._typed(self.kept))
        return self._marked(self.form_of(None))

    def _marked(self, form: F) -> F:
        form.fields["writer"].initial = note_of(self.place)
        return form

    def _bound(self, typed: QueryDict) -> F:
        return self._marked(self.form_of(typed))

    @cached_property
    def _saved(self) -> F:
        """The form as it is saved now."""
        return self.form_of(None)

    @property
    def _mark(self) -> str:
        return str(self._saved["seen"].value())

    def _typed(self, kept: Unsaved) -> QueryDict:
        """What was set aside, as a form that would be sent from here: a page of its own."""
        typed = kept.form
        typed["seen"] = self._mark
        typed["page"] = str(self._saved["page"].value())
        typed["writer"] = note_of(self.place)
        return typed

    def is_saved(self) -> bool:
        """Whether a button was pressed, and what was sent is saved now."""
        if self.request.method != "POST" or self.is_let_go or self._saves_itself:
            return False
        if self._has_nothing_to_keep:
            return False
        return self._save()

    def _save(self) -> bool:
        form = self.form
        if not form.is_valid():
            errors = [f"{text}." for texts in form.errors.values() for text in texts]
            self._set_aside(NotSaved.INVALID, " ".join(errors))
            return False
        try:
            self.write(form)
        except Overtaken:
            return True
        except EditedMeanwhile:
            self.is_clash = True
            self._set_aside(NotSaved.CONFLICT)
            return False
        except Refused as refusal:
            form.add_error(None, f"{refusal} {IS_KEPT}")
            self.response.refresh_from_db(fields=["status"])
            why = NotSaved.INVALID if self.response.is_writable else NotSaved.CLOSED
            self._set_aside(why, str(refusal))
            return False
        self._let_go_what_is_saved()
        return True

    def _let_go_what_is_saved(self) -> None:
        sent = self.request.POST
        shown = shown_at(sent)
        if shown is None or "keep_mine" in sent:
            let_go(self.place)
        else:
            let_go_of_page(self.place, sent.get("page", ""), shown)

    def _set_aside(self, why: NotSaved, sentence: str = "") -> None:
        self.sentence = sentence
        if self._saves_itself and is_overtaken(
            self.place.response_id, self.place.name, self.form.as_sent()
        ):
            return
        typed = typed_in(self.sent)
        set_aside(self.place, typed, why=why, at=self.at, sentence=sentence)

    def page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """The page; or, of one that saves itself, what became of that."""
        if self.is_let_go:
            let_go(self.place)
            return redirect(self.place.address)
        if self._has_nothing_to_keep:
            return redirect(self.place.address)
        if self._saves_itself:
            return self._outcome(is_saved=self._save())
        if self.is_clash:
            return redirect(self.place.address)
        context = {
            "response": self.response,
            "form": self.form,
            "crumbs": crumbs(self.response),
            "title": self.place.title,
            "kept": self.kept,
            "said": said_of_place(self.response, self.place.name),
            **context,
        }
        if self.kept and self.request.method != "POST":
            seen = cast("list[str]", self.kept.typed.get("seen", [""]))[-1]
            differences = differing(self.form.shown(), self._saved.shown())
            if differences and seen != self._mark:
                beside = {"differences": differences, "last": self._last_save()}
                return render(self.request, "responses/compare.html", {**context, **beside})
        return render(self.request, template, context)

    def _outcome(self, *, is_saved: bool) -> HttpResponse:
        context = {
            "is_saved": is_saved,
            "is_clash": self.is_clash,
            "at": self.at,
            "sentence": self.sentence,
            "last": self._last_save() if self.is_clash else None,
            "address": self.place.address,
            "form": self.form,
        }
        return render(self.request, "responses/_outcome.html", context)

    def _last_save(self) -> LastSave | None:
        saves = LastSave.objects.filter(response=self.response, place=self.place.name)
        return saves.select_related("by").first()
