from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What base.html says on every page."""
    return {"site_name": settings.SITE_NAME, "is_demo": settings.DEMO}
