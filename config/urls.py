from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("accounts/", include("config.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
    path("", include("responses.urls")),
    path("", include("recommendations.urls")),
    path("", include("forces.urls")),
]
