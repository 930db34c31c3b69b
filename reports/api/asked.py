"""What an address may be asked with: a name that it does not know is refused, not passed over."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse
    from ninja import NinjaAPI

    View = Callable[..., HttpResponse]

REFUSES = (
    "A parameter that is not described here is refused with status 400, and with the names of "
    "those that are."
)


def knowing(api: NinjaAPI, name: str | None, view: View) -> View:
    """A view that is asked only what its description says that it may be asked."""
    known: list[str] = []

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET and not known:
            known.extend(_described(api, name))
        unknown = [each for each in request.GET if each not in known]
        if unknown and request.method in {"GET", "HEAD"}:
            return api.create_response(request, {"detail": _refusal(unknown, known)}, status=400)
        return view(request, *args, **kwargs)

    return answer


def _described(api: NinjaAPI, name: str | None) -> list[str]:
    """The names of what an address may be asked with, as the description lists them."""
    paths = api.get_openapi_schema()["paths"].values()
    return [
        parameter["name"]
        for path in paths
        for operation in path.values()
        if operation["operationId"] == name
        for parameter in operation["parameters"]
        if parameter["in"] == "query"
    ]


def _refusal(unknown: Iterable[str], known: Iterable[str]) -> str:
    names = ", ".join(known)
    can_be = f"Known are: {names}." if names else "Nothing can be asked for here."
    return f"This is not known: {', '.join(unknown)}. {can_be}"
