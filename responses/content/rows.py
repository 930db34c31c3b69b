"""What content is made of: rows, by queries that are written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from forces.models import Inspectorate
from forces.prepared import prepared
from recommendations.models import Figure

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from responses.models import Answer, ChiefOfficerComment


@prepared
def inspectorates_of(inspection: int) -> QuerySet[Inspectorate]:
    return Inspectorate.objects.filter(inspections=inspection).order_by("pk")


@prepared
def answers_in(response: int) -> QuerySet[Answer]:
    rows: QuerySet[Answer] = apps.get_model("responses", "Answer").objects.all()
    return rows.filter(response=response)


@prepared
def comments_in(response: int) -> QuerySet[ChiefOfficerComment, tuple[int, str]]:
    rows: QuerySet[ChiefOfficerComment]
    rows = apps.get_model("responses", "ChiefOfficerComment").objects.all()
    return rows.filter(response=response).values_list("recommendation", "text")


@prepared
def figures_given(inspection: int, force: int) -> QuerySet[Figure]:
    return Figure.objects.filter(force=force).newest_of_measures(inspection)
