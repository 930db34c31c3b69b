"""The tables that there are, and what the database itself says of them."""

from django.apps import apps
from django.db import connection

OURS = ["forces", "recommendations", "responses", "reports"]
MODELS = [
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]
EVENTS = [model for model in MODELS if hasattr(model, "pgh_tracked_model")]
ROWS = [model for model in MODELS if model not in EVENTS and not model._meta.proxy]


def triggers_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass "
            "AND NOT tgisinternal AND tgenabled <> 'D'",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}
