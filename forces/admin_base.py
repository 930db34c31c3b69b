"""What every page of the admin site has in common.

The site is for the technical administrator: whoever it lets in (`is_staff`) may do all that it
offers, and it offers no word of a draft and nothing under embargo: docs/decisions has the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pghistory.models
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from forces.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from django.db import models
    from django.http import HttpRequest

    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    TabularInline = admin.TabularInline

# What the lists' own filters put behind the name of a column in an address.
LOOKUPS = ["", "__exact", "__id__exact", "__isnull", "__gte", "__lt"]
DATE_LOOKUPS = ["__year", "__month", "__day", "__gte", "__lt"]

WORDS = {"insert": "Entered", "update": "Changed", "delete": "Deleted"}


class Permitted:
    """Allows what the site offers."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class ReadOnly(Permitted):
    """Allows looking, and nothing else."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@dataclass(frozen=True)
class Step:
    """One change of a row, in the words of Django's page of changes."""

    action_time: datetime
    user: User | None
    get_change_message: str


class TrackedAdmin(ModelAdmin):
    """Its History button shows what the database's triggers kept: who, when, and which fields.

    The values stay out of it: they may be a draft's.
    """

    show_full_result_count = False
    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """What the list's own filters ask for, or a row by its id.

        Django lets an address filter by any column of the row, in which text that no page shows
        could be guessed letter by letter: the rows that stay say whether the guess was right.
        """
        columns = [str(item[0] if isinstance(item, tuple) else item) for item in self.list_filter]
        allowed = {column + ending for column in columns for ending in LOOKUPS}
        if self.date_hierarchy:
            allowed |= {self.date_hierarchy + ending for ending in DATE_LOOKUPS}
        return lookup in allowed | {"pk", "id", "id__exact"}

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Rows are pointed to by their id, and no other column."""
        return to_field == self.opts.pk.name

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        page = super().history_view(request, object_id, extra_context)
        event = _event_of(self.model)
        if event is not None and isinstance(page, TemplateResponse):
            steps = Paginator(_steps(event, unquote(object_id)), 100)
            here = steps.get_page(request.GET.get("p", 1))
            page.context_data = {
                **(page.context_data or {}),
                "action_list": here,
                "page_range": steps.get_elided_page_range(here.number),
                "pagination_required": steps.num_pages > 1,
            }
        return page


def _event_of(model: type[models.Model]) -> Any:
    """The model of the table that keeps a model's history, or None."""
    for relation in model._meta.related_objects:
        related = relation.related_model
        if relation.field.name == "pgh_obj" and issubclass(related, pghistory.models.Event):
            return related
    return None


def _steps(event: Any, object_id: str) -> list[Step]:
    """The changes of a row, the newest first."""
    fields = [f for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
    rows = list(
        event._default_manager.filter(pgh_obj=object_id)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    people = User.objects.in_bulk({_person(row) for row in rows if _person(row)})
    steps, before = [], None
    for row in rows:
        changed = [
            str(field.verbose_name)
            for field in fields
            if before is not None and getattr(row, field.attname) != getattr(before, field.attname)
        ]
        what = ": ".join(filter(None, [WORDS[row.pgh_label], ", ".join(changed)]))
        steps.append(Step(row.pgh_created_at, people.get(_person(row)), what))
        before = row
    return steps[::-1]


def _person(event: Any) -> int | None:
    """The id of whoever was signed in when it was written; a command has nobody."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None
