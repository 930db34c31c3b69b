"""How people sign in, where it differs from what allauth does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from forces.demonstration import is_shut_out
from forces.govuk.account_messages import ERROR_MESSAGES
from forces.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Knows nobody of the demonstration where that is off: sessions they had are over, too."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session."""
        found = User.of_session(user_id, timezone.localdate())
        return found if found and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and not is_shut_out(user.email)


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by an administrator; nobody makes their own."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        **ERROR_MESSAGES,
        "demonstration_is_off": "Accounts of the demonstration cannot be used here",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse the demonstration's addresses where it is off, whether or not they are known."""
        if is_shut_out(credentials.get("email", "")):
            raise self.validation_error("demonstration_is_off")
        super().pre_authenticate(request, **credentials)
