"""Who asks: the person whose token comes with the question, and how often they may."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.cache import cache
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle
from redis.exceptions import RedisError

from forces.actors import Actor
from forces.models import ApiToken

if TYPE_CHECKING:
    from django.http import HttpRequest

    from forces.middleware import Request

A_MINUTE = 60
MOST_A_MINUTE = 120


class Bearer(HttpBearer):
    """From here on the person whose token it is asks, with what they may do today."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        on = timezone.localdate()
        found = ApiToken.opened_by(token, on)
        if found:
            cast("Request", request).actor = Actor.of(found.person, on)
        return found


class EachToken(BaseThrottle):
    """So many questions a minute with one token. While no store is there to count in, any."""

    def allow_request(self, request: HttpRequest) -> bool:
        minute = int(timezone.now().timestamp()) // A_MINUTE
        key = f"api-token:{request.auth.pk}:{minute}"  # type: ignore[attr-defined]  # Bearer set it
        try:
            cache.add(key, 0, A_MINUTE * 2)
            return bool(cache.incr(key) <= MOST_A_MINUTE)
        except (RedisError, ValueError):
            return True

    def wait(self) -> float:
        return A_MINUTE - timezone.now().timestamp() % A_MINUTE
