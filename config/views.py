"""What is about the installation as a whole: is it alive, is it ready, what it says on failure."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from redis.exceptions import RedisError

from forces import unsent
from forces.middleware import Request
from responses.views.keeping import keep_typed, signed_out


def health(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Asks nothing of anything else."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """Ready: the database and Redis answer, and no migration is missing. Otherwise 503."""
    checks = {"database": "ok", "migrations": "ok", "redis": "ok"}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            checks["migrations"] = "missing"
    except DatabaseError:
        checks["database"] = checks["migrations"] = "no answer"
    try:
        cache.get("ready")
    except RedisError:
        checks["redis"] = "no answer"
    is_ready = all(answer == "ok" for answer in checks.values())
    return JsonResponse(checks, status=200 if is_ready else 503)


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old: what to do, and nothing alarming.

    What somebody wrote is kept for them, and comes back on the page it was written on.
    """
    if keep_typed(request):
        if "autosave" in request.POST:
            return signed_out(request, is_kept=True)
        return redirect(request.path)
    if led_on := unsent.keep(request):
        return led_on
    return render(request, "403_csrf.html", status=403)
