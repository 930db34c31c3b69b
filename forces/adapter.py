from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from forces.govuk.account_messages import ERROR_MESSAGES


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by an administrator; nobody makes their own."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        **ERROR_MESSAGES,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
