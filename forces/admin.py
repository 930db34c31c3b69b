from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import allauth.account.admin  # noqa: F401  # registers what is taken out below
import django.contrib.auth.admin  # noqa: F401  # likewise
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseInlineFormSet

from forces import emails
from forces.admin_base import Permitted, ReadOnly, StackedInline, TabularInline, TrackedAdmin
from forces.models import (
    ApiToken,
    Force,
    ForceName,
    Inspectorate,
    Membership,
    PolicingBody,
    Unsent,
    User,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest

admin.site.site_header = admin.site.site_title = "Inspection Responses: technical administration"
admin.site.index_title = "What can be looked at and changed"
# People sign in to the admin site where everyone does: one page, one limit on wrong passwords.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# Roles are memberships; there are no groups, and no second address.
admin.site.unregister([Group, EmailAddress])


class MembershipInline(Permitted, StackedInline):
    model = Membership
    extra = 1
    autocomplete_fields = ["body", "force"]


@admin.register(User)
class UserAdmin(Permitted, TrackedAdmin):
    """People are made, changed and switched off, never deleted: what they did bears their name.

    Nobody else sees or sets a password: its owner does, by the link in a mail.
    """

    fields = ["email", "name", "is_active", "is_staff"]
    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "memberships__role"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    inlines = [MembershipInline]
    actions = ["send_link"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.email = obj.email.lower()
        if change:
            obj.save(update_fields=form.changed_data)
            EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
            return
        obj.set_unusable_password()
        obj.save()
        transaction.on_commit(lambda: _mail_links(request, [obj]))

    @admin.action(description="Send a link to choose a password")
    def send_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        _mail_links(request, queryset.filter(is_active=True))


def _mail_links(request: HttpRequest, users: Iterable[User]) -> None:
    """Send each the link to choose a password, and tell the administrator how it went."""
    for user in users:
        try:
            emails.welcome(user).send()
        except OSError as error:
            messages.error(request, f"The mail to {user.email} could not be sent: {error}")
        else:
            messages.info(request, f"A link to choose a password was sent to {user.email}.")


@admin.register(Membership)
class MembershipAdmin(Permitted, TrackedAdmin):
    list_display = ["user", "role", "body", "force", "inspectorate", "valid_from", "valid_to"]
    list_select_related = ["user", "body", "force", "inspectorate"]
    list_filter = ["role", "inspectorate", "valid_to"]
    search_fields = ["user__email", "user__name", "body__name", "force__name"]
    ordering = ["user__email", "valid_from"]
    autocomplete_fields = ["user", "body", "force"]


class ForceNameFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """Names entered together, which are checked against those of the database one by one."""

    def clean(self) -> None:
        super().clean()
        names: list[ForceName] = [
            form.instance
            for form in self.forms
            if (form.has_changed() or form.instance.pk)
            and not form.errors
            and form not in self.deleted_forms
        ]
        names.sort(key=lambda name: name.valid_from or date.min)
        for earlier, later in pairwise(names):
            if later.valid_from is None or later.valid_from <= earlier.valid_to:
                raise ValidationError(
                    f"{earlier} and {later} have days in common: a force has one name at a time."
                )


class ForceNameInline(Permitted, TabularInline):
    model = ForceName
    formset = ForceNameFormSet
    extra = 0


@admin.register(Force)
class ForceAdmin(Permitted, TrackedAdmin):
    list_display = ["name", "ons_code", "region", "is_territorial", "has_deadline"]
    list_filter = ["is_territorial", "has_deadline", "region"]
    search_fields = ["name", "slug", "ons_code"]
    ordering = ["name"]
    inlines = [ForceNameInline]


@admin.register(PolicingBody)
class PolicingBodyAdmin(Permitted, TrackedAdmin):
    list_display = ["name", "force", "kind", "valid_from", "valid_to"]
    list_select_related = ["force"]
    list_filter = ["kind"]
    search_fields = ["name", "force__name"]
    ordering = ["force__name", "valid_from"]
    autocomplete_fields = ["force"]


@admin.register(Inspectorate)
class InspectorateAdmin(Permitted, TrackedAdmin):
    list_display = ["short_name", "name"]
    search_fields = ["short_name", "name"]
    ordering = ["short_name"]


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, TrackedAdmin):
    """Who has which, and since when: the token itself is known to its owner alone."""

    list_display = ["person", "name", "beginning", "created_at", "expires_on", "last_used_on"]
    list_select_related = ["person"]
    list_filter = ["expires_on"]
    search_fields = ["person__name", "person__email", "name"]
    ordering = ["-created_at", "-pk"]


@admin.register(Unsent)
class UnsentAdmin(ReadOnly, TrackedAdmin):
    """That somebody could not send something; never what, nor on which page."""

    fields = ["by", "at"]
    list_display = ["by", "at"]
    list_select_related = ["by"]
    search_fields = ["by__name", "by__email"]
    ordering = ["-at", "-pk"]
