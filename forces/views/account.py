from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from forces.middleware import Request
from forces.models import Membership


@login_required
def account(request: Request) -> HttpResponse:
    """Who is signed in, and the roles they hold, have held or will hold."""
    held = Membership.objects.filter(user=request.actor.person)
    roles = held.select_related("body", "force", "inspectorate").order_by("-valid_from", "pk")
    context = {
        "roles": [(role, role.standing(request.actor.on)) for role in roles],
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "forces/account.html", context)
